/* op_words.c - an operation of the history: the parts of its line. */
#include "viz/screen/op_words.h"

#include <inttypes.h>

#include "viz/screen/marks.h"

enum { KEY_MOST = 24 };

static void add_key(struct text *text, th_key key)
{
    text_add(text, "\"");
    text_add_key(text, key, KEY_MOST);
    text_add(text, "\"");
}

void op_words_add_who(struct text *text, const struct view *view, const struct op_line *line)
{
    const struct view_race *race = &view->race;
    const char *name = model_map(view->model, line->op.map)->name;

    if (race->lane_count > 0)
        name = line->op.worker < race->lane_count ? race->lanes[line->op.worker].name : "·";
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
        add_key(text, line->key);
        text_add(text, " = ");
        text_add_value(text, line->value, model_map(view->model, line->op.map)->value_size);
        return;
    case TH_OP_GET:
    case TH_OP_DELETE:
        text_add(text, " ");
        add_key(text, line->key);
        return;
    case TH_OP_OPEN:
    case TH_OP_NEXT:
    case TH_OP_CLOSE:
        if (line->cursor != 0)
            text_add_format(text, marks_either(view->language, " cursor %u", " 游标 %u"),
                            line->cursor);
        return;
    default:
        return;
    }
}

static const char *word_of(const struct op_line *line, enum view_language language)
{
    static const struct {
        const char *no, *yes;
        const char *chinese_no, *chinese_yes;
    } words[TH_OP_COUNT] = {
        [TH_OP_MAKE] = {"made", "made", "已创建", "已创建"},
        [TH_OP_GET] = {"missing", "found", "不存在", "找到"},
        [TH_OP_PUT] = {"overwritten", "new", "已覆盖", "新键"},
        [TH_OP_DELETE] = {"missing", "deleted", "不存在", "已删除"},
        [TH_OP_CLEAR] = {"cleared", "cleared", "已清空", "已清空"},
        [TH_OP_OPEN] = {"opened", "opened", "已打开", "已打开"},
        [TH_OP_NEXT] = {"at its end", "yielded", "到末尾", "给出"},
        [TH_OP_CLOSE] = {"closed", "closed", "已关闭", "已关闭"},
    };

    if (line->result)
        return marks_either(language, words[line->op.op].yes, words[line->op.op].chinese_yes);
    return marks_either(language, words[line->op.op].no, words[line->op.op].chinese_no);
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

        text_add(text, is_cut       ? marks_either(view->language, "cut short", "被中断")
                       : is_waiting ? marks_either(view->language, "not begun", "未开始")
                                    : marks_either(view->language, "under way", "进行中"));
        return false;
    }
    text_add(text, word_of(line, view->language));
    if (!line->result) return false;
    if (line->op.op == TH_OP_NEXT) {
        text_add(text, " ");
        add_key(text, line->key);
    }
    if (line->op.op == TH_OP_GET) {
        text_add(text, " = ");
        text_add_value(text, line->value, model_map(view->model, line->op.map)->value_size);
    }
    return false;
}

void op_words_add_moves(struct text *text, const struct view *view, uint64_t count)
{
    if (view->language == VIEW_CHINESE)
        text_add_format(text, "%" PRIu64 " 动作", count);
    else
        text_add_format(text, "%" PRIu64 " %s", count, count == 1 ? "move" : "moves");
}

void op_words_add_growth(struct text *text, const struct view *view, const struct op_line *line)
{
    uint64_t count = (uint64_t)1 << line->B;

    if (line->growth == TH_GROWTH_DOUBLE)
        text_add_format(text,
                        marks_either(view->language, "starts growth %" PRIu64 "%s%" PRIu64,
                                     "开始扩容 %" PRIu64 "%s%" PRIu64),
                        count / 2, text_arrow(view), count);
    else if (line->growth == TH_GROWTH_SAME_SIZE)
        text_add(text, marks_either(view->language, "starts same-size growth", "开始等量扩容"));
}
