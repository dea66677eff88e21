/* generate.c - a seed becomes a script.
 *
 *   seed --> a map (sizes, keys, hashes) --> phases, each 10 to 200 operations of one character
 *
 * The generator follows which keys are in the map, so that it can ask for a put of a new key, a
 * delete that hits, and so on: only so do maps grow and shrink. In some scripts the keys *travel*:
 * they come and go in the order of their numbers. With hashes in waves each bucket in turn gets a
 * long chain, which then holds nothing: only so do maps grow at the same size. */
#include "tests/property/generate.h"

#include <stdlib.h>

#include "tests/property/keys_of.h"
#include "tests/support/chance.h"

/* What a script is made with. */
struct generator {
    struct chance chance;
    struct map_script *script;
    bool is_starved; /* memory fails now and then */
    size_t window;   /* the keys travel, and about so many are there at a time; 0: they do not */
    size_t live_count;
    uint32_t *order;   /* all keys; the first live_count are in the map */
    uint32_t *place;   /* of each key in order */
    size_t head, tail; /* travelling: the next to come, the next to go */
    uint64_t walk;     /* so many more steps of the cursor walker before anything else */
    uint8_t walker;
};

static uint64_t below(struct generator *make, uint64_t limit)
{
    return chance_below(&make->chance, limit);
}

static bool one_in(struct generator *make, uint64_t chances) { return below(make, chances) == 0; }

/* ---- The map ---- */

static size_t some_value_size(struct generator *make)
{
    static const size_t usual[] = {0, 1, 8, 8, 8, 16, TH_VALUE_SIZE_MAX};
    const size_t usual_count = sizeof usual / sizeof usual[0];
    if (one_in(make, 3)) return below(make, TH_VALUE_SIZE_MAX + 1);
    return usual[below(make, usual_count)];
}

static int64_t some_hint(struct generator *make)
{
    if (!one_in(make, 4)) return 0;
    if (one_in(make, 16)) return one_in(make, 2) ? -1 : INT64_C(1) << 62;
    return (int64_t)below(make, one_in(make, 2) ? 27 : 300);
}

/* Long chains cost time in the square of their length. */
static size_t some_key_count(struct generator *make, enum hash_family family, bool is_large)
{
    static const size_t counts[] = {3, 12, 30, 60, 120, 250};
    bool is_spread = family == HASH_GOOD || family == HASH_SAME_TOPHASH ||
                     family == HASH_LOW_TOPHASH || family == HASH_IN_ORDER;
    if (family == HASH_WAVES) return is_large ? 1000 : 300;
    if (is_large) return is_spread ? 2000 : 300;
    return counts[below(make, is_spread ? 6 : 5)];
}

/* As many as arrays of 2, 4, 8 and 16 buckets hold, or somewhat fewer. */
static size_t some_window(struct generator *make)
{
    static const size_t windows[] = {13, 26, 52, 104};
    return windows[below(make, 4)] - below(make, 4);
}

static struct map_script make_map(struct generator *make, size_t op_count, bool is_large)
{
    enum hash_family family = (enum hash_family)below(make, HASH_FAMILIES);
    if (one_in(make, 5)) family = HASH_WAVES;
    struct map_script script = map_script_make(some_key_count(make, family, is_large), op_count);
    script.hint = some_hint(make);
    script.value_size = some_value_size(make);
    script.keys_owned = one_in(make, 3);
    script.is_watched = one_in(make, 2);
    script.has_seed_hash = one_in(make, 4);
    if (family == HASH_WAVES || one_in(make, 8)) make->window = some_window(make);
    map_script_fill_keys(&script, (enum key_shape)below(make, KEY_SHAPES), family, &make->chance);
    return script;
}

/* ---- Which keys are in it ---- */

static void swap_keys(struct generator *make, size_t a, size_t b)
{
    uint32_t key = make->order[a];
    make->order[a] = make->order[b];
    make->order[b] = key;
    make->place[make->order[a]] = (uint32_t)a;
    make->place[key] = (uint32_t)b;
}

static void place_keys(struct generator *make, size_t count)
{
    make->order = calloc(count, sizeof *make->order);
    make->place = calloc(count, sizeof *make->place);
    if (make->order == NULL || make->place == NULL) abort();
    for (uint32_t i = 0; i < count; i++)
        make->order[i] = make->place[i] = i;
}

/* A key that is in the map, or one that is not; any key where there is none such. */
static size_t some_key(struct generator *make, enum map_op_kind kind, bool is_live)
{
    size_t count = make->script->key_count, live = make->live_count;
    if (make->window > 0 && kind == MAP_PUT && !is_live) return make->place[make->head++ % count];
    if (make->window > 0 && kind == MAP_DELETE && is_live && make->tail < make->head) {
        return make->place[make->tail++ % count];
    }
    if (is_live && live > 0) return below(make, live);
    if (!is_live && live < count) return live + below(make, count - live);
    return below(make, count);
}

static void note_put(struct generator *make, size_t place)
{
    if (place >= make->live_count) swap_keys(make, place, make->live_count++);
}

static void note_delete(struct generator *make, size_t place)
{
    if (place < make->live_count) swap_keys(make, place, --make->live_count);
}

/* ---- Operations ---- */

enum choice {
    PUT_NEW,
    PUT_OLD,
    GET_LIVE,
    GET_GONE,
    DELETE_LIVE,
    DELETE_GONE,
    CLEAR,
    ITERATE,
    OPEN,
    NEXT,
    CLOSE,
    CHOICES
};

/* How often each is chosen, of the row's sum. */
static const uint8_t phases[][CHOICES] = {
    /* filling  */ {120, 12, 12, 6, 8, 2, 0, 2, 6, 28, 4},
    /* draining */ {6, 8, 12, 6, 120, 6, 0, 2, 6, 28, 4},
    /* churning */ {72, 4, 6, 4, 72, 4, 1, 2, 4, 28, 4},
    /* reading  */ {4, 10, 60, 20, 4, 6, 0, 12, 12, 68, 4},
    /* mixing   */ {44, 24, 24, 10, 32, 10, 2, 2, 8, 36, 8},
};
enum { PHASES = sizeof phases / sizeof phases[0] };

static enum choice some_choice(struct generator *make, const uint8_t weights[CHOICES])
{
    uint64_t sum = 0;
    for (unsigned i = 0; i < CHOICES; i++)
        sum += weights[i];
    uint64_t at = below(make, sum);
    unsigned choice = 0;
    while (at >= weights[choice])
        at -= weights[choice++];
    return (enum choice)choice;
}

static struct map_op keyed(struct generator *make, enum map_op_kind kind, bool is_live)
{
    size_t place = some_key(make, kind, is_live);
    struct map_op op = {.kind = (uint8_t)kind, .key = make->order[place]};
    if (kind == MAP_GET) return op;
    if (make->is_starved && one_in(make, 8)) op.fail_take = (uint8_t)(1 + below(make, 3));
    if (kind == MAP_DELETE) {
        note_delete(make, place);
        return op;
    }
    op.value = (int64_t)chance_next(&make->chance);
    note_put(make, place); /* a put without memory may not happen after all; no harm */
    return op;
}

/* The first cursors are used more than the others, so that some walks come to their end. */
static uint8_t some_cursor(struct generator *make)
{
    return (uint8_t)below(make, 1 + below(make, MAP_SCRIPT_CURSORS));
}

static struct map_op walking(struct generator *make, enum map_op_kind kind)
{
    return (struct map_op){.kind = (uint8_t)kind,
                           .cursor = some_cursor(make),
                           .start_bucket = chance_next(&make->chance) >> 40,
                           .offset = (uint8_t)below(make, 8)};
}

/* A step, and often many more of the same cursor. */
static struct map_op stepping(struct generator *make)
{
    if (make->walk > 0) {
        make->walk--;
    } else {
        make->walker = some_cursor(make);
        if (one_in(make, 8)) make->walk = below(make, make->live_count + 8);
    }
    return (struct map_op){.kind = MAP_NEXT, .cursor = make->walker};
}

static struct map_op clearing(struct generator *make)
{
    make->live_count = 0;
    make->tail = make->head;
    return (struct map_op){.kind = MAP_CLEAR};
}

/* So many entries that a doubling has just begun, if there was no hint and no clear before. */
static bool is_growing_perhaps(const struct generator *make)
{
    for (unsigned B = 3; B < 10; B++) {
        size_t limit = (size_t)13 << (B - 1);
        if (make->live_count > limit && make->live_count <= limit + B) return true;
    }
    return false;
}

static struct map_op some_op(struct generator *make, const uint8_t weights[CHOICES])
{
    if (make->walk > 0) return stepping(make);
    if (is_growing_perhaps(make) && one_in(make, 32)) return clearing(make);
    switch (some_choice(make, weights)) {
    case PUT_NEW:
        if (make->window > 0 && make->head - make->tail >= make->window) {
            return keyed(make, MAP_DELETE, true);
        }
        return keyed(make, MAP_PUT, false);
    case PUT_OLD:
        return keyed(make, MAP_PUT, true);
    case GET_LIVE:
        return keyed(make, MAP_GET, true);
    case GET_GONE:
        return keyed(make, MAP_GET, false);
    case DELETE_LIVE:
        return keyed(make, MAP_DELETE, true);
    case DELETE_GONE:
        return keyed(make, MAP_DELETE, false);
    case ITERATE:
        return walking(make, MAP_ITERATE);
    case OPEN:
        return walking(make, MAP_OPEN);
    case NEXT:
        return stepping(make);
    case CLOSE:
        return walking(make, MAP_CLOSE);
    case CLEAR:
    case CHOICES:
        break;
    }
    return clearing(make);
}

struct map_script map_script_generate(uint64_t seed, size_t op_count)
{
    bool is_large = seed % 16 == 0;
    if (is_large) op_count *= 8;
    struct generator make = {.chance = {chance_mix(seed)}};
    struct map_script script = make_map(&make, op_count, is_large);
    make.script = &script;
    make.is_starved = one_in(&make, 6);
    place_keys(&make, script.key_count);
    while (script.op_count < op_count) {
        const uint8_t *weights = phases[below(&make, PHASES)];
        uint64_t length = (10 + below(&make, 190)) * (is_large ? 4 : 1);
        for (; length > 0 && script.op_count < op_count; length--)
            script.ops[script.op_count++] = some_op(&make, weights);
    }
    free(make.order);
    free(make.place);
    return script;
}
