/* describe_history.c - the operations so far, oldest first. */
#include "viz/linear/describe.h"
#include "viz/screen/op_words.h"

static void describe_op(const struct say *say, uint64_t number)
{
    const struct view *view = say->view;
    struct op_line line;
    struct text text;
    op_line_read(view->history.timeline, view->history.position, number, &line);
    say_words(say, "Operation %ju, ", number - view->history.first + 1);
    text_begin(&text);
    op_words_add_who(&text, view, &line);
    text_add(&text, language_text_in(say->language, "sentence", ": "));
    op_words_add_call(&text, view, &line);
    text_add(&text, language_text_in(say->language, "sentence", "; "));
    (void)op_words_add_result(&text, view, &line);
    text_add(&text, language_text_in(say->language, "sentence", ", "));
    op_words_add_moves(&text, view, line.move_count);
    if (line.growth != TH_GROWTH_NONE) {
        text_add(&text, language_text_in(say->language, "sentence", ", "));
        op_words_add_growth(&text, view, &line);
    }
    say_text(say, text.bytes);
    if (view->registers.has_op && view->registers.op.number == number)
        say_words(say, ", the present one");
    say_end(say);
}

void describe_history(const struct say *say)
{
    const struct view_history *history = &say->view->history;
    if (history->end == history->first) say_line(say, "Nothing has been done yet.");
    for (uint64_t number = history->first; number < history->end; number++)
        describe_op(say, number);
}
