/* history_print_test.c - a fatal error shows both sides of a race, in the form that core/fatal.h
 * draws.
 *
 * Method: a child prints and dies; what it said is compared line by line. Where two writers must be
 * in the map at once, the first one's observer runs the second amid its operation. */
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/fatal.h"
#include "core/history.h"
#include "tests/support/test_map.h"
#include "tests/support/testing.h"
#include "tests/unit/core/history_callers.h"

enum { WRITING = 4 };

/* ---- What is printed ---- */

/* What body says in a child, which must die of an abort. */
static void said_by(void (*body)(void), char *said, size_t size)
{
    int ends[2], wait_status;
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        body();
        _exit(0);
    }
    close(ends[1]);
    size_t len = 0;
    for (ssize_t got; (got = read(ends[0], said + len, size - 1 - len)) > 0;)
        len += (size_t)got;
    said[len] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &wait_status, 0), child);
    assert_true(WIFSIGNALED(wait_status));
    assert_int_equal(WTERMSIG(wait_status), SIGABRT);
}

/* The columns' widths are for another test, distances are the compiler's: each run of two spaces or
 * more becomes two, the digits of each +0x... become #. */
static void without_widths(char *said)
{
    char *to = said;
    for (const char *from = said; *from != '\0';) {
        if (strncmp(from, "+0x", 3) == 0) {
            to = (char *)memcpy(to, "+0x#", 4) + 4;
            from += 3 + strspn(from + 3, "0123456789abcdef");
        } else if (strncmp(from, "  ", 2) == 0) {
            to = (char *)memcpy(to, "  ", 2) + 2;
            from += strspn(from, " ");
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
}

static th_map *make_for_child(uint32_t history, void (*event)(void *, const th_event *))
{
    static th_observer observer;
    th_map *map;
    observer = (th_observer){.event = event};
    th_map_options options = {
        .value_size = 8, .history = history, .observer = event == NULL ? NULL : &observer};
    if (th_map_make(&options, &map) != TH_OK) _exit(9);
    return map;
}

static th_map *raced;

static void *put_second(void *context)
{
    th_thread_name_set("second");
    caller_of_put(context, th_key_of("of the second"));
    return NULL;
}

/* The first writer has set the flag when the second comes. */
static void let_second_in_late(void *context, const th_event *event)
{
    (void)context;
    if (event->kind != TH_EVENT_WRITING_SET) return;
    th_map_observe(raced, NULL);
    pthread_t thread;
    if (pthread_create(&thread, NULL, put_second, raced) != 0) _exit(9);
    pthread_join(thread, NULL);
}

static void two_writers_noticed_at_entry(void)
{
    raced = make_for_child(4, NULL);
    caller_of_put(raced, th_key_of("long ago"));
    caller_of_put(raced, th_key_of("before"));
    caller_of_cursor(raced);
    th_map_observe(raced, &(th_observer){.event = let_second_in_late});
    caller_of_put(raced, th_key_of("of the first"));
}

static void at_entry_both_sides_are_printed(void **state)
{
    char said[2000];
    (void)state;
    said_by(two_writers_noticed_at_entry, said, sizeof said);
    without_widths(said);
    assert_string_equal(
        said, "fatal error: concurrent map writes\n"
              "\n"
              "Noticed at entry: the writing flag was on when an operation began; a writer is at "
              "work.\n"
              "\n"
              "The map's last operations, in the order they began (>: this one noticed):\n"
              "  6  thread 1  open  caller_of_cursor+0x#  over\n"
              "  7  thread 1  close  caller_of_cursor+0x#  over\n"
              "  8  thread 1  put \"of the first\"  caller_of_put+0x#  under way\n"
              ">  9  second  put \"of the second\"  caller_of_put+0x#  under way\n");
}

/* The second writer sets the flag after the first has looked, and stays; the first one's xor then
 * takes it off again. */
static sem_t is_set;

static void let_second_in_early(void *context, const th_event *event)
{
    static _Thread_local bool is_second;
    static atomic_bool has_begun;
    pthread_t thread;
    (void)context;
    if (event->kind == TH_EVENT_HASH && !atomic_exchange(&has_begun, true)) {
        if (pthread_create(&thread, NULL, put_second, raced) != 0) _exit(9);
        while (sem_wait(&is_set) != 0)
            continue;
    } else if (event->kind == TH_EVENT_OP_START && atomic_load(&has_begun)) {
        is_second = true;
    } else if (event->kind == TH_EVENT_WRITING_SET && is_second) {
        sem_post(&is_set);
        for (;;)
            pause();
    }
}

static void two_writers_noticed_at_exit(void)
{
    sem_init(&is_set, 0, 0);
    raced = make_for_child(4, let_second_in_early);
    th_thread_name_set("first");
    caller_of_put(raced, th_key_of("of the first"));
}

static void at_exit_both_sides_are_printed(void **state)
{
    char said[2000];
    (void)state;
    said_by(two_writers_noticed_at_exit, said, sizeof said);
    without_widths(said);
    assert_string_equal(
        said, "fatal error: concurrent map writes\n"
              "\n"
              "Noticed at exit: the writing flag was off when a write ended; another writer has "
              "toggled it.\n"
              "\n"
              "The map's last operations, in the order they began (>: this one noticed):\n"
              ">  1  first  put \"of the first\"  caller_of_put+0x#  under way\n"
              "  2  second  put \"of the second\"  caller_of_put+0x#  under way\n");
}

static void strange_keys_and_names(void)
{
    th_map *map = make_for_child(8, NULL);
    th_thread_name_set("a \"name\"\n of over 24 bytes");
    caller_of_put(map, (th_key){NULL, 0});
    th_thread_name_set("b");
    caller_of_put(map, (th_key){"\0\x1f ~\x7f\"\\\xe7\xbf\xbb", 10});
    caller_of_get(map, th_key_of("0123456789abcdefghijklmn"));
    caller_of_get(map, th_key_of("0123456789abcdefghijklmno"));
    set_flags(map, WRITING);
    caller_of_delete(map, th_key_of("a"));
}

static void keys_and_names_are_printed_in_plain_ascii(void **state)
{
    char said[2000];
    (void)state;
    said_by(strange_keys_and_names, said, sizeof said);
    without_widths(said);
    assert_string_equal(
        strstr(said, "  1  "),
        "  1  a \\\"name\\\"\\x0a of over 24 byt  put \"\"  caller_of_put+0x#  over\n"
        "  2  b  put \"\\x00\\x1f ~\\x7f\\\"\\\\\\xe7\\xbf\\xbb\"  caller_of_put+0x#  over\n"
        "  3  b  get \"0123456789abcdefghijklmn\"  caller_of_get+0x#  over\n"
        "  4  b  get \"0123456789abcdefghijklmn\"... (25 bytes)  caller_of_get+0x#  over\n"
        ">  5  b  delete \"a\"  caller_of_delete+0x#  under way\n");
}

static void the_columns_stand_under_each_other(void **state)
{
    char said[2000];
    (void)state;
    said_by(strange_keys_and_names, said, sizeof said);
    const char *first = strstr(said, "       1  ");
    long column = strstr(first, "  over") - first;
    unsigned rows = 0;
    for (const char *line = first; *line != '\0'; line = strchr(line, '\n') + 1, rows++) {
        const char *end = line + column;
        assert_true(strncmp(end, "  over\n", 7) == 0 || strncmp(end, "  under way\n", 12) == 0);
    }
    assert_int_equal(rows, 5);
}

/* Not exported, so the dynamic linker does not know its name. */
static __attribute__((noinline)) void nameless(th_map *map)
{
    (void)th_map_get(map, th_key_of("a"));
    STAY();
}

static void called_by_the_nameless(void)
{
    th_map *map = make_for_child(8, NULL);
    caller_of_put(map, th_key_of("a"));
    set_flags(map, WRITING);
    nameless(map);
}

static void a_place_without_a_name_is_said_by_its_file(void **state)
{
    char said[2000], expected[200];
    (void)state;
    said_by(called_by_the_nameless, said, sizeof said);
    without_widths(said);
    snprintf(expected, sizeof expected, ">  2  thread 1  get \"a\"  %s+0x#  under way\n",
             program_invocation_short_name);
    assert_string_equal(strstr(said, ">  2"), expected);
}

static void print_the_rest(void)
{
    const th_fatal_kind kinds[] = {TH_FATAL_BAD_STATE, TH_FATAL_FAULT};
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        th_fatal_print(NULL, NULL, &(th_fatal_report){.kind = kinds[i]});
    abort();
}

static void what_is_noticed_amid_an_operation_says_so(void **state)
{
    char said[2000];
    (void)state;
    said_by(print_the_rest, said, sizeof said);
    assert_string_equal(
        said, "fatal error: bad map state\n\nNoticed amid an operation: another thread has "
              "evacuated its slot meanwhile.\n"
              "fatal error: unexpected signal during runtime execution\n\nNoticed amid an "
              "operation: a pointer that others have changed leads nowhere.\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(at_entry_both_sides_are_printed),
        cmocka_unit_test(at_exit_both_sides_are_printed),
        cmocka_unit_test(keys_and_names_are_printed_in_plain_ascii),
        cmocka_unit_test(the_columns_stand_under_each_other),
        cmocka_unit_test(a_place_without_a_name_is_said_by_its_file),
        cmocka_unit_test(what_is_noticed_amid_an_operation_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
