/* view_aside.c - an answer in place of the lesson's words: what the learner has just asked. */
#include "viz/screen/views.h"

void view_aside_draw(struct frame_area area, const struct screen_aside *aside)
{
    struct frame_area words = frame_sub(area, 0, 1, area.height, area.width - 2);
    enum style style = aside->is_wrong ? STYLE_BAD : STYLE_QUESTION;
    int row = frame_put_paragraph(words, style, aside->title);

    for (size_t i = 0; i < SCREEN_ASIDE_LINES && row < words.height; i++) {
        if (aside->lines[i] == NULL) continue;
        struct frame_area rest = frame_sub(words, row, 0, words.height - row, words.width);

        row += frame_put_paragraph(rest, STYLE_PLAIN, aside->lines[i]);
    }
}
