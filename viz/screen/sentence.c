/* sentence.c - chooses a sentence of sentence_table.h and fills in its values. */
#include "viz/screen/sentence.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "viz/language/language.h"
#include "viz/screen/marks.h"
#include "viz/screen/sentence_table.h"
#include "viz/screen/text.h"

static const struct model_map *map_of(const struct view *view)
{
    return model_map(view->model, view->map);
}

static struct model_array array_of(const struct view *view, uint32_t id)
{
    return model_array(view->model, view->map, id);
}

/* ---- Which case ---- */

static unsigned case_of_start(const struct view *view)
{
    assert(view->now.before < TH_OP_COUNT);
    return (unsigned)view->now.before;
}

/* Two cases for each operation, without and with result; but make and close have one. */
static unsigned case_of_end(const struct view *view)
{
    static const unsigned first[TH_OP_COUNT] = {
        [TH_OP_MAKE] = 0,  [TH_OP_GET] = 1,  [TH_OP_PUT] = 3,   [TH_OP_DELETE] = 5,
        [TH_OP_CLEAR] = 7, [TH_OP_OPEN] = 9, [TH_OP_NEXT] = 11, [TH_OP_CLOSE] = 13,
    };
    uint64_t op = view->now.before;
    bool has_one = op == TH_OP_MAKE || op == TH_OP_CLOSE;

    assert(op < TH_OP_COUNT);
    if (view->registers.has_panicked) return 14;
    return first[op] + (!has_one && view->now.after != 0);
}

static unsigned case_of_probe(const struct view *view)
{
    uint8_t held = (uint8_t)view->now.before;

    if (held == MARKS_EMPTY_REST) return 0;
    if (held == MARKS_EMPTY_ONE) return 1;
    if (held < MARKS_COUNT) return 5;
    if (view->now.after == 0) return 4;
    return held == view->now.after ? 3 : 2;
}

static bool is_same_size(const struct view *view, uint32_t one, uint32_t other)
{
    return array_of(view, one).bucket_count == array_of(view, other).bucket_count;
}

static unsigned case_of_chosen(const struct view *view)
{
    if (view->now.after != 0) return 2;

    uint8_t B = array_of(view, view->now.at.array).B;

    if (B == 0) return 1;
    return B == 1 ? 3 : 0;
}

static unsigned case_of_check(const struct view *view)
{
    if (view->now.after == TH_GROWTH_NONE) return map_of(view)->header.oldbuckets != 0 ? 3 : 0;
    return view->now.after == TH_GROWTH_DOUBLE ? 1 : 2;
}

/* As everywhere, but where a store follows an older load: the bit was there, or gone, already. */
static unsigned case_of_writing(const th_event *now)
{
    bool was_on = (now->before & MARKS_FLAG_WRITING) != 0;
    bool is_on = (now->after & MARKS_FLAG_WRITING) != 0;

    if (was_on != is_on) return was_on;
    return is_on ? 2 : 3;
}

static unsigned case_of_shape(const struct view *view)
{
    if (view->now.before == 0) return 0;
    if (view->now.after != 0) return 2;
    return map_of(view)->header.B == 0 ? 3 : 1;
}

static unsigned case_of_lock(const th_event *now)
{
    if (now->before <= TH_LOCK) return 0;
    return now->before < TH_RUNLOCK ? (unsigned)now->before - TH_LOCK : 3;
}

static unsigned case_of_fatal(const th_event *now)
{
    if (now->before == TH_FATAL_BAD_STATE) return 2;
    if (now->before == TH_FATAL_FAULT) return 3;
    return now->after != 0;
}

static unsigned case_of(const struct view *view)
{
    const th_event *now = &view->now;

    switch (now->kind) {
    case TH_EVENT_OP_START:
        return case_of_start(view);
    case TH_EVENT_OP_END:
        return case_of_end(view);
    case TH_EVENT_SEED:
        return view->registers.op.op == TH_OP_MAKE;
    case TH_EVENT_FLAGS_READ:
    case TH_EVENT_FLAGS_LOADED:
        return (now->before & MARKS_FLAG_WRITING) != 0;
    case TH_EVENT_WRITING_SET:
        return case_of_writing(now);
    case TH_EVENT_WRITING_CLEARED:
        return (now->before & MARKS_FLAG_WRITING) == 0;
    case TH_EVENT_SHAPE_READ:
        return case_of_shape(view);
    case TH_EVENT_SLOT_READ:
        return now->before >= MARKS_COUNT;
    case TH_EVENT_LOCK_MOVED:
        return case_of_lock(now);
    case TH_EVENT_COUNT:
        return now->before == now->after;
    case TH_EVENT_FATAL:
        return case_of_fatal(now);
    case TH_EVENT_BUCKET_CHOSEN:
        return case_of_chosen(view);
    case TH_EVENT_SLOT_PROBED:
        return case_of_probe(view);
    case TH_EVENT_GROWTH_CHECKED:
        return case_of_check(view);
    case TH_EVENT_GROW_START:
        return now->header_before->B == now->header_after->B;
    case TH_EVENT_EVACUATE_START:
        return is_same_size(view, now->at.array, map_of(view)->header.buckets);
    case TH_EVENT_SLOT_MOVED:
        return is_same_size(view, now->at.array, now->to.array);
    case TH_EVENT_OVERFLOW_LINKED:
        return now->to.slot != 0;
    case TH_EVENT_ITER_SKIP:
        return (unsigned)now->after;
    case TH_EVENT_KEY_COMPARED:
    case TH_EVENT_ITER_BUCKET:
    case TH_EVENT_ITER_LOOKUP:
        return now->after != 0;
    default:
        return 0;
    }
}

/* ---- Values ---- */

static void add_number(struct text *text, uint64_t number)
{
    text_add_format(text, "%" PRIu64, number);
}

/* The event's own key; where it has none, the operation's. */
static void write_key(struct text *text, const struct view *view)
{
    bool has_own = view->now.key.bytes != NULL || view->now.key.len > 0;

    text_add_quoted(text, has_own ? view->now.key : view->registers.key, SENTENCE_KEY_COLUMNS);
}

static void write_value(struct text *text, const struct view *view)
{
    const void *value = view->now.value != NULL ? view->now.value : view->registers.value;

    text_add_value(text, value, map_of(view)->value_size);
}

static void write_stored(struct text *text, const struct view *view)
{
    struct model_slot slot;

    if (model_slot(view->model, view->map, view->now.at, &slot))
        text_add_quoted(text, slot.key, SENTENCE_KEY_COLUMNS);
}

static void write_hash(struct text *text, const struct view *view)
{
    text_add_format(text, "0x%016" PRIx64, view->now.hash);
}

static void write_tophash(struct text *text, const struct view *view)
{
    text_add_format(text, "%02x", marks_tophash(view->now.hash));
}

static void write_held(struct text *text, const struct view *view)
{
    text_add_tophash(text, (uint8_t)view->now.before, view);
}

static void write_wanted(struct text *text, const struct view *view)
{
    text_add_tophash(text, (uint8_t)view->now.after, view);
}

static void write_at(struct text *text, const struct view *view)
{
    text_add_slot(text, view, view->now.at);
}

static void write_to(struct text *text, const struct view *view)
{
    text_add_slot(text, view, view->now.to);
}

static void write_bucket(struct text *text, const struct view *view)
{
    text_add_bucket(text, view, view->now.at);
}

static void write_before(struct text *text, const struct view *view)
{
    add_number(text, view->now.before);
}

static void write_after(struct text *text, const struct view *view)
{
    add_number(text, view->now.after);
}

static void write_hint(struct text *text, const struct view *view)
{
    text_add_format(text, "%" PRId64, (int64_t)view->now.after);
}

static void write_cursor(struct text *text, const struct view *view)
{
    add_number(text, view->now.cursor != 0 ? view->now.cursor : view->registers.cursor);
}

/* The number of buckets in the array that the move is about, or in the map's. */
static void write_buckets(struct text *text, const struct view *view)
{
    uint32_t id = view->now.at.array;

    if (id == 0) id = map_of(view)->header.buckets;
    add_number(text, array_of(view, id).bucket_count);
}

/* Of the array where a bucket was chosen, or the map's. */
static void write_B(struct text *text, const struct view *view)
{
    uint32_t id = view->now.at.array;

    add_number(text, id != 0 ? array_of(view, id).B : map_of(view)->header.B);
}

static void write_bit(struct text *text, const struct view *view)
{
    add_number(text, array_of(view, view->now.at.array).B);
}

static void write_side(struct text *text, const struct view *view)
{
    bool is_y = view->now.after == MARKS_EVACUATED_Y;

    if (view->is_spoken)
        text_add(text, is_y ? language_text(view->language, "1, so Y")
                            : language_text(view->language, "0, so X"));
    else
        text_add(text, is_y ? "1 → Y" : "0 → X");
}

static void write_x(struct text *text, const struct view *view)
{
    add_number(text, view->now.at.bucket);
}

static void write_y(struct text *text, const struct view *view)
{
    add_number(text, view->now.at.bucket + array_of(view, view->now.at.array).bucket_count);
}

static void write_limit(struct text *text, const struct view *view)
{
    uint8_t B = map_of(view)->header.B;

    if (B == 0)
        text_add(text, "8");
    else if (view->is_spoken)
        text_add_format(
            text, language_text(view->language, "%ju, which is 6.5 times 2 to the power of %u"),
            marks_load_limit(B), B);
    else
        text_add_format(text, "6.5 × 2^%u = %" PRIu64, B, marks_load_limit(B));
}

static void write_noverflow(struct text *text, const struct view *view)
{
    add_number(text, map_of(view)->header.noverflow);
}

static void write_fatal(struct text *text, const struct view *view)
{
    text_add(text, marks_fatal_text((th_fatal_kind)view->now.before));
}

static void write_status(struct text *text, const struct view *view)
{
    text_add(text, th_status_text((th_status)view->now.before));
}

static void write_rest(struct text *text, const struct view *view)
{
    text_add_tophash(text, MARKS_EMPTY_REST, view);
}

static void write_empty(struct text *text, const struct view *view)
{
    text_add_tophash(text, MARKS_EMPTY_ONE, view);
}

static void write_evacuated(struct text *text, const struct view *view)
{
    text_add_tophash(text, MARKS_EVACUATED_EMPTY, view);
}

static void write_arrow(struct text *text, const struct view *view)
{
    text_add(text, text_arrow(view));
}

static const struct {
    const char *name;
    void (*write)(struct text *text, const struct view *view);
} writers[] = {
    {"key", write_key},       {"value", write_value},     {"stored", write_stored},
    {"hash", write_hash},     {"tophash", write_tophash}, {"held", write_held},
    {"wanted", write_wanted}, {"at", write_at},           {"to", write_to},
    {"bucket", write_bucket}, {"before", write_before},   {"after", write_after},
    {"cursor", write_cursor}, {"buckets", write_buckets}, {"B", write_B},
    {"bit", write_bit},       {"side", write_side},       {"x", write_x},
    {"y", write_y},           {"limit", write_limit},     {"noverflow", write_noverflow},
    {"fatal", write_fatal},   {"status", write_status},   {"hint", write_hint},
    {"rest", write_rest},     {"empty", write_empty},     {"evacuated", write_evacuated},
    {"arrow", write_arrow},
};

/* ---- Putting it together ---- */

static void write_named(struct text *text, const struct view *view, const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof writers / sizeof writers[0]; i++) {
        if (strlen(writers[i].name) != len || memcmp(writers[i].name, name, len) != 0) continue;
        writers[i].write(text, view);
        return;
    }
    assert(false && "a name in the table that has no writer");
}

static void fill_in(struct text *text, const struct view *view, const char *pattern)
{
    while (*pattern != '\0') {
        size_t plain = strcspn(pattern, "{");

        text_add_bytes(text, pattern, plain);
        pattern += plain;
        if (*pattern == '\0') return;

        size_t len = strcspn(pattern, "}") - 1;

        write_named(text, view, pattern + 1, len);
        pattern += len + 2;
    }
}

/* A sentence that begins with a place begins with a capital letter all the same. */
static void capitalize(struct text *text)
{
    if (text->bytes[0] == 's' || text->bytes[0] == 'b' || text->bytes[0] == 'o')
        text->bytes[0] = (char)(text->bytes[0] - 'a' + 'A');
}

static const char *pattern_of(const struct view *view)
{
    static const struct {
        th_event_kind kind;
        unsigned case_number;
        const char *sentence;
    } sentences[] = {
#define X(kind_name, number, words) {TH_EVENT_##kind_name, number, words},
        SENTENCE_LIST(X)
#undef X
    };
    unsigned wanted = case_of(view);

    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
        if (sentences[i].kind != view->now.kind || sentences[i].case_number != wanted) continue;
        return language_text(view->language, sentences[i].sentence);
    }
    assert(false && "a move without a sentence");
    return "";
}

/* "A: ", the worker that made the move; nothing where there is no race. */
static void add_worker(struct text *text, const struct view *view)
{
    for (size_t i = 0; i < view->race.lane_count; i++) {
        const struct view_lane *lane = &view->race.lanes[i];

        if (!lane->is_now) continue;
        text_add_key(text, th_key_of(lane->name), SENTENCE_NAME_COLUMNS);
        text_add(text, language_text(view->language, ": "));
        return;
    }
}

static void add_sentence(struct text *text, const struct view *view)
{
    const char *fatal = view->race.lane_count > 0 ? view->race.fatal : NULL;
    struct text sentence;

    text_begin(&sentence);
    if (fatal != NULL && view->now.kind != TH_EVENT_FATAL) {
        text_add_format(&sentence,
                        language_text(view->language, "fatal error: %s. Nobody can recover."),
                        fatal);
    } else {
        const char *pattern = pattern_of(view);

        fill_in(&sentence, view, pattern);
        if (*pattern == '{') capitalize(&sentence);
    }
    text_add_bytes(text, sentence.bytes, sentence.len);
}

size_t sentence_write(const struct view *view, char *to, size_t size)
{
    struct text text;

    text_begin(&text);
    if (view->has_now) {
        add_worker(&text, view);
        add_sentence(&text, view);
    }
    if (size == 0) return 0;
    return text_copy(&text, to, size);
}
