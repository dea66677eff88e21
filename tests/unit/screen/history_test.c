/* history_test.c - does the history say what was asked, and what came of it? */
#include "tests/unit/screen/seen.h"

static const struct screen_options history = {.body = SCREEN_BODY_HISTORY};

/* The history after `position` moves, on a full screen. */
static struct screen_scroll draw(struct film *film, uint64_t position, int scroll,
                                 struct frame *frame)
{
    struct view view = film_view(film, position, LANGUAGE_ENGLISH);
    struct screen_options options = history;

    options.scroll.body = scroll;
    return screen_draw(frame, &view, &options);
}

/* Fails when no row has both. */
static void assert_row(const struct frame *frame, const char *call, const char *result)
{
    const char *row = plane_of(frame, SHOWS_UTF8);

    for (; (row = strstr(row, call)) != NULL; row++) {
        const char *found = strstr(row, result);

        if (found != NULL && memchr(row, '\n', (size_t)(found - row)) == NULL) return;
    }
    fail_msg("no row with %s and %s in\n%s", call, result, plane_of(frame, SHOWS_UTF8));
}

/* Method: a script with each operation and each way that it can end; the rows are found. */
static void each_operation_is_a_row_with_its_result(void **state)
{
    struct film *film = film_make(
        "put:a put:a get:a get:b delete:a delete:a put:c walk:0=2 walk:0=1 close:= clear");
    struct frame *frame = make_frame(48, 80);

    (void)state;
    draw(film, film_len(film), 0, frame);
    assert_row(frame, "put \"a\" = 7 ", " new ");
    assert_row(frame, "put \"a\" = 7 ", " overwritten ");
    assert_row(frame, "get \"a\" ", " found = 7 ");
    assert_row(frame, "get \"b\" ", " missing ");
    assert_row(frame, "delete \"a\" ", " deleted ");
    assert_row(frame, "delete \"a\" ", " missing ");
    assert_row(frame, "open cursor 1 ", " opened ");
    assert_row(frame, "next cursor 1 ", " yielded \"c\" ");
    assert_row(frame, "next cursor 1 ", " at its end ");
    assert_row(frame, "close cursor 2 ", " closed ");
    assert_row(frame, "clear ", " cleared ");
    frame_free(frame);
    film_free(film);
}

/* Method: a map of one bucket is filled until the ninth key: the tenth operation (make is the
 * first) starts the doubling from one bucket to two, and no other does. */
static void the_operation_that_starts_a_growth_says_so(void **state)
{
    struct film *film = film_make("fill:k=10");
    struct frame *frame = make_frame(40, 140);

    (void)state;
    draw(film, film_len(film), 0, frame);
    const char *row = strstr(plane_of(frame, SHOWS_UTF8), "put \"k9\" = 99");
    const char *growth = strstr(plane_of(frame, SHOWS_UTF8), "starts growth 1 → 2");

    assert_non_null(row);
    assert_non_null(growth);
    assert_null(memchr(row, '\n', (size_t)(growth - row)));
    assert_null(strstr(growth + 1, "starts growth"));
    frame_free(frame);
    film_free(film);
}

/* Method: a film is stopped behind each of its moves. No row below the one of the operation under
 * way is there; that one is marked, and says how many moves it has made. */
static void the_newest_row_is_the_operation_of_the_move(void **state)
{
    struct film *film = film_make("fill:k=3");
    struct frame *frame = make_frame(24, 80);

    (void)state;
    for (uint64_t position = 1; position <= film_len(film); position++) {
        struct view view = film_view(film, position, LANGUAGE_ENGLISH);
        char number[32], moves[32];

        screen_draw(frame, &view, &history);
        snprintf(number, sizeof number, "│▶ %d  ", (int)view.registers.op.number + 1);
        snprintf(moves, sizeof moves, " %d move", (int)view.registers.move_count);
        const char *row = strstr(plane_of(frame, SHOWS_UTF8), number);

        if (row == NULL) fail_msg("no row \"%s\" after move %d", number, (int)position);
        const char *count = strstr(row, moves);

        assert_non_null(count);
        assert_null(memchr(row, '\n', (size_t)(count - row)));
        snprintf(number, sizeof number, "│  %d  ", (int)view.registers.op.number + 2);
        assert_false(shows(frame, number));
    }
    frame_free(frame);
    film_free(film);
}

/* Method: scrolled further than there is, both ways. The first page begins with the first row, the
 * last one ends with the newest, and what screen_draw gives back is where that is. */
static void it_scrolls_from_the_first_operation_to_the_newest(void **state)
{
    struct film *film = film_make("fill:k=20");
    struct frame *frame = make_frame(24, 80);
    uint64_t end = film_len(film);

    (void)state;
    assert_int_equal(draw(film, end, 5, frame).body, 0);
    assert_has(frame, "▶ 21  m");
    assert_has(frame, "history: 21 operations  ↑13 ↓0");
    assert_int_equal(draw(film, end, -1000, frame).body, -13); /* 21 operations in 8 rows */
    assert_has(frame, "  1  m");
    assert_has(frame, "history: 21 operations  ↑0 ↓13");
    assert_int_equal(draw(film, end, -3, frame).body, -3);
    frame_free(frame);
    film_free(film);
}

/* Method: before the first move, in both languages. */
static void before_the_first_operation_it_says_that_there_is_none(void **state)
{
    struct film *film = film_make("put:a");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, 0, LANGUAGE_CHINESE);

    (void)state;
    draw(film, 0, 0, frame);
    assert_has(frame, "Nothing has been done yet.");
    screen_draw(frame, &view, &history);
    assert_has(frame, "尚无操作。");
    frame_free(frame);
    film_free(film);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_operation_is_a_row_with_its_result),
        cmocka_unit_test(the_operation_that_starts_a_growth_says_so),
        cmocka_unit_test(the_newest_row_is_the_operation_of_the_move),
        cmocka_unit_test(it_scrolls_from_the_first_operation_to_the_newest),
        cmocka_unit_test(before_the_first_operation_it_says_that_there_is_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
