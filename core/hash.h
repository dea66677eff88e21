/* hash.h - where a key's 64 bits come from.
 *
 * The low B bits of a hash choose the bucket and its top byte becomes the tophash (GO_MAP_FACTS 3),
 * so a hash must be good at both ends. The hash is pluggable: lessons force collisions with a
 * table. */
#ifndef TH_CORE_HASH_H
#define TH_CORE_HASH_H

#include "core/map.h"

/* XXH3, 64 bits, seeded: the hash of a map that is not told another. Fast and even, but no
 * pseudo-random function: a map whose keys an enemy writes should be given one (ARCHITECTURE.md).
 *   Cost     one pass over the bytes. */
th_hash th_hash_default(void);

/* The hash that the map gives a key now: its low B bits are the bucket. A map takes a new seed when
 * it has been emptied. Of a nil map 0. */
uint64_t th_map_hash(const th_map *map, th_key key);

/* A table of chosen hashes; keys that are not in it fall back to another hash. */
typedef struct th_forced_hash th_forced_hash;

/* An empty table.
 *   Owner    the caller, who keeps it alive longer than every map that uses it.
 *   Errors   NULL when there is no memory. */
th_forced_hash *th_forced_hash_make(th_hash fallback);
void th_forced_hash_free(th_forced_hash *forced);

/* From now on key hashes to hash, whatever the seed. The key's bytes are copied.
 * Before any map that uses the table holds the key: entries do not move when their hash changes.
 *   Errors   TH_NO_MEMORY; the table is then as it was. */
TH_CHECKED th_status th_forced_hash_set(th_forced_hash *forced, th_key key, uint64_t hash);

/* The table as a hash for th_map_options. Borrows forced. */
th_hash th_forced_hash_use(th_forced_hash *forced);

#endif
