/* map_hash.h - a key's hash without a call, where that is possible. Private to core.
 *
 *   the default hash, a short key     XXH3 where it is asked for: some 30 to 90 instructions
 *   another hash, or a longer key     a call
 *
 * A map that is told no hash has the default one, and most keys are short: the branch that asks
 * nearly always goes the same way. */
#ifndef TH_CORE_MAP_HASH_H
#define TH_CORE_MAP_HASH_H

/* All of xxHash as static functions: the library exports th_* only, and the hash can be inlined. */
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "core/map_state.h"

/* The longest key that is hashed, and compared, without a call. */
enum { TH_SHORT_LEN = 64 };

/* The default hash as a function (hash.c). context is not used. */
uint64_t th_hash_xxh3(void *context, uint64_t seed, th_key key);

TH_INLINE bool th_has_short_hash(const th_map *map, th_key key)
{
    return key.len <= TH_SHORT_LEN && map->hash.hash == th_hash_xxh3;
}

/* Of a key for which that is so. What XXH3_64bits_withSeed does, but for the compiler's freedom to
 * call it; and of its cases those for longer keys are not there. */
TH_INLINE uint64_t th_short_hash_of(const th_map *map, th_key key)
{
    if (key.len > TH_SHORT_LEN) __builtin_unreachable();
    return XXH3_64bits_internal(key.bytes, key.len, map->seed, XXH3_kSecret, sizeof XXH3_kSecret,
                                XXH3_hashLong_64b_withSeed);
}

TH_INLINE uint64_t th_hash_of(const th_map *map, th_key key)
{
    if (th_has_short_hash(map, key)) return th_short_hash_of(map, key);
    return map->hash.hash(map->hash.context, map->seed, key);
}

#endif
