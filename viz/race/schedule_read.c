/* schedule_read.c - a schedule read for its scenario, or refused in words. */
#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "viz/race/schedule.h"
#include "viz/race/schedule_text.h"

enum { LIST_BYTES = 200, WORD_SHOWN = SCENARIO_NAME_MAX };

struct reading {
    const struct scenario *scenario;
    struct schedule_scan scan;
    struct schedule read;
    size_t cap; /* of read.choices */
    struct schedule_error *error;
};

/* What a message shows of a word: all, or its beginning. */
#define WORD_FORMAT "\"%.*s%s\""
#define WORD_ARGS(word)                                                                            \
    (int)((word)->len < WORD_SHOWN ? (word)->len : WORD_SHOWN), (word)->bytes,                     \
        (word)->len > WORD_SHOWN ? "..." : ""

__attribute__((format(printf, 3, 4))) static enum schedule_status
refuse(struct reading *reading, size_t at, const char *format, ...)
{
    struct schedule_error *error = reading->error;
    schedule_position(reading->scan.text, at, &error->line, &error->column);
    va_list args;
    va_start(args, format);
    vsnprintf(error->text, sizeof error->text, format, args);
    va_end(args);
    return SCHEDULE_INVALID;
}

enum { HERE_BYTES = WORD_SHOWN + 10 };

/* "\"A\"", "'!'", "U+00E9", "the text's end": what stands where the reading is, in ASCII. */
static const char *what_is_here(const struct reading *reading, char text[HERE_BYTES])
{
    struct schedule_scan scan = reading->scan;
    if (scan.at == scan.len) return "the text's end";
    utf8proc_int32_t point;
    (void)utf8proc_iterate((const utf8proc_uint8_t *)scan.text + scan.at,
                           (utf8proc_ssize_t)(scan.len - scan.at), &point);
    struct schedule_word word = schedule_scan_word(&scan);
    if (word.len > 0)
        snprintf(text, HERE_BYTES, WORD_FORMAT, WORD_ARGS(&word));
    else if (point > ' ' && point < 0x7f)
        snprintf(text, HERE_BYTES, "'%c'", (char)point);
    else if (point <= ' ')
        snprintf(text, HERE_BYTES, "a blank");
    else
        snprintf(text, HERE_BYTES, "U+%04X", (unsigned)point);
    return text;
}

/* ---- Characters ---- */

/* UTF-8 throughout, comments too, so that columns are the same in every editor. */
static enum schedule_status check_characters(struct reading *reading)
{
    const struct schedule_scan *scan = &reading->scan;
    utf8proc_ssize_t took;
    for (size_t at = 0; at < scan->len; at += (size_t)took) {
        utf8proc_int32_t point;
        took = utf8proc_iterate((const utf8proc_uint8_t *)scan->text + at,
                                (utf8proc_ssize_t)(scan->len - at), &point);
        if (took <= 0) {
            return refuse(reading, at, "byte 0x%02x is no UTF-8 here; allowed: text in UTF-8",
                          (unsigned char)scan->text[at]);
        }
        bool is_control = point < ' ' || point == 0x7f;
        if (is_control && point != '\t' && point != '\n' && point != '\r') {
            return refuse(reading, at,
                          "the control character U+%04X; allowed: text, tabs and newlines",
                          (unsigned)point);
        }
    }
    return SCHEDULE_OK;
}

/* ---- Names: which are allowed, which was meant ---- */

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* At most one edit lies between them: a byte more, less or other, or two neighbours swapped. Small
 * and capital letters are alike. One letter is not near another. */
static bool is_near(const struct schedule_word *word, const char *name)
{
    const char *a = word->bytes, *b = name;
    size_t a_len = word->len, b_len = strlen(name);
    while (a_len > 0 && b_len > 0 && lower(*a) == lower(*b))
        a++, b++, a_len--, b_len--;
    while (a_len > 0 && b_len > 0 && lower(a[a_len - 1]) == lower(b[b_len - 1]))
        a_len--, b_len--;
    if (a_len == 0 && b_len == 0) return true;
    if (strlen(name) == 1) return false;
    bool is_swap =
        a_len == 2 && b_len == 2 && lower(a[0]) == lower(b[1]) && lower(a[1]) == lower(b[0]);
    return is_swap || (a_len <= 1 && b_len <= 1);
}

struct names {
    char allowed[LIST_BYTES]; /* "A, B, C", or "A, B, ..." */
    size_t len;
    bool is_full;
    const char *near; /* NULL: none is */
};

static void names_offer(struct names *names, const struct schedule_word *word, const char *name)
{
    if (names->near == NULL && is_near(word, name)) names->near = name;
    if (names->is_full) return;
    names->is_full = names->len + strlen(name) + sizeof ", , ..." > sizeof names->allowed;
    int added = snprintf(names->allowed + names->len, sizeof names->allowed - names->len, "%s%s",
                         names->len > 0 ? ", " : "", names->is_full ? "..." : name);
    names->len += (size_t)added;
}

static enum schedule_status refuse_name(struct reading *reading, const struct schedule_word *word,
                                        const char *what, const struct names *names)
{
    if (names->near == NULL) {
        return refuse(reading, word->at, "there is no %s " WORD_FORMAT "; allowed: %s", what,
                      WORD_ARGS(word), names->allowed);
    }
    return refuse(reading, word->at,
                  "there is no %s " WORD_FORMAT "; did you mean \"%s\"? allowed: %s", what,
                  WORD_ARGS(word), names->near, names->allowed);
}

/* ---- The head ---- */

static enum schedule_status read_head(struct reading *reading)
{
    struct schedule_head head;
    const char *allowed;
    char here[HERE_BYTES];
    if (!schedule_scan_head(&reading->scan, &head, &allowed)) {
        return refuse(reading, reading->scan.at, "%s cannot stand here; allowed: %s",
                      what_is_here(reading, here), allowed);
    }
    if (head.name.len == 0) return SCHEDULE_OK;
    const struct scenario *scenario = reading->scenario;
    if (!schedule_word_is(&head.name, scenario->id)) {
        return refuse(reading, head.name.at,
                      "a schedule of " WORD_FORMAT "; allowed: one of \"%s\", the scenario here",
                      WORD_ARGS(&head.name), scenario->id);
    }
    uint64_t digest = scenario_digest(scenario);
    if (head.has_digest && head.digest != digest) {
        return refuse(reading, head.digest_word.at,
                      "made for another version of \"%s\": its digest is %016" PRIx64
                      ", that of the scenario here is %016" PRIx64,
                      scenario->id, head.digest, digest);
    }
    return SCHEDULE_OK;
}

/* ---- The choices ---- */

static enum schedule_status refuse_worker(struct reading *reading, const struct schedule_word *word)
{
    const struct scenario *scenario = reading->scenario;
    struct names names = {.len = 0};
    for (size_t i = 0; i < scenario->worker_count; i++)
        names_offer(&names, word, scenario->workers[i].name);
    if (schedule_word_is(word, "then") && names.near == NULL) {
        return refuse(reading, word->at,
                      "there is no worker \"then\"; allowed: %s, and a policy "
                      "behind a comma, as in \", then random 7\"",
                      names.allowed);
    }
    return refuse_name(reading, word, "worker", &names);
}

static bool reserve(struct reading *reading, size_t count)
{
    if (count <= reading->cap) return true;
    size_t cap = count > 2 * reading->cap ? count : 2 * reading->cap;
    uint8_t *choices = realloc(reading->read.choices, cap);
    if (choices == NULL) return false;
    reading->read.choices = choices;
    reading->cap = cap;
    return true;
}

static enum schedule_status read_choice(struct reading *reading,
                                        const struct schedule_choice *choice)
{
    size_t worker = 0;
    while (worker < reading->scenario->worker_count &&
           !schedule_word_is(&choice->worker, reading->scenario->workers[worker].name))
        worker++;
    if (worker == reading->scenario->worker_count) return refuse_worker(reading, &choice->worker);
    if (choice->count == 0) {
        return refuse(reading, choice->count_word.at,
                      "the count " WORD_FORMAT "; allowed: 1 to %d, straight behind the *",
                      WORD_ARGS(&choice->count_word), SCHEDULE_CHOICES_MAX);
    }
    struct schedule *read = &reading->read;
    if (choice->count > SCHEDULE_CHOICES_MAX - read->count) {
        return refuse(reading, choice->worker.at, "with this, %zu choices; allowed: %d at most",
                      read->count + (size_t)choice->count, SCHEDULE_CHOICES_MAX);
    }
    size_t count = (size_t)choice->count;
    if (!reserve(reading, read->count + count)) return SCHEDULE_NO_MEMORY;
    memset(read->choices + read->count, (int)worker, count);
    read->count += count;
    return SCHEDULE_OK;
}

static enum schedule_status read_choices(struct reading *reading)
{
    struct schedule_choice choice;
    enum schedule_status status = SCHEDULE_OK;
    while (status == SCHEDULE_OK && schedule_scan_choice(&reading->scan, &choice))
        status = read_choice(reading, &choice);
    return status;
}

/* ---- The policy ---- */

static enum schedule_status read_policy_word(struct reading *reading)
{
    schedule_skip_blanks(&reading->scan);
    struct schedule_word word = schedule_scan_word(&reading->scan);
    enum policy_kind kind = policy_named(word.bytes, word.len);
    reading->read.policy.kind = kind;
    if (kind < POLICY_COUNT) return SCHEDULE_OK;
    struct names names = {.len = 0};
    for (kind = POLICY_ASK; kind < POLICY_COUNT; kind++)
        names_offer(&names, &word, policy_word(kind));
    char here[HERE_BYTES];
    if (word.len == 0) {
        return refuse(reading, word.at, "%s in the place of a policy; allowed: %s",
                      what_is_here(reading, here), names.allowed);
    }
    return refuse_name(reading, &word, "policy", &names);
}

/* A number from min to max, if a word stands here; else *number stays. */
static enum schedule_status read_number(struct reading *reading, const char *what, uint64_t min,
                                        uint64_t max, uint64_t *number)
{
    schedule_skip_blanks(&reading->scan);
    struct schedule_word word = schedule_scan_word(&reading->scan);
    uint64_t said;
    if (word.len == 0) return SCHEDULE_OK;
    if (schedule_word_number(&word, max, &said) && said >= min) {
        *number = said;
        return SCHEDULE_OK;
    }
    return refuse(reading, word.at, "the %s " WORD_FORMAT "; allowed: %" PRIu64 " to %" PRIu64,
                  what, WORD_ARGS(&word), min, max);
}

static enum schedule_status read_plan(struct reading *reading)
{
    struct policy_plan *plan = &reading->read.policy;
    enum schedule_status status = read_policy_word(reading);
    if (status == SCHEDULE_OK && (plan->kind == POLICY_RANDOM || plan->kind == POLICY_PCT))
        status = read_number(reading, "seed", 0, UINT64_MAX, &plan->seed);
    uint64_t depth = plan->depth;
    if (status == SCHEDULE_OK && plan->kind == POLICY_PCT)
        status = read_number(reading, "depth", 1, POLICY_DEPTH_MAX, &depth);
    plan->depth = (uint32_t)depth;
    return status;
}

/* What a schedule's text may have behind its choices. */
static enum schedule_status read_end(struct reading *reading)
{
    struct schedule_scan *scan = &reading->scan;
    char here[HERE_BYTES];
    bool has_policy = schedule_is_at(scan, ',');
    if (has_policy) {
        scan->at++;
        schedule_skip_blanks(scan);
        size_t at = scan->at;
        struct schedule_word word = schedule_scan_word(scan);
        if (!schedule_word_is(&word, "then"))
            return refuse(reading, at,
                          "a comma, but no \"then\"; allowed: \", then POLICY\" at the "
                          "end; between choices, a space");
        reading->read.has_policy = true;
        enum schedule_status status = read_plan(reading);
        if (status != SCHEDULE_OK) return status;
        schedule_skip_blanks(scan);
    }
    if (scan->at == scan->len) return SCHEDULE_OK;
    if (has_policy) {
        return refuse(reading, scan->at, "%s behind the policy \"%s\"; allowed: the text's end",
                      what_is_here(reading, here), policy_word(reading->read.policy.kind));
    }
    return refuse(
        reading, scan->at,
        "%s cannot stand here; allowed: WORKER, WORKER*COUNT, and \", then POLICY\" at the "
        "end",
        what_is_here(reading, here));
}

enum schedule_status schedule_read(const struct scenario *scenario, const char *text, size_t len,
                                   struct schedule *read, struct schedule_error *error)
{
    struct reading reading = {
        .scenario = scenario,
        .scan = {.text = text, .len = len},
        .read.policy = {.depth = POLICY_DEPTH_DEFAULT, .moves = POLICY_MOVES_DEFAULT},
        .error = error};
    *read = (struct schedule){.count = 0};
    if (len > SCHEDULE_BYTES_MAX)
        return refuse(&reading, 0, "a text of more than %d bytes; allowed: that many",
                      SCHEDULE_BYTES_MAX);
    enum schedule_status status = check_characters(&reading);
    if (status == SCHEDULE_OK) status = read_head(&reading);
    if (status == SCHEDULE_OK) status = read_choices(&reading);
    if (status == SCHEDULE_OK) status = read_end(&reading);
    if (status == SCHEDULE_OK)
        *read = reading.read;
    else
        schedule_free(&reading.read);
    return status;
}
