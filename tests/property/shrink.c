/* shrink.c - delta debugging: leave something out, see whether it still fails, keep what does.
 *
 *   operations   halves, quarters, ... single ones are left out (Zeller and Hildebrandt, 2002);
 *                then as many as may be from the start
 *   the map      hint 0, 8-byte values, borrowed keys, nobody watches, hashes without a seed
 *   keys         k0, k1, ...; hashes with as few bits as will do
 *   the rest     values, starts, failing memory: 0; cursors are opened as early as may be
 *
 * All of it again until nothing changes. */
#include "tests/property/shrink.h"

#include <stdio.h>

#include "tests/property/trial.h"

struct shrinking {
    struct map_script *best;
    const struct map_calls *calls;
    struct map_result *result; /* of best */
    size_t tries_left;
    bool has_changed;
};

/* Takes candidate over as the best if it fails; frees it else. */
static bool adopt_if_failing(struct shrinking *shrink, struct map_script *candidate)
{
    struct map_result result = {.has_failed = false};
    if (shrink->tries_left > 0) {
        shrink->tries_left--;
        map_script_try(candidate, shrink->calls, true, &result, NULL);
    }
    if (!result.has_failed) {
        map_script_free(candidate);
        return false;
    }
    if (result.op < candidate->op_count) candidate->op_count = result.op + 1;
    map_script_free(shrink->best);
    *shrink->best = *candidate;
    *shrink->result = result;
    shrink->has_changed = true;
    return true;
}

static void drop_ops(struct shrinking *shrink)
{
    for (size_t chunk = shrink->best->op_count; chunk > 0; chunk /= 2) {
        for (size_t start = 0; start < shrink->best->op_count;) {
            size_t left = shrink->best->op_count - start;
            struct map_script candidate = map_script_copy(shrink->best);
            map_script_drop(&candidate, start, chunk < left ? chunk : left);
            if (!adopt_if_failing(shrink, &candidate)) start += chunk;
        }
    }
}

/* A growth needs an exact number of puts; halves miss it. As many as possible go from the start. */
static void drop_start(struct shrinking *shrink)
{
    for (size_t count = shrink->best->op_count; count > 1; count--) {
        struct map_script candidate = map_script_copy(shrink->best);
        map_script_drop(&candidate, 0, count - 1);
        if (adopt_if_failing(shrink, &candidate)) return;
    }
}

/* ---- The map ---- */

typedef bool change_map(struct map_script *script);

static bool set_no_hint(struct map_script *script)
{
    bool is_change = script->hint != 0;
    script->hint = 0;
    return is_change;
}

static bool set_usual_value(struct map_script *script)
{
    bool is_change = script->value_size != 8;
    script->value_size = 8;
    return is_change;
}

static bool set_borrowed(struct map_script *script)
{
    bool is_change = script->keys_owned;
    script->keys_owned = false;
    return is_change;
}

static bool set_unwatched(struct map_script *script)
{
    bool is_change = script->is_watched;
    script->is_watched = false;
    return is_change;
}

static bool set_plain_hash(struct map_script *script)
{
    bool is_change = script->has_seed_hash;
    script->has_seed_hash = false;
    return is_change;
}

static void simplify_map(struct shrinking *shrink)
{
    change_map *const changes[] = {set_no_hint, set_usual_value, set_borrowed, set_unwatched,
                                   set_plain_hash};
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        struct map_script candidate = map_script_copy(shrink->best);
        if (changes[i](&candidate)) {
            (void)adopt_if_failing(shrink, &candidate);
        } else {
            map_script_free(&candidate);
        }
    }
}

/* ---- Keys ---- */

static bool has_key(enum map_op_kind kind)
{
    return kind == MAP_PUT || kind == MAP_GET || kind == MAP_DELETE;
}

static bool is_used(const struct map_script *script, size_t key)
{
    for (size_t i = 0; i < script->op_count; i++) {
        const struct map_op *op = &script->ops[i];
        if (has_key(op->kind) && op->key == key) return true;
    }
    return false;
}

static void rename_key(struct shrinking *shrink, size_t key)
{
    char name[24];
    int len = snprintf(name, sizeof name, "k%zu", key);
    if (shrink->best->keys[key].key.len <= (size_t)len) return;
    struct map_script candidate = map_script_copy(shrink->best);
    map_script_set_key(&candidate, key, (th_key){name, (size_t)len});
    (void)adopt_if_failing(shrink, &candidate);
}

static void simplify_hash(struct shrinking *shrink, size_t key)
{
    const uint64_t top = (uint64_t)0xff << 56;
    const uint64_t masks[] = {0, 0xff, 0xffff, top, top | 0xff, top | 0xffff};
    for (size_t i = 0; i < sizeof masks / sizeof masks[0]; i++) {
        uint64_t hash = shrink->best->keys[key].hash;
        if ((hash & masks[i]) == hash) return; /* the masks after it leave no less */
        struct map_script candidate = map_script_copy(shrink->best);
        candidate.keys[key].hash &= masks[i];
        if (adopt_if_failing(shrink, &candidate)) return;
    }
}

static void simplify_keys(struct shrinking *shrink)
{
    for (size_t key = 0; key < shrink->best->key_count; key++) {
        if (!is_used(shrink->best, key)) continue;
        rename_key(shrink, key);
        simplify_hash(shrink, key);
    }
}

/* ---- What is left of the operations ---- */

static void simplify_op(struct shrinking *shrink, size_t index)
{
    const struct map_op *op = &shrink->best->ops[index];
    struct map_op plain = {.kind = op->kind, .key = op->key, .cursor = op->cursor};
    bool is_plain =
        op->fail_take == 0 && op->value == 0 && op->offset == 0 && op->start_bucket == 0;
    if (is_plain) return;
    struct map_script candidate = map_script_copy(shrink->best);
    candidate.ops[index] = plain;
    (void)adopt_if_failing(shrink, &candidate);
}

/* A cursor that is opened earlier may need a smaller map to go wrong. */
static void open_earlier(struct shrinking *shrink, size_t index)
{
    const size_t places[] = {index / 2, index - index / 4, index - 1};
    for (size_t i = 0; i < 3; i++) {
        if (places[i] >= index) continue;
        struct map_script candidate = map_script_copy(shrink->best);
        struct map_op open = candidate.ops[index];
        for (size_t at = index; at > places[i]; at--)
            candidate.ops[at] = candidate.ops[at - 1];
        candidate.ops[places[i]] = open;
        if (adopt_if_failing(shrink, &candidate)) return;
    }
}

static void simplify_ops(struct shrinking *shrink)
{
    for (size_t i = 0; i < shrink->best->op_count; i++) {
        simplify_op(shrink, i);
        if (i < shrink->best->op_count && shrink->best->ops[i].kind == MAP_OPEN) {
            open_earlier(shrink, i);
        }
    }
}

void map_script_shrink(struct map_script *script, const struct map_calls *calls, size_t tries_max,
                       struct map_result *result)
{
    struct shrinking shrink = {
        .best = script, .calls = calls, .result = result, .tries_left = tries_max};
    struct map_script whole = map_script_copy(script);
    (void)adopt_if_failing(&shrink, &whole); /* cuts what comes after the failure */
    do {
        shrink.has_changed = false;
        drop_ops(&shrink);
        drop_start(&shrink);
        simplify_map(&shrink);
        simplify_keys(&shrink);
        simplify_ops(&shrink);
    } while (shrink.has_changed && shrink.tries_left > 0);
}
