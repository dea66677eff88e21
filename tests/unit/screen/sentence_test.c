/* sentence_test.c - a sentence for every move. Method: films of real maps that make every kind of
 * move there is but panic, fatal and those told at a gate only, which are made up. */
#include "viz/screen/sentence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/screen/film.h"
#include "viz/screen/width.h"

/* All kinds of moves: doubling, the same size (many deletes), walks through growths, clear. */
static const char *const scripts[] = {
    "fill:k=8 put:k9 get:k3 get:none delete:k4 delete:none put:k3 drop:k=9 put:a clear clear",
    "fill:k=13 walk:1=2 put:k14 put:k15 delete:k3 step:=20 drop:k=15 walk:0=3 fill:q=3 step:=1",
    "fill:k=52 walk:2=4 put:k53 put:k54 drop:k=9 walk:5=80 walk:3=70",
    "fill:k=26 walk:0=5 put:k27 delete:k7 delete:k8 fill:x=30 walk:0=2 close:= clear",
};
enum { SCRIPT_COUNT = sizeof scripts / sizeof scripts[0] };

static bool has_chinese(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text >= 0xe4 && (unsigned char)*text <= 0xe9) return true;
    }
    return false;
}

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text);

    return len >= strlen(end) && strcmp(text + len - strlen(end), end) == 0;
}

static void check_sentence(struct view *view, enum language language)
{
    char sentence[SENTENCE_BYTES_MAX];

    view->language = language;
    size_t len = sentence_write(view, sentence, sizeof sentence);

    assert_int_equal(len, strlen(sentence));
    assert_true(len > 0 && len < 300);
    assert_int_equal(has_chinese(sentence), language == LANGUAGE_CHINESE);
    assert_null(strpbrk(sentence, "{}"));
    if (language == LANGUAGE_CHINESE ? !ends_with(sentence, "。") && !ends_with(sentence, "？")
                                     : !ends_with(sentence, ".") && !ends_with(sentence, "?"))
        fail_msg("no full stop: %s", sentence);
}

static void every_kind_of_move_has_a_sentence_in_both_languages(void **state)
{
    bool is_seen[TH_EVENT_COUNT_OF_KINDS] = {
        [TH_EVENT_PANIC] = true,        [TH_EVENT_FATAL] = true,
        [TH_EVENT_LOOKED] = true,       [TH_EVENT_SLOT_READ] = true,
        [TH_EVENT_SHAPE_READ] = true,   [TH_EVENT_FLAGS_LOADED] = true,
        [TH_EVENT_COUNT_LOADED] = true, [TH_EVENT_LOCK_MOVED] = true,
    };

    (void)state;
    for (int i = 0; i < SCRIPT_COUNT; i++) {
        struct film *film = film_make(scripts[i]);

        for (uint64_t position = 1; position <= film_len(film); position++) {
            struct view view = film_view(film, position, LANGUAGE_ENGLISH);

            is_seen[view.now.kind] = true;
            check_sentence(&view, LANGUAGE_ENGLISH);
            check_sentence(&view, LANGUAGE_CHINESE);
        }
        film_free(film);
    }
    for (int kind = 0; kind < TH_EVENT_COUNT_OF_KINDS; kind++) {
        if (!is_seen[kind]) fail_msg("no film makes a %s", th_event_name((th_event_kind)kind));
    }
}

/* What an event's before and after may be at most. */
static uint64_t before_most(th_event_kind kind)
{
    switch (kind) {
    case TH_EVENT_OP_START:
    case TH_EVENT_OP_END:
        return TH_OP_COUNT - 1;
    case TH_EVENT_PANIC:
        return TH_BAD_MEMORY;
    case TH_EVENT_FATAL:
        return TH_FATAL_FAULT;
    default:
        return 6;
    }
}

static void check_all_cases(struct view *view, th_event event)
{
    for (event.before = 0; event.before <= before_most(event.kind); event.before++) {
        for (event.after = 0; event.after <= 2; event.after++) {
            view->now = event;
            check_sentence(view, LANGUAGE_ENGLISH);
            check_sentence(view, LANGUAGE_CHINESE);
        }
    }
}

/* Method: in the middle of a growth, each kind is made up, at old places and new, in full slots and
 * empty ones, with small numbers before and after. */
static void any_move_that_could_be_told_has_a_sentence(void **state)
{
    struct film *film = film_make("fill:k=26 put:k27");
    struct view view = film_view(film, film_find(film, TH_EVENT_SLOT_MOVED, 30), LANGUAGE_ENGLISH);
    const th_header *header = &model_map(view.model, view.map)->header;
    const uint32_t arrays[] = {header->buckets, header->oldbuckets};

    (void)state;
    assert_true(header->oldbuckets != 0);
    for (int kind = 0; kind < TH_EVENT_COUNT_OF_KINDS; kind++) {
        for (int i = 0; i < 2 * 2 * 8; i++) {
            th_event event = {.kind = (th_event_kind)kind, .cursor = 1};

            event.at = (th_place){.array = arrays[i & 1], .bucket = 1, .slot = (uint32_t)i / 4};
            event.to = (th_place){.array = arrays[i >> 1 & 1], .bucket = 1};
            event.header_before = header;
            event.header_after = header;
            check_all_cases(&view, event);
        }
    }
    film_free(film);
}

static void assert_says(const struct view *view, const char *expected)
{
    char sentence[SENTENCE_BYTES_MAX];

    sentence_write(view, sentence, sizeof sentence);
    assert_string_equal(sentence, expected);
}

static void a_sentence_has_the_moves_values(void **state)
{
    struct film *film = film_make("fill:k=9");
    struct view view;

    (void)state;
    view = film_view(film, film_find(film, TH_EVENT_OP_START, 2), LANGUAGE_ENGLISH);
    assert_says(&view, "put \"k1\" = 11 begins.");
    view = film_view(film, film_find(film, TH_EVENT_GROWTH_CHECKED, 9), LANGUAGE_ENGLISH);
    assert_says(&view, "A count of 9 is over the limit of 8: the array must double.");
    view = film_view(film, film_find(film, TH_EVENT_NEVACUATE, 1), LANGUAGE_ENGLISH);
    assert_says(&view, "nevacuate goes from 0 to 1: all old buckets below 1 are evacuated.");
    view = film_view(film, film_find(film, TH_EVENT_COUNT, 9), LANGUAGE_CHINESE);
    assert_says(&view, "count 从 8 变为 9。");
    film_free(film);
}

static void panic_and_fatal_have_gos_words(void **state)
{
    struct film *film = film_make("put:a");
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);

    (void)state;
    view.now = (th_event){.kind = TH_EVENT_PANIC, .before = TH_NIL_MAP};
    assert_says(&view, "panic: assignment to entry in nil map. Nothing has changed; a caller may "
                       "recover.");
    check_sentence(&view, LANGUAGE_CHINESE);
    for (th_fatal_kind kind = TH_FATAL_WRITES; kind <= TH_FATAL_FAULT; kind++) {
        for (uint64_t at_exit = 0; at_exit < 2; at_exit++) {
            view.now = (th_event){.kind = TH_EVENT_FATAL, .before = kind, .after = at_exit};
            check_sentence(&view, LANGUAGE_ENGLISH);
            check_sentence(&view, LANGUAGE_CHINESE);
        }
    }
    film_free(film);
}

/* ---- Races ---- */

/* "a" stands in slot 0 of a map with one bucket; flags 4 is writing. */
static void moves_told_at_a_gate_only_have_their_values(void **state)
{
    struct film *film = film_make("put:a");
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);
    uint32_t buckets = model_map(view.model, view.map)->header.buckets;

    (void)state;
    view.now = (th_event){.kind = TH_EVENT_FLAGS_LOADED, .before = 4};
    assert_says(&view, "flags is loaded: in this copy, writing is on. The next move stores it, "
                       "changed.");
    view.now = (th_event){.kind = TH_EVENT_COUNT_LOADED, .before = 17};
    assert_says(&view, "count is loaded: this copy is 17. The next move stores it, changed.");
    view.now = (th_event){.kind = TH_EVENT_SHAPE_READ, .before = 1};
    assert_says(&view, "B is 0: there is one bucket, and no growth is under way.");
    view.now.after = 1;
    assert_says(&view, "B is 0, and a growth is under way: the number of new buckets is 1.");
    view.now = (th_event){.kind = TH_EVENT_SHAPE_READ};
    assert_says(&view, "There are no buckets yet.");
    view.now = (th_event){.kind = TH_EVENT_SLOT_READ, .at = {.array = buckets, .slot = 3}};
    assert_says(&view, "Slot 3 of bucket 0 is looked at: there is nothing to do.");
    view.now = (th_event){.kind = TH_EVENT_LOOKED, .before = 5};
    assert_says(&view, "A look is enough: what is read, 5, asks for nothing here.");
    film_free(film);
}

static void a_store_from_an_old_copy_says_what_was_lost(void **state)
{
    struct film *film = film_make("put:a");
    struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);

    (void)state;
    view.now = (th_event){.kind = TH_EVENT_WRITING_SET, .before = 4, .after = 4};
    assert_says(&view, "The writing bit was on already, and stays on: the copy of flags was too "
                       "old.");
    view.now = (th_event){.kind = TH_EVENT_WRITING_SET, .before = 4, .after = 0};
    assert_says(&view, "The writing bit was on already: the xor turns it off again.");
    view.now = (th_event){.kind = TH_EVENT_COUNT, .before = 1, .after = 1};
    assert_says(&view, "count was 1 already: the copy was too old, and one change is lost.");
    film_free(film);
}

static void in_a_race_a_sentence_begins_with_the_worker_that_moved(void **state)
{
    struct film *film = film_make("put:a");
    struct view view = film_view(film, film_find(film, TH_EVENT_COUNT, 1), LANGUAGE_ENGLISH);

    (void)state;
    view.race.lane_count = 2;
    view.race.lanes[0].name = "A";
    view.race.lanes[1].name = "a_name_of_20_letters";
    assert_says(&view, "count goes from 0 to 1.");
    view.race.lanes[0].is_now = true;
    assert_says(&view, "A: count goes from 0 to 1.");
    view.race.lanes[0].is_now = false;
    view.race.lanes[1].is_now = true;
    view.language = LANGUAGE_CHINESE;
    assert_says(&view, "a_name_of_2…：count 从 0 变为 1。");
    film_free(film);
}

/* A fault has no event of its own. */
static void a_races_fatal_error_is_said_whatever_the_move(void **state)
{
    struct film *film = film_make("put:a");
    struct view view = film_view(film, film_find(film, TH_EVENT_COUNT, 1), LANGUAGE_ENGLISH);

    (void)state;
    view.race.lane_count = 1;
    view.race.lanes[0] = (struct view_lane){.name = "A", .is_now = true};
    view.race.fatal = "concurrent map writes";
    assert_says(&view, "A: fatal error: concurrent map writes. Nobody can recover.");
    view.now = (th_event){.kind = TH_EVENT_FATAL, .before = TH_FATAL_BAD_STATE};
    assert_says(&view, "A: fatal error: bad map state. Somebody has evacuated this slot meanwhile; "
                       "nobody can recover.");
    film_free(film);
}

static void without_a_move_there_is_no_sentence(void **state)
{
    struct film *film = film_make("put:a");
    struct view view = film_view(film, 0, LANGUAGE_ENGLISH);

    (void)state;
    assert_says(&view, "");
    film_free(film);
}

static void a_key_in_a_sentence_is_safe_and_cut_with_an_ellipsis(void **state)
{
    struct film *film = film_make("put:\x1b[2Jaaaaaaaaaabbbbbbbbbbccccccccccdddddddddd");
    struct view view = film_view(film, film_find(film, TH_EVENT_OP_START, 2), LANGUAGE_ENGLISH);

    (void)state;
    assert_says(&view, "put \"␛[2Jaaaaaaaaaabbbbbbbbbbccccccc…\" = 7 begins.");
    film_free(film);
}

static void a_small_buffer_holds_whole_characters(void **state)
{
    struct film *film = film_make("put:a");
    struct view view = film_view(film, film_len(film), LANGUAGE_CHINESE);
    char whole[SENTENCE_BYTES_MAX];
    char part[SENTENCE_BYTES_MAX];
    size_t len = sentence_write(&view, whole, sizeof whole);

    (void)state;
    for (size_t size = 1; size <= len + 1; size++) {
        size_t part_len = sentence_write(&view, part, size);

        assert_true(part_len < size);
        assert_memory_equal(part, whole, part_len);
        assert_true(((unsigned char)whole[part_len] & 0xc0) != 0x80);
    }
    assert_int_equal(sentence_write(&view, part, 0), 0);
    film_free(film);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_move_has_a_sentence_in_both_languages),
        cmocka_unit_test(any_move_that_could_be_told_has_a_sentence),
        cmocka_unit_test(a_sentence_has_the_moves_values),
        cmocka_unit_test(panic_and_fatal_have_gos_words),
        cmocka_unit_test(moves_told_at_a_gate_only_have_their_values),
        cmocka_unit_test(a_store_from_an_old_copy_says_what_was_lost),
        cmocka_unit_test(in_a_race_a_sentence_begins_with_the_worker_that_moved),
        cmocka_unit_test(a_races_fatal_error_is_said_whatever_the_move),
        cmocka_unit_test(without_a_move_there_is_no_sentence),
        cmocka_unit_test(a_key_in_a_sentence_is_safe_and_cut_with_an_ellipsis),
        cmocka_unit_test(a_small_buffer_holds_whole_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
