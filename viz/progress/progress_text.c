/* progress_text.c - progress read from its text, and written. */
#include "viz/progress/progress.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

static const char *const verdict_words[PROGRESS_VERDICT_COUNT] = {"right", "wrong", "skipped"};

/* ---- A line and its fields ---- */

struct line {
    const char *text;
    size_t len;
    size_t at; /* what is not read yet */
    uint32_t number;
    struct progress_error *error;
};

/* Says what is wrong at the column that is read next; false. */
__attribute__((format(printf, 2, 3))) static bool refuse(struct line *line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    line->error->line = line->number;
    line->error->column = (uint32_t)line->at + 1;
    vsnprintf(line->error->text, sizeof line->error->text, format, arguments);
    va_end(arguments);
    return false;
}

/* The next field, up to a space; empty at the end. */
static size_t field_len(const struct line *line)
{
    size_t len = 0;
    while (line->at + len < line->len && line->text[line->at + len] != ' ')
        len++;
    return len;
}

/* Passes over a field and the space behind it. */
static void pass(struct line *line, size_t len)
{
    line->at += len;
    if (line->at < line->len) line->at++;
}

static bool is_word(const struct line *line, const char *word)
{
    size_t len = field_len(line);
    return len == strlen(word) && memcmp(line->text + line->at, word, len) == 0;
}

static bool take_word(struct line *line, const char *word)
{
    if (!is_word(line, word)) return refuse(line, "\"%s\" is missing", word);
    pass(line, strlen(word));
    return true;
}

static bool take_id(struct line *line, char *id)
{
    size_t len = field_len(line);
    if (len == 0 || len > PROGRESS_ID_MAX) return refuse(line, "no lesson's id");
    char before = '-';
    for (size_t i = 0; i < len; i++) {
        char byte = line->text[line->at + i];
        bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        if (!is_letter && (byte != '-' || before == '-')) return refuse(line, "no lesson's id");
        before = byte;
    }
    if (before == '-') return refuse(line, "no lesson's id");
    memcpy(id, line->text + line->at, len);
    id[len] = '\0';
    pass(line, len);
    return true;
}

static bool take_number(struct line *line, uint32_t *number)
{
    size_t len = field_len(line);
    *number = 0;
    for (size_t i = 0; i < len && *number <= PROGRESS_STEPS_MAX; i++) {
        char digit = line->text[line->at + i];
        if (digit < '0' || digit > '9') return refuse(line, "no number");
        *number = *number * 10 + (uint32_t)(digit - '0');
    }
    if (len == 0 || *number == 0 || *number > PROGRESS_STEPS_MAX)
        return refuse(line, "no number from 1 to %d", PROGRESS_STEPS_MAX);
    pass(line, len);
    return true;
}

static bool is_over(struct line *line)
{
    bool ends_in_space = line->len > 0 && line->text[line->len - 1] == ' ';
    return (line->at == line->len && !ends_in_space) || refuse(line, "there is more than a fact");
}

/* ---- Facts ---- */

static bool read_lesson(struct line *line, struct progress *progress, bool *has_memory)
{
    char id[PROGRESS_ID_MAX + 1];
    uint32_t step, step_count;
    if (!take_id(line, id) || !take_word(line, "step") || !take_number(line, &step)) return false;
    if (!take_word(line, "of")) return false;
    size_t at = line->at;
    if (!take_number(line, &step_count)) return false;
    bool is_done = is_word(line, "done");
    if (is_done) pass(line, strlen("done"));
    if (!is_over(line)) return false;
    line->at = at;
    if (step > step_count) return refuse(line, "fewer steps than that");
    if (progress_lesson(progress, id) != NULL) return refuse(line, "\"%s\" has a line already", id);
    if (progress->lesson_count == PROGRESS_FACTS_MAX) return refuse(line, "too many lessons");
    *has_memory = progress_note_lesson(progress, id, step, step_count, is_done);
    return *has_memory;
}

static bool read_answer(struct line *line, struct progress *progress, bool *has_memory)
{
    char id[PROGRESS_ID_MAX + 1];
    uint32_t step;
    enum progress_verdict verdict = 0, known;
    if (!take_id(line, id) || !take_number(line, &step)) return false;
    while (verdict < PROGRESS_VERDICT_COUNT && !is_word(line, verdict_words[verdict]))
        verdict++;
    if (verdict == PROGRESS_VERDICT_COUNT) return refuse(line, "not right, wrong or skipped");
    pass(line, strlen(verdict_words[verdict]));
    if (!is_over(line)) return false;
    if (progress_answer(progress, id, step, &known))
        return refuse(line, "that answer has a line already");
    if (progress->answer_count == PROGRESS_FACTS_MAX) return refuse(line, "too many answers");
    *has_memory = progress_note_answer(progress, id, step, verdict);
    return *has_memory;
}

/* `last` is kept apart: to note a lesson sets it. */
static bool read_fact(struct line *line, struct progress *progress, char *last, bool *has_memory)
{
    if (line->len == 0 || line->text[0] == '#') return true;
    if (is_word(line, "lesson")) {
        pass(line, strlen("lesson"));
        return read_lesson(line, progress, has_memory);
    }
    if (is_word(line, "answer")) {
        pass(line, strlen("answer"));
        return read_answer(line, progress, has_memory);
    }
    if (!is_word(line, "last")) return refuse(line, "no \"last\", \"lesson\" or \"answer\"");
    pass(line, strlen("last"));
    return take_id(line, last) && is_over(line);
}

/* ---- The whole ---- */

static enum progress_status read_head(struct line *line)
{
    uint32_t version;
    if (!take_word(line, "tophash") || !take_word(line, "progress")) return PROGRESS_DAMAGED;
    if (!take_number(line, &version) || !is_over(line)) return PROGRESS_DAMAGED;
    if (version <= PROGRESS_VERSION) return PROGRESS_OK;
    line->at = strlen("tophash progress ");
    refuse(line, "version %" PRIu32 "; this tophash knows %d", version, PROGRESS_VERSION);
    return PROGRESS_LATER;
}

/* The next line of the text; false: there is none. The last one ends in a newline, too, or the file
 * was cut. */
static bool next_line(const char *bytes, size_t len, size_t *at, struct line *line)
{
    if (*at >= len) return false;
    const char *end = memchr(bytes + *at, '\n', len - *at);
    line->text = bytes + *at;
    line->len = end == NULL ? len - *at : (size_t)(end - line->text);
    line->at = 0;
    line->number++;
    *at += line->len + 1;
    return true;
}

static enum progress_status read_lines(const char *bytes, size_t len, struct progress *progress,
                                       struct progress_error *error)
{
    struct line line = {.error = error};
    size_t at = 0;
    char last[PROGRESS_ID_MAX + 1] = "";
    bool has_memory = true;
    if (!next_line(bytes, len, &at, &line)) {
        refuse(&line, "it is empty");
        return PROGRESS_DAMAGED;
    }
    enum progress_status status = read_head(&line);
    while (status == PROGRESS_OK && next_line(bytes, len, &at, &line)) {
        if (!read_fact(&line, progress, last, &has_memory))
            status = has_memory ? PROGRESS_DAMAGED : PROGRESS_NO_MEMORY;
    }
    if (status == PROGRESS_OK && bytes[len - 1] != '\n') {
        line.at = line.len;
        refuse(&line, "the last line does not end: something is missing");
        status = PROGRESS_DAMAGED;
    }
    strcpy(progress->last, last);
    return status;
}

enum progress_status progress_read(const char *bytes, size_t len, struct progress *progress,
                                   struct progress_error *error)
{
    *error = (struct progress_error){0};
    enum progress_status status = PROGRESS_DAMAGED;
    if (len > PROGRESS_BYTES_MAX)
        snprintf(error->text, sizeof error->text, "longer than %d bytes", PROGRESS_BYTES_MAX);
    else
        status = read_lines(bytes, len, progress, error);
    if (status != PROGRESS_OK) progress_free(progress);
    progress_forget_noted(progress);
    return status;
}

void progress_write(const struct progress *progress, FILE *out)
{
    fprintf(out, "tophash progress %d\n", PROGRESS_VERSION);
    if (progress->last[0] != '\0') fprintf(out, "last %s\n", progress->last);
    for (size_t i = 0; i < progress->lesson_count; i++) {
        const struct progress_lesson *lesson = &progress->lessons[i];
        fprintf(out, "lesson %s step %" PRIu32 " of %" PRIu32 "%s\n", lesson->id, lesson->step,
                lesson->step_count, lesson->is_done ? " done" : "");
    }
    for (size_t i = 0; i < progress->answer_count; i++) {
        const struct progress_answer *answer = &progress->answers[i];
        fprintf(out, "answer %s %" PRIu32 " %s\n", answer->id, answer->step,
                verdict_words[answer->verdict]);
    }
}
