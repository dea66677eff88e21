/* keys.h - the keys of a script, each with the one hash that it has for the whole script.
 *
 * A map borrows its keys; here is who owns them. (core/hash.h's forced hashes own copies of their
 * own, which nobody can borrow; one table is enough.) */
#ifndef VIZ_TRACE_KEYS_H
#define VIZ_TRACE_KEYS_H

#include "core/map.h"

struct trace_keys;

/* An empty table.
 *   Errors   NULL when there is no memory. */
struct trace_keys *trace_keys_make(void);

/* Frees all keys: every map that borrowed them must be gone. NULL is fine. */
void trace_keys_free(struct trace_keys *keys);

/* Finds key, or adds a copy of it with that hash. *own is the table's key, *own_hash its hash:
 * another one than hash if key had one before.
 *   Owner    the table; *own stays until trace_keys_free.
 *   Errors   TH_NO_MEMORY; nothing has changed. */
TH_CHECKED th_status trace_keys_find(struct trace_keys *keys, th_key key, uint64_t hash,
                                     th_key *own, uint64_t *own_hash);

/* The hashes of a table's keys, for th_map_options. A key that is not in it has the hash 0.
 *   Owner    borrows keys. */
th_hash trace_keys_hash(struct trace_keys *keys);

#endif
