/* view_ask.c - a question, and what became of the answer, over the lower panes.
 *
 *   ├ question ──────────────────────────────────┤   ├ question ──────────────────────────────────┤
 *   │ ? How many old buckets are evacuated?      │   │ ✗ You said: 4                              │
 *   │ • Hint 1/2: a put pays for two at most.    │   │ ✓ It is: 2                                 │
 *   │ ▶ 1  one                                   │   │ • Four would be all of them.               │
 *   │   2  two                                   │   │ • The bucket of its own key, and one more. │
 *   └────────────────────────────────────────────┘   └────────────────────────────────────────────┘
 *
 * It has the words' pane, and that of the code where it needs more: before a step's first move, and
 * behind its last, no line of code runs. Where that is not enough it grows over the buckets, but
 * leaves one. What even then is not in view is counted at the title. */
#include <stdio.h>
#include <string.h>

#include "viz/language/language.h"
#include "viz/screen/bits.h"
#include "viz/screen/marks.h"
#include "viz/screen/spot.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"
#include "viz/screen/width.h"
#include "viz/screen/wrap.h"

enum { SIGN_COLUMNS = 2, CHOICE_COLUMNS = 5, PER_ROW_MOST = 3, LINE_MAX = 100 };

/* What is being drawn, from the top; with an area of no rows it is only measured. */
struct asking {
    struct frame_area area;
    const struct view *view;
    const struct screen_answering *answering;
    int per_row; /* choices beside each other */
    int row;
    int focus; /* the first row that must be in view, and the last, if there is room */
    int focus_end;
};

bool view_ask_is_shown(const struct view *view)
{
    const struct view_ask *ask = &view->ask;

    if (ask->form == VIEW_ASK_NOTHING) return false;
    return ask->state == VIEW_ASK_WAITING || ask->state == VIEW_ASK_RIGHT ||
           ask->state == VIEW_ASK_WRONG;
}

/* ---- Lines ---- */

static struct frame_area rest_of(const struct asking *asking, int col)
{
    int height = asking->area.height - asking->row;

    return frame_sub(asking->area, asking->row, col, height < 0 ? 0 : height,
                     asking->area.width - col);
}

/* A paragraph behind a sign; nothing for no text. */
static void put(struct asking *asking, enum style sign_style, const char *sign, enum style style,
                const char *text)
{
    if (text[0] == '\0') return;
    frame_put_text(asking->area, asking->row, 0, sign_style, sign);
    asking->row += frame_put_paragraph(rest_of(asking, SIGN_COLUMNS), style, text);
}

/* The same for a lesson's words, with their marks. */
static void put_words(struct asking *asking, enum style sign_style, const char *sign,
                      enum style style, const char *text)
{
    if (text[0] == '\0') return;
    frame_put_text(asking->area, asking->row, 0, sign_style, sign);
    asking->row += frame_put_marked(rest_of(asking, SIGN_COLUMNS), style, text);
}

static void put_hint(struct asking *asking)
{
    const struct view_ask *ask = &asking->view->ask;
    struct text text;

    if (ask->hint[0] == '\0') return;
    text_begin(&text);
    text_add_format(&text, language_text(asking->view->language, "Hint %zu/%zu: "),
                    ask->hint_number, ask->hint_count);
    text_add(&text, ask->hint);
    put_words(asking, STYLE_LABEL, "•", STYLE_PLAIN, text.bytes);
}

/* ---- Answers ---- */

static bool is_selected(const struct asking *asking, size_t choice)
{
    return asking->answering->is_on && asking->answering->choice == choice;
}

/* One choice at a column. Returns the rows it takes. */
static int put_choice(struct asking *asking, size_t choice, int col, int columns)
{
    bool is_on = is_selected(asking, choice);
    struct frame_area area =
        frame_sub(rest_of(asking, col), 0, 0, rest_of(asking, col).height, columns);
    struct frame_area words =
        frame_sub(area, 0, CHOICE_COLUMNS, area.height, columns - CHOICE_COLUMNS);
    enum style style = is_on ? STYLE_SELECTED : STYLE_PLAIN;

    if (is_on) frame_put_text(area, 0, 0, STYLE_SELECTED, "▶");
    spot_note_number(area, 0, 0, 1, columns, SPOT_ITEM, choice);
    frame_put_format(area, 0, 2, is_on ? STYLE_SELECTED : STYLE_HELP_KEY, "%zu", choice + 1);
    return frame_put_paragraph(words, style, asking->view->ask.choices[choice]);
}

static void put_choices(struct asking *asking)
{
    size_t count = asking->view->ask.choice_count;
    int columns = asking->area.width / asking->per_row;

    for (size_t first = 0; first < count; first += (size_t)asking->per_row) {
        int rows = 1;
        for (int i = 0; i < asking->per_row && first + (size_t)i < count; i++) {
            int used = put_choice(asking, first + (size_t)i, i * columns, columns);

            if (used > rows) rows = used;
            if (!is_selected(asking, first + (size_t)i)) continue;
            asking->focus = asking->row;
            asking->focus_end = asking->row + used - 1;
        }
        asking->row += rows;
    }
}

/* What is asked for, where it is typed or pointed at. */
static const char *wanted(const struct asking *asking)
{
    switch (asking->view->ask.form) {
    case VIEW_ASK_BYTE:
        return language_text(asking->view->language, "Answer, in hexadecimal: ");
    case VIEW_ASK_KEY:
        return language_text(asking->view->language, "Answer, a key: ");
    case VIEW_ASK_BUCKET:
        return language_text(asking->view->language, "Point at the bucket: ");
    case VIEW_ASK_SLOT:
        return language_text(asking->view->language, "Point at the slot: ");
    default:
        return language_text(asking->view->language, "Answer, a number: ");
    }
}

static bool is_pointed_at(const struct view_ask *ask)
{
    return ask->form == VIEW_ASK_BUCKET || ask->form == VIEW_ASK_SLOT;
}

static void put_input(struct asking *asking)
{
    const struct screen_answering *answering = asking->answering;
    const char *text = answering->text == NULL ? "" : answering->text;
    int col = SIGN_COLUMNS;

    asking->focus = asking->focus_end = asking->row;
    col += frame_put_text(asking->area, asking->row, col, STYLE_LABEL, wanted(asking));
    if (answering->is_on) {
        frame_put_text(asking->area, asking->row, 0, STYLE_SELECTED, "▶");
        frame_fit_text(asking->area, asking->row, col, asking->area.width - col, STYLE_INPUT, text);
        if (!is_pointed_at(&asking->view->ask) && asking->area.height > 0)
            frame_put_cursor(asking->area, asking->row,
                             col + width_of_bytes(text, answering->cursor));
    }
    asking->row++;
}

static void draw_waiting(struct asking *asking)
{
    const struct view_ask *ask = &asking->view->ask;
    const char *complaint = asking->answering->complaint;

    put_words(asking, STYLE_QUESTION, "?", STYLE_QUESTION, ask->question);
    put_hint(asking);
    if (ask->form == VIEW_ASK_CHOICE)
        put_choices(asking);
    else
        put_input(asking);
    put(asking, STYLE_BAD, "✗", STYLE_BAD, complaint == NULL ? "" : complaint);
}

/* ---- The truth ---- */

/* A wrong answer stays beside the truth. */
static void put_verdict(struct asking *asking)
{
    const struct view_ask *ask = &asking->view->ask;
    bool is_right = ask->state == VIEW_ASK_RIGHT;
    struct text text;

    text_begin(&text);
    text_add(&text, is_right ? language_text(asking->view->language, "Right: ")
                             : language_text(asking->view->language, "You said: "));
    text_add(&text, ask->said.words);
    put(asking, is_right ? STYLE_GOOD : STYLE_BAD, is_right ? "✓" : "✗",
        is_right ? STYLE_GOOD : STYLE_BAD, text.bytes);
    if (is_right) return;
    text_begin(&text);
    text_add(&text, language_text(asking->view->language, "It is: "));
    text_add(&text, ask->truth.words);
    put(asking, STYLE_GOOD, "✓", STYLE_GOOD, text.bytes);
}

/* The bits of the key that was asked about: which of them decided. */
static void put_bits(struct asking *asking)
{
    const struct view_ask *ask = &asking->view->ask;
    uint64_t bucket = ask->hash & ((UINT64_C(1) << ask->B) - 1);
    struct frame_area area = asking->area;
    struct text text;

    if (!ask->has_hash) return;
    text_begin(&text);
    text_add_key(&text, ask->key, area.width / 4);
    frame_put_text(area, asking->row, 0, STYLE_LABEL, "•");
    int col = SIGN_COLUMNS;
    col += frame_put_text(area, asking->row, col, STYLE_KEY, text.bytes) + 1;
    struct frame_area bits = frame_sub(area, asking->row, col, 1, area.width - col);
    struct bits_drawn drawn = bits_draw(bits, 0, 0, ask->hash, ask->B, BITS_NO_GROWTH);
    if (drawn.is_drawn) {
        text_begin(&text);
        text_add_format(&text, language_text(asking->view->language, "tophash %02x, bucket %llu"),
                        marks_tophash(ask->hash), (unsigned long long)bucket);
        if (drawn.end_col + 2 + text_columns(&text) <= bits.width)
            frame_put_text(bits, 0, drawn.end_col + 2, STYLE_LABEL, text.bytes);
    }
    asking->row++;
}

static void draw_truth(struct asking *asking)
{
    const struct view_ask *ask = &asking->view->ask;

    put_verdict(asking);
    put_words(asking, STYLE_STRONG, "•", STYLE_STRONG, ask->reaction);
    put_bits(asking);
    put_words(asking, STYLE_LABEL, "•", STYLE_PLAIN, ask->why);
    put_words(asking, STYLE_PLAIN, " ", STYLE_PLAIN, asking->view->say);
}

/* ---- The pane ---- */

static int draw_all(struct asking *asking, struct frame_area area)
{
    asking->area = area;
    asking->row = asking->focus = asking->focus_end = 0;
    if (asking->view->ask.state == VIEW_ASK_WAITING)
        draw_waiting(asking);
    else
        draw_truth(asking);
    return asking->row;
}

/* The rows that are needed in a width; choices stand beside each other where that saves what there
 * is no room for, and each fits on a line. */
static int measure(struct asking *asking, struct frame_area whole, int width, int room)
{
    const struct view_ask *ask = &asking->view->ask;
    struct frame_area nowhere = frame_sub(whole, 0, 0, 0, width);
    int widest = 0;

    for (size_t i = 0; i < ask->choice_count; i++) {
        int columns = width_of_text(ask->choices[i]) + CHOICE_COLUMNS + 1;

        if (columns > widest) widest = columns;
    }
    asking->per_row = 1;
    int needed = draw_all(asking, nowhere);
    for (int per_row = 2; per_row <= PER_ROW_MOST && needed > room; per_row++) {
        if (widest * per_row > width) break;
        asking->per_row = per_row;
        needed = draw_all(asking, nowhere);
    }
    return needed;
}

/* The rows that the pane has: from *top to the lower border. */
static int find_top(const struct panes *panes, const struct asking *asking, int needed)
{
    const struct panes_rect *words = &panes->words;
    int bottom = words->row + words->height;
    int top = words->row;
    int first = panes->buckets.row;

    if (panes->oldbuckets.height > 0 && panes->oldbuckets.row < first)
        first = panes->oldbuckets.row;
    int least = first + panes->content_rows + 1; /* one bucket, and the divider */

    if (is_pointed_at(&asking->view->ask)) least += panes->bucket_rows;
    if (needed > bottom - top && panes->code.height > 0) top = panes->code.row;
    if (needed > bottom - top) top = bottom - needed;
    if (top < words->row && top < least) top = least;
    return top > words->row ? words->row : top;
}

static void draw_title(struct frame_area whole, int top, const struct asking *asking, int above,
                       int below)
{
    struct frame_area divider = frame_sub(whole, top - 1, 2, 1, whole.width - 4);
    struct text text;

    frame_put_text(divider, 0, 0, STYLE_TITLE, language_text(asking->view->language, " question "));
    if (above == 0 && below == 0) return;
    text_begin(&text);
    text_add_format(&text, " ↑%d ↓%d ", above, below);
    frame_put_text(divider, 0, divider.width - text_columns(&text), STYLE_LABEL, text.bytes);
}

int view_ask_draw(struct frame_area whole, const struct panes *panes, const struct view *view,
                  const struct screen_options *options)
{
    struct asking asking = {.view = view, .answering = &options->answering};
    int width = panes->words.width - 2;

    if (width > LINE_MAX) width = LINE_MAX; /* long lines are hard to read */
    int bottom = panes->words.row + panes->words.height;
    int room = bottom - (panes->code.height > 0 ? panes->code.row : panes->words.row);
    int needed = measure(&asking, whole, width, room);
    int top = find_top(panes, &asking, needed);
    int rows = bottom - top;
    int hidden = needed > rows ? needed - rows : 0;
    int in_view = asking.focus_end < rows ? 0 : asking.focus_end - rows + 1;
    if (in_view > asking.focus) in_view = asking.focus;
    int scroll = in_view + options->scroll.ask;
    if (scroll > hidden) scroll = hidden;
    if (scroll < 0) scroll = 0;
    struct frame_area pane = frame_sub(whole, top, 1, rows, whole.width - 2);

    frame_fill(whole, top - 1, 0, rows + 1, whole.width, STYLE_PLAIN, " ");
    frame_line_down(whole, top - 2, 0, rows + 3, STYLE_BORDER);
    frame_line_down(whole, top - 2, whole.width - 1, rows + 3, STYLE_BORDER);
    frame_line_across(whole, top - 1, 0, whole.width, STYLE_BORDER);
    draw_title(whole, top, &asking, scroll, hidden - scroll);
    draw_all(&asking, frame_sub(frame_sub(pane, 0, 1, rows, width), -scroll, 0, needed, width));
    return scroll - in_view;
}
