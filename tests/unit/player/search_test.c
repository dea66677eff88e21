/* search_test.c - stops by number, jumps, breakpoints, causes. Method: small lessons are played,
 * and what is found is compared with what walking through every stop finds. */
#include "viz/player/player_search.h"

#include "tests/unit/player/played.h"

/* Nine keys double a map of one bucket (load over 6.5 asks for more than eight); the map that is
 * nil panics. */
static const char growing[] = "tophash: 1\n"
                              "id: growing\n"
                              "title: Growing\n"
                              "maps:\n"
                              "  m: {value: int64}\n"
                              "  none: nil\n"
                              "steps:\n"
                              "  - fill: {prefix: k, from: 1, to: 8}\n"
                              "  - say: only words\n"
                              "  - put: {k9: 9}\n"
                              "  - delete: k3\n"
                              "  - put: {x: 1}\n"
                              "    on: none\n"
                              "    expect: {panic: assignment to entry in nil map}\n";

static void stops_are_numbered_as_forward_visits_them(void **state)
{
    (void)state;
    struct played played = play_text(growing);
    uint64_t stop = 0;
    do {
        struct view here = look(played.player);
        assert_int_equal(player_stop(played.player), stop);
        assert_int_equal(here.scrub.stop, stop);
        stop++;
    } while (player_move_forward(played.player));
    assert_int_equal(player_stop_count(played.player), stop);
    while (stop-- > 0) {
        player_seek_stop(played.player, stop);
        assert_int_equal(player_stop(played.player), stop);
        if (stop > 0) {
            struct view there = look(played.player);
            player_seek_stop(played.player, stop - 1);
            player_move_forward(played.player);
            assert_int_equal(look(played.player).step, there.step);
            assert_int_equal(look(played.player).move, there.move);
        }
    }
    assert_true(player_seek_stop(played.player, UINT64_MAX)); /* the last */
    assert_int_equal(player_stop(played.player) + 1, player_stop_count(played.player));
    put_away(played);
}

static void a_jump_finds_the_next_move_of_its_kind_each_way(void **state)
{
    (void)state;
    struct played played = play_text(growing);
    struct player *player = played.player;
    struct player_match write = {.kinds = PLAYER_MATCH_KIND(TH_EVENT_SLOT_WRITTEN)};
    size_t forward = 0, back = 0;
    while (player_find_forward(player, &write, 1)) {
        assert_int_equal(look(player).now.kind, TH_EVENT_SLOT_WRITTEN);
        forward++;
    }
    assert_int_equal(forward, 9);
    player_last(player);
    while (player_find_back(player, &write, 1)) {
        assert_int_equal(look(player).now.kind, TH_EVENT_SLOT_WRITTEN);
        back++;
    }
    assert_int_equal(back, 9);
    uint64_t here = player_stop(player);
    assert_false(player_find_back(player, &write, 1));
    assert_int_equal(player_stop(player), here);
    put_away(played);
}

static void a_match_looks_at_bucket_and_key(void **state)
{
    (void)state;
    struct played played = play_text(growing);
    struct player_match key = {
        .kinds = PLAYER_MATCH_KIND(TH_EVENT_SLOT_WRITTEN), .has_key = true, .key = {"k5", 2}};
    struct player_match bucket = {
        .kinds = PLAYER_MATCH_KIND(TH_EVENT_SLOT_MOVED), .has_bucket = true, .bucket = 1};
    assert_true(player_find_forward(played.player, &key, 1));
    assert_memory_equal(look(played.player).now.key.bytes, "k5", 2);
    assert_false(player_find_forward(played.player, &key, 1));
    while (player_find_forward(played.player, &bucket, 1))
        assert_int_equal(look(played.player).now.to.bucket,
                         1); /* the old array has bucket 0 only */
    put_away(played);
}

/* A tape of many blocks, most of which a search passes by. */
static const char long_way[] = "tophash: 1\n"
                               "id: long\n"
                               "title: A long way\n"
                               "maps:\n"
                               "  m: {value: int64, seed: 3}\n"
                               "steps:\n"
                               "  - fill: {prefix: k, from: 1, to: 1500}\n"
                               "  - put: {k7: 9}\n"
                               "  - delete: k900\n";

/* What is found stop by stop, without a search: the event as it was told. */
static bool is_told(const struct view *view, const struct player_match *match)
{
    const th_event *now = &view->now;
    if (!view->has_now) return false;
    bool is_moved = now->kind == TH_EVENT_SLOT_MOVED;
    bool is_at = now->at.array != 0 && now->at.bucket == match->bucket;
    bool is_to = is_moved && now->to.array != 0 && now->to.bucket == match->bucket;
    if (match->kinds != 0 && (match->kinds >> now->kind & 1) == 0) return false;
    if (match->has_bucket && !is_at && !is_to) return false;
    bool has_key = now->key.bytes != NULL && now->key.len == match->key.len &&
                   memcmp(now->key.bytes, match->key.bytes, now->key.len) == 0;
    return !match->has_key || has_key;
}

static void a_search_passes_by_no_match(void **state)
{
    (void)state;
    static const struct player_match matches[] = {
        {.kinds = PLAYER_MATCH_KIND(TH_EVENT_GROW_START)},
        {.has_key = true, .key = {"k900", 4}},
        {.has_key = true, .key = {"no such key", 11}},
        {.has_bucket = true, .bucket = 255},
        {.kinds = PLAYER_MATCH_KIND(TH_EVENT_SLOT_MOVED), .has_bucket = true, .bucket = 130},
        {.kinds = PLAYER_MATCH_KIND(TH_EVENT_SLOT_WRITTEN), .has_key = true, .key = {"k7", 2}},
    };
    enum { MATCHES = sizeof matches / sizeof matches[0], LEAST = 3 };
    struct played played = play_text(long_way);
    struct player *player = played.player;
    size_t told[MATCHES] = {0}, found[MATCHES] = {0}, total = 0;
    assert_true(player_stop_count(player) > 16 * TIMELINE_BLOCK);
    while (player_move_forward(player)) {
        struct view view = look(player);
        for (size_t i = 0; i < MATCHES; i++)
            told[i] += is_told(&view, &matches[i]);
    }
    for (size_t i = 0; i < MATCHES; i++) {
        size_t back = 0;
        player_first(player);
        while (player_find_forward(player, &matches[i], 1)) {
            struct view view = look(player);
            assert_true(is_told(&view, &matches[i]));
            found[i]++;
        }
        struct view last = look(player);
        player_last(player);
        back = is_told(&last, &matches[i]) && player_stop(player) == last.scrub.stop;
        while (player_find_back(player, &matches[i], 1))
            back++;
        assert_int_equal(found[i], told[i]);
        assert_int_equal(back, told[i]);
        total += told[i] > 0;
    }
    assert_true(total > LEAST);
    put_away(played);
}

static struct player_match write_of(int number, char *key, size_t size)
{
    int len = snprintf(key, size, "k%d", number);
    return (struct player_match){.kinds = PLAYER_MATCH_KIND(TH_EVENT_SLOT_WRITTEN),
                                 .has_key = true,
                                 .key = {key, (size_t)len}};
}

/* Method: keys are written in the order of their numbers; of 1500 writes one or two are the first
 * of their block, and as many the last. */
static void a_search_finds_each_write_both_ways(void **state)
{
    enum { WRITES = 1500 };
    static uint64_t stops[WRITES + 1];
    (void)state;
    struct played played = play_text(long_way);
    struct player *player = played.player;
    size_t first = 0, last = 0;
    char key[16];
    for (int number = 1; number <= WRITES; number++) {
        struct player_match match = write_of(number, key, sizeof key);
        assert_true(player_find_forward(player, &match, 1));
        stops[number] = player_stop(player); /* behind its move, in the first step */
        first += (stops[number] - 1) % TIMELINE_BLOCK == 0;
        last += stops[number] % TIMELINE_BLOCK == 0;
    }
    assert_true(first > 0 && last > 0);
    player_last(player);
    for (int number = WRITES; number >= 1; number--) {
        struct player_match match = write_of(number, key, sizeof key);
        assert_true(player_find_back(player, &match, 1));
        assert_int_equal(player_stop(player), stops[number]);
    }
    put_away(played);
}

/* ---- Marks and breakpoints ---- */

static size_t count_marks(const struct view *view, enum view_mark_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < view->scrub.mark_count; i++)
        count += view->scrub.marks[i].kind == kind;
    return count;
}

static void marks_tell_steps_growth_and_panics(void **state)
{
    (void)state;
    struct played played = play_text(growing);
    struct view view = look(played.player);
    assert_int_equal(count_marks(&view, VIEW_MARK_STEP), 5);
    assert_int_equal(count_marks(&view, VIEW_MARK_GROWTH), 1);
    assert_int_equal(count_marks(&view, VIEW_MARK_PANIC), 1);
    assert_int_equal(count_marks(&view, VIEW_MARK_FATAL), 0);
    for (size_t i = 0; i < view.scrub.mark_count; i++) {
        struct view_mark mark = view.scrub.marks[i];
        if (i > 0) assert_true(view.scrub.marks[i - 1].stop <= mark.stop);
        player_seek_stop(played.player, mark.stop);
        struct view there = look(played.player);
        if (mark.kind == VIEW_MARK_STEP) assert_int_equal(there.move, 0);
        if (mark.kind == VIEW_MARK_GROWTH) assert_int_equal(there.now.kind, TH_EVENT_GROW_START);
        if (mark.kind == VIEW_MARK_PANIC) assert_int_equal(there.now.kind, TH_EVENT_PANIC);
    }
    put_away(played);
}

static void breakpoints_are_marks_until_they_are_cleared(void **state)
{
    (void)state;
    struct played played = play_text(growing);
    char key[] = "k9";
    struct player_match matches[] = {
        {.kinds = PLAYER_MATCH_KIND(TH_EVENT_SLOT_CLEARED)},
        {.kinds = PLAYER_MATCH_KIND(TH_EVENT_SLOT_WRITTEN), .has_key = true, .key = {key, 2}}};
    assert_true(player_set_breaks(played.player, matches, 2));
    key[0] = '?'; /* it has its own copy */
    struct view view = look(played.player);
    assert_int_equal(count_marks(&view, VIEW_MARK_BREAK), 2);
    size_t stops = 0;
    while (player_move_forward(played.player))
        stops += player_is_at_break(played.player);
    assert_int_equal(stops, 2);
    assert_true(player_set_breaks(played.player, NULL, 0));
    view = look(played.player);
    assert_int_equal(count_marks(&view, VIEW_MARK_BREAK), 0);
    assert_false(player_is_at_break(played.player));
    put_away(played);
}

/* ---- Why? ---- */

/* Every slot's cause, at every stop, is the last change on the way there: walked through by
 * hand. */
static void a_cause_is_the_latest_change_of_that_slot(void **state)
{
    (void)state;
    struct played played = play_text(growing);
    struct player *player = played.player;
    struct player_cause cause;
    while (player_move_forward(player)) {
        struct view view = look(player);
        if (!view.has_now || view.map != 0) continue;
        for (uint32_t i = 0; i < view.registers.place_count; i++) {
            const struct registers_place *place = &view.registers.places[i];
            if (!place->is_now || place->place.slot >= 8) continue;
            assert_true(player_cause_of(player, &place->place, &cause));
            assert_int_equal(cause.stop, player_stop(player));
            assert_int_equal(cause.step, view.step);
            assert_int_equal(cause.move, view.move);
        }
    }
    put_away(played);
}

static void a_slot_keeps_its_cause_until_it_changes(void **state)
{
    (void)state;
    struct played played = play_text(growing);
    struct player *player = played.player;
    struct player_match write = {.kinds = PLAYER_MATCH_KIND(TH_EVENT_SLOT_WRITTEN)};
    struct player_cause cause;
    player_find_forward(player, &write, 1);
    th_place first = look(player).now.at;
    uint64_t wrote = player_stop(player);
    player_find_forward(player, &write, 1);
    assert_true(player_cause_of(player, &first, &cause));
    assert_int_equal(cause.stop, wrote);
    assert_int_equal(cause.op.op, TH_OP_PUT);
    th_place beyond = {.array = first.array + 1}; /* before the map has grown */
    assert_false(player_cause_of(player, &beyond, &cause));
    put_away(played);
}

/* Method: backwards from the end, the cause of a slot is the first move met that changes it. */
static void a_cause_far_back_is_found(void **state)
{
    (void)state;
    enum { EACH = 7 };
    struct played played = play_text(long_way);
    struct player *player = played.player;
    struct player_cause cause;
    player_last(player);
    struct view end = look(player);
    uint64_t end_stop = player_stop(player);
    uint32_t array = model_map(end.model, end.map)->header.buckets;
    uint64_t buckets = model_array(end.model, end.map, array).bucket_count;
    assert_int_equal(buckets, 256);
    for (uint32_t bucket = 0; bucket < buckets; bucket += EACH) {
        th_place place = {.array = array, .bucket = bucket, .slot = bucket % 3};
        player_seek_stop(player, end_stop);
        assert_true(player_cause_of(player, &place, &cause));
        player_seek_stop(player, cause.stop);
        th_event now = look(player).now;
        assert_true(th_place_is_same_slot(&now.at, &place) ||
                    th_place_is_same_slot(&now.to, &place));
        struct model_slot slot, before;
        struct view view = look(player);
        assert_true(model_slot(view.model, view.map, place, &slot));
        player_seek_stop(player, end_stop);
        view = look(player);
        assert_true(model_slot(view.model, view.map, place, &before));
        assert_int_equal(slot.tophash, before.tophash);
        assert_int_equal(slot.key_id, before.key_id);
        assert_int_equal(slot.value_id, before.value_id);
    }
    put_away(played);
}

static void a_key_is_found_where_it_is_now(void **state)
{
    (void)state;
    struct played played = play_text(growing);
    struct player *player = played.player;
    th_place place;
    assert_false(player_place_of_key(player, (th_key){"k3", 2}, &place));
    player_seek(player, 1, 0);
    assert_true(player_place_of_key(player, (th_key){"k3", 2}, &place));
    assert_int_equal(place.slot, 2); /* the third of a bucket that was empty */
    player_seek(player, 3, UINT64_MAX);
    assert_false(player_place_of_key(player, (th_key){"k3", 2}, &place)); /* deleted */
    put_away(played);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stops_are_numbered_as_forward_visits_them),
        cmocka_unit_test(a_jump_finds_the_next_move_of_its_kind_each_way),
        cmocka_unit_test(a_match_looks_at_bucket_and_key),
        cmocka_unit_test(a_search_passes_by_no_match),
        cmocka_unit_test(a_search_finds_each_write_both_ways),
        cmocka_unit_test(marks_tell_steps_growth_and_panics),
        cmocka_unit_test(breakpoints_are_marks_until_they_are_cleared),
        cmocka_unit_test(a_cause_is_the_latest_change_of_that_slot),
        cmocka_unit_test(a_slot_keeps_its_cause_until_it_changes),
        cmocka_unit_test(a_cause_far_back_is_found),
        cmocka_unit_test(a_key_is_found_where_it_is_now),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
