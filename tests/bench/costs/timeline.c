/* timeline.c - what a lesson's tape costs: recorded, wound, loaded.
 *
 * Method: 100,000 puts of new keys onto a timeline, which is then wound from end to end; and a
 * lesson whose one step fills a map with 100,000 keys, loaded and played as the program does it. */
#include <inttypes.h>
#include <string.h>

#include "tests/bench/costs/bench.h"
#include "viz/lesson/lesson.h"
#include "viz/player/player.h"
#include "viz/timeline/timeline.h"

enum { PUTS = 100000, ROUNDS = 5 };

static double record(struct timeline *timeline)
{
    static char keys[PUTS][16];
    uint32_t index;
    th_map *map;
    for (int i = 0; i < PUTS; i++)
        snprintf(keys[i], sizeof keys[i], "key_%d", i);
    bench_must(timeline_add_map(timeline, "m", 8, &index), "adding a map");
    th_map_options options = {.value_size = 8,
                              .is_seeded = true,
                              .seed = 7,
                              .observer = timeline_observer(timeline, index)};
    double start = bench_now_ns();
    bench_must(th_map_make(&options, &map) == TH_OK, "making a map");
    for (int64_t i = 0; i < PUTS; i++)
        bench_must(th_map_put(map, th_key_of(keys[i]), &i) == TH_OK, "a put");
    double taken = bench_now_ns() - start;
    th_map_observe(map, NULL);
    th_map_free(map);
    bench_must(timeline_status(timeline) == TIMELINE_OK, "recording");
    return taken;
}

static double wind(struct timeline *timeline, uint64_t position)
{
    double start = bench_now_ns();
    timeline_seek(timeline, position);
    return bench_now_ns() - start;
}

static void bench_tape(void)
{
    struct timeline *timeline = timeline_make(NULL);
    bench_must(timeline != NULL, "making a timeline");
    double taken = record(timeline);
    double moves = (double)timeline_len(timeline), back[ROUNDS], forth[ROUNDS];
    for (unsigned round = 0; round < ROUNDS; round++) {
        back[round] = wind(timeline, 0);
        forth[round] = wind(timeline, timeline_len(timeline));
    }
    struct timeline_size size = timeline_size(timeline);
    bench_row("moves of 100,000 puts", moves, "moves");
    bench_row("recorded", moves / taken * 1e3, "million moves/s");
    bench_row("wound back", moves / bench_median(back, ROUNDS) * 1e3, "million moves/s");
    bench_row("wound forth", moves / bench_median(forth, ROUNDS) * 1e3, "million moves/s");
    bench_row("tape", (double)size.tape_bytes / moves, "bytes/move");
    bench_row("model", (double)size.model_bytes / 1e6, "MB");
    timeline_free(timeline);
}

static const char text[] = "tophash: 1\n"
                           "id: bench\n"
                           "title: {en: Bench}\n"
                           "maps:\n"
                           "  m: {value: int64, seed: 7}\n"
                           "steps:\n"
                           "  - fill: {prefix: key_, from: 1, to: 100000}\n"
                           "    expect: {count: 100000}\n";

static void bench_lesson(void)
{
    double read[ROUNDS], played[ROUNDS];
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct lesson *plan;
        struct player *player;
        struct source_errors errors = {0};
        double start = bench_now_ns();
        bench_must(lesson_load_text("bench.yaml", text, strlen(text), NULL, &plan, &errors) ==
                       LESSON_OK,
                   "loading a lesson");
        double middle = bench_now_ns();
        bench_must(player_make(plan, &(struct player_options){.checks_mirror = false}, &player) ==
                       PLAYER_OK,
                   "playing a lesson");
        double end = bench_now_ns();
        bench_must(player_step_has_held(player, 0), "the lesson");
        read[round] = middle - start;
        played[round] = end - middle;
        player_free(player);
        lesson_free(plan);
    }
    bench_row("lesson with a fill of 100,000: read", bench_median(read, ROUNDS) / 1e6, "ms");
    bench_row("lesson with a fill of 100,000: played", bench_median(played, ROUNDS) / 1e6, "ms");
}

int main(void)
{
    bench_tape();
    bench_lesson();
    return 0;
}
