/* keys.c - the table of keys. */
#include "viz/action/keys.h"

enum {
    MENU = 1 << KEYS_IN_MENU,
    LESSON = 1 << KEYS_IN_LESSON,
    RACE = 1 << KEYS_IN_RACE,
    ASK = 1 << KEYS_IN_QUESTION,
    POINT = 1 << KEYS_IN_POINTING,
    HELP = 1 << KEYS_IN_HELP,
    FREE = LESSON | RACE, /* nothing is waited for */
    PLAY = FREE | ASK,
    ALL = MENU | PLAY | POINT | HELP,
};

/* clang-format off */
static const struct keys_binding bindings[] = {
    {KEYS_NEXT, MENU, {KEYCODE_DOWN, 'j', KEYCODE_RIGHT, 'l'}, "↓ j", "next lesson", "下一课"},
    {KEYS_PREVIOUS, MENU, {KEYCODE_UP, 'k', KEYCODE_LEFT, 'h'}, "↑ k", "previous lesson", "上一课"},
    {KEYS_MOVE_FORWARD, PLAY, {KEYCODE_RIGHT, 'l'}, "→ l", "next move", "下一动作"},
    {KEYS_MOVE_BACK, PLAY, {KEYCODE_LEFT, 'h'}, "← h", "previous move", "上一动作"},
    {KEYS_STEP_FORWARD, PLAY, {KEYCODE_DOWN, 'j'}, "↓ j", "next step", "下一步骤"},
    {KEYS_STEP_BACK, PLAY, {KEYCODE_UP, 'k'}, "↑ k", "previous step", "上一步骤"},
    {KEYS_OPERATION_FORWARD, PLAY, {']'}, "]", "next operation", "下一操作"},
    {KEYS_OPERATION_BACK, PLAY, {'['}, "[", "previous operation", "上一操作"},
    {KEYS_FIRST, MENU | PLAY, {KEYCODE_HOME, 'g'}, "Home g", "to the beginning", "回到开头"},
    {KEYS_LAST, MENU | PLAY, {KEYCODE_END, 'G'}, "End G", "to the end", "跳到结尾"},
    {KEYS_PLAY, PLAY, {' '}, "Space", "play or pause", "播放或暂停"},
    {KEYS_PLAY_BACK, FREE, {'p'}, "p", "play backwards", "倒放"},
    {KEYS_SLOWER, FREE, {'<', ','}, "<", "play slower", "放慢"},
    {KEYS_FASTER, FREE, {'>', '.'}, ">", "play faster", "加快"},
    {KEYS_MARK_FORWARD, FREE, {'}'}, "}", "next mark on the way", "下一标记"},
    {KEYS_MARK_BACK, FREE, {'{'}, "{", "previous mark", "上一标记"},
    {KEYS_GROWTH_FORWARD, FREE, {'w'}, "w", "next growth", "下一次扩容"},
    {KEYS_GROWTH_BACK, FREE, {'W'}, "W", "previous growth", "上一次扩容"},
    {KEYS_EVACUATION_FORWARD, FREE, {'e'}, "e", "next evacuation", "下一次迁移"},
    {KEYS_EVACUATION_BACK, FREE, {'E'}, "E", "previous evacuation", "上一次迁移"},
    {KEYS_TROUBLE_FORWARD, FREE, {'f'}, "f", "next panic or fatal", "下一次 panic 或致命错误"},
    {KEYS_TROUBLE_BACK, FREE, {'F'}, "F", "previous panic or fatal", "上一次 panic 或致命错误"},
    {KEYS_BREAKS, FREE, {'b'}, "b", "set or clear breakpoints", "设置或清除断点"},
    {KEYS_BREAK_FORWARD, FREE, {'c'}, "c", "on to a breakpoint", "运行到断点"},
    {KEYS_BREAK_BACK, FREE, {'C'}, "C", "back to a breakpoint", "退回到断点"},
    {KEYS_FIND, FREE | POINT, {'/'}, "/", "find a key", "查找键"},
    {KEYS_FOUND_FORWARD, FREE | POINT, {'n'}, "n", "its next move", "该键的下一动作"},
    {KEYS_FOUND_BACK, FREE | POINT, {'N'}, "N", "its previous move", "该键的上一动作"},
    {KEYS_POINT, FREE, {'i'}, "i", "point at a slot: why?", "指向槽位：为何如此"},
    {KEYS_POINT_LEFT, POINT, {KEYCODE_LEFT, 'h'}, "← h", "slot at the left", "左边的槽位"},
    {KEYS_POINT_RIGHT, POINT, {KEYCODE_RIGHT, 'l'}, "→ l", "slot at the right", "右边的槽位"},
    {KEYS_POINT_UP, POINT, {KEYCODE_UP, 'k'}, "↑ k", "slot above", "上面的槽位"},
    {KEYS_POINT_DOWN, POINT, {KEYCODE_DOWN, 'j'}, "↓ j", "slot below", "下面的槽位"},
    {KEYS_CAUSE, POINT, {KEYCODE_ENTER}, "Enter", "to the move behind it", "跳到其成因"},
    {KEYS_WORKER, RACE, {'1', '2', '3', '4', '5', '6', '7', '8', '9'},
     "1-9", "race: who moves next", "竞态：谁走下一步"},
    {KEYS_UNDO, RACE, {'u'}, "u", "race: undo a choice", "竞态：撤销一次选择"},
    {KEYS_SERIAL, RACE, {'s'}, "s", "race: finish in turn", "竞态：此后逐个执行"},
    {KEYS_RANDOM, RACE, {'r'}, "r", "race: finish by chance", "竞态：此后随机执行"},
    {KEYS_HINT, ASK, {KEYCODE_TAB}, "Tab", "a hint", "提示"},
    {KEYS_SKIP, ASK, {'x'}, "x", "skip the question", "跳过提问"},
    {KEYS_AGAIN, FREE, {'a'}, "a", "ask again", "重新回答"},
    {KEYS_VIEW, FREE, {KEYCODE_TAB, 'v'}, "Tab v", "next view", "下一视图"},
    {KEYS_VIEW, ASK, {'v'}, "v", "next view", "下一视图"},
    {KEYS_ZOOM_IN, PLAY, {'+', '='}, "+", "zoom in: overview", "放大概览"},
    {KEYS_ZOOM_OUT, PLAY, {'-'}, "-", "zoom out: overview", "缩小概览"},
    {KEYS_SCROLL_UP, PLAY, {KEYCODE_PAGE_UP}, "PgUp", "scroll up", "上滚"},
    {KEYS_SCROLL_DOWN, PLAY, {KEYCODE_PAGE_DOWN}, "PgDn", "scroll down", "下滚"},
    {KEYS_SCROLL_UP, HELP, {KEYCODE_UP, 'k', KEYCODE_PAGE_UP}, "↑ k", "scroll up", "上滚"},
    {KEYS_SCROLL_DOWN, HELP, {KEYCODE_DOWN, 'j', KEYCODE_PAGE_DOWN}, "↓ j", "scroll down", "下滚"},
    {KEYS_CHOOSE, MENU, {KEYCODE_ENTER}, "Enter", "open, or go on", "打开或继续"},
    {KEYS_CHOOSE, ASK, {KEYCODE_ENTER}, "Enter", "answer", "回答"},
    {KEYS_AGAIN, MENU, {'a'}, "a", "open it anew", "从头打开"},
    {KEYS_BACK, PLAY, {KEYCODE_ESCAPE, KEYCODE_BACKSPACE},
     "Esc Backspace", "back to lesson or menu", "返回课程或目录"},
    {KEYS_CLOSE, HELP, {KEYCODE_ESCAPE, KEYCODE_BACKSPACE, KEYCODE_ENTER, 'q', '?', KEYCODE_F1},
     "Esc ?", "close this help", "关闭帮助"},
    {KEYS_CLOSE, POINT, {KEYCODE_ESCAPE, KEYCODE_BACKSPACE, 'i'},
     "Esc i", "point no more", "不再指向"},
    {KEYS_LANGUAGE, ALL, {'L'}, "L", "English or Chinese", "切换中英文"},
    {KEYS_HELP, MENU | PLAY | POINT, {'?', KEYCODE_F1}, "? F1", "show this help", "显示帮助"},
    {KEYS_QUIT, MENU | PLAY | POINT, {'q'}, "q", "quit", "退出"},
    {KEYS_QUIT, MENU, {KEYCODE_ESCAPE, KEYCODE_BACKSPACE}, "Esc", "quit", "退出"},
};
/* clang-format on */

const struct keys_binding *keys_binding_at(size_t index)
{
    return index < sizeof bindings / sizeof bindings[0] ? &bindings[index] : NULL;
}

bool keys_is_bound_in(const struct keys_binding *binding, enum keys_context context)
{
    return (binding->contexts & 1u << context) != 0;
}

size_t keys_worker_for(key_code code) { return code - '1'; }

enum keys_action keys_action_for(key_code code, enum keys_context context)
{
    const struct keys_binding *binding;

    if (code == KEYCODE_NONE) return KEYS_NO_ACTION;
    for (size_t i = 0; (binding = keys_binding_at(i)) != NULL; i++) {
        if (!keys_is_bound_in(binding, context)) continue;
        for (size_t k = 0; k < KEYS_PER_ACTION_MAX; k++) {
            if (binding->codes[k] == code) return binding->action;
        }
    }
    return KEYS_NO_ACTION;
}
