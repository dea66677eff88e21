/* bench_lesson.h - a lesson that figures are taken on. */
#ifndef TESTS_BENCH_COSTS_BENCH_LESSON_H
#define TESTS_BENCH_COSTS_BENCH_LESSON_H

#include <string.h>

#include "tests/bench/costs/bench.h"
#include "viz/lesson/lesson.h"
#include "viz/player/player.h"

/* Plays the lesson in text, whose second step must hold; ends the program where that cannot be.
 *   Owner    the caller: player_free, then lesson_free of *plan. */
static inline struct player *bench_play(const char *text, struct lesson **plan)
{
    struct source_errors errors = {0};
    struct player_options options = {.is_browsed = true};
    struct player *player;
    if (lesson_load_text("bench.yaml", text, strlen(text), NULL, plan, &errors) != LESSON_OK) {
        source_errors_print(&errors, stderr);
        exit(1);
    }
    bench_must(player_make(*plan, &options, &player) == PLAYER_OK, "playing the lesson");
    bench_must(player_step_has_held(player, 1), "the lesson");
    return player;
}

#endif
