/* lesson_write_ask.c - the question of a step. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "viz/lesson/lesson_write_parts.h"

static const char *word_of(enum lesson_answer_kind kind)
{
    static const char *const words[LESSON_ANSWER_SCHEDULES + 1] = {
#define X(word, kind) [kind] = (word),
        LESSON_ANSWER_WORDS(X)
#undef X
    };
    return words[kind];
}

static int key_of(enum lesson_answer_kind kind)
{
    static const enum lesson_answer_kind kinds[ANSWER_KEY_TOTAL] = {
#define X(id, name, type, kind, about) [id] = kind,
        LESSON_ANSWER_KEYS(X)
#undef X
    };
    int key = 0;
    while (key < ANSWER_KEY_TOTAL && kinds[key] != kind)
        key++;
    assert(key < ANSWER_KEY_TOTAL);
    return key;
}

static void write_answer(const struct lesson_writing *to, const struct lesson_ask *ask)
{
    if (ask->kind == LESSON_ANSWER_CHOICE) return; /* the choices say it */
    lesson_write_name(to, MAPPING_ASK, ASK_KEY_ANSWER);
    if (word_of(ask->kind) != NULL) {
        lesson_emit_word(to->emit, word_of(ask->kind));
        return;
    }
    lesson_emit_mapping(to->emit, EMIT_FLOW);
    lesson_write_name(to, MAPPING_ANSWER, key_of(ask->kind));
    if (ask->kind == LESSON_ANSWER_TIMES)
        lesson_emit_word(to->emit, th_event_name(ask->event));
    else if (ask->kind == LESSON_ANSWER_SCHEDULES)
        lesson_emit_word(to->emit, outcome_word(ask->outcome));
    else
        lesson_write_key(to, ask->key);
    lesson_emit_end(to->emit);
}

/* In both languages, in a mapping that has been begun. */
static void write_words(const struct lesson_writing *to, struct lesson_text say)
{
    if (say.en != NULL) {
        lesson_write_name(to, MAPPING_TEXT, TEXT_KEY_EN);
        lesson_emit_text(to->emit, say.en);
    }
    if (say.zh != NULL) {
        lesson_write_name(to, MAPPING_TEXT, TEXT_KEY_ZH);
        lesson_emit_text(to->emit, say.zh);
    }
}

static void write_choice(const struct lesson_writing *to, const struct lesson_step *step,
                         const struct lesson_choice *choice)
{
    if (choice->say.zh == NULL && choice->fact_count == 0) {
        lesson_emit_text(to->emit, choice->say.en);
        return;
    }
    lesson_emit_mapping(to->emit, EMIT_BLOCK);
    write_words(to, choice->say);
    if (choice->fact_count > 0) {
        lesson_write_name(to, MAPPING_CHOICE, CHOICE_KEY_IF);
        lesson_write_facts(to, step, choice->facts, choice->fact_count);
    }
    lesson_emit_end(to->emit);
}

/* ---- Hints ---- */

/* Blanks around an answer do not count, and quotes do not where they stand around a key. */
static void write_key_answer(const struct lesson_writing *to, th_key key)
{
    bool is_bare =
        key.len > 0 && key.bytes[0] != ' ' && key.bytes[key.len - 1] != ' ' && key.bytes[0] != '"';
    if (is_bare) {
        lesson_write_key(to, key);
        return;
    }
    char *quoted = NULL;
    size_t len;
    FILE *out = open_memstream(&quoted, &len);
    if (out == NULL) return;
    fputc('"', out);
    if (key.len > 0) fwrite(key.bytes, 1, key.len, out);
    fputc('"', out);
    if (fclose(out) == 0) lesson_emit_quoted(to->emit, quoted, len);
    free(quoted);
}

static void write_reaction(const struct lesson_writing *to, const struct answer *answer)
{
    char text[ANSWER_TEXT];
    lesson_write_name(to, MAPPING_HINT, HINT_KEY_TO);
    if (answer->form == ANSWER_KEY) {
        write_key_answer(to, answer->key);
        return;
    }
    answer_write(answer, text, sizeof text);
    lesson_emit_key(to->emit, text, strlen(text));
}

static void write_hint(const struct lesson_writing *to, const struct lesson_hint *hint)
{
    if (hint->say.zh == NULL && !hint->is_reaction) {
        lesson_emit_text(to->emit, hint->say.en);
        return;
    }
    lesson_emit_mapping(to->emit, EMIT_BLOCK);
    if (hint->is_reaction) write_reaction(to, &hint->to);
    write_words(to, hint->say);
    lesson_emit_end(to->emit);
}

/* ---- The question ---- */

void lesson_write_ask(const struct lesson_writing *to, const struct lesson_step *step)
{
    const struct lesson_ask *ask = step->ask;
    lesson_write_name(to, MAPPING_STEP, STEP_KEY_ASK);
    lesson_emit_mapping(to->emit, EMIT_BLOCK);
    lesson_write_text(to, MAPPING_ASK, ASK_KEY_QUESTION, ask->question);
    if (ask->choice_count > 0) {
        lesson_write_name(to, MAPPING_ASK, ASK_KEY_CHOICES);
        lesson_emit_list(to->emit, EMIT_BLOCK);
        for (size_t i = 0; i < ask->choice_count; i++)
            write_choice(to, step, &ask->choices[i]);
        lesson_emit_end(to->emit);
    }
    write_answer(to, ask);
    if (ask->hint_count > 0) {
        lesson_write_name(to, MAPPING_ASK, ASK_KEY_HINTS);
        lesson_emit_list(to->emit, EMIT_BLOCK);
        for (size_t i = 0; i < ask->hint_count; i++)
            write_hint(to, &ask->hints[i]);
        lesson_emit_end(to->emit);
    }
    lesson_write_text(to, MAPPING_ASK, ASK_KEY_WHY, ask->why);
    lesson_emit_end(to->emit);
}
