/* frame.c - what a picture costs.
 *
 * Method: a map of 20,000 entries that is growing, stopped in the middle of a put; frames of three
 * sizes are drawn again and again. Each figure is the median of nine rounds. */
#include <string.h>

#include "tests/bench/costs/bench.h"
#include "viz/lesson/lesson.h"
#include "viz/player/player.h"
#include "viz/screen/screen.h"

enum { ROUNDS = 9, FRAMES = 200 };

static const char text[] = "tophash: 1\n"
                           "id: bench\n"
                           "title: {en: Bench}\n"
                           "maps:\n"
                           "  m: {value: int64, seed: 7}\n"
                           "steps:\n"
                           "  - fill: {prefix: key_, from: 1, to: 13312}\n"
                           "  - put: {one_more: 1}\n"
                           "    say: The map is full, and starts to grow.\n"
                           "    expect: {growing: true}\n";

static struct player *play(struct lesson **plan)
{
    struct source_errors errors = {0};
    struct player *player;
    if (lesson_load_text("bench.yaml", text, strlen(text), NULL, plan, &errors) != LESSON_OK) {
        source_errors_print(&errors, stderr);
        exit(1);
    }
    bench_must(player_make(*plan, &(struct player_options){.checks_mirror = false}, &player) ==
                   PLAYER_OK,
               "playing the lesson");
    bench_must(player_step_has_held(player, 1), "the lesson");
    bench_must(player_seek(player, 1, 30), "going to the put");
    return player;
}

static double draw(const struct player *player, int height, int width)
{
    double figures[ROUNDS];
    struct frame *frame;
    bench_must(frame_make(&frame, height, width) == FRAME_OK, "making a frame");
    for (unsigned round = 0; round < ROUNDS; round++) {
        double start = bench_now_ns();
        for (unsigned i = 0; i < FRAMES; i++) {
            struct view view;
            player_view(player, VIEW_ENGLISH, &view);
            screen_draw(frame, &view, NULL);
        }
        figures[round] = (bench_now_ns() - start) / FRAMES;
    }
    frame_free(frame);
    return bench_median(figures, ROUNDS);
}

int main(void)
{
    struct lesson *plan;
    struct player *player = play(&plan);
    const int sizes[][2] = {{24, 80}, {40, 120}, {60, 200}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char what[80];
        snprintf(what, sizeof what, "frame of %d x %d, view included", sizes[i][1], sizes[i][0]);
        bench_row(what, draw(player, sizes[i][0], sizes[i][1]), "ns");
    }
    player_free(player);
    lesson_free(plan);
    return 0;
}
