/* hash.c - XXH3, and hashes chosen by hand.
 *
 * XXH3 multiplies pieces of the key by words of a *secret*. Seeded, its secret is a public constant
 * whose words have the seed added or subtracted, so the words stay related, whatever the seed. Up
 * to 240 bytes that is known to help an attacker to pairs of keys only. Beyond, sums of products
 * let him write a thousand keys that are one hash under one seed in seventy (tests/bench, part d).
 * So the secret for long keys is made here: its words have nothing in common but the seed.
 *
 * A forced hash keeps its table in a th_map of its own: key -> the eight bytes of the hash. */
#include "core/hash.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/map_hash.h"

enum { LONG_KEY = 241, SECRET_WORDS = XXH3_SECRET_DEFAULT_SIZE / 8 };

/* Apart, so that shorter keys do not pay for its registers. */
__attribute__((noinline)) static uint64_t hash_long(uint64_t seed, th_key key)
{
    uint64_t secret[SECRET_WORDS];
    for (uint64_t i = 0; i < SECRET_WORDS; i++)
        secret[i] = XXH3_64bits_withSeed(&i, sizeof i, seed);
    return XXH3_64bits_withSecret(key.bytes, key.len, secret, sizeof secret);
}

uint64_t th_hash_xxh3(void *context, uint64_t seed, th_key key)
{
    (void)context;
    if (key.len >= LONG_KEY) return hash_long(seed, key);
    return XXH3_64bits_withSeed(key.bytes, key.len, seed);
}

th_hash th_hash_default(void) { return (th_hash){.hash = th_hash_xxh3}; }

struct th_forced_hash {
    th_hash fallback;
    th_map *chosen;
};

static uint64_t hash_forced(void *context, uint64_t seed, th_key key)
{
    const th_forced_hash *forced = context;
    const void *chosen = th_map_get(forced->chosen, key);
    if (chosen == NULL) return forced->fallback.hash(forced->fallback.context, seed, key);
    uint64_t hash;
    memcpy(&hash, chosen, sizeof hash);
    return hash;
}

th_forced_hash *th_forced_hash_make(th_hash fallback)
{
    assert(fallback.hash != NULL);
    th_forced_hash *forced = malloc(sizeof *forced);
    if (forced == NULL) return NULL;
    th_map_options options = {
        .value_size = sizeof(uint64_t), .keys_owned = true, .is_seeded = true};
    forced->fallback = fallback;
    if (th_map_make(&options, &forced->chosen) != TH_OK) {
        free(forced);
        return NULL;
    }
    return forced;
}

void th_forced_hash_free(th_forced_hash *forced)
{
    if (forced == NULL) return;
    th_map_free(forced->chosen);
    free(forced);
}

th_status th_forced_hash_set(th_forced_hash *forced, th_key key, uint64_t hash)
{
    return th_map_put(forced->chosen, key, &hash);
}

th_hash th_forced_hash_use(th_forced_hash *forced)
{
    return (th_hash){.context = forced, .hash = hash_forced};
}
