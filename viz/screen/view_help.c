/* view_help.c - the overlay: the keys, and what the signs of the picture mean. */
#include "viz/language/language.h"
#include "viz/screen/marks.h"
#include "viz/screen/views.h"
#include "viz/screen/width.h"

enum { BOX_WIDTH_MOST = 64, MARGIN = 2 };

struct list {
    struct frame_area area; /* scrolled */
    int key_columns;
    int row;
};

static int widest_key(const struct screen_options *options)
{
    int widest = 0;

    for (size_t i = 0; i < options->help_count; i++) {
        int width = width_of_text(options->help[i].keys);

        if (width > widest) widest = width;
    }
    return widest;
}

static int count_legend(enum language language, struct frame_area nowhere)
{
    int count = 0;

    while (view_legend_draw_line(nowhere, 0, count, language))
        count++;
    for (int i = 0; view_legend_draw_race_line(nowhere, 0, i, language); i++)
        count++;
    return count;
}

static void draw_keys(struct list *list, enum language language,
                      const struct screen_options *options)
{
    int col = list->key_columns + 2;

    for (size_t i = 0; i < options->help_count; i++, list->row++) {
        const struct screen_hint *hint = &options->help[i];

        frame_put_text(list->area, list->row, 0, STYLE_HELP_KEY, hint->keys);
        frame_fit_text(list->area, list->row, col, list->area.width - col, STYLE_HELP_TEXT,
                       language_text(language, hint->words));
    }
}

static void draw_legend(struct list *list, enum language language)
{
    for (int i = 0; view_legend_draw_line(list->area, list->row, i, language); i++)
        list->row++;
    for (int i = 0; view_legend_draw_race_line(list->area, list->row, i, language); i++)
        list->row++;
}

static void draw_more(struct frame_area box, int above, int below, enum language language)
{
    const char *words = language_text(language, " ↑%d ↓%d lines ");

    if (above == 0 && below == 0) return;
    frame_put_format(box, box.height - 1, box.width - 18, STYLE_LABEL, words, above, below);
}

int view_help_draw(struct frame_area whole, enum language language,
                   const struct screen_options *options)
{
    int width =
        whole.width - 2 * MARGIN < BOX_WIDTH_MOST ? whole.width - 2 * MARGIN : BOX_WIDTH_MOST;
    struct frame_area nowhere = frame_sub(whole, 0, 0, 0, 0);
    int lines = (int)options->help_count + 1 + count_legend(language, nowhere);
    int height = lines + 2 < whole.height - 2 ? lines + 2 : whole.height - 2;
    struct frame_area box =
        frame_sub(whole, (whole.height - height) / 2, (whole.width - width) / 2, height, width);
    int hidden = lines - (height - 2);
    int scroll = options->scroll.help < 0 ? 0 : options->scroll.help;

    if (scroll > hidden) scroll = hidden;
    frame_fill(box, 0, 0, height, width, STYLE_PLAIN, " ");
    frame_box(box, 0, 0, height, width, STYLE_BORDER);
    frame_put_text(box, 0, 2, STYLE_TITLE, language_text(language, " keys and signs "));
    draw_more(box, scroll, hidden - scroll, language);

    struct frame_area inside = frame_sub(box, 1, 2, height - 2, width - 4);
    struct list list = {
        .area = frame_sub(inside, -scroll, 0, lines, inside.width),
        .key_columns = widest_key(options),
    };

    draw_keys(&list, language, options);
    list.row++;
    draw_legend(&list, language);
    return scroll;
}
