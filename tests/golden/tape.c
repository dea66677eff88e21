/* tape.c - the moves of a lesson as a transcript.
 *
 * What a kind of move says is a pattern in the table below:
 *     %p %t  the slots at and to          %B  the bucket at             %A  the array at
 *     %b %a  before and after, numbers    %x %y  likewise, tophash      %f %g  likewise, flags
 *     %w     the tophash looked for       %h  the hash                  %v  key and value
 *     %c     the cursor                   %H  the fields of the header that changed
 *     {no|yes}  one of the words, chosen by after
 */
#include "tests/golden/tape.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "viz/player/words.h"
#include "viz/screen/plain.h"

static const char *const patterns[TH_EVENT_COUNT_OF_KINDS] = {
    [TH_EVENT_OP_START] = "",
    [TH_EVENT_OP_END] = "{no|yes}%v",
    [TH_EVENT_FLAGS_READ] = "%f",
    [TH_EVENT_HASH] = "%h",
    [TH_EVENT_WRITING_SET] = "%f -> %g",
    [TH_EVENT_WRITING_CLEARED] = "%f -> %g",
    [TH_EVENT_BUCKETS_MADE] = "%A, B %a",
    [TH_EVENT_BUCKET_CHOSEN] = "%B",
    [TH_EVENT_SLOT_PROBED] = "%p: %x, wanted %w",
    [TH_EVENT_KEY_COMPARED] = "%p: {different|equal}",
    [TH_EVENT_GROWTH_CHECKED] = "for %b: {none|double|same size}",
    [TH_EVENT_GROW_START] = "%A:%H",
    [TH_EVENT_EVACUATE_START] = "%B",
    [TH_EVENT_SLOT_MOVED] = "%p -> %t: %x, leaves %y",
    [TH_EVENT_EMPTY_EVACUATED] = "%p: %x -> %y",
    [TH_EVENT_BUCKET_WIPED] = "%B",
    [TH_EVENT_NEVACUATE] = "%b -> %a",
    [TH_EVENT_GROW_END] = "%A:%H",
    [TH_EVENT_ARRAY_FREED] = "%A",
    [TH_EVENT_OVERFLOW_LINKED] = "%B: noverflow %b -> %a",
    [TH_EVENT_SLOT_WRITTEN] = "%p: %x -> %y,%v",
    [TH_EVENT_VALUE_WRITTEN] = "%p:%v",
    [TH_EVENT_SLOT_CLEARED] = "%p: %x -> %y",
    [TH_EVENT_EMPTY_REST] = "%p: %x -> %y",
    [TH_EVENT_COUNT] = "%b -> %a",
    [TH_EVENT_SEED] = "%b -> %a",
    [TH_EVENT_CLEARED] = "now%H",
    [TH_EVENT_ITER_START] = "%c from %p: %f -> %g",
    [TH_EVENT_ITER_BUCKET] = "%c enters %B",
    [TH_EVENT_ITER_SKIP] = "%c at %p: %x, {empty|of the other half|deleted}",
    [TH_EVENT_ITER_LOOKUP] = "%c at %p,%v: {gone|still there}",
    [TH_EVENT_ITER_YIELD] = "%c at %p:%v",
    [TH_EVENT_ITER_END] = "%c",
    [TH_EVENT_ITER_CLOSED] = "%c",
    [TH_EVENT_PANIC] = "status %b",
    [TH_EVENT_FATAL] = "kind %b at {entry|exit}",
    [TH_EVENT_FLAGS_LOADED] = "%f",
    [TH_EVENT_COUNT_LOADED] = "%b",
    [TH_EVENT_SHAPE_READ] = "{not growing|growing}",
    [TH_EVENT_SLOT_READ] = "%p: %x",
    [TH_EVENT_LOOKED] = "%b",
    [TH_EVENT_LOCK_MOVED] = "move %b of lock %a",
};

/* One move, and what is known where it has happened. */
struct told {
    FILE *out;
    const struct lesson_map *map;
    const th_header *header;
    th_event event;
};

static void put_bucket(const struct told *told, th_place place)
{
    if (place.array == told->header->oldbuckets) {
        fputs("old ", told->out);
    } else if (place.array != told->header->buckets) {
        fprintf(told->out, "array %" PRIu32 " ", place.array);
    }
    fprintf(told->out, "bucket %" PRIu32, place.bucket);
    if (place.depth > 0) fprintf(told->out, " overflow %" PRIu32, place.depth);
}

static void put_slot(const struct told *told, th_place place)
{
    put_bucket(told, place);
    fprintf(told->out, " slot %" PRIu32, place.slot);
}

static void put_change(const struct told *told, const char *name, uint64_t before, uint64_t after)
{
    if (before != after) fprintf(told->out, " %s %" PRIu64 " -> %" PRIu64, name, before, after);
}

static void put_header(const struct told *told)
{
    const th_header *is = told->event.header_after, *was = told->event.header_before;
    put_change(told, "count", was->count, is->count);
    put_change(told, "flags", was->flags, is->flags);
    put_change(told, "B", was->B, is->B);
    put_change(told, "noverflow", was->noverflow, is->noverflow);
    put_change(told, "hash0", was->hash0, is->hash0);
    put_change(told, "buckets", was->buckets, is->buckets);
    put_change(told, "oldbuckets", was->oldbuckets, is->oldbuckets);
    put_change(told, "nevacuate", was->nevacuate, is->nevacuate);
}

/* " k9 = 9": the entry, or so much of it as the move names. */
static void put_entry(const struct told *told)
{
    const th_event *event = &told->event;
    if (event->key.bytes != NULL) {
        putc(' ', told->out);
        plain_put_key(told->out, GLYPH_UTF8, event->key.bytes, event->key.len);
    }
    if (event->value == NULL) return;
    fputs(" = ", told->out);
    words_put_value(told->out, told->map, event->value);
}

static void put_directive(const struct told *told, char directive)
{
    const th_event *event = &told->event;
    switch (directive) {
    case 'p':
        put_slot(told, event->at);
        break;
    case 't':
        put_slot(told, event->to);
        break;
    case 'B':
        put_bucket(told, event->at);
        break;
    case 'A':
        fprintf(told->out, "array %" PRIu32, event->at.array);
        break;
    case 'b':
        fprintf(told->out, "%" PRIu64, event->before);
        break;
    case 'a':
        fprintf(told->out, "%" PRIu64, event->after);
        break;
    case 'x':
        words_put_tophash(told->out, (int)event->before);
        break;
    case 'y':
        words_put_tophash(told->out, (int)event->after);
        break;
    case 'w':
        if (event->after == 0) {
            fputs("the key", told->out);
        } else {
            words_put_tophash(told->out, (int)event->after);
        }
        break;
    case 'f':
        words_put_flags(told->out, event->before);
        break;
    case 'g':
        words_put_flags(told->out, event->after);
        break;
    case 'h':
        fprintf(told->out, "0x%016" PRIx64, event->hash);
        break;
    case 'v':
        put_entry(told);
        break;
    case 'c':
        fprintf(told->out, "cursor %" PRIu32, event->cursor);
        break;
    case 'H':
        put_header(told);
        break;
    }
}

/* Writes word number `index` of "{a|b|c}"; returns what follows the brace. */
static const char *put_choice(const struct told *told, const char *words, uint64_t index)
{
    const char *word = words + 1;
    for (; index > 0 && *word != '}'; index--) {
        word += strcspn(word, "|}");
        if (*word == '|') word++;
    }
    fprintf(told->out, "%.*s", (int)strcspn(word, "|}"), word);
    return strchr(words, '}') + 1;
}

static void put_pattern(const struct told *told, const char *pattern)
{
    while (*pattern != '\0') {
        if (*pattern == '%') {
            put_directive(told, pattern[1]);
            pattern += 2;
        } else if (*pattern == '{') {
            pattern = put_choice(told, pattern, told->event.after);
        } else {
            putc(*pattern++, told->out);
        }
    }
}

/* The operation that op_start begins: "put k9", "next cursor 1". */
static void put_operation(const th_event *start, FILE *out)
{
    fputs(th_op_name((th_op)start->before), out);
    if (start->key.bytes != NULL) {
        putc(' ', out);
        plain_put_key(out, GLYPH_UTF8, start->key.bytes, start->key.len);
    } else if (start->cursor != 0) {
        fprintf(out, " cursor %" PRIu32, start->cursor);
    }
}

/* Who moved, and in which operation: those of several workers mingle. */
static void put_worker(const struct timeline *timeline, const struct lesson *plan, uint64_t index,
                       FILE *out)
{
    struct timeline_op op;
    th_event start;
    fprintf(out, "  %s  ", plan->scenario->workers[timeline_move(timeline, index)->worker].name);
    if (!timeline_op_of(timeline, index, &op)) return; /* a lock */
    timeline_event(timeline, op.first, &start);
    put_operation(&start, out);
}

static void put_move(struct player *player, const struct lesson *plan, uint64_t index,
                     th_event *operation, FILE *out)
{
    const struct timeline *timeline = player_timeline(player);
    uint32_t map = timeline_move(timeline, index)->map;
    struct told told = {
        .out = out,
        .map = &plan->maps[plan->scenario != NULL ? 0 : map],
        .header = &model_map(timeline_model(timeline), map)->header,
    };
    timeline_event(timeline, index, &told.event);
    if (told.event.kind == TH_EVENT_OP_START) *operation = told.event;
    if (plan->scenario != NULL) {
        put_worker(timeline, plan, index, out);
    } else {
        fputs("  ", out);
        put_operation(operation, out);
    }
    const char *pattern = patterns[told.event.kind];
    if (pattern == NULL || pattern[0] == '\0') {
        fprintf(out, "  %s\n", th_event_name(told.event.kind));
        return;
    }
    fprintf(out, "  %-15s ", th_event_name(told.event.kind));
    put_pattern(&told, pattern);
    putc('\n', out);
}

void tape_write(struct player *player, const struct lesson *plan, FILE *out)
{
    th_event operation = {0};
    for (size_t step = 0; step < player_step_count(player); step++) {
        uint64_t begin, end;
        player_step_moves(player, step, &begin, &end);
        fprintf(out, "step %zu: %" PRIu64 " moves\n", step + 1, end - begin);
        for (uint64_t index = begin; index < end; index++) {
            player_seek(player, step, index - begin + 1);
            put_move(player, plan, index, &operation, out);
        }
    }
}
