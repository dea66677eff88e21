/* complete.c - candidates are offered one at a time; what they have in common is kept. */
#include "viz/shell/complete.h"

#include <stdio.h>
#include <string.h>

#include "core/map_layout.h"
#include "viz/shell/parse.h"
#include "viz/timeline/model.h"

enum { BUCKETS_MAX = 4096 };

struct completing {
    const char *typed; /* of the word, up to the cursor */
    size_t typed_len;
    size_t common;           /* bytes of completion->word that all candidates have */
    size_t used;             /* of completion->candidates */
    bool is_full;            /* of candidates no more are listed */
    struct completion *into; /* its count is theirs */
};

/* One more candidate, if it begins with what is typed. */
static void offer(struct completing *completing, const char *word, size_t len)
{
    struct completion *into = completing->into;
    if (len < completing->typed_len || len + 2 > COMPLETION_BYTES) return;
    if (memcmp(word, completing->typed, completing->typed_len) != 0) return;
    if (into->count++ == 0) {
        memcpy(into->word, word, len);
        completing->common = len;
    }
    size_t same = 0;
    while (same < len && same < completing->common && word[same] == into->word[same])
        same++;
    completing->common = same;
    if (completing->is_full || completing->used + len + 2 > COMPLETION_BYTES) {
        completing->is_full = true;
        return;
    }
    if (completing->used > 0) into->candidates[completing->used++] = ' ';
    memcpy(into->candidates + completing->used, word, len);
    completing->used += len;
}

static void offer_text(struct completing *completing, const char *word)
{
    offer(completing, word, strlen(word));
}

/* ---- Keys ---- */

static bool is_plain(th_key key)
{
    for (size_t i = 0; i < key.len; i++) {
        unsigned char byte = (unsigned char)key.bytes[i];
        if (byte <= ' ' || byte == 0x7f || byte == '"' || byte == '=') return false;
    }
    return key.len > 0;
}

static void offer_array(struct completing *completing, const struct view *view, uint32_t array)
{
    th_place place = {.array = array};
    struct model_slot slot;
    uint32_t chain_len;
    for (; place.bucket < BUCKETS_MAX; place.bucket++) {
        chain_len = model_chain_len(view->model, view->map, array, place.bucket);
        if (chain_len == 0) return;
        for (place.depth = 0; place.depth < chain_len; place.depth++) {
            for (place.slot = 0; place.slot < TH_BUCKET_SLOTS; place.slot++) {
                if (!model_slot(view->model, view->map, place, &slot) || !slot.is_entry) continue;
                if (is_plain(slot.key)) offer(completing, slot.key.bytes, slot.key.len);
            }
        }
    }
}

static void offer_keys(struct completing *completing, const struct view *view)
{
    const th_header *header = &model_map(view->model, view->map)->header;
    if (header->buckets != 0) offer_array(completing, view, header->buckets);
    if (header->oldbuckets != 0) offer_array(completing, view, header->oldbuckets);
}

/* ---- Which words ---- */

static void offer_verbs(struct completing *completing)
{
    for (enum shell_verb verb = 0; verb < SHELL_VERB_COUNT; verb++)
        offer_text(completing, shell_verb_word(verb));
}

static void offer_list(struct completing *completing, const char *const *words)
{
    for (; *words != NULL; words++)
        offer_text(completing, *words);
}

/* before: the word before this one. */
static void offer_for_make(struct completing *completing, const char *before, size_t len)
{
    static const char *const details[] = {"nil", "hint", "value", "named", NULL};
    static const char *const kinds[] = {"int64", "bool", "struct{}", "bytes16", NULL};
    bool is_kind = len == 5 && memcmp(before, "value", 5) == 0;
    offer_list(completing, is_kind ? kinds : details);
}

struct words {
    const char *verb; /* the first */
    size_t verb_len;
    const char *before; /* the one before the cursor's */
    size_t before_len;
    size_t number; /* of the cursor's, from 0 */
};

/* Those of [begin, end). */
static struct words words_of(const char *line, size_t begin, size_t end)
{
    struct words words = {0};
    for (size_t at = begin; at < end; at++) {
        size_t word = at;
        while (at < end && line[at] != ' ')
            at++;
        if (at == word) continue;
        words.before = line + word;
        words.before_len = at - word;
        if (words.number++ > 0) continue;
        words.verb = words.before;
        words.verb_len = words.before_len;
    }
    return words;
}

/* Where the command begins: behind blanks and one ':', as shell_parse reads it. */
static size_t begin_of(const char *line, size_t end)
{
    size_t at = 0;
    while (at < end && line[at] == ' ')
        at++;
    return at < end && line[at] == ':' ? at + 1 : at;
}

static enum shell_verb verb_of(const struct words *words)
{
    enum shell_verb verb = 0;
    while (verb < SHELL_VERB_COUNT &&
           (strlen(shell_verb_word(verb)) != words->verb_len ||
            memcmp(shell_verb_word(verb), words->verb, words->verb_len) != 0))
        verb++;
    return verb;
}

static void offer_all(struct completing *completing, const struct words *words,
                      const struct lesson *lesson, const struct view *view)
{
    static const char *const in[] = {"in", NULL};
    if (words->number == 0) {
        offer_verbs(completing);
        return;
    }
    switch (verb_of(words)) {
    case SHELL_PUT:
    case SHELL_GET:
    case SHELL_DELETE:
        offer_keys(completing, view);
        break;
    case SHELL_MAKE:
        offer_for_make(completing, words->before, words->before_len);
        break;
    case SHELL_COLLIDE:
        if (words->number == 2) offer_list(completing, in);
        break;
    case SHELL_ON:
        for (size_t i = 0; i < lesson->map_count; i++)
            offer_text(completing, lesson->maps[i].name);
        break;
    case SHELL_HELP:
        offer_verbs(completing);
        break;
    default:
        break;
    }
}

void complete_line(const char *line, size_t cursor, const struct lesson *lesson,
                   const struct view *view, struct completion *completion)
{
    size_t begin = begin_of(line, cursor);
    *completion = (struct completion){.from = cursor};
    while (completion->from > begin && line[completion->from - 1] != ' ')
        completion->from--;
    struct completing completing = {.typed = line + completion->from,
                                    .typed_len = cursor - completion->from,
                                    .into = completion};
    struct words words = words_of(line, begin, completion->from);
    offer_all(&completing, &words, lesson, view);
    /* A character is not to be cut in two. */
    while (completing.common > 0 && (completion->word[completing.common] & 0xc0) == 0x80)
        completing.common--;
    completion->word[completing.common] = '\0';
    if (completion->count == 1) strcat(completion->word, " ");
}
