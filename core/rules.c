/* rules.c - the rules, one function each.
 *
 *   snapshot --> 1, 2, 3 ... in order --> the first that is broken, and the place that breaks it
 *
 * A rule may rely on others that are checked with it. */
#include "core/rules.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/map_tell.h"

/* ---- What is checked ---- */

typedef struct judging {
    const th_snapshot *snapshot;
    const th_hash *hash;
    uint64_t seed;
    th_verdict verdict;
} judging;

static bool is_old(const judging *judge, const th_snapshot_array *array)
{
    return array == &judge->snapshot->oldbuckets;
}

/* A place in one of the two arrays, for the message. */
typedef struct spot {
    const th_snapshot_array *array;
    size_t bucket, depth;
    unsigned slot;
} spot;

static bool broken(judging *judge, th_rule rule, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool broken(judging *judge, th_rule rule, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    judge->verdict.rule = rule;
    vsnprintf(judge->verdict.where, sizeof judge->verdict.where, format, arguments);
    va_end(arguments);
    return false;
}

static bool broken_at(judging *judge, th_rule rule, spot at, const char *what)
{
    return broken(judge, rule, "%s[%zu], overflow %zu, slot %u: %s",
                  is_old(judge, at.array) ? "oldbuckets" : "buckets", at.bucket, at.depth, at.slot,
                  what);
}

/* Asks every slot of an array; false as soon as one says no. */
typedef bool ask_slot(judging *judge, spot at, const th_snapshot_bucket *bucket);

static bool ask_array(judging *judge, const th_snapshot_array *array, ask_slot *ask)
{
    for (size_t i = 0; i < array->chain_count; i++) {
        const th_snapshot_chain *chain = &array->chains[i];
        for (size_t depth = 0; depth < chain->bucket_count; depth++) {
            for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
                spot at = {array, i, depth, slot};
                if (!ask(judge, at, &chain->buckets[depth])) return false;
            }
        }
    }
    return true;
}

static bool ask_both(judging *judge, ask_slot *ask)
{
    return ask_array(judge, &judge->snapshot->buckets, ask) &&
           ask_array(judge, &judge->snapshot->oldbuckets, ask);
}

static bool is_evacuated(const th_snapshot_chain *chain)
{
    return th_is_evacuated(chain->buckets[0].tophash[0]);
}

/* ---- The header ---- */

static uint64_t entries_of(const th_snapshot_array *array)
{
    uint64_t count = 0;
    for (size_t i = 0; i < array->chain_count; i++) {
        for (size_t depth = 0; depth < array->chains[i].bucket_count; depth++) {
            const uint8_t *tops = array->chains[i].buckets[depth].tophash;
            for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
                count += tops[slot] >= TH_MIN_TOPHASH;
            }
        }
    }
    return count;
}

static bool count_holds(judging *judge)
{
    const th_snapshot *is = judge->snapshot;
    uint64_t entries = entries_of(&is->buckets) + entries_of(&is->oldbuckets);
    if (entries == is->count) return true;
    return broken(judge, TH_RULE_COUNT, "count is %" PRIu64 ", there are %" PRIu64 " entries",
                  is->count, entries);
}

static bool flags_hold(judging *judge)
{
    const uint8_t known = TH_FLAG_ITERATOR | TH_FLAG_OLD_ITERATOR | TH_FLAG_SAME_SIZE;
    uint8_t flags = judge->snapshot->flags;
    if ((flags & ~known) == 0) return true;
    return broken(judge, TH_RULE_FLAGS, "flags are 0x%02x", flags);
}

static bool same_size_holds(judging *judge)
{
    const th_snapshot *is = judge->snapshot;
    if (!(is->flags & TH_FLAG_SAME_SIZE) || is->oldbuckets.chain_count > 0) return true;
    return broken(judge, TH_RULE_SAME_SIZE, "the flag is on, and there are no oldbuckets");
}

static bool nevacuate_holds(judging *judge)
{
    const th_snapshot *is = judge->snapshot;
    size_t old_count = is->oldbuckets.chain_count;
    if (old_count == 0) return true;
    if (is->nevacuate >= old_count) {
        return broken(judge, TH_RULE_NEVACUATE,
                      "nevacuate is %" PRIu64 " of %zu, and still growing", is->nevacuate,
                      old_count);
    }
    for (size_t i = 0; i < is->nevacuate; i++) {
        if (is_evacuated(&is->oldbuckets.chains[i])) continue;
        return broken(judge, TH_RULE_NEVACUATE,
                      "nevacuate is %" PRIu64 ", oldbuckets[%zu] is not evacuated", is->nevacuate,
                      i);
    }
    return true;
}

static uint64_t overflow_of(const th_snapshot_array *array)
{
    uint64_t count = 0;
    for (size_t i = 0; i < array->chain_count; i++)
        count += array->chains[i].bucket_count - 1;
    return count;
}

static bool noverflow_holds(judging *judge)
{
    const th_snapshot *is = judge->snapshot;
    uint64_t linked = overflow_of(&is->buckets);
    if (is->B >= 16 || linked == is->noverflow) return true;
    return broken(judge, TH_RULE_NOVERFLOW,
                  "noverflow is %u, there are %" PRIu64 " overflow buckets", is->noverflow, linked);
}

static bool empty_holds(judging *judge)
{
    const th_snapshot *is = judge->snapshot;
    if (is->buckets.chain_count > 0) return true;
    if (is->count == 0 && is->oldbuckets.chain_count == 0 && is->B == 0) return true;
    return broken(judge, TH_RULE_EMPTY, "B is %u, count %" PRIu64, is->B, is->count);
}

/* ---- Marks ---- */

static bool is_whole(judging *judge, spot at, const th_snapshot_bucket *bucket)
{
    bool chain_is = is_evacuated(&at.array->chains[at.bucket]);
    if (th_is_evacuated(bucket->tophash[at.slot]) == chain_is) return true;
    return broken_at(judge, TH_RULE_WHOLE, at,
                     chain_is ? "not evacuated, unlike its chain" : "evacuated, unlike its chain");
}

static bool is_no_mark(judging *judge, spot at, const th_snapshot_bucket *bucket)
{
    if (!th_is_evacuated(bucket->tophash[at.slot])) return true;
    return broken_at(judge, TH_RULE_MARKS, at, "marked as evacuated");
}

/* The tophash of the slot before, in the chain; 0xff before the first one. */
static uint8_t top_before(spot at)
{
    const th_snapshot_chain *chain = &at.array->chains[at.bucket];
    if (at.slot > 0) return chain->buckets[at.depth].tophash[at.slot - 1];
    if (at.depth > 0) return chain->buckets[at.depth - 1].tophash[TH_BUCKET_SLOTS - 1];
    return 0xff;
}

static bool is_rest_behind_rest(judging *judge, spot at, const th_snapshot_bucket *bucket)
{
    if (top_before(at) != TH_EMPTY_REST || bucket->tophash[at.slot] == TH_EMPTY_REST) return true;
    return broken_at(judge, TH_RULE_REST, at, "not rest, behind a rest");
}

static bool is_last_of_chain(spot at)
{
    return at.slot + 1 == TH_BUCKET_SLOTS &&
           at.depth + 1 == at.array->chains[at.bucket].bucket_count;
}

static bool is_not_trailing(judging *judge, spot at, const th_snapshot_bucket *bucket)
{
    uint8_t top = bucket->tophash[at.slot];
    if (top == TH_EMPTY_ONE && is_last_of_chain(at)) {
        return broken_at(judge, TH_RULE_TRAILING, at, "empty, and the chain ends");
    }
    if (top == TH_EMPTY_REST && top_before(at) == TH_EMPTY_ONE) {
        return broken_at(judge, TH_RULE_TRAILING, at, "rest, behind an empty one");
    }
    return true;
}

/* ---- Entries ---- */

/* Equal keys have equal hashes, and so one chain (rule 10; a chain's heirs are empty by rule
 * 11). */
static bool is_unique(judging *judge, spot at, const th_snapshot_bucket *bucket)
{
    if (bucket->tophash[at.slot] < TH_MIN_TOPHASH) return true;
    const th_snapshot_chain *chain = &at.array->chains[at.bucket];
    for (size_t depth = 0; depth <= at.depth; depth++) {
        const th_snapshot_bucket *before = &chain->buckets[depth];
        unsigned end = depth == at.depth ? at.slot : TH_BUCKET_SLOTS;
        for (unsigned slot = 0; slot < end; slot++) {
            if (before->tophash[slot] < TH_MIN_TOPHASH) continue;
            if (!th_key_is_equal(before->keys[slot], bucket->keys[at.slot])) continue;
            return broken_at(judge, TH_RULE_UNIQUE, at, "its key stands before it, too");
        }
    }
    return true;
}

static bool is_in_place(judging *judge, spot at, const th_snapshot_bucket *bucket)
{
    if (bucket->tophash[at.slot] < TH_MIN_TOPHASH) return true;
    uint64_t hash = judge->hash->hash(judge->hash->context, judge->seed, bucket->keys[at.slot]);
    if ((hash & (at.array->chain_count - 1)) != at.bucket) {
        return broken_at(judge, TH_RULE_PLACE, at, "its hash belongs in another bucket");
    }
    if (th_tophash(hash) != bucket->tophash[at.slot]) {
        return broken_at(judge, TH_RULE_PLACE, at, "its hash has another tophash");
    }
    return true;
}

/* A slot of the current array whose old bucket still stands. */
static bool is_untouched_heir(judging *judge, spot at, const th_snapshot_bucket *bucket)
{
    const th_snapshot_array *old = &judge->snapshot->oldbuckets;
    if (is_evacuated(&old->chains[at.bucket & (old->chain_count - 1)])) return true;
    if (bucket->tophash[at.slot] == TH_EMPTY_REST) return true;
    return broken_at(judge, TH_RULE_HEIRS, at, "used before its old bucket was evacuated");
}

/* ---- All of them ---- */

static bool is_place_known(judging *judge)
{
    return judge->hash == NULL || ask_both(judge, is_in_place);
}

static bool heirs_hold(judging *judge)
{
    if (judge->snapshot->oldbuckets.chain_count == 0) return true;
    return ask_array(judge, &judge->snapshot->buckets, is_untouched_heir);
}

static bool all_hold(judging *judge)
{
    const th_snapshot_array *current = &judge->snapshot->buckets;
    return count_holds(judge) && flags_hold(judge) && same_size_holds(judge) &&
           nevacuate_holds(judge) && ask_array(judge, &judge->snapshot->oldbuckets, is_whole) &&
           ask_array(judge, current, is_no_mark) && ask_both(judge, is_rest_behind_rest) &&
           ask_both(judge, is_not_trailing) && ask_both(judge, is_unique) &&
           is_place_known(judge) && heirs_hold(judge) && noverflow_holds(judge) &&
           empty_holds(judge);
}

th_verdict th_rules_check(const th_snapshot *snapshot, const th_hash *hash, uint64_t seed)
{
    judging judge = {.snapshot = snapshot, .hash = hash, .seed = seed};
    (void)all_hold(&judge);
    return judge.verdict;
}

const char *th_rule_text(th_rule rule)
{
    static const char *const texts[] = {[TH_RULES_HOLD] = "all rules hold",
#define X(rule, number, text) [number] = text,
                                        TH_RULE_LIST(X)
#undef X
    };
    return texts[rule];
}

/* ---- In this process ---- */

th_status th_rules_check_map(const th_map *map, th_verdict *verdict)
{
    th_snapshot *snapshot;
    *verdict = (th_verdict){.rule = TH_RULES_HOLD};
    if (map == NULL) return TH_OK;
    th_status status = th_inspect_map(map, &snapshot);
    if (status == TH_BAD_MEMORY) {
        *verdict = (th_verdict){.rule = TH_RULE_FLAGS};
        snprintf(verdict->where, sizeof verdict->where, "it cannot be read as a map");
        return TH_OK;
    }
    if (status != TH_OK) return status;
    *verdict = th_rules_check(snapshot, &map->hash, map->seed);
    th_snapshot_free(snapshot);
    return TH_OK;
}

/* Checking takes as long as the map is large, in entries or in buckets; a large one is checked now
 * and then. */
enum { ALWAYS_UP_TO = 1024, ELSE_ONE_IN = 512 };

static bool is_turn(const th_map *map)
{
    static _Atomic unsigned turn;
    if (th_map_len(map) + ((uint64_t)1 << map->h.B) <= ALWAYS_UP_TO) return true;
    return atomic_fetch_add_explicit(&turn, 1, memory_order_relaxed) % ELSE_ONE_IN == 0;
}

bool th_rules_are_asserted(void)
{
#ifdef TH_RULES
    return true;
#else
    return false;
#endif
}

void th_rules_assert(const th_map *map, const char *when)
{
    th_verdict verdict;
    if (th_is_gated(map->observer)) return; /* another operation may be half done */
    if (!is_turn(map) || th_rules_check_map(map, &verdict) != TH_OK) return;
    if (verdict.rule == TH_RULES_HOLD) return;
    fprintf(stderr, "%s: rule %d is broken: %s: %s\n", when, (int)verdict.rule,
            th_rule_text(verdict.rule), verdict.where);
    abort();
}
