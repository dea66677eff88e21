/* op_words.c - an operation of the history: the parts of its line. */
#include "viz/screen/op_words.h"

#include <inttypes.h>

#include "viz/language/language.h"
#include "viz/screen/marks.h"

enum { KEY_MOST = 24 };

void op_words_add_who(struct text *text, const struct view *view, const struct op_line *line)
{
    const struct view_race *race = &view->race;
    const char *name = model_map(view->model, line->op.map)->name;

    if (race->lane_count > 0)
        name = line->op.worker < race->lane_count ? race->lanes[line->op.worker].name
               : view->is_spoken                  ? language_text(view->language, "nobody")
                                                  : "·";
    text_add_key(text, th_key_of(name), OP_WORDS_WHO_MOST);
}

void op_words_add_call(struct text *text, const struct view *view, const struct op_line *line)
{
    text_add(text, th_op_name(line->op.op));
    switch (line->op.op) {
    case TH_OP_MAKE:
        if (line->hint > 0) text_add_format(text, " hint %" PRIu64, line->hint);
        return;
    case TH_OP_PUT:
        text_add(text, " ");
        text_add_quoted(text, line->key, KEY_MOST);
        text_add(text, " = ");
        text_add_value(text, line->value, model_map(view->model, line->op.map)->value_size);
        return;
    case TH_OP_GET:
    case TH_OP_DELETE:
        text_add(text, " ");
        text_add_quoted(text, line->key, KEY_MOST);
        return;
    case TH_OP_OPEN:
    case TH_OP_NEXT:
    case TH_OP_CLOSE:
        if (line->cursor != 0)
            text_add_format(text, language_text(view->language, " cursor %u"), line->cursor);
        return;
    default:
        return;
    }
}

static const char *word_of(const struct op_line *line, enum language language)
{
    static const struct {
        const char *no, *yes;
    } words[TH_OP_COUNT] = {
        [TH_OP_MAKE] = {N_("made"), N_("made")},
        [TH_OP_GET] = {N_("missing"), N_("found")},
        [TH_OP_PUT] = {N_("overwritten"), N_("new")},
        [TH_OP_DELETE] = {N_("missing"), N_("deleted")},
        [TH_OP_CLEAR] = {N_("cleared"), N_("cleared")},
        [TH_OP_OPEN] = {N_("opened"), N_("opened")},
        [TH_OP_NEXT] = {N_("at its end"), N_("yielded")},
        [TH_OP_CLOSE] = {N_("closed"), N_("closed")},
    };

    return language_text(language, line->result ? words[line->op.op].yes : words[line->op.op].no);
}

bool op_words_add_result(struct text *text, const struct view *view, const struct op_line *line)
{
    if (line->is_fatal || line->status != TH_OK) {
        if (!view->is_spoken) text_add(text, "✗ ");
        text_add(text, line->is_fatal ? "fatal error" : "panic");
        return true;
    }
    if (!line->is_over) {
        bool is_cut = view->race.fatal != NULL;
        bool is_waiting =
            view->race.lane_count > 0 && line->move_count <= 1; /* at its first gate */

        text_add(text, is_cut       ? language_text(view->language, "cut short")
                       : is_waiting ? language_text(view->language, "not begun")
                                    : language_text(view->language, "under way"));
        return false;
    }
    text_add(text, word_of(line, view->language));
    if (!line->result) return false;
    if (line->op.op == TH_OP_NEXT) {
        text_add(text, " ");
        text_add_quoted(text, line->key, KEY_MOST);
    }
    if (line->op.op == TH_OP_GET) {
        text_add(text, " = ");
        text_add_value(text, line->value, model_map(view->model, line->op.map)->value_size);
    }
    return false;
}

void op_words_add_moves(struct text *text, const struct view *view, uint64_t count)
{
    text_add_format(text,
                    count == 1 ? language_text(view->language, "%ju move")
                               : language_text(view->language, "%ju moves"),
                    count);
}

void op_words_add_growth(struct text *text, const struct view *view, const struct op_line *line)
{
    uint64_t count = (uint64_t)1 << line->B;

    if (line->growth == TH_GROWTH_DOUBLE)
        text_add_format(text, language_text(view->language, "starts growth %ju%s%ju"), count / 2,
                        text_arrow(view), count);
    else if (line->growth == TH_GROWTH_SAME_SIZE)
        text_add(text, language_text(view->language, "starts same-size growth"));
}
