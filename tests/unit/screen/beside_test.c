/* beside_test.c - are two maps seen next to each other, where there is room for both? */
#include "tests/unit/screen/seen.h"
#include "viz/lesson/lesson.h"
#include "viz/player/player.h"

static const char text[] = "tophash: 1\n"
                           "id: beside\n"
                           "title: Two maps\n"
                           "maps:\n"
                           "  a: {seed: 7}\n"
                           "  b: {seed: 7}\n"
                           "steps:\n"
                           "  - put: {left: 1}\n"
                           "    beside: b\n"
                           "  - put: {right: 2}\n"
                           "    on: b\n"
                           "    beside: a\n"
                           "  - get: left\n";

struct played {
    struct lesson *lesson;
    struct player *player;
};

static struct played play(void)
{
    struct source_errors errors = {0};
    struct played played;
    struct player_options options = {.checks_mirror = true};

    assert_int_equal(
        lesson_load_text("beside.yaml", text, strlen(text), NULL, &played.lesson, &errors),
        LESSON_OK);
    assert_int_equal(player_make(played.lesson, &options, &played.player), PLAYER_OK);
    return played;
}

static void stop(struct played *played)
{
    player_free(played->player);
    lesson_free(played->lesson);
}

static struct view view_at(struct played *played, size_t step, uint64_t move)
{
    struct view view;

    player_seek(played->player, step, move);
    player_view(played->player, LANGUAGE_ENGLISH, &view);
    return view;
}

/* The column of words in the first row that has them; -1: none has. */
static int column_of(const struct frame *frame, const char *words)
{
    char row[TEXT_BYTES_MOST];

    for (int at = 0; at < frame_height(frame); at++) {
        size_t len = 0;

        for (int col = 0; col < frame_width(frame); col++) {
            struct frame_cell cell = frame_read_cell(frame, at, col, GLYPH_ASCII);

            if (cell.len > 0) row[len++] = cell.bytes[0];
        }
        row[len] = '\0';
        const char *found = strstr(row, words);

        if (found != NULL) return (int)(found - row);
    }
    return -1;
}

/* Method: the lesson's end of two steps, at 116 and at 115 columns. */
static void both_maps_are_there_from_116_columns_on(void **state)
{
    struct played played = play();

    (void)state;
    for (size_t step = 0; step < 2; step++) {
        for (int width = 115; width <= 116; width++) {
            struct frame *frame = make_frame(36, width);
            struct view view = view_at(&played, step, UINT64_MAX);

            screen_draw(frame, &view, NULL);
            bool has_a = column_of(frame, " a  count") >= 0;
            bool has_b = column_of(frame, step == 0 ? " b  not made" : " b  count") >= 0;

            assert_int_equal(has_a, width == 116 || step == 0);
            assert_int_equal(has_b, width == 116 || step == 1);
            frame_free(frame);
        }
    }
    stop(&played);
}

/* Method: each key is searched in the column that its map has, whichever map the step is about. */
static void each_map_keeps_its_side(void **state)
{
    struct played played = play();
    struct frame *frame = make_frame(36, 120);

    (void)state;
    struct view view = view_at(&played, 1, UINT64_MAX);

    screen_draw(frame, &view, NULL);
    assert_in_range(column_of(frame, " a  count"), 0, 59);
    assert_in_range(column_of(frame, " b  count"), 60, 119);
    assert_in_range(column_of(frame, " left"), 0, 59);
    assert_in_range(column_of(frame, " right"), 60, 119);
    frame_free(frame);
    stop(&played);
}

/* Method: the put into b, move by move: no bracket of a change or a look stands on a's side. */
static void nothing_happens_in_the_other_map(void **state)
{
    struct played played = play();
    struct frame *frame = make_frame(36, 120);
    int marks = 0;

    (void)state;
    struct view view = view_at(&played, 1, 0);

    for (uint64_t move = 0; move <= view.move_count; move++) {
        view = view_at(&played, 1, move);
        screen_draw(frame, &view, NULL);
        for (int row = 1; row < 15; row++) {
            for (int col = 1; col < 119; col++) {
                struct frame_cell cell = frame_read_cell(frame, row, col, GLYPH_UTF8);
                bool is_mark = cell.style == STYLE_NOW || cell.style == STYLE_TOUCHED;

                assert_false(is_mark && col < 59);
                marks += is_mark;
            }
        }
    }
    assert_true(marks > 0);
    frame_free(frame);
    stop(&played);
}

/* Method: a step without the key, and the other bodies: one map. */
static void else_there_is_one_map(void **state)
{
    struct played played = play();
    struct frame *frame = make_frame(36, 120);

    (void)state;
    struct view view = view_at(&played, 2, UINT64_MAX);

    screen_draw(frame, &view, NULL);
    assert_int_equal(column_of(frame, " b  count"), -1);
    view = view_at(&played, 1, UINT64_MAX);
    for (int body = SCREEN_BODY_BUCKETS + 1; body < SCREEN_BODY_COUNT; body++) {
        struct screen_options options = {.body = (enum screen_body)body};

        screen_draw(frame, &view, &options);
        assert_int_equal(column_of(frame, " a  count"), -1);
    }
    frame_free(frame);
    stop(&played);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_maps_are_there_from_116_columns_on),
        cmocka_unit_test(each_map_keeps_its_side),
        cmocka_unit_test(nothing_happens_in_the_other_map),
        cmocka_unit_test(else_there_is_one_map),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
