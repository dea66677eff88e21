/* keys.h - which key does what: one table, which the loop obeys and the help shows. */
#ifndef VIZ_ACTION_KEYS_H
#define VIZ_ACTION_KEYS_H

#include <stdbool.h>
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

/* Where keys are pressed. A key may do one thing in each. */
enum keys_context {
    KEYS_IN_MENU,
    KEYS_IN_LESSON,
    KEYS_IN_RACE,     /* a lesson whose step is a race */
    KEYS_IN_QUESTION, /* while a question waits for its answer */
    KEYS_IN_POINTING, /* while the learner points at slots */
    KEYS_IN_TERMS,    /* while the glossary is up */
    KEYS_IN_HELP,     /* while the overlay is up */
    KEYS_CONTEXT_COUNT,
};

enum keys_action {
    KEYS_NO_ACTION,
    KEYS_NEXT,
    KEYS_PREVIOUS,
    KEYS_MOVE_FORWARD,
    KEYS_MOVE_BACK,
    KEYS_STEP_FORWARD,
    KEYS_STEP_BACK,
    KEYS_OPERATION_FORWARD,
    KEYS_OPERATION_BACK,
    KEYS_FIRST,
    KEYS_LAST,
    KEYS_MARK_FORWARD,
    KEYS_MARK_BACK,
    KEYS_GROWTH_FORWARD,
    KEYS_GROWTH_BACK,
    KEYS_EVACUATION_FORWARD,
    KEYS_EVACUATION_BACK,
    KEYS_TROUBLE_FORWARD,
    KEYS_TROUBLE_BACK,
    KEYS_PLAY,
    KEYS_PLAY_BACK,
    KEYS_SLOWER,
    KEYS_FASTER,
    KEYS_BREAKS,
    KEYS_BREAK_FORWARD,
    KEYS_BREAK_BACK,
    KEYS_FIND,
    KEYS_FOUND_FORWARD,
    KEYS_FOUND_BACK,
    KEYS_POINT,
    KEYS_POINT_LEFT,
    KEYS_POINT_RIGHT,
    KEYS_POINT_UP,
    KEYS_POINT_DOWN,
    KEYS_CAUSE,
    KEYS_COMMAND,
    KEYS_WORKER, /* keys_worker_for says which */
    KEYS_UNDO,
    KEYS_SERIAL,
    KEYS_RANDOM,
    KEYS_HINT,
    KEYS_SKIP,
    KEYS_AGAIN,
    KEYS_VIEW,
    KEYS_ZOOM_IN,
    KEYS_ZOOM_OUT,
    KEYS_SCROLL_UP,
    KEYS_SCROLL_DOWN,
    KEYS_TERMS,
    KEYS_TERM_FORWARD,
    KEYS_TERM_BACK,
    KEYS_CHOOSE,
    KEYS_BACK,
    KEYS_CLOSE,
    KEYS_LANGUAGE,
    KEYS_HELP,
    KEYS_QUIT,
    KEYS_ACTION_COUNT,
};

/* At most so many keys do the same. */
enum { KEYS_PER_ACTION_MAX = 9 };

struct keys_binding {
    enum keys_action action;
    unsigned contexts;                   /* a mask: 1 << enum keys_context */
    key_code codes[KEYS_PER_ACTION_MAX]; /* KEYCODE_NONE where there are fewer */
    const char *keys;                    /* as the help writes them: "→ l" */
    const char *words;                   /* what they do, to be looked up */
};

/* The bindings in the order of the help; NULL past the end. */
const struct keys_binding *keys_binding_at(size_t index);

bool keys_is_bound_in(const struct keys_binding *binding, enum keys_context context);

/* The worker that a key of KEYS_WORKER names, from 0. */
size_t keys_worker_for(key_code code);

/* KEYS_NO_ACTION for a key that is not bound there. */
enum keys_action keys_action_for(key_code code, enum keys_context context);

#endif
