/* keys.h - which key does what: one table, which the loop obeys and the help shows. */
#ifndef VIZ_TUI_KEYS_H
#define VIZ_TUI_KEYS_H

#include <stddef.h>
#include <stdint.h>

/* A key press: a Unicode code point, or one of these, which lie behind the last code point. */
typedef uint32_t key_code;
enum {
    KEYCODE_NONE = 0,
    KEYCODE_LEFT = 0x110000,
    KEYCODE_RIGHT,
    KEYCODE_UP,
    KEYCODE_DOWN,
    KEYCODE_HOME,
    KEYCODE_END,
    KEYCODE_PAGE_UP,
    KEYCODE_PAGE_DOWN,
    KEYCODE_ENTER,
    KEYCODE_ESCAPE,
    KEYCODE_BACKSPACE,
    KEYCODE_DELETE,
    KEYCODE_TAB,
    KEYCODE_F1,
    KEYCODE_UNKNOWN, /* a key that nothing is bound to */
};

/* In a menu, where no step can be taken, the loop reads STEP_FORWARD and STEP_BACK as the next and
 * the previous choice. */
enum keys_action {
    KEYS_NO_ACTION,
    KEYS_MOVE_FORWARD,
    KEYS_MOVE_BACK,
    KEYS_STEP_FORWARD,
    KEYS_STEP_BACK,
    KEYS_OPERATION_FORWARD,
    KEYS_OPERATION_BACK,
    KEYS_FIRST,
    KEYS_LAST,
    KEYS_PLAY,
    KEYS_WORKER, /* keys_worker_for says which */
    KEYS_UNDO,
    KEYS_SERIAL,
    KEYS_RANDOM,
    KEYS_HINT,
    KEYS_SKIP,
    KEYS_AGAIN,
    KEYS_SCROLL_UP,
    KEYS_SCROLL_DOWN,
    KEYS_CHOOSE,
    KEYS_BACK,
    KEYS_LANGUAGE,
    KEYS_HELP,
    KEYS_QUIT,
    KEYS_ACTION_COUNT,
};

/* At most so many keys do the same. */
enum { KEYS_PER_ACTION_MAX = 9 };

struct keys_binding {
    enum keys_action action;
    key_code codes[KEYS_PER_ACTION_MAX]; /* KEYCODE_NONE where there are fewer */
    const char *keys;                    /* as the help writes them: "→ l" */
    const char *english;                 /* what they do */
    const char *chinese;
};

/* The bindings in the order of the help; NULL past the end. */
const struct keys_binding *keys_binding_at(size_t index);

/* The worker that a key of KEYS_WORKER names, from 0. */
size_t keys_worker_for(key_code code);

/* KEYS_NO_ACTION for a key that is not bound. */
enum keys_action keys_action_for(key_code code);

#endif
