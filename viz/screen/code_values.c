/* code_values.c - a line's latest move, and what is still true of it. */
#include "viz/screen/code_values.h"

#include <inttypes.h>

#include "viz/language/language.h"
#include "viz/screen/marks.h"

enum { KEY_LEAST = 4, KEY_MOST = 24, BITS_MOST = 8, MARK_NAME_LEAST = 22 };

/* A line, being put into values. */
struct line_values {
    struct text *text;
    const struct view *view;
    const th_event *event;
    int columns;
};

static const th_header *header_of(const struct view *view)
{
    return &model_map(view->model, view->map)->header;
}

static struct model_array array_of(const struct view *view, uint32_t id)
{
    return model_array(view->model, view->map, id);
}

/* ---- Is it still so? ---- */

static bool is_slot_still(const struct view *view, th_place place, uint64_t tophash)
{
    struct model_slot slot;

    return model_slot(view->model, view->map, place, &slot) && slot.tophash == tophash;
}

static bool is_key_still(const struct view *view, const th_event *event)
{
    struct model_slot slot;

    if (!model_slot(view->model, view->map, event->at, &slot)) return false;
    return slot.is_entry && th_key_is_equal(slot.key, event->key) == (event->after != 0);
}

/* Of a move that is not the current one. What it looked at, or made, may have changed since: by a
 * later line, or by another worker. */
static bool is_still_so(const struct view *view, const th_event *event)
{
    const th_header *header = header_of(view);
    bool is_writing = (header->flags & MARKS_FLAG_WRITING) != 0;

    switch (event->kind) {
    case TH_EVENT_OP_START:
        return (view->registers.header_op & REGISTERS_COUNT) == 0;
    case TH_EVENT_FLAGS_READ:
    case TH_EVENT_WRITING_SET:
    case TH_EVENT_WRITING_CLEARED:
        return ((event->after & MARKS_FLAG_WRITING) != 0) == is_writing;
    case TH_EVENT_FLAGS_LOADED:
    case TH_EVENT_COUNT_LOADED:
        return false; /* a copy that has been stored */
    case TH_EVENT_SHAPE_READ:
        return (header->oldbuckets != 0) == (event->after != 0);
    case TH_EVENT_COUNT:
        return header->count == event->after;
    case TH_EVENT_GROWTH_CHECKED:
        return header->count <= event->before && header->count + 1 >= event->before;
    case TH_EVENT_NEVACUATE:
        return header->nevacuate == event->after;
    case TH_EVENT_SLOT_PROBED:
    case TH_EVENT_SLOT_READ:
    case TH_EVENT_ITER_SKIP:
        return is_slot_still(view, event->at, event->before);
    case TH_EVENT_SLOT_WRITTEN:
    case TH_EVENT_SLOT_CLEARED:
    case TH_EVENT_EMPTY_REST:
    case TH_EVENT_EMPTY_EVACUATED:
    case TH_EVENT_SLOT_MOVED:
        return is_slot_still(view, event->at, event->after);
    case TH_EVENT_KEY_COMPARED:
        return is_key_still(view, event);
    case TH_EVENT_BUCKET_CHOSEN:
        return array_of(view, event->at.array).state != MODEL_ARRAY_FREED;
    default:
        return true;
    }
}

/* ---- Words ---- */

/* In quotes, `columns` columns of it, as far as that is reasonable. */
static void add_key(struct text *text, th_key key, int columns)
{
    columns = columns < KEY_LEAST ? KEY_LEAST : columns > KEY_MOST ? KEY_MOST : columns;
    text_add_quoted(text, key, columns);
}

static void add_value(const struct line_values *values, const void *value)
{
    text_add_value(values->text, value,
                   model_map(values->view->model, values->view->map)->value_size);
}

/* "slot 3: ", or "overflow 1, slot 3: ". */
static void add_place(const struct line_values *values)
{
    const th_place *at = &values->event->at;

    if (at->depth > 0)
        text_add_format(values->text,
                        language_text(values->view->language, "overflow %u, slot %u: "), at->depth,
                        at->slot);
    else
        text_add_format(values->text, language_text(values->view->language, "slot %u: "), at->slot);
}

/* A sign, or in a spoken view the words for it, looked up. */
static const char *sign(const struct view *view, const char *seen, const char *words)
{
    return view->is_spoken ? language_text(view->language, words) : seen;
}

static const char *limit_sign(const struct view *view, bool is_over)
{
    return is_over ? sign(view, ">", N_("is more than")) : sign(view, "≤", N_("is at most"));
}

/* ---- A move's values ---- */

static void add_start(const struct line_values *values)
{
    const struct view *view = values->view;

    if (values->event->before == TH_OP_MAKE)
        text_add_format(values->text, "hint = %" PRId64, (int64_t)values->event->after);
    else if (values->event->line != TH_LINE_PUT_NIL && model_map(view->model, view->map)->is_made)
        text_add_format(values->text, "count = %" PRIu64, header_of(view)->count);
}

static void add_end(const struct line_values *values)
{
    if (values->event->line != TH_LINE_GET_FOUND || values->event->value == NULL) return;
    text_add(values->text, values->view->is_spoken ? "= " : "→ ");
    add_value(values, values->event->value);
}

/* The lowest bits, as many as choose the bucket, and what they choose. */
static void add_chosen(const struct line_values *values)
{
    unsigned B = array_of(values->view, values->event->at.array).B;
    unsigned bits = B < BITS_MOST ? B : BITS_MOST;

    text_add(values->text, B == 0 ? "B = 0" : "…");
    for (unsigned bit = bits; bit-- > 0;)
        text_add(values->text, values->event->hash >> bit & 1 ? "1" : "0");
    text_add(values->text, values->view->is_spoken ? ": " : " → ");
    text_add_bucket(values->text, values->view, values->event->at);
}

/* A tophash, or a mark: by name, where there is room for that. */
static void add_tophash(const struct line_values *values, uint64_t tophash)
{
    if (tophash < MARKS_COUNT && values->columns < MARK_NAME_LEAST)
        text_add(values->text, marks_glyph((uint8_t)tophash));
    else
        text_add_tophash(values->text, (uint8_t)tophash, values->view);
}

static void add_probed(const struct line_values *values)
{
    uint8_t held = (uint8_t)values->event->before;
    uint8_t wanted = (uint8_t)values->event->after;

    add_place(values);
    if (held < MARKS_COUNT || wanted == 0)
        add_tophash(values, held);
    else
        text_add_format(values->text, "%02x %s %02x", held,
                        held == wanted ? "=" : sign(values->view, "≠", N_("is not")), wanted);
}

/* "a" = "b"? no; where there is no room for that, "a" ≠ "b". */
static void add_compared(const struct line_values *values)
{
    bool is_equal = values->event->after != 0;
    enum language language = values->view->language;
    int columns = (values->columns - 12) / 2;
    struct text whole;
    struct model_slot slot;

    if (!model_slot(values->view->model, values->view->map, values->event->at, &slot)) return;
    text_begin(&whole);
    add_key(&whole, slot.key, columns);
    text_add(&whole, " = ");
    add_key(&whole, values->event->key, columns);
    text_add(&whole, is_equal ? language_text(language, "? yes") : language_text(language, "? no"));
    if (text_columns(&whole) <= values->columns) {
        text_add(values->text, whole.bytes);
        return;
    }
    add_key(values->text, slot.key, columns);
    text_add_format(values->text, " %s ", is_equal ? "=" : sign(values->view, "≠", N_("is not")));
    add_key(values->text, values->event->key, columns);
}

/* The map's B when growth was checked: the growth that followed has changed it, and may be over. */
static unsigned B_checked(const struct view *view)
{
    const th_header *header = header_of(view);

    if (view->registers.has_begun_growth) return view->registers.B_before;
    return header->oldbuckets != 0 ? array_of(view, header->oldbuckets).B : header->B;
}

static void add_limits(struct text *text, const struct view *view, uint64_t count, unsigned B)
{
    uint64_t halves = (uint64_t)13 << B; /* twice 6.5 x 2^B */

    text_add_format(text, "%ju %s 8", count, limit_sign(view, count > MARKS_SLOTS));
    if (count <= MARKS_SLOTS) return;
    text_add_format(
        text,
        view->is_spoken
            ? language_text(view->language, ", %ju %s 6.5 times 2 to the power of %u, %ju%s")
            : ", %ju %s 6.5 × 2^%u = %ju%s",
        count, limit_sign(view, count * 2 > halves), B, halves / 2, halves % 2 ? ".5" : "");
}

static const char *verdict_of(const struct view *view, uint64_t growth)
{
    static const char *const verdicts[] = {N_("no growth"), N_("double"), N_("same size")};

    return language_text(view->language, verdicts[growth]);
}

void code_values_add_check(struct text *text, const struct view *view, uint64_t count,
                           unsigned growth)
{
    add_limits(text, view, count, B_checked(view));
    text_add(text, language_text(view->language, ": "));
    text_add(text, verdict_of(view, growth));
}

/* Both limits, or the one that decides, or what was decided. */
static void add_checked(const struct line_values *values)
{
    uint64_t count = values->event->before;
    uint64_t limit = marks_load_limit((uint8_t)B_checked(values->view));
    const char *verdict = verdict_of(values->view, values->event->after);
    struct text whole, part;

    text_begin(&whole);
    code_values_add_check(&whole, values->view, count, (unsigned)values->event->after);
    text_begin(&part);
    text_add_format(&part, "%ju %s %ju%s%s", count, limit_sign(values->view, count > limit), limit,
                    language_text(values->view->language, ": "), verdict);
    text_add(values->text, text_columns(&whole) <= values->columns  ? whole.bytes
                           : text_columns(&part) <= values->columns ? part.bytes
                                                                    : verdict);
}

static void add_grown(const struct line_values *values)
{
    unsigned before = values->event->header_before->B;
    unsigned after = values->event->header_after->B;

    if (before == after)
        text_add_format(values->text, "B = %u: %s", after,
                        language_text(values->view->language, "same size"));
    else
        text_add_format(values->text, "B = %u%s%u", before, text_arrow(values->view), after);
}

static void add_moved(const struct line_values *values)
{
    const th_event *event = values->event;
    unsigned B = array_of(values->view, event->at.array).B;
    bool is_y = event->after == MARKS_EVACUATED_Y;

    add_key(values->text, event->key, values->columns - 15);
    if (array_of(values->view, event->to.array).B == B)
        text_add_format(values->text, "%sX", text_arrow(values->view));
    else
        text_add_format(values->text, ": bit %u = %d%s%s", B, is_y, text_arrow(values->view),
                        is_y ? "Y" : "X");
}

static void add_written(const struct line_values *values)
{
    const th_event *event = values->event;

    add_place(values);
    if (event->kind == TH_EVENT_SLOT_WRITTEN) {
        text_add_format(values->text, "%02x ", (unsigned)event->after);
        add_key(values->text, event->key, values->columns - 16);
        text_add(values->text, " ");
    }
    add_value(values, event->value);
}

static void add_lookup(const struct line_values *values)
{
    add_key(values->text, values->event->key, values->columns - 14);
    text_add(values->text, ": ");
    text_add(values->text, values->event->after != 0
                               ? language_text(values->view->language, "still there")
                               : language_text(values->view->language, "gone"));
}

static void add_yielded(const struct line_values *values)
{
    add_key(values->text, values->event->key, values->columns - 6);
    text_add(values->text, " = ");
    add_value(values, values->event->value);
}

/* "writing = 1": read, set or cleared; a copy's, where it has only been loaded. */
static void add_writing(const struct line_values *values)
{
    bool is_loaded = values->event->kind == TH_EVENT_FLAGS_LOADED;
    uint64_t flags = is_loaded ? values->event->before : values->event->after;

    text_add_format(values->text,
                    is_loaded ? language_text(values->view->language, "in the copy: writing = %d")
                              : "writing = %d",
                    (flags & MARKS_FLAG_WRITING) != 0);
}

static void add_from_to(const struct line_values *values)
{
    text_add_format(values->text, "%ju%s%ju", values->event->before, text_arrow(values->view),
                    values->event->after);
}

/* Buckets and slots as they are named everywhere. */
static void add_bucket(const struct line_values *values)
{
    text_add_bucket(values->text, values->view, values->event->at);
}

static void add_slot(const struct line_values *values)
{
    text_add_slot(values->text, values->view, values->event->at);
}

static void add_read(const struct line_values *values)
{
    add_place(values);
    add_tophash(values, values->event->before);
}

static void add_mark(const struct line_values *values)
{
    add_place(values);
    add_tophash(values, values->event->after);
}

static void add_hash(const struct line_values *values)
{
    text_add_format(values->text, "0x%016" PRIx64, values->event->hash);
}

static void add_made(const struct line_values *values)
{
    text_add_format(values->text, "2^%u = %" PRIu64, (unsigned)values->event->after,
                    array_of(values->view, values->event->at.array).bucket_count);
}

static void add_shape(const struct line_values *values)
{
    text_add(values->text,
             values->event->before == 0  ? language_text(values->view->language, "no buckets yet")
             : values->event->after != 0 ? language_text(values->view->language, "growing")
                                         : language_text(values->view->language, "no growth"));
}

static void add_loaded(const struct line_values *values)
{
    text_add_format(values->text, language_text(values->view->language, "in the copy: %ju"),
                    (uintmax_t)values->event->before);
}

static void add_seed(const struct line_values *values)
{
    text_add_format(values->text, "hash0 = %08" PRIx64, values->event->after);
}

static void add_cleared(const struct line_values *values)
{
    text_add_format(values->text, "count = %" PRIu64, values->event->header_after->count);
}

static void add_fatal(const struct line_values *values)
{
    text_add_format(values->text, "fatal: %s",
                    marks_fatal_text((th_fatal_kind)values->event->before));
}

static void add_panic(const struct line_values *values)
{
    text_add_format(values->text, "panic: %s", th_status_text((th_status)values->event->before));
}

static void (*const writers[TH_EVENT_COUNT_OF_KINDS])(const struct line_values *values) = {
    [TH_EVENT_OP_START] = add_start,
    [TH_EVENT_OP_END] = add_end,
    [TH_EVENT_FLAGS_READ] = add_writing,
    [TH_EVENT_FLAGS_LOADED] = add_writing,
    [TH_EVENT_WRITING_SET] = add_writing,
    [TH_EVENT_WRITING_CLEARED] = add_writing,
    [TH_EVENT_COUNT_LOADED] = add_loaded,
    [TH_EVENT_SHAPE_READ] = add_shape,
    [TH_EVENT_SLOT_READ] = add_read,
    [TH_EVENT_HASH] = add_hash,
    [TH_EVENT_BUCKETS_MADE] = add_made,
    [TH_EVENT_BUCKET_CHOSEN] = add_chosen,
    [TH_EVENT_SLOT_PROBED] = add_probed,
    [TH_EVENT_KEY_COMPARED] = add_compared,
    [TH_EVENT_GROWTH_CHECKED] = add_checked,
    [TH_EVENT_GROW_START] = add_grown,
    [TH_EVENT_EVACUATE_START] = add_bucket,
    [TH_EVENT_SLOT_MOVED] = add_moved,
    [TH_EVENT_EMPTY_EVACUATED] = add_mark,
    [TH_EVENT_BUCKET_WIPED] = add_bucket,
    [TH_EVENT_NEVACUATE] = add_from_to,
    [TH_EVENT_OVERFLOW_LINKED] = add_bucket,
    [TH_EVENT_SLOT_WRITTEN] = add_written,
    [TH_EVENT_VALUE_WRITTEN] = add_written,
    [TH_EVENT_SLOT_CLEARED] = add_mark,
    [TH_EVENT_EMPTY_REST] = add_mark,
    [TH_EVENT_COUNT] = add_from_to,
    [TH_EVENT_SEED] = add_seed,
    [TH_EVENT_CLEARED] = add_cleared,
    [TH_EVENT_ITER_START] = add_slot,
    [TH_EVENT_ITER_BUCKET] = add_bucket,
    [TH_EVENT_ITER_SKIP] = add_read,
    [TH_EVENT_ITER_LOOKUP] = add_lookup,
    [TH_EVENT_ITER_YIELD] = add_yielded,
    [TH_EVENT_PANIC] = add_panic,
    [TH_EVENT_FATAL] = add_fatal,
};

/* ---- A line's move ---- */

th_code code_values_procedure(const struct view *view)
{
    if (!view->has_now || !view->registers.has_op) return TH_CODE_NONE;
    return th_line_of(view->registers.line).code;
}

/* The line's event, if it has one that is still so: the current one always is. */
static bool event_of(const struct view *view, th_line line, th_event *event)
{
    const struct timeline *timeline = view->history.timeline;
    uint64_t move = view->registers.line_moves[line];

    if (!view->has_now || move == 0) return false;
    if (view->now.line == line && writers[view->now.kind] != NULL) {
        *event = view->now;
        if (event->kind != TH_EVENT_OP_END) return true;
    }
    if (timeline == NULL) return false;
    timeline_event(timeline, move - 1, event);
    return move == view->history.position || is_still_so(view, event);
}

bool code_values_add(struct text *text, const struct view *view, th_line line, int columns)
{
    th_event event;
    size_t before = text->len;
    struct line_values values = {text, view, &event, columns};

    if (!event_of(view, line, &event) || writers[event.kind] == NULL) return false;
    writers[event.kind](&values);
    return text->len > before;
}
