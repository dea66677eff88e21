/* key.c - from a key press to the finished frame, on maps as large as a lesson's can be.
 *
 * Method: a lesson fills a map with 1,000,000 keys and puts one more; the moves of that put are
 * gone through forth and back, and after each the view is filled and drawn at 250 x 80, in each
 * body of the screen: the median of nine rounds, and the longest of all frames. Then keys that go
 * far, each 99 times: the median and the longest. And a map made for 6,800,000 entries, 2^20
 * buckets: its overview alone. */
#include "tests/bench/costs/bench_lesson.h"
#include "viz/player/player_search.h"
#include "viz/screen/screen.h"

enum { ROUNDS = 9, KEYS = 40, FAR_KEYS = 99, HEIGHT = 80, WIDTH = 250 };

static const char text[] = "tophash: 1\n"
                           "id: bench\n"
                           "title: {en: Bench}\n"
                           "maps:\n"
                           "  m: {value: int64, seed: 7}\n"
                           "steps:\n"
                           "  - fill: {prefix: key_, from: 1, to: 999000}\n"
                           "  - put: {one_more: 1}\n"
                           "    expect: {count: 999001}\n";

/* What the keys of one kind cost, into *median and *longest, in milliseconds. */
static void press(struct player *player, struct frame *frame, enum screen_body body, double *median,
                  double *longest)
{
    struct screen_options options = {.body = body};
    double figures[ROUNDS];
    *longest = 0;
    player_seek(player, 1, 2);
    for (unsigned round = 0; round < ROUNDS; round++) {
        double sum = 0;
        for (unsigned key = 0; key < KEYS; key++) {
            double start = bench_now_ns();
            struct view view;
            if (key / 8 % 2 == 0)
                player_move_forward(player);
            else
                player_move_back(player);
            player_view(player, LANGUAGE_ENGLISH, &view);
            options.scroll = screen_draw(frame, &view, &options);
            double taken = bench_now_ns() - start;
            sum += taken;
            if (taken > *longest) *longest = taken;
        }
        figures[round] = sum / KEYS;
    }
    *median = bench_median(figures, ROUNDS) / 1e6;
    *longest /= 1e6;
}

/* ---- Keys that go far ---- */

/* What a far key does before the frame is drawn; the round makes each time another. */
typedef void far_key(struct player *player, unsigned round);

static void go_anywhere(struct player *player, unsigned round)
{
    uint64_t stops = player_stop_count(player);
    player_seek_stop(player, (round + 1) * UINT64_C(0x9e3779b97f4a7c15) % stops);
}

static void go_to_end_or_start(struct player *player, unsigned round)
{
    if (round % 2 == 0)
        player_last(player);
    else
        player_first(player);
}

static void find_growth(struct player *player, unsigned round)
{
    struct player_match match = {.kinds = PLAYER_MATCH_KIND(TH_EVENT_GROW_START)};
    if (round == 0) player_first(player);
    (void)player_find_forward(player, &match, 1);
}

/* Of the first keys: from the end, all of the tape lies between. */
static void find_key(struct player *player, unsigned round)
{
    char key[32];
    int len = snprintf(key, sizeof key, "key_%u", round + 1);
    struct player_match match = {.has_key = true, .key = {key, (size_t)len}};
    th_place place;
    player_last(player);
    bench_must(player_place_of_key(player, match.key, &place), "the key");
    bench_must(player_find_back(player, &match, 1), "the key's move");
}

static void ask_why(struct player *player, unsigned round)
{
    struct view view;
    struct player_cause cause;
    player_last(player);
    player_view(player, LANGUAGE_ENGLISH, &view);
    uint32_t array = model_map(view.model, view.map)->header.buckets;
    uint64_t buckets = model_array(view.model, view.map, array).bucket_count;
    th_place place = {.array = array,
                      .bucket = (uint32_t)((round + 1) * UINT64_C(0x9e3779b97f4a7c15) % buckets)};
    bench_must(player_cause_of(player, &place, &cause), "a cause");
    player_seek_stop(player, cause.stop);
}

static void set_break(struct player *player, unsigned round)
{
    struct player_match match = {.kinds = PLAYER_MATCH_KIND(TH_EVENT_SLOT_WRITTEN),
                                 .has_bucket = round % 2 == 0,
                                 .bucket = round};
    bench_must(player_set_breaks(player, &match, 1), "a breakpoint");
}

static void press_far(struct player *player, struct frame *frame, const char *what, far_key *key)
{
    double figures[FAR_KEYS], longest = 0;
    struct screen_options options = {.body = SCREEN_BODY_BUCKETS};
    for (unsigned round = 0; round < FAR_KEYS; round++) {
        double start = bench_now_ns();
        struct view view;
        key(player, round);
        player_view(player, LANGUAGE_ENGLISH, &view);
        screen_draw(frame, &view, &options);
        figures[round] = bench_now_ns() - start;
        if (figures[round] > longest) longest = figures[round];
    }
    bench_row(what, bench_median(figures, FAR_KEYS) / 1e3, "us");
    bench_row("    the longest", longest / 1e3, "us");
}

static void bench_far(struct player *player, struct frame *frame)
{
    press_far(player, frame, "a million entries: to the end, to the start", go_to_end_or_start);
    press_far(player, frame, "a million entries: anywhere", go_anywhere);
    press_far(player, frame, "a million entries: the next growth", find_growth);
    press_far(player, frame, "a million entries: a key, and its latest move", find_key);
    press_far(player, frame, "a million entries: why, and there", ask_why);
    press_far(player, frame, "a million entries: a breakpoint", set_break);
}

static void bench_lesson(struct frame *frame)
{
    struct lesson *plan;
    struct player *player = bench_play(text, &plan);
    for (int body = 0; body < SCREEN_BODY_COUNT; body++) {
        char what[80];
        double median, longest;
        press(player, frame, (enum screen_body)body, &median, &longest);
        snprintf(what, sizeof what, "a million entries, %s: a key",
                 screen_body_name((enum screen_body)body, LANGUAGE_ENGLISH));
        bench_row(what, median * 1e3, "us");
        bench_row("    the longest", longest * 1e3, "us");
    }
    bench_far(player, frame);
    player_free(player);
    lesson_free(plan);
}

static void bench_widest(struct frame *frame)
{
    struct timeline *timeline = timeline_make(NULL);
    uint32_t index = 0;
    th_map *map;
    bench_must(timeline != NULL && timeline_add_map(timeline, "m", 8, &index), "a timeline");
    th_map_options options = {.hint = 6800000,
                              .value_size = 8,
                              .is_seeded = true,
                              .seed = 7,
                              .observer = timeline_observer(timeline, index)};
    bench_must(th_map_make(&options, &map) == TH_OK, "a map");
    int64_t one = 1;
    bench_must(th_map_put(map, th_key_of("a"), &one) == TH_OK, "a put");
    struct view view = {.title = "", .say = "", .failure = "", .step_count = 1};
    view.model = timeline_model(timeline);
    bench_must(model_map(view.model, index)->header.B == 20, "2^20 buckets");
    struct screen_options screen = {.body = SCREEN_BODY_OVERVIEW};
    double figures[ROUNDS];
    for (unsigned round = 0; round < ROUNDS; round++) {
        double start = bench_now_ns();
        screen_draw(frame, &view, &screen);
        figures[round] = bench_now_ns() - start;
    }
    bench_row("2^20 buckets, overview: a frame", bench_median(figures, ROUNDS) / 1e3, "us");
    th_map_observe(map, NULL);
    th_map_free(map);
    timeline_free(timeline);
}

int main(void)
{
    struct frame *frame;
    bench_must(frame_make(&frame, HEIGHT, WIDTH) == FRAME_OK, "making a frame");
    bench_widest(frame);
    bench_lesson(frame);
    frame_free(frame);
    return 0;
}
