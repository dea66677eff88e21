/* digest.h - FNV-1a, 64 bits, over a map's buckets: one number that says "the same structure".
 *
 * What is digested: the array buckets, then oldbuckets. Numbers are little-endian.
 *
 *     4 bytes            number of main buckets (0: no array)
 *     each main bucket:
 *       each bucket of its chain, the main one first:
 *         1, the 8 tophash bytes, then for each slot:
 *           0                                       tophash below 5
 *           1, key length (4 bytes), key, value     otherwise
 *       0                                           the end of the chain
 */
#ifndef VIZ_TRACE_DIGEST_H
#define VIZ_TRACE_DIGEST_H

#include "core/inspect.h"

/* The digest of no bytes, to start with. */
#define DIGEST_START UINT64_C(0xcbf29ce484222325)

/* A digest goes on over more bytes. */
uint64_t digest_bytes(uint64_t digest, const void *bytes, size_t len);

/* Goes on over an entry, as sequences of entries are digested: key length, key, value.
 *   Cost     O(its bytes). */
uint64_t digest_entry(uint64_t digest, th_key key, const void *value, size_t value_size);

/* The digest of all buckets.
 *   Cost     O(map). */
uint64_t digest_map(const th_map *map);

#endif
