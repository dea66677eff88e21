/* scenes.h - a scenario to write schedules for: workers A, B and reader, one put each. */
#ifndef TESTS_UNIT_RACE_SCENES_H
#define TESTS_UNIT_RACE_SCENES_H

#include "viz/race/scenario.h"

static const struct scenario_op scene_put = {.kind = SCENARIO_PUT, .key = {.bytes = "k", .len = 1}};

static const struct scenario_worker scene_workers[] = {
    {.name = "A", .ops = &scene_put, .op_count = 1},
    {.name = "B", .ops = &scene_put, .op_count = 1},
    {.name = "reader", .ops = &scene_put, .op_count = 1},
};

static const struct scenario scene = {
    .id = "two-writers", .map_name = "m", .workers = scene_workers, .worker_count = 3};

#endif
