/* view_glossary.c - the overlay on the terms that stand on the screen: which they are, and what one
 * of them means. It stands below, as most names are above; on a small frame it takes all of it.
 *
 *   ┌ terms 9/21 ───────────────────────────────┐
 *   │   noverflow            nevacuate          │
 *   │   hash0                                   │
 *   │ ▶ nevacuate            All old buckets …  │
 *   └───────────────────────────────────────────┘ */
#include "viz/language/language.h"
#include "viz/screen/glossary.h"
#include "viz/screen/spot.h"
#include "viz/screen/views.h"

enum {
    WIDTH_MOST = 72,
    WITH_LIST = 60, /* a box of this width has room for a list beside the words */
    LIST_COLUMNS = 24,
    HEIGHT_MOST = 11,
    WHOLE_BELOW = 16, /* a frame of fewer rows is covered whole */
};

struct terms {
    struct glossary_spot spots[GLOSSARY_TERMS];
    int count;
    int chosen;
    enum language language;
};

static struct frame_area box_of(struct frame_area whole)
{
    int width = whole.width < WIDTH_MOST ? whole.width : WIDTH_MOST;

    if (whole.height < WHOLE_BELOW) return whole;
    return frame_sub(whole, whole.height - HEIGHT_MOST - 1, (whole.width - width) / 2, HEIGHT_MOST,
                     width);
}

/* The chosen one in the middle, as far as the ends allow. */
static void draw_list(struct frame_area area, const struct terms *terms)
{
    int first = terms->chosen - area.height / 2;

    if (first > terms->count - area.height) first = terms->count - area.height;
    if (first < 0) first = 0;
    for (int row = 0; row < area.height && first + row < terms->count; row++) {
        int index = first + row;
        bool is_chosen = index == terms->chosen;
        enum style style = is_chosen ? STYLE_SELECTED : STYLE_PLAIN;

        if (is_chosen) frame_put_text(area, row, 0, STYLE_SELECTED, "▶ ");
        frame_fit_text(area, row, 2, area.width - 2, style,
                       glossary_name(terms->spots[index].term, terms->language));
        spot_note_number(area, row, 0, 1, area.width, SPOT_TERM, (uint64_t)index);
    }
}

static void draw_meaning(struct frame_area area, const struct terms *terms)
{
    enum glossary_term term = terms->spots[terms->chosen].term;
    struct frame_area words = frame_sub(area, 1, 0, area.height - 1, area.width);

    frame_fit_text(area, 0, 0, area.width, STYLE_TITLE, glossary_name(term, terms->language));
    frame_put_paragraph(words, STYLE_PLAIN, glossary_meaning(term, terms->language));
}

static void draw_border(struct frame_area box, const struct terms *terms)
{
    frame_fill(box, 0, 0, box.height, box.width, STYLE_PLAIN, " ");
    frame_box(box, 0, 0, box.height, box.width, STYLE_BORDER);
    frame_put_format(box, 0, 2, STYLE_TITLE, language_text(terms->language, " terms %d/%d "),
                     terms->chosen + 1, terms->count);
}

int view_glossary_draw(struct frame_area whole, enum language language, int chosen)
{
    struct terms terms = {.language = language};
    struct frame_area box = box_of(whole);
    struct frame_area inside = frame_sub(box, 1, 2, box.height - 2, box.width - 4);

    terms.count = (int)glossary_on_frame(whole.frame, language, terms.spots);
    if (terms.count == 0) return 0;
    terms.chosen = chosen < 0 ? 0 : chosen < terms.count ? chosen : terms.count - 1;
    const struct glossary_spot *spot = &terms.spots[terms.chosen];

    frame_restyle(whole, spot->row, spot->col, 1, spot->width, STYLE_SELECTED);
    draw_border(box, &terms);
    if (box.width >= WITH_LIST) {
        draw_list(frame_sub(inside, 0, 0, inside.height, LIST_COLUMNS), &terms);
        inside =
            frame_sub(inside, 0, LIST_COLUMNS + 2, inside.height, inside.width - LIST_COLUMNS - 2);
    }
    draw_meaning(inside, &terms);
    return terms.chosen;
}
