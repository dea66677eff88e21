/* moved_test.c - is a slot's way drawn from where it was to where it went? */
#include "tests/unit/screen/seen.h"

static bool is_sign(const struct frame *frame, int row, int col, const char *sign)
{
    struct frame_cell cell = frame_read_cell(frame, row, col, GLYPH_UTF8);

    return cell.len == strlen(sign) && memcmp(cell.bytes, sign, cell.len) == 0;
}

/* The row in columns [begin, end) on which something has just been changed; 0: none. */
static int row_of_bracket(const struct frame *frame, int first, int last, int begin, int end)
{
    for (int row = first; row < last; row++) {
        for (int col = begin; col < end; col++) {
            if (is_sign(frame, row, col, "[")) return row;
        }
    }
    return 0;
}

/* Method: all moves of slots in a film of doublings, on a full screen, where the panes stand side
 * by side with the line between them in column 40. From the row of the old slot's bracket to that
 * of the new one's, the line is a way; elsewhere it is none. */
static void the_way_leads_from_bracket_to_bracket(void **state)
{
    enum { LINE = 40, TOP = 4, BOTTOM = 12 };
    struct film *film = film_make(doubling);
    struct frame *frame = make_frame(24, 80);
    int ways = 0;

    (void)state;
    for (uint64_t position = 1; position <= film_len(film); position++) {
        struct view view = film_view(film, position, LANGUAGE_ENGLISH);
        bool is_move = view.now.kind == TH_EVENT_SLOT_MOVED;

        screen_draw(frame, &view, NULL);
        int from = is_move ? row_of_bracket(frame, TOP, BOTTOM, 1, LINE) : 0;
        int to = is_move ? row_of_bracket(frame, TOP, BOTTOM, LINE + 5, 79) : 0;
        bool is_both = from > 0 && to > 0;

        for (int row = TOP; row < BOTTOM; row++) {
            bool is_between = is_both && ((row > from && row < to) || (row < from && row > to));

            assert_int_equal(is_sign(frame, row, LINE, "┃"), is_between);
        }
        if (!is_both) continue;
        ways++;
        const char *turn = from < to ? "┓" : from > to ? "┛" : "━";

        assert_true(is_sign(frame, from, LINE, turn));
        assert_true(is_sign(frame, from, LINE - 1, "━"));
        assert_true(is_sign(frame, to, LINE + 1, "▶"));
    }
    assert_true(ways > 20); /* a doubling to two, one to four, one to eight: 8 + 13 + some */
    frame_free(frame);
    film_free(film);
}

/* Method: the same on a frame on which the old pane lies above: at the right, down and back. */
static void below_each_other_the_way_goes_round_at_the_right(void **state)
{
    struct film *film = film_make(doubling);
    struct frame *frame = make_frame(24, 60);
    struct view view = film_view(film, film_find(film, TH_EVENT_SLOT_MOVED, 9), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, NULL);
    int from = row_of_bracket(frame, 4, 8, 1, 58);
    int to = row_of_bracket(frame, from + 1, 16, 1, 58);

    assert_true(from > 0 && to > 0);
    assert_true(is_sign(frame, from, 58, "┓"));
    for (int row = from + 1; row < to; row++)
        assert_true(is_sign(frame, row, 58, "┃"));
    assert_true(is_sign(frame, to, 58, "┛"));
    assert_has(frame, "▕◀━━┛");
    frame_free(frame);
    film_free(film);
}

/* Method: the sentence of a move of a slot, in both languages, on a screen wide enough for it. */
static void the_sentence_names_both_places(void **state)
{
    struct film *film = film_make(doubling);
    struct frame *frame = make_frame(40, 140);
    uint64_t position = film_find(film, TH_EVENT_SLOT_MOVED, 9);

    (void)state;
    for (int language = LANGUAGE_ENGLISH; language <= LANGUAGE_CHINESE; language++) {
        struct view view = film_view(film, position, (enum language)language);
        char from[64], to[64];

        if (language == LANGUAGE_ENGLISH) {
            snprintf(from, sizeof from, "moves: slot %u of old bucket %u →", view.now.at.slot,
                     view.now.at.bucket);
            snprintf(to, sizeof to, "→ slot %u of bucket %u;", view.now.to.slot,
                     view.now.to.bucket);
        } else {
            snprintf(from, sizeof from, "从旧桶 %u 槽位 %u", view.now.at.bucket, view.now.at.slot);
            snprintf(to, sizeof to, "迁至桶 %u 槽位 %u", view.now.to.bucket, view.now.to.slot);
        }
        screen_draw(frame, &view, NULL);
        assert_has(frame, from);
        assert_has(frame, to);
    }
    frame_free(frame);
    film_free(film);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_way_leads_from_bracket_to_bracket),
        cmocka_unit_test(below_each_other_the_way_goes_round_at_the_right),
        cmocka_unit_test(the_sentence_names_both_places),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
