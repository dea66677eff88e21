/* schedule_fuzz.c - bytes are a schedule: it is refused in words, with a place in the text; or
 * read, and then it reads the same when it is written. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "viz/race/schedule.h"

static const struct scenario_worker workers[] = {{.name = "A"}, {.name = "B"}, {.name = "reader"}};

/* Its digest is b16168dea6c761d3, as corpus/schedule/digest has it. */
static const struct scenario two_writers = {
    .id = "two-writers", .map_name = "m", .workers = workers, .worker_count = 3};

static void must(bool holds, const char *what)
{
    if (holds) return;
    fprintf(stderr, "schedule_fuzz: not so: %s\n", what);
    abort();
}

static void check_refusal(const struct schedule *read, const struct schedule_error *error,
                          size_t size_bytes)
{
    size_t len = strnlen(error->text, sizeof error->text);
    must(len > 0 && len < sizeof error->text, "an error has words");
    for (size_t i = 0; i < len; i++)
        must(error->text[i] >= ' ' && error->text[i] <= '~', "an error is plain ASCII");
    must(error->line >= 1 && error->column >= 1, "places begin at 1:1");
    must(error->line + error->column <= size_bytes + 2, "the place is in the text");
    must(read->choices == NULL && read->count == 0, "what is refused leaves nothing");
}

static void check_read(const struct schedule *read, const char *text, size_t len)
{
    must(read->count <= SCHEDULE_CHOICES_MAX, "choices are counted");
    for (size_t i = 0; i < read->count; i++)
        must(read->choices[i] < two_writers.worker_count, "a choice is a worker");
    uint32_t line = 1, column = 1;
    if (read->count > 0) schedule_place(text, len, read->count - 1, &line, &column);
    must(line + column <= len + 2, "a choice's place is in the text");

    char *written = schedule_write(&two_writers, read->choices, read->count);
    must(written != NULL, "there is memory");
    struct schedule again;
    struct schedule_error error;
    /* The head and a blank behind each worker may make a text longer that was at the limit. */
    if (strlen(written) <= SCHEDULE_BYTES_MAX) {
        must(schedule_read(&two_writers, written, strlen(written), &again, &error) == SCHEDULE_OK,
             "what is written can be read");
        bool is_same = again.count == read->count &&
                       (again.count == 0 || memcmp(again.choices, read->choices, again.count) == 0);
        must(is_same, "what is written reads the same");
        schedule_free(&again);
    }
    free(written);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes)
{
    const char *text = (const char *)bytes;
    if (text == NULL) text = "";
    char name[SCENARIO_NAME_MAX + 1];
    bool has_good_head = schedule_scenario(text, size_bytes, name, sizeof name);
    struct schedule read;
    struct schedule_error error;
    enum schedule_status status = schedule_read(&two_writers, text, size_bytes, &read, &error);
    if (status == SCHEDULE_INVALID) check_refusal(&read, &error, size_bytes);
    if (status != SCHEDULE_OK) return 0;
    must(has_good_head, "a text that can be read has a good head, or none");
    must(name[0] == '\0' || strcmp(name, two_writers.id) == 0, "the head names the scenario");
    check_read(&read, text, size_bytes);
    schedule_free(&read);
    return 0;
}
