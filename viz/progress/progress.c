/* progress.c - facts noted, found, and merged. */
#include "viz/progress/progress.h"

#include <stdlib.h>
#include <string.h>

void progress_free(struct progress *progress)
{
    free(progress->lessons);
    free(progress->answers);
    *progress = (struct progress){0};
}

/* ---- Ids ---- */

/* As lessons have them: words of small letters and digits, joined by single hyphens. */
static bool is_id(const char *id)
{
    char before = '-';
    size_t len = strlen(id);
    if (len == 0 || len > PROGRESS_ID_MAX) return false;
    for (; *id != '\0'; before = *id++) {
        bool is_word = (*id >= 'a' && *id <= 'z') || (*id >= '0' && *id <= '9');
        if (!is_word && (*id != '-' || before == '-')) return false;
    }
    return before != '-';
}

static bool is_step(uint32_t step, uint32_t step_count)
{
    return step >= 1 && step <= step_count && step_count <= PROGRESS_STEPS_MAX;
}

/* ---- Finding ---- */

static struct progress_lesson *find_lesson(const struct progress *progress, const char *id)
{
    for (size_t i = 0; i < progress->lesson_count; i++)
        if (strcmp(progress->lessons[i].id, id) == 0) return &progress->lessons[i];
    return NULL;
}

static struct progress_answer *find_answer(const struct progress *progress, const char *id,
                                           uint32_t step)
{
    for (size_t i = 0; i < progress->answer_count; i++) {
        struct progress_answer *answer = &progress->answers[i];
        if (answer->step == step && strcmp(answer->id, id) == 0) return answer;
    }
    return NULL;
}

const struct progress_lesson *progress_lesson(const struct progress *progress, const char *id)
{
    return find_lesson(progress, id);
}

bool progress_answer(const struct progress *progress, const char *id, uint32_t step,
                     enum progress_verdict *verdict)
{
    const struct progress_answer *answer = find_answer(progress, id, step);
    if (answer == NULL) return false;
    *verdict = answer->verdict;
    return true;
}

struct progress_score progress_score(const struct progress *progress, const char *id)
{
    struct progress_score score = {0};
    for (size_t i = 0; i < progress->answer_count; i++) {
        const struct progress_answer *answer = &progress->answers[i];
        if (strcmp(answer->id, id) != 0) continue;
        score.right += answer->verdict == PROGRESS_RIGHT;
        score.answered += answer->verdict != PROGRESS_SKIPPED;
    }
    return score;
}

/* ---- Adding ---- */

/* Room for one more; false: no memory, and all is as it was. */
static bool make_room(void **items, size_t count, size_t *cap, size_t item_bytes)
{
    if (count < *cap) return true;
    if (count >= PROGRESS_FACTS_MAX) return false;
    size_t wanted = *cap == 0 ? 16 : 2 * *cap;
    void *grown = realloc(*items, wanted * item_bytes);
    if (grown == NULL) return false;
    *items = grown;
    *cap = wanted;
    return true;
}

/* The lesson, new if it was not there; NULL: no memory. */
static struct progress_lesson *get_lesson(struct progress *progress, const char *id)
{
    struct progress_lesson *found = find_lesson(progress, id);
    if (found != NULL) return found;
    void *items = progress->lessons;
    if (!make_room(&items, progress->lesson_count, &progress->lesson_cap, sizeof *found))
        return NULL;
    progress->lessons = items;
    found = &progress->lessons[progress->lesson_count++];
    *found = (struct progress_lesson){0};
    strcpy(found->id, id);
    return found;
}

static struct progress_answer *add_answer(struct progress *progress, const char *id, uint32_t step)
{
    void *items = progress->answers;
    if (!make_room(&items, progress->answer_count, &progress->answer_cap,
                   sizeof(struct progress_answer)))
        return NULL;
    progress->answers = items;
    struct progress_answer *added = &progress->answers[progress->answer_count++];
    *added = (struct progress_answer){.step = step};
    strcpy(added->id, id);
    return added;
}

bool progress_note_lesson(struct progress *progress, const char *id, uint32_t step,
                          uint32_t step_count, bool is_done)
{
    if (!is_id(id) || !is_step(step, step_count)) return false;
    struct progress_lesson *lesson = get_lesson(progress, id);
    if (lesson == NULL) return false;
    lesson->step = step;
    lesson->step_count = step_count;
    lesson->is_done = lesson->is_done || is_done;
    lesson->is_noted = true;
    strcpy(progress->last, id);
    progress->is_last_noted = true;
    return true;
}

bool progress_note_answer(struct progress *progress, const char *id, uint32_t step,
                          enum progress_verdict verdict)
{
    if (!is_id(id) || !is_step(step, PROGRESS_STEPS_MAX)) return false;
    struct progress_answer *answer = find_answer(progress, id, step);
    if (answer != NULL && answer->verdict != PROGRESS_SKIPPED) return true;
    if (answer == NULL) answer = add_answer(progress, id, step);
    if (answer == NULL) return false;
    answer->verdict = verdict;
    answer->is_noted = true;
    return true;
}

/* ---- Merging ---- */

static bool copy(const struct progress *from, struct progress *to)
{
    *to = *from;
    to->lesson_cap = from->lesson_count;
    to->answer_cap = from->answer_count;
    to->lessons = malloc((to->lesson_cap + 1) * sizeof *to->lessons);
    to->answers = malloc((to->answer_cap + 1) * sizeof *to->answers);
    if (to->lessons == NULL || to->answers == NULL) return false;
    if (to->lesson_cap > 0)
        memcpy(to->lessons, from->lessons, to->lesson_cap * sizeof *to->lessons);
    if (to->answer_cap > 0)
        memcpy(to->answers, from->answers, to->answer_cap * sizeof *to->answers);
    return true;
}

static bool note_all(struct progress *on, const struct progress *mine)
{
    for (size_t i = 0; i < mine->lesson_count; i++) {
        const struct progress_lesson *lesson = &mine->lessons[i];
        if (lesson->is_noted && !progress_note_lesson(on, lesson->id, lesson->step,
                                                      lesson->step_count, lesson->is_done))
            return false;
    }
    for (size_t i = 0; i < mine->answer_count; i++) {
        const struct progress_answer *answer = &mine->answers[i];
        if (answer->is_noted &&
            !progress_note_answer(on, answer->id, answer->step, answer->verdict))
            return false;
    }
    if (mine->is_last_noted) strcpy(on->last, mine->last);
    return true;
}

void progress_forget_noted(struct progress *progress)
{
    for (size_t i = 0; i < progress->lesson_count; i++)
        progress->lessons[i].is_noted = false;
    for (size_t i = 0; i < progress->answer_count; i++)
        progress->answers[i].is_noted = false;
    progress->is_last_noted = false;
}

enum progress_status progress_merge(const struct progress *mine, const struct progress *theirs,
                                    struct progress *merged)
{
    if (!copy(theirs, merged) || !note_all(merged, mine)) {
        progress_free(merged);
        return PROGRESS_NO_MEMORY;
    }
    progress_forget_noted(merged);
    return PROGRESS_OK;
}
