/* walk_test.c - whatever is pressed, wherever one is, at whatever size: the screen stays whole.
 *
 * Method: the loops run on a terminal of our own, whose keys, presses and sizes are drawn from a
 * seed: 100,000 events over lessons of all kinds, commands of free play among them, each frame
 * looked at. A failure prints seed and
 * event; WALK_SEED=N in the environment repeats a walk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "viz/lesson/catalog.h"
#include "viz/tui/tui.h"

enum { EVENTS = 100000, WALKS = 20, EVENTS_A_LESSON = 500 };

static uint64_t seed, state;
static int event_count, left;

/* xorshift64*, as good as any here. */
static uint64_t draw(uint64_t below)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * UINT64_C(0x2545f4914f6cdd1d) % below;
}

/* ---- The terminal ---- */

struct terminal {
    int height;
    int width;
};
static struct terminal own = {24, 80};

const char *terminal_status_text(enum terminal_status status)
{
    (void)status;
    return "";
}

enum terminal_status terminal_open(const struct terminal_options *options, struct terminal **opened)
{
    (void)options;
    *opened = &own;
    return TERMINAL_OK;
}

void terminal_close(struct terminal *terminal) { (void)terminal; }

void terminal_size(const struct terminal *terminal, int *height, int *width)
{
    *height = terminal->height;
    *width = terminal->width;
}

/* Each cell is whole, a wide one has its right half, and each spot lies inside. */
static void check_cells(const struct frame *frame)
{
    for (int row = 0; row < frame_height(frame); row++) {
        for (int col = 0; col < frame_width(frame);) {
            struct frame_cell cell = frame_read_cell(frame, row, col, GLYPH_UTF8);

            if (cell.columns < 1 || col + cell.columns > frame_width(frame))
                fail_msg("seed %llu, event %d: cell %d,%d", (unsigned long long)seed, event_count,
                         row, col);
            col += cell.columns;
        }
    }
}

void terminal_present(struct terminal *terminal, const struct frame *frame)
{
    assert_int_equal(frame_height(frame), terminal->height);
    assert_int_equal(frame_width(frame), terminal->width);
    if (event_count % 16 == 0) check_cells(frame);
    for (size_t i = 0; i < frame_spot_count(frame); i++) {
        const struct frame_spot *spot = frame_spot_at(frame, i);
        bool is_inside = spot->row >= 0 && spot->col >= 0 && spot->height > 0 && spot->width > 0 &&
                         spot->row + spot->height <= terminal->height &&
                         spot->col + spot->width <= terminal->width;

        if (!is_inside)
            fail_msg("seed %llu, event %d: spot %zu", (unsigned long long)seed, event_count, i);
    }
}

static key_code draw_key(void)
{
    static const key_code others[] = {0x6876, 0xe9, 0x301, 0x1f600, 1, 5, 11, 21, 23};

    switch (draw(8)) {
    case 0:
    case 1:
    case 2:
        return (key_code)(' ' + draw('~' - ' ' + 1));
    case 3:
        return others[draw(sizeof others / sizeof others[0])];
    default:
        return (key_code)(KEYCODE_LEFT + draw(KEYCODE_UNKNOWN - KEYCODE_LEFT + 1));
    }
}

/* Commands of free play, each typed whole: at random nobody would find them. */
static const char *typed = "";

static const char *draw_command(void)
{
    static const char *const commands[] = {
        ":put a 1\n",
        ":put b=2 c=3\n",
        ":get a fig\n",
        ":delete a b\n",
        ":fill k 1..9\n",
        ":fill key_ 1..30\n",
        ":iterate\n",
        ":clear\n",
        ":undo\n",
        ":undo\n",
        ":redo\n",
        ":help\n\n",
        ":put \"\\x00 é\"\n",
        ":put a=1 a=2\n\n",
        ":nonsense\n",
        ":collide 5 in 0\n",
        ":make hint 20\n",
        ":on m\n",
    };
    return commands[draw(sizeof commands / sizeof commands[0])];
}

static key_code next_typed(void)
{
    char next = *typed++;
    return next == '\n' ? KEYCODE_ENTER : (key_code)(unsigned char)next;
}

/* Mostly sizes that people have; now and then any. */
static void draw_size(struct terminal *terminal)
{
    static const int heights[] = {24, 24, 10, 36, 50, 9}, widths[] = {80, 80, 40, 120, 100, 39};
    size_t usual = (size_t)draw(6);

    terminal->height = draw(4) == 0 ? 1 + (int)draw(80) : heights[usual];
    terminal->width = draw(4) == 0 ? 1 + (int)draw(250) : widths[usual];
}

struct terminal_event terminal_read(struct terminal *terminal, int timeout_ms)
{
    event_count++;
    if (left-- <= 0) return (struct terminal_event){.kind = TERMINAL_GONE};
    if (*typed != '\0') return (struct terminal_event){.kind = TERMINAL_KEY, .key = next_typed()};
    if (draw(200) == 0) typed = draw_command();
    if (draw(100) == 0) {
        draw_size(terminal);
        return (struct terminal_event){.kind = TERMINAL_RESIZED};
    }
    if (draw(10) == 0) {
        struct terminal_mouse mouse = {.button = (enum terminal_button)draw(5),
                                       .row = (int)draw((uint64_t)terminal->height + 2),
                                       .col = (int)draw((uint64_t)terminal->width + 2)};
        return (struct terminal_event){.kind = TERMINAL_MOUSE, .mouse = mouse};
    }
    if (timeout_ms >= 0 && draw(2) == 0) return (struct terminal_event){.kind = TERMINAL_TIMEOUT};
    return (struct terminal_event){.kind = TERMINAL_KEY, .key = draw_key()};
}

/* ---- The walk ---- */

/* All kinds: a nil map, growth, deletes, cursors, two maps; races with and without locks. */
static const char *const ids[] = {"nil-and-empty",   "first-write",           "growth-by-doubling",
                                  "iteration-order", "two-writers",           "two-writers-mutex",
                                  "tophash",         "delete-and-empty-rest", "hint"};
enum { LESSONS = sizeof ids / sizeof ids[0] };

static void walk_menu(struct tui *tui)
{
    struct screen_menu_item items[LESSONS];
    size_t selected = (size_t)draw(LESSONS);

    for (size_t i = 0; i < LESSONS; i++)
        items[i] = (struct screen_menu_item){.title = ids[i], .about = "About it.", .unit = ""};
    left = 1 + (int)draw(20);
    (void)tui_menu(tui, items, LESSONS, "", &selected);
    assert_in_range(selected, 0, LESSONS - 1);
}

/* A lesson again and again, however it is left, until its events are used up. */
static void walk_lesson(struct tui *tui, struct player *player)
{
    int end = event_count + EVENTS_A_LESSON;

    while (event_count < end) {
        left = end - event_count;
        (void)tui_play(tui, player, NULL);
        walk_menu(tui);
    }
}

static void walk(const struct catalog *catalog, uint64_t number)
{
    static const struct player_options options = {0};
    static const struct tui_options tui_options = {.terminal = {.charset = GLYPH_UTF8}};
    struct tui *tui = NULL;

    seed = state = number;
    event_count = 0;
    typed = "";
    assert_int_equal(tui_open(&tui_options, &tui), TERMINAL_OK);
    while (event_count < EVENTS / WALKS) {
        struct source_errors errors = {0};
        struct lesson *plan = NULL;
        struct player *player = NULL;
        struct catalog_found found = catalog_find(catalog, ids[draw(LESSONS)]);

        assert_int_equal(catalog_load(catalog, found.index, &plan, &errors), LESSON_OK);
        assert_int_equal(player_make(plan, &options, &player), PLAYER_OK);
        walk_lesson(tui, player);
        player_free(player);
        lesson_free(plan);
    }
    tui_close(tui);
}

static uint64_t number_of(const char *variable, uint64_t otherwise)
{
    const char *value = getenv(variable);
    return value == NULL ? otherwise : strtoull(value, NULL, 10);
}

static void no_key_press_or_size_breaks_the_screen(void **unused)
{
    uint64_t shard = number_of("TEST_SHARD_INDEX", 0), shards = number_of("TEST_TOTAL_SHARDS", 1);
    uint64_t only = number_of("WALK_SEED", 0);
    struct catalog *catalog;

    (void)unused;
    assert_int_equal(catalog_of_embedded(&catalog), CATALOG_OK);
    for (uint64_t number = 1; number <= WALKS; number++) {
        bool is_ours = only != 0 ? number == only : number % shards == shard;
        if (is_ours) walk(catalog, number);
    }
    catalog_free(catalog);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_key_press_or_size_breaks_the_screen)};
    const char *status_file = getenv("TEST_SHARD_STATUS_FILE");

    if (status_file != NULL) fclose(fopen(status_file, "w"));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
