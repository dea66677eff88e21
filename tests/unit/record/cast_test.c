/* cast_test.c - does a recording show, at each of its times, what the screen showed?
 *
 * Method: a lesson is recorded; its lines are read with jansson, and what they send goes to a small
 * terminal, which is compared with the screen at each stop, cell by cell and look by look. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "tests/unit/record/lessons.h"
#include "tests/unit/record/small_terminal.h"
#include "viz/record/record.h"

static char *record(struct player *player, const struct record_options *options)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    assert_non_null(out);
    assert_int_equal(record_cast(player, options, out), RECORD_OK);
    fclose(out);
    assert_int_equal(strlen(text), len); /* no NUL inside */
    return text;
}

/* Reads the line at *text, and goes on to the next. */
static json_t *next_line(const char **text)
{
    json_error_t error;
    size_t len = strcspn(*text, "\n");
    json_t *line = json_loadb(*text, len, 0, &error);

    if (line == NULL) fail_msg("%s: %.*s", error.text, (int)len, *text);
    assert_int_equal((*text)[len], '\n');
    *text += len + 1;
    return line;
}

/* An event of the recording, and what has come of those before. */
struct reading {
    const char *text;
    double seconds;
    int markers;
    struct small_terminal terminal;
};

/* Takes events up to the next output, that too. */
static void take_output(struct reading *reading)
{
    bool is_output = false;

    while (!is_output) {
        json_t *event = next_line(&reading->text);
        double seconds = json_real_value(json_array_get(event, 0));
        const char *code = json_string_value(json_array_get(event, 1));
        const char *data = json_string_value(json_array_get(event, 2));
        assert_int_equal(json_array_size(event), 3);
        assert_true(json_is_real(json_array_get(event, 0)) && seconds >= reading->seconds);
        is_output = strcmp(code, "o") == 0;
        if (is_output) {
            small_terminal_take(&reading->terminal, data);
        } else {
            assert_string_equal(code, "m");
            reading->markers++;
        }
        reading->seconds = seconds;
        json_decref(event);
    }
}

static void assert_shows(const struct small_terminal *terminal, const struct frame *frame,
                         const struct record_options *options)
{
    for (int row = 0; row < options->height; row++) {
        for (int col = 0; col < options->width; col++) {
            struct frame_cell cell = frame_read_cell(frame, row, col, options->charset);
            const struct small_cell *shown = &terminal->cells[row][col];
            struct theme_look look = theme_look_of(options->theme, cell.style, THEME_TRUE_COLOR);
            if (shown->cluster.len == cell.len && shown->cluster.columns == cell.columns &&
                memcmp(shown->cluster.bytes, cell.bytes, cell.len) == 0 &&
                shown->look.foreground == look.foreground &&
                shown->look.background == look.background &&
                shown->look.attributes == look.attributes)
                continue;
            fail_msg("row %d, column %d: '%.*s' in place of '%.*s', or another look", row, col,
                     shown->cluster.len, shown->cluster.bytes, (int)cell.len, cell.bytes);
        }
    }
}

static void read_header(struct reading *reading, const struct record_options *options)
{
    json_t *header = next_line(&reading->text);

    assert_int_equal(json_integer_value(json_object_get(header, "version")), 2);
    assert_int_equal(json_integer_value(json_object_get(header, "width")), options->width);
    assert_int_equal(json_integer_value(json_object_get(header, "height")), options->height);
    assert_true(json_string_length(json_object_get(header, "title")) > 0);
    json_decref(header);
    small_terminal_start(&reading->terminal, options->height, options->width);
}

static void assert_recorded(const char *id, const struct record_options *options)
{
    static struct reading reading; /* too large for a stack */
    struct player *player = lessons_play(id);
    char *text = record(player, options);
    struct frame *before = NULL;

    reading = (struct reading){.text = text};
    read_header(&reading, options);
    player_first(player);
    do {
        struct frame *now =
            lessons_draw(player, options->height, options->width, options->language);
        if (before == NULL || !frame_is_same(before, now)) take_output(&reading);
        assert_shows(&reading.terminal, now, options);
        assert_false(reading.terminal.has_cursor);
        frame_free(before);
        before = now;
    } while (player_move_forward(player));
    take_output(&reading);
    assert_true(reading.terminal.has_cursor);
    assert_int_equal(*reading.text, '\0');
    assert_int_equal(reading.markers, player_step_count(player));
    frame_free(before);
    free(text);
    lessons_stop(player);
}

static void every_stop_of_a_lesson_is_recorded_as_it_was_shown(void **state)
{
    static const struct record_options options = {
        .height = 24, .width = 80, .theme = THEME_DARK, .speed = RECORD_SPEED_NORMAL};

    (void)state;
    assert_recorded("growth-by-doubling", &options);
    assert_recorded("nil-and-empty", &options);
    assert_recorded("two-writers", &options);
}

/* Method: half of the words are then wide, and change beside narrow ones. */
static void wide_characters_are_never_cut(void **state)
{
    static const struct record_options options = {.height = 36,
                                                  .width = 120,
                                                  .theme = THEME_LIGHT,
                                                  .language = LANGUAGE_CHINESE,
                                                  .speed = RECORD_SPEED_NORMAL};

    (void)state;
    assert_recorded("growth-by-doubling", &options);
    assert_recorded("iteration-order", &options);
}

static void a_terminals_own_colours_and_ascii_are_recorded_as_such(void **state)
{
    static const struct record_options options = {.height = 10,
                                                  .width = 40,
                                                  .theme = THEME_TERMINAL,
                                                  .charset = GLYPH_ASCII,
                                                  .speed = RECORD_SPEED_NORMAL};

    (void)state;
    assert_recorded("delete-and-empty-rest", &options);
}

/* When the last event is, in seconds. */
static double length_of(const char *text)
{
    double seconds = 0;

    json_decref(next_line(&text));
    while (*text != '\0') {
        json_t *event = next_line(&text);
        seconds = json_real_value(json_array_get(event, 0));
        json_decref(event);
    }
    return seconds;
}

/* Method: each pause is halved, and none is longer than its millisecond lost. */
static void speed_divides_the_times_and_a_recording_is_the_same_each_time(void **state)
{
    struct record_options options = {
        .height = 24, .width = 80, .theme = THEME_MONO, .speed = RECORD_SPEED_NORMAL};
    struct player *player = lessons_play("first-write");
    char *one = record(player, &options);
    char *again = record(player, &options);

    (void)state;
    options.speed = 2 * RECORD_SPEED_NORMAL;
    char *fast = record(player, &options);
    double slow_seconds = length_of(one);
    double fast_seconds = length_of(fast);
    assert_string_equal(one, again);
    assert_true(fast_seconds <= slow_seconds / 2 && fast_seconds > slow_seconds / 2 - 1);
    free(one);
    free(again);
    free(fast);
    lessons_stop(player);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_stop_of_a_lesson_is_recorded_as_it_was_shown),
        cmocka_unit_test(wide_characters_are_never_cut),
        cmocka_unit_test(a_terminals_own_colours_and_ascii_are_recorded_as_such),
        cmocka_unit_test(speed_divides_the_times_and_a_recording_is_the_same_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
