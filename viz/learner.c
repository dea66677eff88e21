/* learner.c - progress loaded, noted and saved. */
#include "viz/learner.h"

#include <errno.h>

#include "viz/player/player_ask.h"
#include "viz/progress/progress_file.h"

static void say(struct learner *learner, enum progress_status status,
                const struct progress_error *error)
{
    if (status == PROGRESS_OK || status == PROGRESS_NO_MEMORY) return;
    if (error->line > 0)
        snprintf(learner->notice, sizeof learner->notice, "%s:%u:%u: %s", learner->path,
                 (unsigned)error->line, (unsigned)error->column, error->text);
    else
        snprintf(learner->notice, sizeof learner->notice, "%s: %s", learner->path, error->text);
}

void learner_begin(struct learner *learner, const struct environment *environment)
{
    *learner = (struct learner){.path = environment->progress_path};
    struct progress_error error;
    if (learner->path == NULL) return;
    say(learner, progress_load(learner->path, &learner->progress, &error), &error);
}

void learner_end(struct learner *learner) { progress_free(&learner->progress); }

/* False: the question of that step was not answered. */
static bool verdict_of(const struct player *player, size_t step, enum progress_verdict *verdict)
{
    switch (player_verdict(player, step)) {
    case PLAYER_RIGHT:
        *verdict = PROGRESS_RIGHT;
        return true;
    case PLAYER_WRONG:
        *verdict = PROGRESS_WRONG;
        return true;
    case PLAYER_SKIPPED:
        *verdict = PROGRESS_SKIPPED;
        return true;
    default:
        return false;
    }
}

void learner_note(struct learner *learner, const struct lesson *plan, const struct player *player)
{
    struct progress_error error;
    struct view view;
    int output_error = errno; /* the end of the program tells why its output failed, if it has */
    player_view(player, LANGUAGE_ENGLISH, &view);
    (void)progress_note_lesson(&learner->progress, plan->id, (uint32_t)view.step + 1,
                               (uint32_t)view.step_count, player_has_seen_end(player));
    for (size_t step = 0; step < view.step_count; step++) {
        enum progress_verdict verdict;
        if (!verdict_of(player, step, &verdict)) continue;
        (void)progress_note_answer(&learner->progress, plan->id, (uint32_t)step + 1, verdict);
    }
    if (learner->path == NULL) return;
    learner->notice[0] = '\0';
    say(learner, progress_save(learner->path, &learner->progress, &error), &error);
    errno = output_error;
}

size_t learner_step(const struct learner *learner, const char *id, size_t step_count)
{
    const struct progress_lesson *lesson = progress_lesson(&learner->progress, id);
    if (lesson == NULL || lesson->step > step_count) return 0;
    bool is_over = lesson->is_done && lesson->step == step_count;
    return is_over ? 0 : lesson->step - 1;
}
