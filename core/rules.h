/* rules.h - what is true of every map between two operations, numbered.
 *
 * A checker over a snapshot (core/inspect.h), so that it judges any map's memory: this process's
 * after each operation under --config=rules, a dump's, another process's. */
#ifndef TH_CORE_RULES_H
#define TH_CORE_RULES_H

#include "core/inspect.h"

/* X(rule, number, what holds) */
#define TH_RULE_LIST(X)                                                                            \
    X(TH_RULE_COUNT, 1, "count is the number of entries")                                          \
    X(TH_RULE_FLAGS, 2, "only the four flags exist, and nobody is writing")                        \
    X(TH_RULE_SAME_SIZE, 3, "the same-size flag is on only while the map grows")                   \
    X(TH_RULE_NEVACUATE, 4, "nevacuate is an old bucket, and all below it are evacuated")          \
    X(TH_RULE_WHOLE, 5, "an old chain is evacuated whole or not at all")                           \
    X(TH_RULE_MARKS, 6, "no bucket of the current array has been evacuated")                       \
    X(TH_RULE_REST, 7, "behind a slot that says rest, every slot of the chain says rest")          \
    X(TH_RULE_TRAILING, 8, "the slots behind a chain's last entry say rest, not empty")            \
    X(TH_RULE_UNIQUE, 9, "no key is there twice")                                                  \
    X(TH_RULE_PLACE, 10, "each entry is in its hash's bucket, under its hash's tophash")           \
    X(TH_RULE_HEIRS, 11, "the heirs of an old bucket are empty until it is evacuated")             \
    X(TH_RULE_NOVERFLOW, 12, "noverflow is the current array's overflow buckets (below B = 16)")   \
    X(TH_RULE_EMPTY, 13, "a map without buckets is empty, does not grow, and has B = 0")

typedef enum th_rule {
    TH_RULES_HOLD,
#define X(rule, number, text) rule = (number),
    TH_RULE_LIST(X)
#undef X
} th_rule;

/* The first broken rule, and where. */
typedef struct th_verdict {
    th_rule rule;    /* TH_RULES_HOLD: none is broken */
    char where[120]; /* "oldbuckets[3], overflow 1, slot 4: ..."; "" when none is */
} th_verdict;

/* Checks all rules in their order. hash NULL: rule 10 is skipped, as nobody knows the keys' hashes.
 *   Cost     O(map), and O(length squared) for each chain. */
th_verdict th_rules_check(const th_snapshot *snapshot, const th_hash *hash, uint64_t seed);

/* The same for a map of this process, whose hash and seed are known. A nil map breaks none, and
 * what cannot be read as a map breaks rule 2.
 *   Errors   TH_NO_MEMORY; *verdict then says nothing. */
TH_CHECKED th_status th_rules_check_map(const th_map *map, th_verdict *verdict);

/* "rule 7: behind a slot that says rest, ..." without its number. */
const char *th_rule_text(th_rule rule);

/* Checks a map of this process; a broken rule is printed to standard error, and the process aborts.
 * What TH_ASSERT_RULES does. */
void th_rules_assert(const th_map *map, const char *when);

/* Whether every mutator of this build does that: of --config=rules. */
bool th_rules_are_asserted(void);

/* At entry and exit of each mutator; nothing unless core is built with --config=rules. */
#ifdef TH_RULES
#define TH_ASSERT_RULES(map, when) th_rules_assert(map, when)
#else
#define TH_ASSERT_RULES(map, when) ((void)0)
#endif

#endif
