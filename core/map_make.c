/* map_make.c - a map's beginning and end, and the small questions in between.
 *
 *   hint      0..8   9..13   14..26   27..52   53..104   ...      the least B that holds the hint
 *   B         0      1       2        3        4                  at 6.5 entries a bucket (fact 4)
 *
 *   K1  a map with B = 0 has no bucket until its first write; others have all of them at once.
 */
#include <assert.h>
#include <sys/random.h>
#include <time.h>

#include "core/bucket.h"
#include "core/hash.h"
#include "core/map_hash.h"
#include "core/map_keys.h"
#include "core/map_tell.h"
#include "core/map_watch.h"

const char *th_status_text(th_status status)
{
    static const char *const texts[] = {
#define X(name, text) [name] = text,
        TH_STATUS_LIST(X)
#undef X
    };
    assert(status <= TH_BAD_MEMORY);
    return texts[status];
}

th_key th_key_of(const char *text) { return (th_key){text, strlen(text)}; }

bool th_key_is_equal(th_key a, th_key b) { return th_keys_equal(a, b); }

/* ---- Chance ---- */

/* SplitMix64 (Steele, Lea, Flood 2014): a counter, well mixed; so readers can share it. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

uint64_t th_map_random(const th_map *map)
{
    const uint64_t golden = 0x9e3779b97f4a7c15;
    _Atomic uint64_t *counter = (_Atomic uint64_t *)(uintptr_t)&map->random;
    return mix(atomic_fetch_add_explicit(counter, golden, memory_order_relaxed) + golden);
}

static void set_seed(th_map *map, uint64_t seed)
{
    map->seed = seed;
    map->h.hash0 = (uint32_t)seed;
}

void th_map_reseed(th_map *map) { set_seed(map, th_map_random(map)); }

uint64_t th_map_hash(const th_map *map, th_key key)
{
    return map == NULL ? 0 : th_hash_of(map, key);
}

/* From the system; early at boot it may have none, then the clock and the map's address must do. */
static uint64_t system_seed(const th_map *map)
{
    uint64_t seed;
    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) == (ssize_t)sizeof seed) return seed;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return mix((uint64_t)now.tv_nsec ^ (uint64_t)now.tv_sec << 30 ^ (uint64_t)(uintptr_t)map);
}

/* ---- Make ---- */

/* The least B that holds hint entries. Hints that no memory could hold count as 0 (fact 5). */
static uint8_t B_for_hint(int64_t hint, size_t bucket_size)
{
    const uint64_t memory_max = (uint64_t)1 << 48;
    if (hint < 0 || (uint64_t)hint > memory_max / bucket_size) return 0;
    uint8_t B = 0;
    while (th_is_over_load((uint64_t)hint, B))
        B++;
    return B;
}

/* Everything but buckets. */
static th_status set_up(th_map *map, const th_map_options *options, th_memory memory)
{
    if (options->history > 0) {
        map->history = th_history_make(memory, options->history);
        if (map->history == NULL) return TH_NO_MEMORY;
    }
    map->memory = memory;
    map->value_size = options->value_size;
    map->bucket_size = th_bucket_size(options->value_size);
    map->overflow_offset = th_overflow_offset(options->value_size);
    th_pieces_aim(map);
    map->keys_owned = options->keys_owned;
    map->hash = options->hash.hash != NULL ? options->hash : th_hash_default();
    map->fatal = options->fatal;
    if (map->fatal.handle == NULL) map->fatal.handle = th_fatal_print;
    map->observer = options->observer;
    map->detours = TH_DETOUR_SMALL;
    if (map->hash.hash != th_hash_xxh3) map->detours |= TH_DETOUR_HASH;
    if (map->keys_owned) map->detours |= TH_DETOUR_OWNED;
    th_map_watch(map);
    atomic_flag_clear(&map->list_lock);
    set_seed(map, options->is_seeded ? options->seed : system_seed(map));
    atomic_init(&map->random, map->seed);
    return TH_OK;
}

/* Makes array the current one, its stock included. */
static void install(th_map *map, th_array *array)
{
    map->h.buckets = th_array_buckets(array);
    map->h.B = array->B;
    map->detours &= (uint8_t)~TH_DETOUR_SMALL;
    map->extra.next_overflow = th_array_stock(map, array);
    if (map->extra.next_overflow != NULL) map->h.extra = &map->extra;
    th_pieces_aim(map);
}

static th_status make_buckets(th_map *map, int64_t hint)
{
    const th_observer *who = map->observer;
    TELL(who, .kind = TH_EVENT_OP_START, .line = TH_LINE_MAKE_HINT, .before = TH_OP_MAKE,
         .after = (uint64_t)hint);
    TELL(who, .kind = TH_EVENT_SEED, .line = TH_LINE_MAKE_HINT, .after = map->h.hash0);
    uint8_t B = B_for_hint(hint, map->bucket_size);
    if (B > 0) {
        th_array *array = th_array_make(map, B);
        if (array == NULL) {
            TELL(who, .kind = TH_EVENT_PANIC, .line = TH_LINE_MAKE_BUCKETS, .before = TH_NO_MEMORY);
            TELL(who, .kind = TH_EVENT_OP_END, .line = TH_LINE_MAKE_BUCKETS, .before = TH_OP_MAKE);
            return TH_NO_MEMORY;
        }
        install(map, array);
        TELL(who, .kind = TH_EVENT_BUCKETS_MADE, .line = TH_LINE_MAKE_BUCKETS,
             .at = {.array = array->id}, .after = B);
    }
    TELL(who, .kind = TH_EVENT_OP_END, .before = TH_OP_MAKE, .after = 1,
         .line = B > 0 ? TH_LINE_MAKE_BUCKETS : TH_LINE_MAKE_DONE);
    return TH_OK;
}

th_status th_map_make(const th_map_options *options, th_map **map)
{
    *map = NULL;
    if (options->value_size > TH_VALUE_SIZE_MAX) return TH_BAD_OPTION;
    th_memory memory = options->memory.take != NULL ? options->memory : th_memory_libc();
    th_map *made = memory.take(memory.context, sizeof *made);
    if (made == NULL) return TH_NO_MEMORY;
    th_status status = set_up(made, options, memory);
    if (status == TH_OK) status = make_buckets(made, options->hint);
    if (status != TH_OK) {
        th_history_free(made->history, memory);
        memory.give(memory.context, made, sizeof *made);
        return status;
    }
    *map = made;
    return TH_OK;
}

void th_map_free(th_map *map)
{
    if (map == NULL) return;
    assert(map->retained == NULL && "a cursor is still open");
    if (map->keys_owned) th_keys_give_all(map);
    th_pieces_give_all(map);
    if (map->h.oldbuckets != NULL) {
        assert(!th_array_is_pinned(th_array_of(map->h.oldbuckets)) && "a cursor is still open");
        th_array_free(map, th_array_of(map->h.oldbuckets));
    }
    if (map->h.buckets != NULL) {
        assert(!th_array_is_pinned(th_array_of(map->h.buckets)) && "a cursor is still open");
        th_array_free(map, th_array_of(map->h.buckets));
    }
    th_memory memory = map->memory;
    th_history_free(map->history, memory);
    memory.give(memory.context, map, sizeof *map);
}

/* ---- Questions ---- */

void th_map_observe(th_map *map, const th_observer *observer)
{
    if (map == NULL) return;
    map->observer = observer;
    th_map_watch(map);
}

size_t th_map_len(const th_map *map) { return map == NULL ? 0 : (size_t)map->h.count; }

size_t th_map_value_size(const th_map *map) { return map == NULL ? 0 : map->value_size; }

th_header th_header_of(const th_map *map)
{
    return (th_header){.count = (uint64_t)map->h.count,
                       .flags = th_flags(map),
                       .B = map->h.B,
                       .noverflow = map->h.noverflow,
                       .hash0 = map->h.hash0,
                       .buckets = th_array_id(map->h.buckets),
                       .oldbuckets = th_array_id(map->h.oldbuckets),
                       .nevacuate = map->h.nevacuate};
}
