/* Is the file replaced whole, are two processes' facts both kept, and is nothing written over that
 * could not be read? Method: files under $TEST_TMPDIR; twenty child processes write one at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "viz/progress/progress_file.h"

static char folder[4000];
static int folder_count;

/* A new folder for a test; the path of a file in it. */
static const char *new_path(const char *name)
{
    static char path[4096];
    const char *temporary = getenv("TEST_TMPDIR");
    snprintf(folder, sizeof folder, "%s/progress-%d-%d", temporary == NULL ? "/tmp" : temporary,
             (int)getpid(), folder_count++);
    assert_int_equal(mkdir(folder, 0700), 0);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void put_text(const char *path, const char *text)
{
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs(text, out);
    assert_int_equal(fclose(out), 0);
}

static void assert_file(const char *path, const char *expected)
{
    char text[4096] = "";
    FILE *in = fopen(path, "r");
    if (in == NULL) fail_msg("%s is not there", path);
    text[fread(text, 1, sizeof text - 1, in)] = '\0';
    fclose(in);
    assert_string_equal(text, expected);
}

static void no_file_is_no_progress(void **state)
{
    (void)state;
    struct progress progress;
    struct progress_error error;
    assert_int_equal(progress_load(new_path("progress"), &progress, &error), PROGRESS_OK);
    assert_int_equal(progress.lesson_count, 0);
    progress_free(&progress);
}

static void folders_are_made_on_the_way(void **state)
{
    (void)state;
    const char *path = new_path("state/tophash/progress");
    struct progress progress = {0};
    struct progress_error error;
    assert_true(progress_note_lesson(&progress, "a", 1, 2, false));
    assert_int_equal(progress_save(path, &progress, &error), PROGRESS_OK);
    assert_file(path, "tophash progress 1\nlast a\nlesson a step 1 of 2\n");
    progress_free(&progress);
}

static void a_damaged_file_is_kept_aside_and_never_written_over(void **state)
{
    (void)state;
    const char *path = new_path("progress");
    char bad[4200];
    struct progress progress;
    struct progress_error error;
    for (int i = 1; i <= 2; i++) {
        put_text(path, i == 1 ? "my diary\n" : "half a li");
        assert_int_equal(progress_load(path, &progress, &error), PROGRESS_DAMAGED);
        assert_int_equal(error.line, 1);
        assert_true(progress_note_lesson(&progress, "a", 1, 2, false));
        assert_int_equal(progress_save(path, &progress, &error), PROGRESS_OK);
        assert_file(path, "tophash progress 1\nlast a\nlesson a step 1 of 2\n");
        progress_free(&progress);
    }
    snprintf(bad, sizeof bad, "%s.bad", path);
    assert_file(bad, "my diary\n");
    snprintf(bad, sizeof bad, "%s.bad.2", path);
    assert_file(bad, "half a li");
}

static void a_later_tophash_is_left_its_file(void **state)
{
    (void)state;
    const char *path = new_path("progress");
    struct progress progress;
    struct progress_error error;
    put_text(path, "tophash progress 7\nwisdom 3\n");
    assert_int_equal(progress_load(path, &progress, &error), PROGRESS_LATER);
    assert_true(progress_note_lesson(&progress, "a", 1, 2, false));
    assert_int_equal(progress_save(path, &progress, &error), PROGRESS_LATER);
    assert_file(path, "tophash progress 7\nwisdom 3\n");
    progress_free(&progress);
}

static void what_is_no_file_is_neither_read_nor_written(void **state)
{
    (void)state;
    const char *path = new_path("progress");
    struct progress progress;
    struct progress_error error;
    assert_int_equal(mkfifo(path, 0600), 0); /* nobody writes: it would wait for ever */
    assert_int_equal(progress_load(path, &progress, &error), PROGRESS_NOT_READ);
    assert_true(progress_note_lesson(&progress, "a", 1, 2, false));
    assert_int_equal(progress_save(path, &progress, &error), PROGRESS_NOT_READ);
    assert_true(error.text[0] != '\0');
    progress_free(&progress);
}

/* Where a folder should be there is a file: nothing can be written, and nothing noted is lost. */
static void what_could_not_be_written_is_still_noted(void **state)
{
    (void)state;
    const char *path = new_path("state");
    char below[4200];
    struct progress progress = {0};
    struct progress_error error;
    put_text(path, "no folder\n");
    snprintf(below, sizeof below, "%s/progress", path);
    assert_true(progress_note_lesson(&progress, "a", 1, 2, false));
    assert_int_equal(progress_save(below, &progress, &error), PROGRESS_NOT_READ);
    assert_true(error.text[0] != '\0');
    assert_int_equal(unlink(path), 0);
    assert_int_equal(progress_save(below, &progress, &error), PROGRESS_OK);
    assert_file(below, "tophash progress 1\nlast a\nlesson a step 1 of 2\n");
    progress_free(&progress);
}

static void a_link_leads_to_what_is_replaced(void **state)
{
    (void)state;
    const char *path = new_path("progress");
    char target[4200];
    struct progress progress = {0};
    struct progress_error error;
    struct stat facts;
    snprintf(target, sizeof target, "%s/elsewhere", folder);
    put_text(target, "tophash progress 1\n");
    assert_int_equal(symlink("elsewhere", path), 0);
    assert_true(progress_note_lesson(&progress, "a", 1, 2, false));
    assert_int_equal(progress_save(path, &progress, &error), PROGRESS_OK);
    assert_int_equal(lstat(path, &facts), 0);
    assert_true(S_ISLNK(facts.st_mode));
    assert_file(target, "tophash progress 1\nlast a\nlesson a step 1 of 2\n");
    progress_free(&progress);
}

enum { WRITERS = 20, TRIES = 1000 };

/* A process that knows of nobody else. On a slow disk it may wait in vain, and tries again. */
static void write_as(const char *path, uint32_t number)
{
    struct progress progress = {0};
    struct progress_error error;
    char id[20];
    snprintf(id, sizeof id, "lesson-%u", (unsigned)number);
    bool is_noted = progress_note_lesson(&progress, id, number, WRITERS, false) &&
                    progress_note_answer(&progress, "all", number, PROGRESS_RIGHT);
    enum progress_status status = PROGRESS_NOT_WRITTEN;
    for (int i = 0; i < TRIES && status != PROGRESS_OK; i++)
        status = progress_save(path, &progress, &error);
    progress_free(&progress);
    _exit(is_noted && status == PROGRESS_OK ? 0 : 1);
}

static void processes_that_write_at_once_lose_nothing(void **state)
{
    (void)state;
    const char *path = new_path("progress");
    for (uint32_t number = 1; number <= WRITERS; number++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) write_as(path, number);
    }
    for (int i = 0; i < WRITERS; i++) {
        int how;
        assert_true(wait(&how) > 0);
        assert_int_equal(how, 0);
    }
    struct progress progress;
    struct progress_error error;
    assert_int_equal(progress_load(path, &progress, &error), PROGRESS_OK);
    assert_int_equal(progress.lesson_count, WRITERS);
    assert_int_equal(progress_score(&progress, "all").right, WRITERS);
    progress_free(&progress);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_file_is_no_progress),
        cmocka_unit_test(folders_are_made_on_the_way),
        cmocka_unit_test(a_damaged_file_is_kept_aside_and_never_written_over),
        cmocka_unit_test(a_later_tophash_is_left_its_file),
        cmocka_unit_test(what_is_no_file_is_neither_read_nor_written),
        cmocka_unit_test(what_could_not_be_written_is_still_noted),
        cmocka_unit_test(a_link_leads_to_what_is_replaced),
        cmocka_unit_test(processes_that_write_at_once_lose_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
