/* facts.c - what a typed step came to, as the lesson that is written will expect it. All of it is
 * the core's own word: of its map, right behind the step, and of what its calls answered. */
#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "core/inspect.h"
#include "viz/player/words.h"
#include "viz/shell/typed.h"

/* A longer walk is told by its length. */
enum { FACTS_MAX = 8, ORDER_MAX = 16 };

struct gathering {
    struct arena *arena;
    const struct player *player;
    size_t step; /* the lesson's last */
    const struct lesson_map *map;
    struct lesson_fact *facts; /* room for FACTS_MAX; in the order of their kinds */
    size_t count;
};

static struct lesson_fact *add(struct gathering *gathering, enum lesson_fact_kind kind)
{
    assert(gathering->count < FACTS_MAX);
    struct lesson_fact *fact = &gathering->facts[gathering->count++];
    fact->kind = kind;
    return fact;
}

static bool add_map(struct gathering *gathering, const th_map *map)
{
    th_snapshot header = {0};
    if (map != NULL && th_inspect_header(map, &header) != TH_OK) return false;
    add(gathering, LESSON_FACT_COUNT)->number = header.count;
    if (map == NULL) return true;
    add(gathering, LESSON_FACT_B)->number = header.B;
    if (header.oldbuckets.chain_count > 0) add(gathering, LESSON_FACT_GROWING)->is_true = true;
    if (header.noverflow > 0) add(gathering, LESSON_FACT_NOVERFLOW)->number = header.noverflow;
    return true;
}

/* Facts speak of all gets and deletes of a step: where those differ, there is none. */
static bool add_answers(struct gathering *gathering, const struct player_results *did)
{
    size_t size = gathering->map->value_size;
    bool is_found = did->get_count > 0 && did->found_count == did->get_count;
    if (is_found || (did->get_count > 0 && did->found_count == 0))
        add(gathering, LESSON_FACT_FOUND)->is_true = is_found;
    bool is_one = is_found;
    for (size_t i = 1; is_one && i < did->get_count; i++)
        is_one = memcmp(did->values[i], did->values[0], size) == 0;
    if (is_one) {
        void *value = arena_take(gathering->arena, size);
        if (value == NULL) return false;
        memcpy(value, did->values[0], size);
        add(gathering, LESSON_FACT_VALUE)->value = value;
    }
    bool are_all = did->deleted_count == did->delete_count;
    if (did->delete_count > 0 && (are_all || did->deleted_count == 0))
        add(gathering, LESSON_FACT_DELETED)->is_true = are_all;
    if (did->panic != NULL) add(gathering, LESSON_FACT_PANIC)->text = did->panic;
    return true;
}

/* Writes the first ORDER_MAX keys that were yielded, which stay the tape's.
 *   Returns  how many there were. */
static size_t yielded(const struct gathering *gathering, th_key keys[ORDER_MAX])
{
    const struct timeline *timeline = player_timeline(gathering->player);
    uint64_t begin, end;
    size_t count = 0;
    player_step_moves(gathering->player, gathering->step, &begin, &end);
    for (uint64_t i = begin; i < end; i++) {
        th_event event;
        timeline_event(timeline, i, &event);
        if (event.kind != TH_EVENT_ITER_YIELD) continue;
        if (count < ORDER_MAX) keys[count] = event.key;
        count++;
    }
    return count;
}

static bool add_walk(struct gathering *gathering)
{
    th_key keys[ORDER_MAX];
    size_t count = yielded(gathering, keys);
    if (count > 0 && count <= ORDER_MAX) {
        th_key *kept = arena_take_array(gathering->arena, count, sizeof *kept);
        if (kept == NULL) return false;
        for (size_t i = 0; i < count; i++) {
            kept[i] =
                (th_key){arena_copy(gathering->arena, keys[i].bytes, keys[i].len), keys[i].len};
            if (kept[i].bytes == NULL) return false;
        }
        struct lesson_fact *order = add(gathering, LESSON_FACT_ORDER);
        order->keys = kept;
        order->length = count;
    }
    add(gathering, LESSON_FACT_YIELDS)->number = count;
    return true;
}

bool typed_gather_facts(struct arena *arena, const struct player *player, struct typed *typed)
{
    const struct lesson *lesson = player_lesson(player);
    const struct lesson_step *step = &lesson->steps[lesson->step_count - 1];
    struct gathering gathering = {.arena = arena,
                                  .player = player,
                                  .step = lesson->step_count - 1,
                                  .map = &lesson->maps[step->map]};
    gathering.facts = arena_take_array(arena, FACTS_MAX, sizeof *gathering.facts);
    if (gathering.facts == NULL) return false;
    if (!add_map(&gathering, player_map_at_end(player, step->map))) return false;
    if (!add_answers(&gathering, player_results(player, gathering.step))) return false;
    bool is_walk = step->operation_count > 0 && step->operations[0].kind == LESSON_ITERATE;
    if (is_walk && !add_walk(&gathering)) return false;
    typed->facts = gathering.facts;
    typed->fact_count = gathering.count;
    return true;
}

/* ---- In words ---- */

static void put_fact(FILE *out, const struct lesson_map *map, const struct lesson_fact *fact)
{
    switch (fact->kind) {
    case LESSON_FACT_GROWING:
    case LESSON_FACT_FOUND:
    case LESSON_FACT_DELETED:
        fputs(fact->is_true ? "true" : "false", out);
        break;
    case LESSON_FACT_VALUE:
        words_put_value(out, map, fact->value);
        break;
    case LESSON_FACT_PANIC:
        fprintf(out, "\"%s\"", fact->text);
        break;
    case LESSON_FACT_ORDER:
        for (size_t i = 0; i < fact->length; i++) {
            fputs(i == 0 ? "[" : ", ", out);
            words_put_key(out, fact->keys[i]);
        }
        fputc(']', out);
        break;
    default:
        fprintf(out, "%" PRIu64, fact->number);
        break;
    }
}

void typed_put_facts(FILE *out, const struct lesson_map *map, const struct typed *typed)
{
    for (size_t i = 0; i < typed->fact_count; i++) {
        fprintf(out, "%s%s ", i == 0 ? "" : ", ", lesson_fact_name(typed->facts[i].kind));
        put_fact(out, map, &typed->facts[i]);
    }
}
