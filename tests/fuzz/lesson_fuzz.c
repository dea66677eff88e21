/* lesson_fuzz.c - bytes are a lesson: it is refused with words, or loaded; a small one is played,
 * with the picture compared with the map after each operation, and wound to and fro. What was
 * loaded is written, and read again. The same bytes are a line of free play. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"
#include "viz/lesson/lesson.h"
#include "viz/lesson/lesson_write.h"
#include "viz/player/player_ask.h"
#include "viz/shell/parse.h"

/* A larger lesson is as right, and takes too long for one of millions of runs. */
enum { OPERATIONS_MAX = 100, FILLED_MAX = 300, HINT_MAX = 500 };

static void must(bool holds, const char *what)
{
    if (holds) return;
    fprintf(stderr, "lesson_fuzz: %s\n", what);
    abort();
}

static bool is_small(const struct lesson *plan)
{
    uint64_t operations = 0, filled = 0;
    for (size_t i = 0; i < plan->map_count; i++) {
        if (plan->maps[i].hint > HINT_MAX) return false;
    }
    for (size_t i = 0; i < plan->step_count; i++) {
        const struct lesson_step *step = &plan->steps[i];
        bool has_many_runs =
            step->run.kind == LESSON_RUN_EXPLORE || step->run.kind == LESSON_RUN_FREE;
        if (has_many_runs) return false;
        operations += step->operation_count;
        for (size_t j = 0; j < step->operation_count; j++) {
            const struct lesson_operation *operation = &step->operations[j];
            if (operation->kind == LESSON_FILL) {
                filled += (uint64_t)operation->to - (uint64_t)operation->from + 1;
            }
            if (operation->kind == LESSON_NEXT) operations += operation->times;
        }
    }
    return operations <= OPERATIONS_MAX && filled <= FILLED_MAX;
}

/* With the hints, if something is asked. */
static void answer(struct player *player)
{
    if (!player_waits(player)) return;
    while (player_next_hint(player))
        ;
    if (player_say(player, "1") != PLAYER_SAID && player_say(player, "old 0.7") != PLAYER_SAID)
        must(player_skip_question(player), "a question cannot be skipped");
}

static void play(const struct lesson *plan)
{
    static struct view view;
    struct player *player;
    struct player_options options = {.checks_mirror = true};
    enum player_status status = player_make(plan, &options, &player);
    if (status == PLAYER_MIRROR_BROKEN) fprintf(stderr, "%s\n", player_mirror_difference());
    if (status == PLAYER_BAD_SCHEDULE) return; /* a worker is to move that cannot: a refusal too */
    must(status == PLAYER_OK, player_status_text(status));
    do {
        player_view(player, LANGUAGE_ENGLISH, &view);
        answer(player);
    } while (player_step_forward(player));
    (void)player_op_back(player);
    player_view(player, LANGUAGE_ENGLISH, &view);
    (void)player_first(player);
    for (size_t step = 0; step < player_step_count(player); step++)
        (void)player_step_has_held(player, step);
    player_free(player);
}

static void rewrite(const struct lesson *plan)
{
    char *bytes, *again;
    size_t len, again_len;
    struct lesson *read;
    struct source_errors errors = {.name = NULL};
    enum lesson_status status = lesson_write(plan, &bytes, &len);
    if (status == LESSON_INVALID) return; /* too long: a race's fill is many puts */
    must(status == LESSON_OK, "a lesson cannot be written");
    status = lesson_load_text("again", bytes, len, NULL, &read, &errors);
    if (status != LESSON_OK) source_errors_print(&errors, stderr);
    must(status == LESSON_OK, "what is written is no lesson");
    must(lesson_write(read, &again, &again_len) == LESSON_OK, "it cannot be written again");
    must(again_len == len && memcmp(bytes, again, len) == 0, "it is not written as it was");
    lesson_free(read);
    free(bytes);
    free(again);
}

static void parse(const char *line, size_t len)
{
    static struct shell_command command;
    struct shell_trouble trouble;
    if (shell_parse(line, len, LANGUAGE_ENGLISH, &command, &trouble)) return;
    must(trouble.at <= len && trouble.text[0] != '\0', "a line is refused without a place");
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes)
{
    static FILE *nowhere;
    if (nowhere == NULL) nowhere = fopen("/dev/null", "w");
    must(nowhere != NULL, "no /dev/null");
    struct lesson *plan;
    struct source_errors errors = {.name = NULL};
    enum lesson_status status =
        lesson_load_text("fuzz", (const char *)bytes, size_bytes, NULL, &plan, &errors);
    must((status == LESSON_INVALID) == (errors.total > 0), "errors without reason, or none with");
    must((status == LESSON_OK) == (plan != NULL), "a lesson and an error, or neither");
    source_errors_print(&errors, nowhere);
    if (plan != NULL) rewrite(plan);
    if (plan != NULL && is_small(plan)) play(plan);
    parse((const char *)bytes, size_bytes);
    lesson_free(plan);
    return 0;
}
