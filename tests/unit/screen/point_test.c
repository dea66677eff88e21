/* point_test.c - what can be pointed at, and the way through a lesson. Method: draw a film of a
 * real map, then ask the frame what lies where, and compare with what is drawn there. */
#include "viz/screen/spot.h"

#include "tests/unit/screen/seen.h"

enum { SLOTS = 8 };

/* The two signs of a slot's tophash as they are drawn. */
static void read_tophash(const struct frame *frame, const struct spot *spot, char digits[3])
{
    for (int i = 0; i < 2; i++)
        digits[i] = frame_read_cell(frame, spot->row, spot->col + 1 + i, GLYPH_ASCII).bytes[0];
    digits[2] = '\0';
}

static void each_slot_in_view_is_a_spot_where_it_is_drawn(void **state)
{
    struct film *film = film_make(doubling);
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);
    size_t full = 0;

    (void)state;
    screen_draw(frame, &view, NULL);
    for (size_t i = 0; i < frame_spot_count(frame); i++) {
        const struct frame_spot *noted = frame_spot_at(frame, i);
        struct spot spot = spot_under(frame, noted->row, noted->col);
        struct model_slot slot;
        char drawn[3], told[3];

        if (spot.kind != SPOT_SLOT) continue;
        assert_true(model_slot(view.model, view.map, spot.place, &slot));
        if (!slot.is_entry) continue;
        read_tophash(frame, &spot, drawn);
        snprintf(told, sizeof told, "%02x", slot.tophash);
        assert_string_equal(drawn, told);
        full++;
    }
    assert_in_range(full, 8, 28);
    assert_int_equal(spot_under(frame, 0, 0).kind, SPOT_NONE);
    frame_free(frame);
    film_free(film);
}

static void keys_go_from_slot_to_slot(void **state)
{
    struct film *film = film_make("fill:k=8 put:k9");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    struct spot spot = spot_first(frame, SPOT_SLOT);
    assert_int_equal(spot.place.slot, 0);
    for (uint32_t slot = 1; slot < SLOTS; slot++) {
        spot = spot_beside(frame, &spot, 0, 1);
        assert_int_equal(spot.place.slot, slot);
    }
    struct spot below = spot_beside(frame, &spot, 1, 0);
    assert_int_equal(below.place.slot, spot.place.slot);
    assert_int_not_equal(below.row, spot.row);
    struct spot back = spot_beside(frame, &below, -1, 0);
    assert_int_equal(back.row, spot.row);
    assert_int_equal(back.col, spot.col);
    frame_free(frame);
    film_free(film);
}

static void what_is_pointed_at_is_marked_and_in_view(void **state)
{
    struct film *film = film_make("fill:k=200");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);
    uint32_t array = model_map(view.model, view.map)->header.buckets;

    (void)state;
    for (uint32_t bucket = 0; bucket < 32; bucket += 31) {
        struct screen_options options = {
            .selected = {.is_on = true, .place = {.array = array, .bucket = bucket, .slot = 2}}};
        struct spot spot;

        screen_draw(frame, &view, &options);
        spot = spot_of_place(frame, SPOT_SLOT, &options.selected.place);
        assert_int_equal(spot.kind, SPOT_SLOT);
        assert_int_equal(frame_read_cell(frame, spot.row, spot.col, GLYPH_ASCII).bytes[0], '{');
        assert_int_equal(frame_read_cell(frame, spot.row, spot.col + 1, GLYPH_ASCII).style,
                         STYLE_SELECTED);
    }
    frame_free(frame);
    film_free(film);
}

/* ---- The whole way ---- */

static const struct view_mark marks[] = {{0, VIEW_MARK_STEP},
                                         {20, VIEW_MARK_GROWTH},
                                         {40, VIEW_MARK_STEP},
                                         {60, VIEW_MARK_BREAK},
                                         {99, VIEW_MARK_FATAL}};

static void the_way_shows_marks_and_where_we_are(void **state)
{
    struct film *film = film_make("put:a");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);

    (void)state;
    view.scrub = (struct view_scrub){.stop = 50,
                                     .stop_count = 100,
                                     .marks = marks,
                                     .mark_count = sizeof marks / sizeof marks[0]};
    screen_draw(frame, &view, NULL);
    /* 74 columns for 100 stops: stop s lies in column s x 73 / 99, rounded:
     * 20 in 15, 40 in 29, 50 in 37, 60 in 44. */
    assert_has(frame, "├──│━━━━━━━━━━━━━━▲━━━━━━━━━━━━━│━━━━━━━●──────◆");
    assert_has(frame, "─✗──┤");
    frame_free(frame);
    film_free(film);
}

static void a_column_of_the_way_leads_to_the_stop_that_is_drawn_there(void **state)
{
    struct film *film = film_make("put:a");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);

    (void)state;
    for (uint64_t stop_count = 2; stop_count < 75; stop_count += 9) {
        for (uint64_t stop = 0; stop < stop_count; stop++) {
            view.scrub = (struct view_scrub){.stop = stop, .stop_count = stop_count};
            screen_draw(frame, &view, NULL);
            struct spot first = spot_first(frame, SPOT_STOP);
            int col = first.col;
            while (frame_read_cell(frame, first.row, col, GLYPH_UTF8).style != STYLE_NOW)
                col++;
            assert_int_equal(spot_under(frame, first.row, col).number, stop);
        }
    }
    frame_free(frame);
    film_free(film);
}

static void a_way_of_one_stop_is_not_drawn(void **state)
{
    struct film *film = film_make("put:a");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, 0, LANGUAGE_ENGLISH);

    (void)state;
    view.scrub = (struct view_scrub){.stop_count = 1};
    screen_draw(frame, &view, NULL);
    assert_int_equal(spot_first(frame, SPOT_STOP).kind, SPOT_NONE);
    assert_false(shows(frame, "●─"));
    frame_free(frame);
    film_free(film);
}

/* ---- Answers and typing ---- */

static void a_typed_line_shows_its_end_and_the_cursor(void **state)
{
    struct film *film = film_make("put:a");
    struct frame *frame = make_frame(24, 40);
    struct view view = film_view(film, 0, LANGUAGE_ENGLISH);
    char text[101] = {0};
    int row = 0, col = 0;

    (void)state;
    memset(text, 'a', 99);
    text[99] = 'z';
    struct screen_options options = {.prompt = {.label = "find key:", .text = text, .cursor = 100}};
    screen_draw(frame, &view, &options);
    assert_has(frame, "find key: …aaa");
    assert_has(frame, "aaz ");
    assert_true(frame_read_cursor(frame, &row, &col));
    assert_int_equal(row, 23);
    assert_string_equal(text + 99, "z");
    assert_int_equal(frame_read_cell(frame, row, col - 1, GLYPH_ASCII).bytes[0], 'z');
    frame_free(frame);
    film_free(film);
}

static void an_answer_stands_in_place_of_the_words(void **state)
{
    struct film *film = film_make("put:a");
    struct frame *frame = make_frame(24, 80);
    struct view view = film_view(film, 3, LANGUAGE_ENGLISH);
    struct screen_options options = {
        .aside = {.title = "bucket 0, slot 1", .lines = {"Nothing changed it."}},
        .notice = "breaks at: count"};

    (void)state;
    view.say = "The lesson's words.";
    screen_draw(frame, &view, &options);
    assert_has(frame, "bucket 0, slot 1");
    assert_has(frame, "Nothing changed it.");
    assert_false(shows(frame, "The lesson's words."));
    assert_has(frame, " breaks at: count ");
    frame_free(frame);
    film_free(film);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_slot_in_view_is_a_spot_where_it_is_drawn),
        cmocka_unit_test(keys_go_from_slot_to_slot),
        cmocka_unit_test(what_is_pointed_at_is_marked_and_in_view),
        cmocka_unit_test(the_way_shows_marks_and_where_we_are),
        cmocka_unit_test(a_column_of_the_way_leads_to_the_stop_that_is_drawn_there),
        cmocka_unit_test(a_way_of_one_stop_is_not_drawn),
        cmocka_unit_test(a_typed_line_shows_its_end_and_the_cursor),
        cmocka_unit_test(an_answer_stands_in_place_of_the_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
