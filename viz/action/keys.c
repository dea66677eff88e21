/* keys.c - the table of keys. */
#include "viz/action/keys.h"

#include "viz/language/language.h"

enum {
    MENU = 1 << KEYS_IN_MENU,
    LESSON = 1 << KEYS_IN_LESSON,
    RACE = 1 << KEYS_IN_RACE,
    ASK = 1 << KEYS_IN_QUESTION,
    POINT = 1 << KEYS_IN_POINTING,
    TERMS = 1 << KEYS_IN_TERMS,
    HELP = 1 << KEYS_IN_HELP,
    FREE = LESSON | RACE, /* nothing is waited for */
    PLAY = FREE | ASK,
    ALL = MENU | PLAY | POINT | TERMS | HELP,
};

/* clang-format off */
static const struct keys_binding bindings[] = {
    {KEYS_NEXT, MENU, {KEYCODE_DOWN, 'j', KEYCODE_RIGHT, 'l'}, "↓ j", N_("next lesson")},
    {KEYS_PREVIOUS, MENU, {KEYCODE_UP, 'k', KEYCODE_LEFT, 'h'}, "↑ k", N_("previous lesson")},
    {KEYS_MOVE_FORWARD, PLAY, {KEYCODE_RIGHT, 'l'}, "→ l", N_("next move")},
    {KEYS_MOVE_BACK, PLAY, {KEYCODE_LEFT, 'h'}, "← h", N_("previous move")},
    {KEYS_STEP_FORWARD, PLAY, {KEYCODE_DOWN, 'j'}, "↓ j", N_("next step")},
    {KEYS_STEP_BACK, PLAY, {KEYCODE_UP, 'k'}, "↑ k", N_("previous step")},
    {KEYS_OPERATION_FORWARD, PLAY, {']'}, "]", N_("next operation")},
    {KEYS_OPERATION_BACK, PLAY, {'['}, "[", N_("previous operation")},
    {KEYS_FIRST, MENU | PLAY, {KEYCODE_HOME, 'g'}, "Home g", N_("to the beginning")},
    {KEYS_LAST, MENU | PLAY, {KEYCODE_END, 'G'}, "End G", N_("to the end")},
    {KEYS_PLAY, PLAY, {' '}, "Space", N_("play or pause")},
    {KEYS_PLAY_BACK, FREE, {'p'}, "p", N_("play backwards")},
    {KEYS_SLOWER, FREE, {'<', ','}, "<", N_("play slower")},
    {KEYS_FASTER, FREE, {'>', '.'}, ">", N_("play faster")},
    {KEYS_MARK_FORWARD, FREE, {'}'}, "}", N_("next mark on the way")},
    {KEYS_MARK_BACK, FREE, {'{'}, "{", N_("previous mark")},
    {KEYS_GROWTH_FORWARD, FREE, {'w'}, "w", N_("next growth")},
    {KEYS_GROWTH_BACK, FREE, {'W'}, "W", N_("previous growth")},
    {KEYS_EVACUATION_FORWARD, FREE, {'e'}, "e", N_("next evacuation")},
    {KEYS_EVACUATION_BACK, FREE, {'E'}, "E", N_("previous evacuation")},
    {KEYS_TROUBLE_FORWARD, FREE, {'f'}, "f", N_("next panic or fatal")},
    {KEYS_TROUBLE_BACK, FREE, {'F'}, "F", N_("previous panic or fatal")},
    {KEYS_BREAKS, FREE, {'b'}, "b", N_("set or clear breakpoints")},
    {KEYS_BREAK_FORWARD, FREE, {'c'}, "c", N_("on to a breakpoint")},
    {KEYS_BREAK_BACK, FREE, {'C'}, "C", N_("back to a breakpoint")},
    {KEYS_FIND, FREE | POINT, {'/'}, "/", N_("find a key")},
    {KEYS_FOUND_FORWARD, FREE | POINT, {'n'}, "n", N_("its next move")},
    {KEYS_FOUND_BACK, FREE | POINT, {'N'}, "N", N_("its previous move")},
    {KEYS_POINT, FREE, {'i'}, "i", N_("point at a slot: why?")},
    {KEYS_POINT_LEFT, POINT, {KEYCODE_LEFT, 'h'}, "← h", N_("slot at the left")},
    {KEYS_POINT_RIGHT, POINT, {KEYCODE_RIGHT, 'l'}, "→ l", N_("slot at the right")},
    {KEYS_POINT_UP, POINT, {KEYCODE_UP, 'k'}, "↑ k", N_("slot above")},
    {KEYS_POINT_DOWN, POINT, {KEYCODE_DOWN, 'j'}, "↓ j", N_("slot below")},
    {KEYS_CAUSE, POINT, {KEYCODE_ENTER}, "Enter", N_("to the move behind it")},
    {KEYS_COMMAND, PLAY | POINT, {':'}, ":", N_("try it: a command")},
    {KEYS_WORKER, RACE, {'1', '2', '3', '4', '5', '6', '7', '8', '9'},
     "1-9", N_("race: who moves next")},
    {KEYS_UNDO, RACE, {'u'}, "u", N_("race: undo a choice")},
    {KEYS_SERIAL, RACE, {'s'}, "s", N_("race: finish in turn")},
    {KEYS_RANDOM, RACE, {'r'}, "r", N_("race: finish by chance")},
    {KEYS_HINT, ASK, {KEYCODE_TAB}, "Tab", N_("a hint")},
    {KEYS_SKIP, ASK, {'x'}, "x", N_("skip the question")},
    {KEYS_AGAIN, FREE, {'a'}, "a", N_("ask again")},
    {KEYS_VIEW, FREE, {KEYCODE_TAB, 'v'}, "Tab v", N_("next view")},
    {KEYS_VIEW, ASK, {'v'}, "v", N_("next view")},
    {KEYS_ZOOM_IN, PLAY, {'+', '='}, "+", N_("zoom in: overview")},
    {KEYS_ZOOM_OUT, PLAY, {'-'}, "-", N_("zoom out: overview")},
    {KEYS_SCROLL_UP, PLAY, {KEYCODE_PAGE_UP}, "PgUp", N_("scroll up")},
    {KEYS_SCROLL_DOWN, PLAY, {KEYCODE_PAGE_DOWN}, "PgDn", N_("scroll down")},
    {KEYS_SCROLL_UP, HELP, {KEYCODE_UP, 'k', KEYCODE_PAGE_UP}, "↑ k", N_("scroll up")},
    {KEYS_SCROLL_DOWN, HELP, {KEYCODE_DOWN, 'j', KEYCODE_PAGE_DOWN}, "↓ j", N_("scroll down")},
    {KEYS_TERMS, PLAY | POINT, {'t'}, "t", N_("terms on the screen")},
    {KEYS_TERM_FORWARD, TERMS, {KEYCODE_DOWN, 'j', KEYCODE_RIGHT, 'l'}, "↓ j", N_("next term")},
    {KEYS_TERM_BACK, TERMS, {KEYCODE_UP, 'k', KEYCODE_LEFT, 'h'}, "↑ k", N_("previous term")},
    {KEYS_CHOOSE, MENU, {KEYCODE_ENTER}, "Enter", N_("open, or go on")},
    {KEYS_CHOOSE, ASK, {KEYCODE_ENTER}, "Enter", N_("answer")},
    {KEYS_AGAIN, MENU, {'a'}, "a", N_("open it anew")},
    {KEYS_BACK, PLAY, {KEYCODE_ESCAPE, KEYCODE_BACKSPACE},
     "Esc Backspace", N_("back to lesson or menu")},
    {KEYS_CLOSE, HELP, {KEYCODE_ESCAPE, KEYCODE_BACKSPACE, KEYCODE_ENTER, 'q', '?', KEYCODE_F1},
     "Esc ?", N_("close this help")},
    {KEYS_CLOSE, POINT, {KEYCODE_ESCAPE, KEYCODE_BACKSPACE, 'i'},
     "Esc i", N_("point no more")},
    {KEYS_LANGUAGE, ALL, {'L'}, "L", N_("English or Chinese")},
    {KEYS_CLOSE, TERMS, {KEYCODE_ESCAPE, KEYCODE_BACKSPACE, KEYCODE_ENTER, 't', 'q'},
     "Esc t", N_("close the terms")},
    {KEYS_HELP, MENU | PLAY | POINT | TERMS, {'?', KEYCODE_F1}, "? F1", N_("show this help")},
    {KEYS_QUIT, MENU | PLAY | POINT, {'q'}, "q", N_("quit")},
    {KEYS_QUIT, MENU, {KEYCODE_ESCAPE, KEYCODE_BACKSPACE}, "Esc", N_("quit")},
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
