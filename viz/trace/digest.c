/* digest.c - FNV-1a over a map's buckets.
 *
 * A byte takes `digest ^= byte` and `digest *= prime`: for a zero byte only the second, and for a
 * run of zeros one multiplication by a power of the prime. Buckets are full of zeros, so that
 * counts.
 */
#include "viz/trace/digest.h"

#include "core/map_layout.h"

#define P1 UINT64_C(0x100000001b3)
#define P2 (P1 * P1)
#define P4 (P2 * P2)
#define P8 (P4 * P4)

static const uint64_t powers[] = {
    1,  P1,     P2,     P2 *P1,     P4,     P4 *P1,     P4 *P2,     P4 *P2 *P1,
    P8, P8 *P1, P8 *P2, P8 *P2 *P1, P8 *P4, P8 *P4 *P1, P8 *P4 *P2, P8 *P4 *P2 *P1,
};
enum { ZEROS_MAX = sizeof powers / sizeof powers[0] - 1 };

static uint64_t digest_byte(uint64_t digest, uint8_t byte) { return (digest ^ byte) * P1; }

uint64_t digest_bytes(uint64_t digest, const void *bytes, size_t len)
{
    const uint8_t *each = bytes;
    size_t zeros = 0;
    while (zeros < len && zeros < ZEROS_MAX && each[len - 1 - zeros] == 0)
        zeros++;
    for (size_t i = 0; i < len - zeros; i++)
        digest = digest_byte(digest, each[i]);
    return digest * powers[zeros];
}

static uint64_t digest_uint32(uint64_t digest, uint64_t number)
{
    uint8_t bytes[4];
    for (unsigned i = 0; i < 4; i++)
        bytes[i] = (uint8_t)(number >> (8 * i));
    return digest_bytes(digest, bytes, sizeof bytes);
}

uint64_t digest_entry(uint64_t digest, th_key key, const void *value, size_t value_size)
{
    digest = digest_uint32(digest, key.len);
    digest = digest_bytes(digest, key.bytes, key.len);
    return digest_bytes(digest, value, value_size);
}

static uint64_t digest_bucket(uint64_t digest, const th_snapshot_bucket *bucket, size_t value_size)
{
    digest = digest_byte(digest, 1);
    digest = digest_bytes(digest, bucket->tophash, sizeof bucket->tophash);
    unsigned zeros = 0; /* slots without an entry since the last one that had one */
    for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
        if (bucket->tophash[slot] < TH_MIN_TOPHASH) {
            zeros++;
            continue;
        }
        digest = digest_byte(digest * powers[zeros], 1);
        digest = digest_entry(digest, bucket->keys[slot], bucket->values + slot * value_size,
                              value_size);
        zeros = 0;
    }
    return digest * powers[zeros];
}

static uint64_t digest_array(uint64_t digest, const th_map *map, bool is_old)
{
    th_walk walk = th_walk_start(map, is_old);
    digest = digest_uint32(digest, walk.chain_count);
    while (th_walk_next(&walk)) {
        if (walk.depth == 0 && walk.chain > 0) digest = digest_byte(digest, 0);
        digest = digest_bucket(digest, &walk.bucket, walk.value_size);
    }
    return walk.chain_count > 0 ? digest_byte(digest, 0) : digest;
}

uint64_t digest_map(const th_map *map)
{
    return digest_array(digest_array(DIGEST_START, map, false), map, true);
}
