/* lesson_write_expect.c - what must be true after a step. */
#include <assert.h>
#include <string.h>

#include "core/map_layout.h"
#include "viz/lesson/lesson_write_parts.h"

/* ---- Slots ---- */

static const char *mark_word(int16_t tophash)
{
    switch (tophash) {
    case TH_EMPTY_REST:
        return "rest";
    case TH_EMPTY_ONE:
        return "empty";
    case TH_EVACUATED_X:
        return "x";
    case TH_EVACUATED_Y:
        return "y";
    case TH_EVACUATED_EMPTY:
        return "evacuated";
    case LESSON_TOPHASH_ANY:
        return "any";
    default:
        return NULL;
    }
}

static void write_tophashes(const struct lesson_writing *to, const struct lesson_slots *slots)
{
    lesson_emit_list(to->emit, EMIT_FLOW);
    for (int i = 0; i < TH_BUCKET_SLOTS; i++) {
        char byte[16];
        const char *word = mark_word(slots->tophash[i]);
        snprintf(byte, sizeof byte, "0x%02x", (unsigned)slots->tophash[i]);
        lesson_emit_word(to->emit, word == NULL ? byte : word);
    }
    lesson_emit_end(to->emit);
}

static void write_slot_keys(const struct lesson_writing *to, const struct lesson_slots *slots)
{
    bool has_key = false;
    for (int i = 0; i < TH_BUCKET_SLOTS; i++)
        has_key = has_key || slots->is_key_given[i];
    if (!has_key) return;
    lesson_write_name(to, MAPPING_SLOTS, SLOTS_KEY_KEYS);
    lesson_emit_list(to->emit, EMIT_FLOW);
    for (int i = 0; i < TH_BUCKET_SLOTS; i++) {
        if (slots->is_key_given[i])
            lesson_write_key(to, slots->keys[i]);
        else
            lesson_emit_word(to->emit, "~");
    }
    lesson_emit_end(to->emit);
}

static void write_slots(const struct lesson_writing *to, const struct lesson_slots *slots)
{
    lesson_emit_mapping(to->emit, EMIT_BLOCK);
    if (slots->is_old) {
        lesson_write_name(to, MAPPING_SLOTS, SLOTS_KEY_ARRAY);
        lesson_emit_word(to->emit, "oldbuckets");
    }
    lesson_write_name(to, MAPPING_SLOTS, SLOTS_KEY_BUCKET);
    lesson_write_number(to, slots->bucket);
    if (slots->overflow != 0) {
        lesson_write_name(to, MAPPING_SLOTS, SLOTS_KEY_OVERFLOW);
        lesson_write_number(to, slots->overflow);
    }
    lesson_write_name(to, MAPPING_SLOTS, SLOTS_KEY_TOPHASH);
    write_tophashes(to, slots);
    write_slot_keys(to, slots);
    lesson_emit_end(to->emit);
}

/* ---- Lists ---- */

static void write_slots_list(const struct lesson_writing *to, const struct lesson_fact *fact)
{
    lesson_emit_list(to->emit, EMIT_BLOCK);
    for (size_t i = 0; i < fact->length; i++)
        write_slots(to, &fact->slots[i]);
    lesson_emit_end(to->emit);
}

static void write_flags(const struct lesson_writing *to, uint64_t flags)
{
    const char *const *words = lesson_type_of(TYPE_FLAG)->words; /* in the order of the bits */
    lesson_emit_list(to->emit, EMIT_FLOW);
    for (size_t bit = 0; words[bit] != NULL; bit++)
        if ((flags >> bit & 1) != 0) lesson_emit_word(to->emit, words[bit]);
    lesson_emit_end(to->emit);
}

static void write_order(const struct lesson_writing *to, const struct lesson_fact *fact)
{
    lesson_emit_list(to->emit, EMIT_FLOW);
    for (size_t i = 0; i < fact->length; i++)
        lesson_write_key(to, fact->keys[i]);
    lesson_emit_end(to->emit);
}

static void write_events(const struct lesson_writing *to, const struct lesson_fact *fact)
{
    lesson_emit_list(to->emit, EMIT_FLOW);
    for (size_t i = 0; i < fact->length; i++)
        lesson_emit_word(to->emit, th_event_name(fact->events[i]));
    lesson_emit_end(to->emit);
}

static void write_outcomes(const struct lesson_writing *to, const struct lesson_fact *fact)
{
    lesson_emit_mapping(to->emit, EMIT_FLOW);
    for (size_t i = 0; i < fact->length; i++) {
        lesson_emit_word(to->emit, outcome_word(fact->outcomes[i].outcome));
        lesson_write_number(to, fact->outcomes[i].count);
    }
    lesson_emit_end(to->emit);
}

/* A free run ends in other words than one whose every move is known. */
static void write_results(const struct lesson_writing *to, const struct lesson_step *step,
                          const struct lesson_fact *fact)
{
    bool is_free = step->run.kind == LESSON_RUN_FREE;
    lesson_emit_list(to->emit, EMIT_FLOW);
    for (size_t i = 0; i < fact->length; i++)
        lesson_emit_word(to->emit, is_free ? free_result_word((enum free_result)fact->results[i])
                                           : outcome_word((enum outcome)fact->results[i]));
    lesson_emit_end(to->emit);
}

/* ---- Facts ---- */

static void write_fact(const struct lesson_writing *to, const struct lesson_step *step,
                       const struct lesson_fact *fact)
{
    switch (fact->kind) {
    case LESSON_FACT_GROWING:
    case LESSON_FACT_SAME_SIZE:
    case LESSON_FACT_FOUND:
    case LESSON_FACT_DELETED:
        lesson_write_bool(to, fact->is_true);
        break;
    case LESSON_FACT_FLAGS:
        write_flags(to, fact->number);
        break;
    case LESSON_FACT_VALUE:
        lesson_write_value(to, &to->lesson->maps[step->map], fact->value);
        break;
    case LESSON_FACT_PANIC:
        lesson_emit_text(to->emit, fact->text);
        break;
    case LESSON_FACT_SLOTS:
        write_slots_list(to, fact);
        break;
    case LESSON_FACT_ORDER:
        write_order(to, fact);
        break;
    case LESSON_FACT_EVENTS:
        write_events(to, fact);
        break;
    case LESSON_FACT_OUTCOME:
        lesson_emit_word(to->emit, outcome_word(fact->outcome));
        break;
    case LESSON_FACT_OUTCOMES:
        write_outcomes(to, fact);
        break;
    case LESSON_FACT_NEVER:
    case LESSON_FACT_SOME:
        write_results(to, step, fact);
        break;
    default:
        lesson_write_number(to, fact->number);
        break;
    }
}

/* Slots have lines of their own, so what stands beside them has. */
void lesson_write_facts(const struct lesson_writing *to, const struct lesson_step *step,
                        const struct lesson_fact *facts, size_t count)
{
    bool has_slots = false;
    for (size_t i = 0; i < count; i++)
        has_slots = has_slots || facts[i].kind == LESSON_FACT_SLOTS;
    lesson_emit_mapping(to->emit, has_slots ? EMIT_BLOCK : EMIT_FLOW);
    for (size_t i = 0; i < count; i++) {
        lesson_emit_word(to->emit, lesson_fact_name(facts[i].kind));
        write_fact(to, step, &facts[i]);
    }
    lesson_emit_end(to->emit);
}
