/* lanes_test.c - what the screen shows of a race. Method: a film of a real map, and a race made up
 * by hand around one of its moves; the frame is read as text. */
#include "viz/screen/screen.h"

#include <string.h>

#include "tests/unit/screen/seen.h"
#include "viz/screen/panes.h"

/* ---- Races made up ---- */

static struct view_lane lane_of(const char *name, const char *key)
{
    return (struct view_lane){
        .name = name,
        .state = VIEW_LANE_READY,
        .verb = "put",
        .has_key = true,
        .key = th_key_of(key),
        .lock = "",
        .op_count = 2,
        .has_next = true,
        .next = {.reads = TH_FIELD_FLAGS},
    };
}

/* A and B put into a map; A has just set the writing flag, B has not moved. */
static struct view two_writers(struct film *film, enum language language)
{
    struct view view = film_view(film, film_find(film, TH_EVENT_WRITING_SET, 2), language);

    view.race = (struct view_race){
        .lane_count = 2,
        .lanes = {lane_of("A", "k1"), lane_of("B", "k2")},
        .choice = 3,
        .choice_count = 13,
        .schedule = "A*3",
        .outcome = "",
    };
    view.race.lanes[0].is_now = true;
    view.race.lanes[0].set_writing = true;
    view.race.lanes[0].line = TH_LINE_PUT_WRITING;
    view.race.lanes[0].next = (th_access){.reads = TH_FIELD_SHAPE};
    return view;
}

/* The same, and B's next move was fatal. */
static struct view two_writers_caught(struct film *film, enum language language)
{
    struct view view = two_writers(film, language);
    struct view_lane *dead = &view.race.lanes[1];

    view.now = (th_event){.kind = TH_EVENT_FATAL, .before = TH_FATAL_WRITES};
    view.race.lanes[0].is_now = false;
    dead->is_now = true;
    dead->state = VIEW_LANE_DEAD;
    dead->line = TH_LINE_PUT_CHECK;
    dead->has_next = false;
    view.race.choice = 4;
    view.race.choice_count = 4;
    view.race.schedule = "A*3 B";
    view.race.outcome = "concurrent map writes, noticed on entering";
    view.race.is_bad = true;
    view.race.fatal = "concurrent map writes";
    return view;
}

/* Nine of them, in all states, the fifth with a long name and a long key. */
static struct view nine_workers(struct film *film, enum language language, size_t now)
{
    static const char *const names[] = {"A", "B", "C", "D", "a-worker-whose-name-is-long",
                                        "F", "G", "H", "I"};
    struct view view = two_writers(film, language);

    view.race.lane_count = 9;
    for (size_t i = 0; i < 9; i++) {
        struct view_lane *lane = &view.race.lanes[i];

        *lane = lane_of(names[i], i == 4 ? "a_key_that_is_much_too_long_for_a_lane" : "k");
        lane->state = (enum view_lane_state)(i % 3);
        lane->line = TH_LINE_PUT_GROW;
        if (lane->state == VIEW_LANE_WAITING) {
            lane->lock = "mu";
            lane->verb = "lock";
            lane->has_key = false;
            lane->next = (th_access){.lock_move = TH_LOCK};
        }
        if (lane->state == VIEW_LANE_DONE) {
            lane->op = 2;
            lane->verb = "";
            lane->has_key = lane->has_next = false;
        }
    }
    view.race.lanes[now].is_now = true;
    view.race.schedule = "A*12 B*3 C D E F G H I A B C D E F G H I A*100 B*7 C*3 D I";
    return view;
}

/* ---- Reading ---- */

/* The text of one row of the frame; static. */
static const char *row_of(const struct frame *frame, int row)
{
    static char line[1024];
    const char *text = plane_of(frame, SHOWS_UTF8);

    while (row-- > 0)
        text = strchr(text, '\n') + 1;
    snprintf(line, sizeof line, "%.*s", (int)strcspn(text, "\n"), text);
    return line;
}

static struct panes panes_for(const struct frame *frame, const struct view *view)
{
    return panes_of(
        frame_height(frame), frame_width(frame),
        (struct panes_facts){.has_values = true, .lane_count = (int)view->race.lane_count});
}

static void assert_row(const struct frame *frame, int row, const char *expected)
{
    assert_string_equal(row_of(frame, row), expected);
}

/* ---- Lanes ---- */

static void a_lane_tells_who_how_where_and_what_next(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(24, 80);
    struct view view = two_writers(film, LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_row(frame, 13,
               "│ ▶ [1] A  • ready         1/2 put k1      flags ^= writing"
               "                    │");
    assert_row(frame, 14,
               "│          ●writing        next: reads B and buckets        "
               "                   │");
    assert_row(frame, 16,
               "│   [2] B  • ready         1/2 put k2      not begun"
               "                           │");
    assert_row(frame, 17,
               "│                          next: reads flags                "
               "                   │");
    view.language = LANGUAGE_CHINESE;
    screen_draw(frame, &view, NULL);
    assert_row(frame, 13,
               "│ ▶ [1] A  • 就绪          1/2 put k1      flags ^= writing"
               "                    │");
    assert_row(frame, 14,
               "│          ●writing        下一步：读 B 和 buckets                "
               "             │");
    frame_free(frame);
    film_free(film);
}

/* 40 columns: the name, the state's sign, and what comes next, cut with a sign. */
static void a_narrow_frame_keeps_a_row_for_each_of_two(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(10, 40);
    struct view view = two_writers(film, LANGUAGE_ENGLISH);

    (void)state;
    view.race.lanes[1].next = (th_access){.writes = TH_FIELD_FLAGS};
    screen_draw(frame, &view, NULL);
    assert_row(frame, 4, "├─ buckets (2^0 = 1) ─ A*3 ────────────┤");
    assert_row(frame, 5, "│ ▶ [1] A  • W 1/2 put k1 → reads B a… │");
    assert_row(frame, 6, "│   [2] B  •   1/2 put k2 → writes fl… │");
    frame_free(frame);
    film_free(film);
}

static void a_large_frame_shows_lanes_and_code(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(40, 120);
    struct view view = two_writers(film, LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "▶ [1] A  • ready         1/2 put k1      flags ^= writing");
    assert_has(frame, "─ put (mapassign) ─");
    assert_has(frame, "│ ▶ flags ^= writing ");
    assert_has(frame, "put \"k1\" ← 7");
    frame_free(frame);
    film_free(film);
}

/* Method: from A's move to B's, no lane's text may move; only the mark does. */
static void lanes_stand_still_when_another_worker_moves(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(24, 80);
    struct view view = nine_workers(film, LANGUAGE_ENGLISH, 0);

    (void)state;
    for (size_t now = 0; now < 9; now++) {
        view = nine_workers(film, LANGUAGE_ENGLISH, now);
        screen_draw(frame, &view, NULL);
        for (int i = 0; i < 9; i++) {
            char expected[32];

            snprintf(expected, sizeof expected, "│ %s [%d] ", (size_t)i == now ? "▶" : " ", i + 1);
            const char *row = row_of(frame, panes_for(frame, &view).lanes.row + i);

            assert_memory_equal(row, expected, strlen(expected));
        }
    }
    frame_free(frame);
    film_free(film);
}

static void a_dead_lane_says_so_in_words_and_style(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(24, 80);
    struct view view = two_writers_caught(film, LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_row(frame, 16,
               "│ ▶ [2] B  ✗ dead          1/2 put k2      if flags has writing: fatal, "
               "concu… │");
    assert_row(frame, 17,
               "│                          fatal error: concurrent map write"
               "s                  │");
    assert_int_equal(frame_read_cell(frame, 16, 11, GLYPH_UTF8).style, STYLE_BAD);
    assert_int_equal(frame_read_cell(frame, 17, 27, GLYPH_UTF8).style, STYLE_BAD);
    assert_int_equal(frame_read_cell(frame, 16, 4, GLYPH_UTF8).style, STYLE_NOW);
    assert_int_equal(frame_read_cell(frame, 13, 4, GLYPH_UTF8).style, STYLE_WORKER_1);
    frame_free(frame);
    film_free(film);
}

static void who_waits_names_the_lock_and_who_is_done_has_no_next(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(24, 80);
    struct view view = nine_workers(film, LANGUAGE_ENGLISH, 0);

    (void)state;
    view.race.lane_count = 3;
    screen_draw(frame, &view, NULL);

    int row = panes_for(frame, &view).lanes.row;

    assert_non_null(strstr(row_of(frame, row + 2), "[2] B  ■ waits for mu  1/2 lock mu "));
    assert_non_null(strstr(row_of(frame, row + 3), " next: takes lock mu "));
    assert_non_null(strstr(row_of(frame, row + 4), "[3] C  ✓ done          2/2 "));
    assert_null(strstr(row_of(frame, row + 5), "next"));
    frame_free(frame);
    film_free(film);
}

static void nine_workers_have_a_row_each_and_long_names_are_cut_with_a_sign(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(24, 80);
    struct view view = nine_workers(film, LANGUAGE_ENGLISH, 4);

    (void)state;
    view.race.lanes[4] = lane_of("a-worker-whose-name-is-long", "a_key_that_is_much_too_long");
    view.race.lanes[4].line = TH_LINE_PUT_GROW;
    view.race.lanes[4].is_now = view.race.lanes[4].set_writing = true;
    screen_draw(frame, &view, NULL);

    int row = panes_for(frame, &view).lanes.row;

    assert_non_null(strstr(row_of(frame, row + 4), "▶ [5] a-wor…  • ready ●W 1/2 put a_key…  "));
    assert_non_null(strstr(row_of(frame, row + 4), "…  → reads flags "));
    assert_non_null(strstr(row_of(frame, row + 8), "[9] I "));
    frame_free(frame);
    film_free(film);
}

/* 10 rows have room for two lanes: the page with the one that moved, and how many are elsewhere. */
static void lanes_out_of_view_are_counted(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(10, 40);

    (void)state;
    for (size_t now = 0; now < 9; now++) {
        struct view view = nine_workers(film, LANGUAGE_ENGLISH, now);
        char expected[32];

        screen_draw(frame, &view, NULL);
        snprintf(expected, sizeof expected, "▶ [%zu]", now + 1);
        assert_has(frame, expected);
        size_t first = now == 8 ? 7 : now / 2 * 2;
        snprintf(expected, sizeof expected, " ↑%zu ↓%zu ", first, 7 - first);
        assert_has(frame, expected);
    }
    frame_free(frame);
    film_free(film);
}

/* ---- Where, and how it ended ---- */

static void the_borders_tell_choices_schedule_and_who_may_choose(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(24, 80);
    struct view view = two_writers(film, LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "─ step 1/1 · choice 3/13 · move ");
    assert_has(frame, "├─ schedule A*3 ─");
    assert_false(shows(frame, "choose who moves"));
    view.race.is_asking = true;
    screen_draw(frame, &view, &with_hints);
    assert_has(frame, "└ 1–2 choose who moves  ←/→ move ");
    view.language = LANGUAGE_CHINESE;
    screen_draw(frame, &view, &with_hints);
    assert_has(frame, "└ 1–2 选择谁来动  ←/→ 动作 ");
    assert_has(frame, " · 选择 3/13 · ");
    frame_free(frame);
    film_free(film);
}

static void a_long_schedule_keeps_its_end(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(24, 80);
    struct view view = two_writers(film, LANGUAGE_ENGLISH);
    char schedule[5000];

    (void)state;
    memset(schedule, 'x', sizeof schedule);
    strcpy(schedule + sizeof schedule - 8, " A*7 B ");
    view.race.schedule = schedule;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "schedule …xxx");
    assert_has(frame, "x A*7 B  ─ · empty ∅ rest");
    frame_free(frame);
    film_free(film);
}

static void the_writer_stands_beside_the_flag_that_it_set(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(24, 80);
    struct view view = two_writers(film, LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "[●writing A] ·sameSize  load █");
    view.race.lanes[0].set_writing = false; /* nothing beside it moves */
    screen_draw(frame, &view, NULL);
    assert_has(frame, "[●writing]   ·sameSize  load █");
    frame_free(frame);
    film_free(film);
}

static void a_fatal_error_is_unmistakable_in_words_and_footer(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(24, 80);
    struct view view = two_writers_caught(film, LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "│ ✗ B: fatal error: concurrent map writes. It was noticed ");
    assert_has(frame, "└ ✗ concurrent map writes, noticed on entering ─");
    assert_int_equal(frame_read_cell(frame, 21, 7, GLYPH_UTF8).style, STYLE_BAD);
    assert_int_equal(frame_read_cell(frame, 23, 4, GLYPH_UTF8).style, STYLE_BAD);
    view.race.outcome = "all went well";
    view.race.is_bad = false;
    view.race.fatal = NULL;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "└ ✓ all went well ─");
    assert_int_equal(frame_read_cell(frame, 23, 4, GLYPH_UTF8).style, STYLE_GOOD);
    frame_free(frame);
    film_free(film);
}

/* The lesson's words are about the lesson's run. */
static void a_run_of_ones_own_tells_the_ways_on_instead_of_the_lessons_words(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(24, 80);
    struct view view = two_writers(film, LANGUAGE_ENGLISH);

    (void)state;
    view.say = "";
    screen_draw(frame, &view, NULL);
    assert_false(shows(frame, "undo"));
    view.race.is_own = true;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "u undo, s finish in turn, r finish by chance, Esc to the lesson's run");
    view.language = LANGUAGE_CHINESE;
    screen_draw(frame, &view, NULL);
    assert_has(frame, "u 撤销，s 依次走完，r 随机走完，Esc 回到课程的运行");
    view.race.is_replayed = true; /* there is no lesson's run to go back to */
    screen_draw(frame, &view, NULL);
    assert_has(frame, "u 撤销一次选择，s 依次走完，r 随机走完");
    assert_false(shows(frame, "Esc"));
    frame_free(frame);
    film_free(film);
}

static void a_learner_who_found_it_hears_how_far_from_the_shortest(void **state)
{
    static const char found[] = "✓ Found in 4 choices; the shortest is 3.";
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(24, 80);
    struct view view = two_writers_caught(film, LANGUAGE_ENGLISH);

    (void)state;
    view.race.shortest = 3;
    screen_draw(frame, &view, NULL); /* a race that was only shown */
    assert_false(shows(frame, "shortest"));
    view.race.is_asking = true;
    screen_draw(frame, &view, NULL);
    assert_has(frame, found);
    assert_has(frame, "The write pays for part of the growth.");
    assert_false(shows(frame, "choose who moves"));
    struct frame *small = make_frame(10, 40);
    screen_draw(small, &view, NULL);
    assert_has(small, "✓ in 4 choices; shortest: 3");
    assert_has(small, "✗ B: ");
    frame_free(small);
    view.race.shortest = 0;
    screen_draw(frame, &view, NULL);
    assert_false(shows(frame, "Found"));
    frame_free(frame);
    film_free(film);
}

/* "k0" stands in slot 0 of bucket 0, with tophash ab (film.c). */
static void what_a_gated_move_looks_at_is_marked(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(24, 80);
    struct view view = two_writers(film, LANGUAGE_ENGLISH);
    uint32_t buckets = model_map(view.model, view.map)->header.buckets;

    (void)state;
    memset(&view.registers, 0, sizeof view.registers);
    view.now = (th_event){.kind = TH_EVENT_SLOT_READ, .at = {.array = buckets}};
    screen_draw(frame, &view, NULL);
    assert_has(frame, "0▏⟨ab⟩");
    view.now = (th_event){.kind = TH_EVENT_FLAGS_LOADED};
    screen_draw(frame, &view, NULL);
    assert_has(frame, "⟨●writing A⟩");
    view.now = (th_event){.kind = TH_EVENT_COUNT_LOADED, .before = 1};
    screen_draw(frame, &view, NULL);
    assert_has(frame, "count ⟨1⟩");
    frame_free(frame);
    film_free(film);
}

/* ---- Every size ---- */

/* Method: nine workers and two, in both languages, at all sizes; the right border must be whole,
 * and the same view drawn twice gives the same frame. */
static void every_size_of_a_race_keeps_its_borders(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(1, 1);
    struct frame *again = make_frame(1, 1);

    (void)state;
    for (int height = SCREEN_LEAST_HEIGHT; height <= 44; height++) {
        for (int width = SCREEN_LEAST_WIDTH; width <= 132; width += 4) {
            enum language language = (enum language)(height & 1);
            struct view view = width & 4 ? two_writers_caught(film, language)
                                         : nine_workers(film, language, (size_t)width % 9);

            assert_int_equal(frame_resize(frame, height, width), FRAME_OK);
            assert_int_equal(frame_resize(again, height, width), FRAME_OK);
            screen_draw(frame, &view, &with_hints);
            screen_draw(again, &view, &with_hints);
            assert_true(frame_is_same(frame, again));
            for (int row = 1; row + 1 < height; row++) {
                struct frame_cell cell = frame_read_cell(frame, row, width - 1, GLYPH_UTF8);

                assert_true(memcmp(cell.bytes, "│", 3) == 0 || memcmp(cell.bytes, "┤", 3) == 0);
            }
        }
    }
    frame_free(frame);
    frame_free(again);
    film_free(film);
}

static void an_ascii_terminal_can_read_a_race(void **state)
{
    struct film *film = film_make("put:k0 put:k1");
    struct frame *frame = make_frame(24, 80);
    struct view view = nine_workers(film, LANGUAGE_ENGLISH, 0);

    (void)state;
    view.race.lanes[0].state = VIEW_LANE_DEAD;
    screen_draw(frame, &view, &with_hints);
    const char *text = plane_of(frame, SHOWS_ASCII);

    for (const char *byte = text; *byte != '\0'; byte++)
        assert_true((unsigned char)*byte < 0x80);
    assert_non_null(strstr(text, "> [1] A       x dead"));
    assert_non_null(strstr(text, "[2] B       # waits"));
    frame_free(frame);
    film_free(film);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lane_tells_who_how_where_and_what_next),
        cmocka_unit_test(a_narrow_frame_keeps_a_row_for_each_of_two),
        cmocka_unit_test(a_large_frame_shows_lanes_and_code),
        cmocka_unit_test(lanes_stand_still_when_another_worker_moves),
        cmocka_unit_test(a_dead_lane_says_so_in_words_and_style),
        cmocka_unit_test(who_waits_names_the_lock_and_who_is_done_has_no_next),
        cmocka_unit_test(nine_workers_have_a_row_each_and_long_names_are_cut_with_a_sign),
        cmocka_unit_test(lanes_out_of_view_are_counted),
        cmocka_unit_test(the_borders_tell_choices_schedule_and_who_may_choose),
        cmocka_unit_test(a_long_schedule_keeps_its_end),
        cmocka_unit_test(the_writer_stands_beside_the_flag_that_it_set),
        cmocka_unit_test(a_fatal_error_is_unmistakable_in_words_and_footer),
        cmocka_unit_test(a_run_of_ones_own_tells_the_ways_on_instead_of_the_lessons_words),
        cmocka_unit_test(a_learner_who_found_it_hears_how_far_from_the_shortest),
        cmocka_unit_test(what_a_gated_move_looks_at_is_marked),
        cmocka_unit_test(every_size_of_a_race_keeps_its_borders),
        cmocka_unit_test(an_ascii_terminal_can_read_a_race),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
