/* linear_menu.c - the menu's loop. */
#include <stdlib.h>

#include "viz/linear/lines.h"

static void describe_progress(const struct say *say, const struct screen_menu_item *item)
{
    if (item->is_done) say_words(say, ", done");
    if (item->step > 0) say_words(say, ", left at step %zu of %zu", item->step, item->step_count);
    if (item->answered_count > 0)
        say_words(say, ", of %zu questions %zu answered, %zu right at the first try",
                  item->question_count, item->answered_count, item->right_count);
    else if (item->question_count > 0)
        say_words(say, item->question_count == 1 ? N_(", %zu question") : N_(", %zu questions"),
                  item->question_count);
}

static void describe_items(const struct say *say, const struct screen_menu_item *items,
                           size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].unit != NULL && items[i].unit[0] != '\0') {
            say_text(say, items[i].unit);
            say_colon(say);
            say_line_end(say);
        }
        say_words(say, "%zu: ", i + 1);
        say_text(say, items[i].title);
        describe_progress(say, &items[i]);
        say_end(say);
        if (items[i].about[0] != '\0') say_marked_line(say, items[i].about);
    }
}

static void describe_menu(const struct linear *linear, const struct screen_menu_item *items,
                          size_t count, const char *notice, size_t selected)
{
    struct say say = lines_say(linear, NULL);
    say_line(&say, "tophash: Go's classic map, from the inside.");
    describe_items(&say, items, count);
    if (notice != NULL && notice[0] != '\0') say_text_line(&say, notice);
    if (count == 0) return;
    say_words(&say, "Type a lesson's number; an empty line opens lesson %zu, \"help\" tells more.",
              selected + 1);
    say_line_end(&say);
}

/* A lesson's number, from 1, and nothing else. */
static bool read_number(const char *text, size_t count, size_t *selected)
{
    char *end;
    unsigned long number = strtoul(text, &end, 10);
    if (end == text || *end != '\0' || number < 1 || number > count) return false;
    *selected = number - 1;
    return true;
}

enum way_out linear_menu(struct linear *linear, const struct screen_menu_item *items, size_t count,
                         const char *notice, size_t *selected)
{
    char line[LINES_BYTES_MAX];
    describe_menu(linear, items, count, notice, *selected);
    for (;;) {
        if (lines_read(linear, line) == LINES_ENDED) return WAY_OUT_GONE;
        struct say say = lines_say(linear, NULL);
        if (read_number(line, count, selected)) return WAY_OUT_CHOSEN;
        struct order order = order_read(line, KEYS_IN_MENU);
        bool has_lesson = order.argument[0] == '\0' || read_number(order.argument, count, selected);
        if (order.kind == ORDER_LOOK)
            describe_menu(linear, items, count, notice, *selected);
        else if (order.kind != ORDER_ACTION || !has_lesson)
            lines_refuse(linear, line, KEYS_IN_MENU);
        else if (order.action == KEYS_QUIT)
            return WAY_OUT_QUIT;
        else if (order.action == KEYS_CHOOSE && count > 0)
            return WAY_OUT_CHOSEN;
        else if (order.action == KEYS_AGAIN && count > 0)
            return WAY_OUT_ANEW;
        else if (order.action == KEYS_HELP)
            order_describe_all(&say, KEYS_IN_MENU);
        else if (order.action == KEYS_LANGUAGE) {
            lines_change_language(linear);
            return WAY_OUT_LANGUAGE;
        } else
            lines_refuse(linear, line, KEYS_IN_MENU);
    }
}
