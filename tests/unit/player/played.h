/* played.h - a lesson in a text, played, and looked at. */
#ifndef TESTS_UNIT_PLAYER_PLAYED_H
#define TESTS_UNIT_PLAYER_PLAYED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "viz/lesson/lesson.h"
#include "viz/player/player.h"

struct played {
    struct lesson *plan;
    struct player *player;
};

static inline struct lesson *load_text(const char *text)
{
    struct source_errors errors;
    struct lesson *plan;
    enum lesson_status status =
        lesson_load_text("test.yaml", text, strlen(text), NULL, &plan, &errors);
    if (status != LESSON_OK) source_errors_print(&errors, stderr);
    assert_int_equal(status, LESSON_OK);
    return plan;
}

/* The mirror is checked at each operation. */
static inline struct played play_text(const char *text)
{
    struct played played = {.plan = load_text(text)};
    struct player_options options = {.checks_mirror = true};
    assert_int_equal(player_make(played.plan, &options, &played.player), PLAYER_OK);
    return played;
}

static inline void put_away(struct played played)
{
    player_free(played.player);
    lesson_free(played.plan);
}

static inline struct view look(const struct player *player)
{
    struct view view;
    player_view(player, LANGUAGE_ENGLISH, &view);
    return view;
}

#endif
