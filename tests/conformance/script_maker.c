/* script_maker.c - random scripts of map operations.
 *
 *   number --> a plan: map, keys, hashes --> phases --> operations
 *
 * A key is an index; its spelling and its hash follow from the index and the plan. Which keys are
 * in the map is kept: so the maker knows when a growth is about to begin, and can linger in it.
 * Chance is SplitMix64, drawn in program order (so never twice in one expression, where C has
 * none): the same number, the same script, whatever the compiler.
 */
#include "tests/conformance/script_maker.h"

#include <inttypes.h>
#include <stdbool.h>
#include <string.h>

enum { KEYS_MAX = 12000, CURSORS = 4, CURSOR_LIFE = 24, THIN_GROUP = 9 };

typedef enum spelling { SPELT_SHORT, SPELT_WILD, SPELT_LONG, SPELT_NULS, SPELLINGS } spelling;

typedef enum hashing {
    HASH_MIXED,      /* well spread */
    HASH_FEW_CHAINS, /* a few buckets take all */
    HASH_TO_X,       /* low bits 0: old buckets keep what they have */
    HASH_TO_Y,       /* low bits 1 */
    HASH_SAME_TOP,   /* one tophash for all */
    HASH_LOW_TOP,    /* top bytes around the marks */
    HASH_ALL_SAME,
    HASH_THIN, /* nine keys a bucket, for thin chains: growth to the same size */
    HASHINGS
} hashing;

typedef struct plan {
    uint64_t chance; /* the state of SplitMix64 */
    uint64_t number;
    int value_size;
    bool is_compact;
    unsigned key_count;
    unsigned chain_count; /* HASH_FEW_CHAINS, HASH_THIN */
    spelling spelt;
    hashing hashed;
    unsigned op_count;
    unsigned sweep;         /* the next key of a phase that goes through them in order */
    unsigned group;         /* HASH_THIN: the next to be put */
    unsigned life[CURSORS]; /* steps that a cursor may still make; 0: open it anew */
    bool is_put[KEYS_MAX];  /* the keys that are in the map */
    unsigned put_count;
    unsigned load_limit;    /* one more makes the map double */
    bool has_begun_to_grow; /* for the next phase to see */
    FILE *out;
} plan;

/* ---- Chance ---- */

static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
    x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
    return x ^ (x >> 31);
}

static uint64_t draw(plan *made) { return mix(made->chance += 0x9e3779b97f4a7c15); }

static unsigned below(plan *made, unsigned limit) { return (unsigned)(draw(made) % limit); }

/* ---- Keys ---- */

/* One code point as JSON: raw, or escaped, which must read as the same. */
static void write_code_point(FILE *out, uint32_t point, bool is_escaped)
{
    if (is_escaped && point > 0xffff) {
        fprintf(out, "\\u%04" PRIx32 "\\u%04" PRIx32, 0xd7c0 + (point >> 10),
                0xdc00 + (point & 0x3ff));
    } else if (is_escaped || point < 0x20 || point == '"' || point == '\\') {
        fprintf(out, "\\u%04" PRIx32, point);
    } else if (point < 0x80) {
        putc((int)point, out);
    } else if (point < 0x800) {
        fprintf(out, "%c%c", (int)(0xc0 | point >> 6), (int)(0x80 | (point & 0x3f)));
    } else if (point < 0x10000) {
        fprintf(out, "%c%c%c", (int)(0xe0 | point >> 12), (int)(0x80 | (point >> 6 & 0x3f)),
                (int)(0x80 | (point & 0x3f)));
    } else {
        fprintf(out, "%c%c%c%c", (int)(0xf0 | point >> 18), (int)(0x80 | (point >> 12 & 0x3f)),
                (int)(0x80 | (point >> 6 & 0x3f)), (int)(0x80 | (point & 0x3f)));
    }
}

/* A few code points that writers of JSON treat in ways of their own, then the index: "" for key 0.
 * */
static void write_wild_key(const plan *made, unsigned index, bool is_escaped)
{
    static const uint32_t points[] = {
        0,      1,      8,      9,      10,     12,     13,     27,      31,      ' ',     '"',
        '\'',   '\\',   '/',    '<',    '>',    '&',    '{',    0x7f,    0x80,    0x85,    0xa0,
        0xad,   0xe9,   0x3a9,  0x5d0,  0x7ff,  0x800,  0x200b, 0x200e,  0x2028,  0x2029,  0x20ac,
        0x4e2d, 0xd7ff, 0xe000, 0xfeff, 0xfffd, 0xfffe, 0xffff, 0x10000, 0x1f600, 0xe0001, 0x10ffff,
    };
    if (index == 0) return;
    uint64_t dice = mix(made->number * 1000003 + index);
    for (uint64_t left = dice % 6; left > 0; left--) {
        dice = mix(dice);
        write_code_point(made->out, points[dice % (sizeof points / sizeof points[0])], is_escaped);
    }
    fprintf(made->out, "%u", index);
}

static void write_key(plan *made, unsigned index)
{
    FILE *out = made->out;
    bool is_escaped = made->spelt == SPELT_WILD && below(made, 3) == 0;
    fputs("\"key\":\"", out);
    switch (made->spelt) {
    case SPELT_WILD:
        write_wild_key(made, index, is_escaped);
        break;
    case SPELT_LONG: /* one length, one beginning, one end (fact 29) */
        fprintf(out, "aaaa-------------------------%06uzzzz", index);
        break;
    case SPELT_NULS: /* each a prefix of the next */
        for (unsigned i = 0; i < index % 64; i++)
            fputs("\\u0000", out);
        if (index >= 64) fprintf(out, "%u", index / 64);
        break;
    default:
        fprintf(out, "k%u", index);
        break;
    }
    putc('"', out);
}

static uint64_t hash_of(const plan *made, unsigned index)
{
    uint64_t hash = mix(made->number * 0x9e3779b97f4a7c15 + index);
    const uint64_t low = 0xffff, top = UINT64_C(0xff) << 56;
    switch (made->hashed) {
    case HASH_FEW_CHAINS:
        return (hash & ~low) | (mix(hash) % made->chain_count * 0x1235 & low);
    case HASH_TO_X:
        return hash & ~low;
    case HASH_TO_Y:
        return hash | low;
    case HASH_SAME_TOP:
        return (hash & ~top) | (made->number << 56);
    case HASH_LOW_TOP:
        return (hash & ~top) | (hash >> 56) % 11 << 56;
    case HASH_ALL_SAME:
        return mix(made->number);
    case HASH_THIN:
        return (hash & ~low) | index / THIN_GROUP % made->chain_count;
    default:
        return hash;
    }
}

/* ---- Operations ---- */

static int64_t draw_value(plan *made)
{
    if (made->value_size == 0) return 0;
    if (made->value_size == 1) return below(made, 2);
    switch (below(made, 8)) {
    case 0:
        return INT64_MIN;
    case 1:
        return INT64_MAX;
    case 2:
        return -1;
    case 3:
        return (int64_t)draw(made);
    default:
        return below(made, 1000);
    }
}

static void write_key_op(plan *made, const char *name, unsigned index)
{
    fprintf(made->out, "{\"op\":\"%s\",", name);
    write_key(made, index);
    fprintf(made->out, ",\"hash\":\"0x%016" PRIx64 "\"", hash_of(made, index));
    if (strcmp(name, "put") == 0) fprintf(made->out, ",\"value\":%" PRId64, draw_value(made));
    fputs("}\n", made->out);
}

static void put_key(plan *made, unsigned index)
{
    write_key_op(made, "put", index);
    if (made->is_put[index]) return;
    made->is_put[index] = true;
    if (++made->put_count <= made->load_limit) return;
    made->load_limit = made->load_limit == 8 ? 13 : 2 * made->load_limit;
    made->has_begun_to_grow = true;
}

static void remove_key(plan *made, unsigned index)
{
    write_key_op(made, "delete", index);
    made->put_count -= made->is_put[index];
    made->is_put[index] = false;
}

/* Start buckets of all sizes, up to the largest that 64 bits hold. */
static void write_start(plan *made)
{
    unsigned start_shift = below(made, 64), offset_shift = 40 + below(made, 24);
    uint64_t start = draw(made) >> start_shift;
    uint64_t offset = draw(made) >> offset_shift;
    fprintf(made->out, ",\"start_bucket\":%" PRIu64 ",\"offset\":%" PRIu64 "}\n", start, offset);
}

static void write_cursor_op(plan *made)
{
    unsigned id = below(made, CURSORS);
    if (made->life[id] == 0) {
        made->life[id] = 1 + below(made, CURSOR_LIFE);
        fprintf(made->out, "{\"op\":\"iter_open\",\"id\":%d", (int)id - 1);
        write_start(made);
    } else {
        made->life[id]--;
        fprintf(made->out, "{\"op\":\"iter_next\",\"id\":%d}\n", (int)id - 1);
    }
}

static void write_clear(plan *made)
{
    memset(made->life, 0, sizeof made->life);
    memset(made->is_put, 0, sizeof made->is_put);
    made->put_count = 0;
    fputs("{\"op\":\"clear\"}\n", made->out);
}

/* How often a phase does what, of 100; what is left are gets. */
typedef struct phase {
    unsigned puts, deletes, cursor_ops, iterates, clears;
    bool is_sweeping; /* goes through the keys in order */
} phase;

static const phase phases[] = {
    {90, 2, 2, 1, 0, true},   {80, 5, 5, 1, 0, false},  {5, 85, 3, 1, 0, true},
    {10, 70, 5, 1, 0, false}, {45, 45, 4, 1, 0, false}, {30, 30, 30, 2, 0, false},
    {20, 10, 60, 3, 0, true}, {5, 5, 10, 2, 0, false},  {60, 20, 5, 1, 2, false},
    {50, 48, 0, 0, 0, true},  {12, 3, 80, 4, 0, false}, {70, 0, 25, 4, 1, true},
};

/* Those of a deep map. */
static const phase deep_phases[] = {
    {95, 1, 2, 1, 0, true},
    {80, 5, 10, 1, 0, true},
    {75, 20, 2, 1, 0, false},
    {5, 80, 5, 1, 0, false},
};

/* Those that begin in a growth: few writes, so that it lasts. */
static const phase lingering_phases[] = {
    {8, 4, 60, 6, 0, false}, {3, 20, 40, 4, 0, false}, {10, 10, 5, 3, 1, false},
    {4, 0, 90, 2, 0, true},  {30, 10, 30, 3, 2, true},
};

/* The key of the next operation: in order, or any; of thin chains any that is recent. */
static unsigned next_key(plan *made, const phase *now)
{
    if (now->is_sweeping) return made->sweep++ % made->key_count;
    if (made->hashed != HASH_THIN) return below(made, made->key_count);
    return (made->sweep + made->key_count - below(made, 80)) % made->key_count;
}

static void write_op(plan *made, const phase *now)
{
    unsigned dice = below(made, 100);
    unsigned index = next_key(made, now);
    if (dice < now->puts) {
        put_key(made, index);
    } else if ((dice -= now->puts) < now->deletes) {
        remove_key(made, index);
    } else if ((dice -= now->deletes) < now->cursor_ops) {
        write_cursor_op(made);
    } else if ((dice -= now->cursor_ops) < now->iterates) {
        fputs("{\"op\":\"iterate\"", made->out);
        write_start(made);
    } else if ((dice -= now->iterates) < now->clears) {
        write_clear(made);
    } else {
        write_key_op(made, "get", index);
    }
}

/* ---- The plan ---- */

/* The hint; and the load limit that goes with it (GO_MAP_FACTS 4, 8). */
static int64_t draw_hint(plan *made)
{
    static const int64_t hints[] = {
        0,  0,   0,   1,   8,    9,  14,        27,        53,
        60, 104, 105, 209, 1000, -1, INT64_MIN, INT64_MAX, INT64_C(1) << 62,
    };
    int64_t hint = hints[below(made, sizeof hints / sizeof hints[0])];
    if (made->hashed == HASH_THIN) hint = 5 * made->chain_count; /* as many buckets as chains */
    made->load_limit = 8;
    if (hint < 0 || hint > KEYS_MAX) return hint; /* counts as 0 (GO_MAP_FACTS 5) */
    if (hint > 8) made->load_limit = 13;
    while (hint > made->load_limit)
        made->load_limit *= 2;
    return hint;
}

/* A map of thousands of entries. */
static void make_deep(plan *made)
{
    made->key_count = KEYS_MAX;
    made->op_count = 15000;
    if (made->hashed == HASH_FEW_CHAINS || made->hashed == HASH_ALL_SAME ||
        made->hashed == HASH_TO_X || made->hashed == HASH_TO_Y) {
        made->hashed = HASH_MIXED;
    }
}

static plan plan_of(uint64_t number, FILE *out)
{
    static const int value_sizes[] = {8, 0, 1, 16};
    static const unsigned key_counts[] = {6, 12, 30, 80, 200, 600, 2000, 3000};
    plan made = {.chance = number, .number = number, .out = out};
    made.value_size = value_sizes[below(&made, 4)];
    made.op_count = 200 + below(&made, 2801);
    made.key_count = key_counts[below(&made, 8)];
    made.spelt = below(&made, SPELLINGS);
    made.hashed = below(&made, 4) == 0 ? HASH_THIN : below(&made, HASHINGS);
    made.chain_count = 1 + below(&made, 20);
    if (made.hashed == HASH_ALL_SAME && made.key_count > 80) made.key_count = 80;
    if (made.hashed == HASH_THIN) {
        made.chain_count = 4u << below(&made, 5);
        made.key_count = 3000;
    }
    if (number % 40 == 0) make_deep(&made);
    made.is_compact = made.key_count > 80 || made.op_count > 1500;
    return made;
}

static void write_header(plan *made)
{
    int64_t hint = draw_hint(made);
    fprintf(made->out, "{\"type\":\"map\",\"hint\":%" PRId64 ",\"value_size\":%d,\"nil\":%s", hint,
            made->value_size, made->number % 101 == 100 ? "true" : "false");
    if (made->is_compact) {
        unsigned every = below(made, 2) == 0 ? 1 : 1 + below(made, 12);
        if (made->key_count == KEYS_MAX) every += 100;
        fprintf(made->out, ",\"dump\":\"compact\",\"digest_every\":%u,\"final_full\":%s", every,
                below(made, 2) ? "true" : "false");
    }
    fprintf(made->out, ",\"name\":\"random_%" PRIu64 "\",\"seed\":%" PRIu64 "}\n", made->number,
            UINT64_MAX - made->number);
}

/* Fills each chain with a group of new keys and deletes most of them again: overflow buckets remain
 * for few entries, and the map, with as many buckets as chains, is about to grow to the same size.
 * */
static void thin_out(plan *made)
{
    static const phase walking = {.cursor_ops = 50, .iterates = 5};
    const unsigned groups = KEYS_MAX / THIN_GROUP / made->chain_count * made->chain_count;
    memset(made->life, 0, sizeof made->life); /* no cursor outlives two of these growths */
    for (unsigned left = made->chain_count; left > 0; left--) {
        unsigned first = made->group++ % groups * THIN_GROUP, kept = below(made, 5);
        for (unsigned i = 0; i < THIN_GROUP; i++)
            put_key(made, first + i);
        for (unsigned i = 0; i < THIN_GROUP - kept; i++)
            remove_key(made, first + i);
        if (below(made, 10) == 0) write_op(made, &walking);
        made->op_count -= made->op_count > 15 ? 15 : made->op_count;
    }
    made->sweep = made->group % groups * THIN_GROUP;
    made->has_begun_to_grow = true;
}

static const phase *choose_phase(plan *made)
{
    bool is_growing = made->has_begun_to_grow;
    made->has_begun_to_grow = false;
    if (is_growing && below(made, 4) > 0) {
        return &lingering_phases[below(made, sizeof lingering_phases / sizeof lingering_phases[0])];
    }
    if (made->key_count == KEYS_MAX) {
        return &deep_phases[below(made, sizeof deep_phases / sizeof deep_phases[0])];
    }
    return &phases[below(made, sizeof phases / sizeof phases[0])];
}

void script_make(uint64_t number, FILE *out)
{
    plan made = plan_of(number, out);
    write_header(&made);
    while (made.op_count > 0) {
        if (made.hashed == HASH_THIN && below(&made, 4) > 0) thin_out(&made);
        const phase *now = choose_phase(&made);
        unsigned length = 5 + below(&made, 1u << (4 + below(&made, 6)));
        if (below(&made, made.key_count == KEYS_MAX ? 200 : 10) == 0) write_clear(&made);
        for (; length > 0 && made.op_count > 0 && !made.has_begun_to_grow; length--) {
            write_op(&made, now);
            made.op_count--;
        }
    }
}
