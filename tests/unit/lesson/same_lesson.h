/* same_lesson.h - are two lessons the same, but for places? Fails at the first difference. */
#ifndef TESTS_UNIT_LESSON_SAME_LESSON_H
#define TESTS_UNIT_LESSON_SAME_LESSON_H

#include "tests/unit/lesson/says.h"

static inline void assert_same_words(const char *a, const char *b)
{
    assert_int_equal(a == NULL, b == NULL);
    if (a != NULL) assert_string_equal(a, b);
}

static inline void assert_same_text(struct lesson_text a, struct lesson_text b)
{
    assert_same_words(a.en, b.en);
    assert_same_words(a.zh, b.zh);
}

static inline void assert_same_key(th_key a, th_key b)
{
    if (!th_key_is_equal(a, b))
        fail_msg("key \"%.*s\" is now \"%.*s\"", (int)a.len, a.bytes, (int)b.len, b.bytes);
}

static inline void assert_same_value(const struct lesson_map *map, const void *a, const void *b)
{
    assert_int_equal(a == NULL, b == NULL);
    if (a != NULL) assert_memory_equal(a, b, map->value_size);
}

static inline void assert_same_map(const struct lesson_map *a, const struct lesson_map *b)
{
    assert_string_equal(a->name, b->name);
    assert_int_equal(a->is_nil, b->is_nil);
    assert_int_equal(a->keys_owned, b->keys_owned);
    assert_int_equal(a->value_kind, b->value_kind);
    assert_int_equal(a->value_size, b->value_size);
    assert_int_equal(a->hint, b->hint);
    assert_int_equal(a->seed, b->seed);
    assert_int_equal(a->hash_count, b->hash_count);
    for (size_t i = 0; i < a->hash_count; i++) {
        assert_same_key(a->hashes[i].key, b->hashes[i].key);
        assert_int_equal(a->hashes[i].hash, b->hashes[i].hash);
    }
}

static inline void assert_same_operation(const struct lesson_map *map,
                                         const struct lesson_operation *a,
                                         const struct lesson_operation *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_same_key(a->key, b->key);
    assert_same_value(map, a->value, b->value);
    assert_same_words(a->prefix, b->prefix);
    assert_int_equal(a->from, b->from);
    assert_int_equal(a->to, b->to);
    assert_int_equal(a->start.is_given, b->start.is_given);
    assert_int_equal(a->start.bucket, b->start.bucket);
    assert_int_equal(a->start.offset, b->start.offset);
    assert_int_equal(a->cursor, b->cursor);
    assert_int_equal(a->times, b->times);
}

static inline void assert_same_slots(const struct lesson_slots *a, const struct lesson_slots *b)
{
    assert_int_equal(a->is_old, b->is_old);
    assert_int_equal(a->bucket, b->bucket);
    assert_int_equal(a->overflow, b->overflow);
    assert_memory_equal(a->tophash, b->tophash, sizeof a->tophash);
    assert_memory_equal(a->is_key_given, b->is_key_given, sizeof a->is_key_given);
    for (size_t i = 0; i < 8; i++)
        assert_same_key(a->keys[i], b->keys[i]);
}

static inline void assert_same_fact(const struct lesson_map *map, const struct lesson_fact *a,
                                    const struct lesson_fact *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->number, b->number);
    assert_int_equal(a->is_true, b->is_true);
    assert_same_value(map, a->value, b->value);
    assert_same_words(a->text, b->text);
    assert_int_equal(a->outcome, b->outcome);
    assert_int_equal(a->length, b->length);
    for (size_t i = 0; i < a->length; i++) {
        if (a->keys != NULL) assert_same_key(a->keys[i], b->keys[i]);
        if (a->events != NULL) assert_int_equal(a->events[i], b->events[i]);
        if (a->slots != NULL) assert_same_slots(&a->slots[i], &b->slots[i]);
        if (a->results != NULL) assert_int_equal(a->results[i], b->results[i]);
        if (a->outcomes == NULL) continue;
        assert_int_equal(a->outcomes[i].outcome, b->outcomes[i].outcome);
        assert_int_equal(a->outcomes[i].count, b->outcomes[i].count);
    }
}

static inline void assert_same_facts(const struct lesson_map *map, const struct lesson_fact *a,
                                     size_t a_count, const struct lesson_fact *b, size_t b_count)
{
    assert_int_equal(a_count, b_count);
    for (size_t i = 0; i < a_count; i++)
        assert_same_fact(map, &a[i], &b[i]);
}

static inline void assert_same_ask(const struct lesson_map *map, const struct lesson_ask *a,
                                   const struct lesson_ask *b)
{
    assert_int_equal(a == NULL, b == NULL);
    if (a == NULL) return;
    assert_same_text(a->question, b->question);
    assert_same_text(a->why, b->why);
    assert_int_equal(a->kind, b->kind);
    assert_same_key(a->key, b->key);
    assert_int_equal(a->event, b->event);
    assert_int_equal(a->outcome, b->outcome);
    assert_int_equal(a->choice_count, b->choice_count);
    for (size_t i = 0; i < a->choice_count; i++) {
        const struct lesson_choice *one = &a->choices[i], *other = &b->choices[i];
        assert_same_text(one->say, other->say);
        assert_same_facts(map, one->facts, one->fact_count, other->facts, other->fact_count);
    }
    assert_int_equal(a->hint_count, b->hint_count);
    for (size_t i = 0; i < a->hint_count; i++) {
        assert_same_text(a->hints[i].say, b->hints[i].say);
        assert_int_equal(a->hints[i].is_reaction, b->hints[i].is_reaction);
        if (a->hints[i].is_reaction) assert_true(answer_is_same(&a->hints[i].to, &b->hints[i].to));
    }
}

static inline void assert_same_run(const struct lesson_run *a, const struct lesson_run *b)
{
    assert_int_equal(a->kind, b->kind);
    assert_same_words(a->text, b->text);
    assert_int_equal(a->schedule.count, b->schedule.count);
    if (a->schedule.count > 0)
        assert_memory_equal(a->schedule.choices, b->schedule.choices, a->schedule.count);
    assert_int_equal(a->schedule.has_policy, b->schedule.has_policy);
    assert_int_equal(a->policy.kind, b->policy.kind);
    assert_int_equal(a->policy.seed, b->policy.seed);
    assert_int_equal(a->policy.depth, b->policy.depth);
    assert_int_equal(a->is_bounded, b->is_bounded);
    assert_int_equal(a->preemptions, b->preemptions);
    assert_int_equal(a->runs, b->runs);
}

static inline void assert_same_step(const struct lesson *lesson, const struct lesson_step *a,
                                    const struct lesson_step *b)
{
    const struct lesson_map *map = &lesson->maps[a->map];
    assert_same_text(a->say, b->say);
    assert_int_equal(a->map, b->map);
    assert_int_equal(a->has_beside, b->has_beside);
    assert_int_equal(a->beside, b->beside);
    assert_int_equal(a->operation_count, b->operation_count);
    for (size_t i = 0; i < a->operation_count; i++)
        assert_same_operation(map, &a->operations[i], &b->operations[i]);
    assert_same_run(&a->run, &b->run);
    assert_same_facts(map, a->facts, a->fact_count, b->facts, b->fact_count);
    assert_same_ask(map, a->ask, b->ask);
}

/* Not in places, nor in whether it varies. Of a race the digest says all. */
static inline void assert_same_lesson(const struct lesson *a, const struct lesson *b)
{
    assert_string_equal(a->id, b->id);
    assert_same_text(a->title, b->title);
    assert_same_text(a->about, b->about);
    assert_same_text(a->unit, b->unit);
    assert_int_equal(a->map_count, b->map_count);
    for (size_t i = 0; i < a->map_count; i++)
        assert_same_map(&a->maps[i], &b->maps[i]);
    assert_int_equal(a->cursor_count, b->cursor_count);
    for (size_t i = 0; i < a->cursor_count; i++)
        assert_string_equal(a->cursors[i].name, b->cursors[i].name);
    assert_int_equal(a->scenario == NULL, b->scenario == NULL);
    if (a->scenario != NULL)
        assert_int_equal(scenario_digest(a->scenario), scenario_digest(b->scenario));
    assert_int_equal(a->step_count, b->step_count);
    for (size_t i = 0; i < a->step_count; i++)
        assert_same_step(a, &a->steps[i], &b->steps[i]);
}

#endif
