/* frame.c - what a picture costs.
 *
 * Method: a map of 20,000 entries that is growing, stopped in the middle of a put; frames of three
 * sizes are drawn again and again. Each figure is the median of nine rounds. */
#include "tests/bench/costs/bench_lesson.h"
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

static double draw(const struct player *player, int height, int width)
{
    double figures[ROUNDS];
    struct frame *frame;
    bench_must(frame_make(&frame, height, width) == FRAME_OK, "making a frame");
    for (unsigned round = 0; round < ROUNDS; round++) {
        double start = bench_now_ns();
        for (unsigned i = 0; i < FRAMES; i++) {
            struct view view;
            player_view(player, LANGUAGE_ENGLISH, &view);
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
    struct player *player = bench_play(text, &plan);
    bench_must(player_seek(player, 1, 30), "going to the put");
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
