/* keys.c - the table of keys. */
#include "viz/tui/keys.h"

static const struct keys_binding bindings[] = {
    {KEYS_MOVE_FORWARD, {KEYCODE_RIGHT, 'l'}, "→ l", "next move", "下一动作"},
    {KEYS_MOVE_BACK, {KEYCODE_LEFT, 'h'}, "← h", "previous move", "上一动作"},
    {KEYS_STEP_FORWARD, {KEYCODE_DOWN, 'j'}, "↓ j", "next step", "下一步骤"},
    {KEYS_STEP_BACK, {KEYCODE_UP, 'k'}, "↑ k", "previous step", "上一步骤"},
    {KEYS_OPERATION_FORWARD, {']'}, "]", "next operation", "下一操作"},
    {KEYS_OPERATION_BACK, {'['}, "[", "previous operation", "上一操作"},
    {KEYS_FIRST, {KEYCODE_HOME, 'g'}, "Home g", "to the beginning", "回到开头"},
    {KEYS_LAST, {KEYCODE_END, 'G'}, "End G", "to the end", "跳到结尾"},
    {KEYS_PLAY, {' '}, "Space", "play or pause", "播放或暂停"},
    {KEYS_WORKER,
     {'1', '2', '3', '4', '5', '6', '7', '8', '9'},
     "1-9",
     "race: who moves next",
     "竞态：谁走下一步"},
    {KEYS_UNDO, {'u'}, "u", "race: undo a choice", "竞态：撤销一次选择"},
    {KEYS_SERIAL, {'s'}, "s", "race: finish in turn", "竞态：此后逐个执行"},
    {KEYS_RANDOM, {'r'}, "r", "race: finish by chance", "竞态：此后随机执行"},
    {KEYS_HINT, {KEYCODE_TAB}, "Tab", "question: a hint", "提问：提示"},
    {KEYS_SKIP, {'x'}, "x", "question: skip it", "提问：跳过"},
    {KEYS_AGAIN, {'a'}, "a", "ask again; menu: anew", "重新回答；目录：从头"},
    {KEYS_SCROLL_UP, {KEYCODE_PAGE_UP}, "PgUp", "scroll up", "上滚"},
    {KEYS_SCROLL_DOWN, {KEYCODE_PAGE_DOWN}, "PgDn", "scroll down", "下滚"},
    {KEYS_CHOOSE, {KEYCODE_ENTER}, "Enter", "choose, or answer", "选择、回答"},
    {KEYS_BACK,
     {KEYCODE_ESCAPE, KEYCODE_BACKSPACE},
     "Esc Backspace",
     "back to lesson or menu",
     "返回课程或目录"},
    {KEYS_LANGUAGE, {'L'}, "L", "English or Chinese", "切换中英文"},
    {KEYS_HELP, {'?', KEYCODE_F1}, "? F1", "show or hide this help", "显示或隐藏帮助"},
    {KEYS_QUIT, {'q'}, "q", "quit", "退出"},
};

const struct keys_binding *keys_binding_at(size_t index)
{
    return index < sizeof bindings / sizeof bindings[0] ? &bindings[index] : NULL;
}

size_t keys_worker_for(key_code code) { return code - '1'; }

enum keys_action keys_action_for(key_code code)
{
    const struct keys_binding *binding;

    if (code == KEYCODE_NONE) return KEYS_NO_ACTION;
    for (size_t i = 0; (binding = keys_binding_at(i)) != NULL; i++) {
        for (size_t k = 0; k < KEYS_PER_ACTION_MAX; k++) {
            if (binding->codes[k] == code) return binding->action;
        }
    }
    return KEYS_NO_ACTION;
}
