/* fatal_test.c - what Go makes fatal: which call notices what, and what happens then.
 *
 * Method: the writing flag is set by hand, as another writer would leave it; the map's handler
 * jumps out of the call. For the default handler a child process dies. */
#include "core/fatal.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/observe.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"

enum { WRITING = 4, NONE = -1 };

struct way_out {
    jmp_buf back;
    const th_map *map;
    int kind;
};

static void take_away(void *context, const th_map *map, const th_fatal_report *report)
{
    struct way_out *way_out = context;
    way_out->map = map;
    way_out->kind = (int)report->kind;
    longjmp(way_out->back, 1);
}

static void make_fatal_map(struct test_map *test, struct way_out *way_out, uint32_t count)
{
    way_out->kind = NONE;
    test_map_make(
        test, (th_map_options){.hint = 104, .fatal = {.context = way_out, .handle = take_away}});
    put_many(test->map, 0, count);
}

/* Everything that a call may be. */
static void call_put(th_map *map)
{
    uint64_t value = 1;
    (void)!th_map_put(map, key_of_many(1), &value);
}
static void call_put_new(th_map *map)
{
    uint64_t value = 1;
    (void)!th_map_put(map, key_of_many(1000), &value);
}
static void call_delete(th_map *map) { th_map_delete(map, key_of_many(1)); }
static void call_delete_miss(th_map *map) { th_map_delete(map, key_of_many(1000)); }
static void call_clear(th_map *map) { th_map_clear(map); }
static void call_get(th_map *map) { (void)th_map_get(map, key_of_many(1)); }
static void call_get_miss(th_map *map) { (void)th_map_get(map, key_of_many(1000)); }
static void call_first_next(th_map *map)
{
    th_cursor cursor;
    th_cursor_open(map, &cursor);
    (void)th_cursor_next(&cursor);
    th_cursor_close(&cursor);
}
static void call_len(th_map *map) { (void)th_map_len(map); }

/* The kind that call ends with, or NONE. */
static int kind_of(struct test_map *test, struct way_out *way_out, void (*call)(th_map *map))
{
    way_out->kind = NONE;
    if (setjmp(way_out->back) == 0) call(test->map);
    if (way_out->kind != NONE) assert_ptr_equal(way_out->map, test->map);
    return way_out->kind;
}

/* The table of the facts' last section. */
static void a_writer_at_work_is_noticed_at_entry(void **state)
{
    const struct {
        void (*call)(th_map *map);
        int kind, kind_when_empty;
    } table[] = {
        {call_put, TH_FATAL_WRITES, TH_FATAL_WRITES},
        {call_put_new, TH_FATAL_WRITES, TH_FATAL_WRITES},
        {call_delete, TH_FATAL_WRITES, NONE},
        {call_delete_miss, TH_FATAL_WRITES, NONE},
        {call_clear, TH_FATAL_WRITES, NONE},
        {call_get, TH_FATAL_READ_AND_WRITE, NONE},
        {call_get_miss, TH_FATAL_READ_AND_WRITE, NONE},
        {call_first_next, TH_FATAL_ITERATE_AND_WRITE, NONE},
        {call_len, NONE, NONE},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        for (uint32_t count = 0; count <= 30; count += 30) {
            struct test_map test;
            struct way_out way_out;
            make_fatal_map(&test, &way_out, count);
            set_flags(test.map, WRITING);
            assert_int_equal(kind_of(&test, &way_out, table[i].call),
                             count == 0 ? table[i].kind_when_empty : table[i].kind);
            counting_memory_give_all(&test.memory);
        }
    }
}

static struct way_out cursor_way_out;
static th_cursor open_cursor;

static void call_next(th_map *map)
{
    (void)map;
    (void)th_cursor_next(&open_cursor);
}

static void a_writer_is_noticed_at_each_step_of_a_walk(void **state)
{
    struct test_map test;
    (void)state;
    make_fatal_map(&test, &cursor_way_out, 30);
    th_cursor_open(test.map, &open_cursor);
    for (unsigned step = 0; step < 30; step++) {
        assert_int_equal(kind_of(&test, &cursor_way_out, call_next), NONE);
        set_flags(test.map, flags_of(test.map) | WRITING);
        assert_int_equal(kind_of(&test, &cursor_way_out, call_next), TH_FATAL_ITERATE_AND_WRITE);
        set_flags(test.map, flags_of(test.map) & (uint8_t)~WRITING);
    }
    assert_int_equal(kind_of(&test, &cursor_way_out, call_next), NONE);
    assert_false(th_cursor_next(&open_cursor));
    th_cursor_close(&open_cursor);
    test_map_free(&test);
}

/* ---- A flag that is lost during the operation ---- */

struct thief {
    th_observer observer;
    th_map *map;
    uint64_t fatal_before, fatal_after;
    unsigned fatals;
};

/* As a second writer does: it xors the flag while the first is at work. */
static void steal(void *context, const th_event *event)
{
    struct thief *thief = context;
    if (event->kind == TH_EVENT_WRITING_SET) {
        set_flags(thief->map, flags_of(thief->map) ^ WRITING);
    }
    if (event->kind == TH_EVENT_FATAL) {
        thief->fatals++;
        thief->fatal_before = event->before;
        thief->fatal_after = event->after;
    }
}

static void a_lost_flag_is_noticed_at_exit(void **state)
{
    void (*const calls[])(th_map *) = {call_put, call_put_new, call_delete, call_delete_miss,
                                       call_clear};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(calls); i++) {
        struct test_map test;
        struct way_out way_out;
        make_fatal_map(&test, &way_out, 30);
        struct thief thief = {.observer = {.context = &thief, .event = steal}, .map = test.map};
        th_map_observe(test.map, &thief.observer);
        assert_int_equal(kind_of(&test, &way_out, calls[i]), TH_FATAL_WRITES);
        assert_int_equal(thief.fatals, 1);
        assert_int_equal(thief.fatal_before, TH_FATAL_WRITES);
        assert_int_equal(thief.fatal_after, 1);
        counting_memory_give_all(&test.memory);
    }
}

static void a_flag_found_at_entry_says_so(void **state)
{
    struct test_map test;
    struct way_out way_out;
    (void)state;
    make_fatal_map(&test, &way_out, 30);
    struct thief thief = {.observer = {.context = &thief, .event = steal}, .map = test.map};
    th_map_observe(test.map, &thief.observer);
    set_flags(test.map, WRITING);
    assert_int_equal(kind_of(&test, &way_out, call_get), TH_FATAL_READ_AND_WRITE);
    assert_int_equal(thief.fatals, 1);
    assert_int_equal(thief.fatal_before, TH_FATAL_READ_AND_WRITE);
    assert_int_equal(thief.fatal_after, 0);
    counting_memory_give_all(&test.memory);
}

struct second_writer {
    th_observer observer;
    th_map *map;
    uint64_t set_before, set_after;
};

/* Sets the flag after the first writer has looked at it, and before it sets it itself. */
static void write_too(void *context, const th_event *event)
{
    struct second_writer *second = context;
    if (event->kind == TH_EVENT_HASH) set_flags(second->map, flags_of(second->map) ^ WRITING);
    if (event->kind == TH_EVENT_WRITING_SET) {
        second->set_before = event->before;
        second->set_after = event->after;
    }
}

/* As in Go: so two writers may cancel each other out, and that is noticed at the exit. */
static void the_flag_is_toggled_not_set(void **state)
{
    void (*const calls[])(th_map *) = {call_put, call_put_new, call_delete};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(calls); i++) {
        struct test_map test;
        struct way_out way_out;
        make_fatal_map(&test, &way_out, 30);
        struct second_writer second = {.observer = {.context = &second, .event = write_too},
                                       .map = test.map};
        th_map_observe(test.map, &second.observer);
        assert_int_equal(kind_of(&test, &way_out, calls[i]), TH_FATAL_WRITES);
        assert_int_equal(second.set_before, WRITING);
        assert_int_equal(second.set_after, 0);
        counting_memory_give_all(&test.memory);
    }
}

/* ---- The default handler ---- */

/* Runs call on a map of which another writer is at work, in a child; its standard error comes
 * back. */
static void die_of(void (*call)(th_map *map), const th_fatal_handler *handler, char *said,
                   size_t size, int *wait_status)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        th_map *map;
        dup2(ends[1], STDERR_FILENO);
        th_map_options options = {.value_size = 8, .fatal = *handler};
        uint64_t value = 1;
        if (th_map_make(&options, &map) != TH_OK) _exit(9);
        if (th_map_put(map, key_of_many(1), &value) != TH_OK) _exit(9);
        set_flags(map, WRITING);
        call(map);
        _exit(0);
    }
    close(ends[1]);
    size_t len = 0;
    for (ssize_t got; (got = read(ends[0], said + len, size - 1 - len)) > 0;)
        len += (size_t)got;
    said[len] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, wait_status, 0), child);
}

static void the_default_handler_prints_gos_line_and_when_and_aborts(void **state)
{
#define AT_ENTRY                                                                                   \
    "\n\nNoticed at entry: the writing flag was on when an operation began; a writer is at "       \
    "work.\n"
    const struct {
        void (*call)(th_map *map);
        const char *text;
    } table[] = {
        {call_put, "fatal error: concurrent map writes" AT_ENTRY},
        {call_delete, "fatal error: concurrent map writes" AT_ENTRY},
        {call_clear, "fatal error: concurrent map writes" AT_ENTRY},
        {call_get, "fatal error: concurrent map read and map write" AT_ENTRY},
        {call_first_next, "fatal error: concurrent map iteration and map write" AT_ENTRY},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        char said[400];
        int wait_status;
        die_of(table[i].call, &(th_fatal_handler){.handle = NULL}, said, sizeof said, &wait_status);
        assert_string_equal(said, table[i].text);
        assert_true(WIFSIGNALED(wait_status));
        assert_int_equal(WTERMSIG(wait_status), SIGABRT);
    }
}

static void say_and_return(void *context, const th_map *map, const th_fatal_report *report)
{
    (void)context;
    (void)map;
    (void)!write(STDERR_FILENO, report->kind == TH_FATAL_WRITES ? "W" : "?", 1);
}

static void a_handler_that_returns_is_followed_by_the_end(void **state)
{
    char said[400];
    int wait_status;
    (void)state;
    die_of(call_put, &(th_fatal_handler){.handle = say_and_return}, said, sizeof said,
           &wait_status);
    assert_string_equal(said, "W");
    assert_true(WIFSIGNALED(wait_status));
    assert_int_equal(WTERMSIG(wait_status), SIGABRT);
}

static void a_kind_has_gos_words(void **state)
{
    (void)state;
    assert_string_equal(th_fatal_text(TH_FATAL_WRITES), "concurrent map writes");
    assert_string_equal(th_fatal_text(TH_FATAL_READ_AND_WRITE),
                        "concurrent map read and map write");
    assert_string_equal(th_fatal_text(TH_FATAL_ITERATE_AND_WRITE),
                        "concurrent map iteration and map write");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_writer_at_work_is_noticed_at_entry),
        cmocka_unit_test(a_writer_is_noticed_at_each_step_of_a_walk),
        cmocka_unit_test(a_lost_flag_is_noticed_at_exit),
        cmocka_unit_test(a_flag_found_at_entry_says_so),
        cmocka_unit_test(the_flag_is_toggled_not_set),
        cmocka_unit_test(the_default_handler_prints_gos_line_and_when_and_aborts),
        cmocka_unit_test(a_handler_that_returns_is_followed_by_the_end),
        cmocka_unit_test(a_kind_has_gos_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
