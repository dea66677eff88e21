/* schedule.c - a schedule written as text, and what a text tells without its scenario. */
#include "viz/race/schedule.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/race/schedule_text.h"

void schedule_free(struct schedule *schedule)
{
    free(schedule->choices);
    *schedule = (struct schedule){.count = 0};
}

bool schedule_scenario(const char *text, size_t len, char *name, size_t size_bytes)
{
    assert(size_bytes > 0);
    struct schedule_scan scan = {.text = text, .len = len};
    struct schedule_head head;
    const char *allowed;
    bool is_good = schedule_scan_head(&scan, &head, &allowed);
    size_t fitting = head.name.len < size_bytes ? head.name.len : size_bytes - 1;
    if (fitting > 0) memcpy(name, head.name.bytes, fitting);
    name[fitting] = '\0';
    return is_good;
}

/* ---- Written ---- */

/* Equal neighbours together. */
static void write_choices(FILE *out, const struct scenario *scenario, const uint8_t *choices,
                          size_t count)
{
    for (size_t first = 0, end; first < count; first = end) {
        assert(choices[first] < scenario->worker_count);
        end = first + 1;
        while (end < count && choices[end] == choices[first])
            end++;
        fprintf(out, "%s%s", first == 0 ? "" : " ", scenario->workers[choices[first]].name);
        if (end - first > 1) fprintf(out, "*%zu", end - first);
    }
}

/* Closes the stream that made text, which is lost if not all was written. */
static char *close_text(FILE *out, char **text)
{
    bool has_failed = ferror(out) != 0;
    if (fclose(out) == 0 && !has_failed) return *text;
    free(*text);
    return NULL;
}

char *schedule_write(const struct scenario *scenario, const uint8_t *choices, size_t count)
{
    assert(count <= SCHEDULE_CHOICES_MAX);
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    if (out == NULL) return NULL;
    fprintf(out, "%s@%016" PRIx64 ":%s", scenario->id, scenario_digest(scenario),
            count == 0 ? "" : " ");
    write_choices(out, scenario, choices, count);
    return close_text(out, &text);
}

char *schedule_write_choices(const struct scenario *scenario, const uint8_t *choices, size_t count)
{
    assert(count <= SCHEDULE_CHOICES_MAX);
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    if (out == NULL) return NULL;
    write_choices(out, scenario, choices, count);
    return close_text(out, &text);
}

/* ---- Places ---- */

void schedule_place(const char *text, size_t len, size_t index, uint32_t *line, uint32_t *column)
{
    struct schedule_scan scan = {.text = text, .len = len};
    struct schedule_head head;
    struct schedule_choice choice;
    const char *allowed;
    (void)schedule_scan_head(&scan, &head, &allowed);
    uint64_t before = 0;
    while (schedule_scan_choice(&scan, &choice) && before + choice.count <= index)
        before += choice.count;
    schedule_position(text, choice.worker.at, line, column);
}
