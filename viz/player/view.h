/* view.h - what a screen shows, as plain data: one stop of a lesson.
 *
 * The player fills it; the screen draws it and knows neither lesson nor player. Everything pointed
 * at is borrowed from the player, and valid until it moves or goes. */
#ifndef VIZ_PLAYER_VIEW_H
#define VIZ_PLAYER_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/observe.h"
#include "viz/timeline/model.h"
#include "viz/timeline/registers.h"

/* The languages that words are shown in. A text that is not there in one is shown in English. */
enum view_language { VIEW_ENGLISH, VIEW_CHINESE };

/* How a step's expectations fared; they are checked when the lesson is loaded. */
enum view_verdict {
    VIEW_NOTHING_EXPECTED,
    VIEW_NOT_YET, /* the step has not been wound to its end */
    VIEW_HELD,
    VIEW_FAILED,
};

struct view {
    /* ---- The lesson ---- */
    const char *title;
    const char *say; /* of this step; "" when it says nothing */
    enum view_language language;

    /* ---- Where ---- */
    size_t step;         /* from 0 */
    size_t step_count;   /* at least 1 */
    uint64_t move;       /* moves of this step that have happened, in [0, move_count] */
    uint64_t move_count; /* of this step */
    uint64_t op;         /* operations of this step that have begun, in [0, op_count] */
    uint64_t op_count;

    /* ---- What ---- */
    const struct model *model;  /* at this position */
    uint32_t map;               /* the map this step is about */
    bool is_map_nil;            /* for good: it will never be made */
    bool has_now;               /* a move of this step has happened: */
    th_event now;               /* the latest one */
    struct registers registers; /* of the operation that `now` is part of; empty unless has_now */

    /* ---- How it went ---- */
    enum view_verdict verdict;
    const char *failure; /* VIEW_FAILED: "count: expected 8, is 9", the first one; else "" */
};

#endif
