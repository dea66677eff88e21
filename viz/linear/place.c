/* place.c - words and numbers, in any order that makes sense. */
#include "viz/linear/place.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/language/language.h"
#include "viz/lesson/answer.h"
#include "viz/screen/bucket_facts.h"

enum part { BUCKET, OVERFLOW, SLOT, PARTS };

struct written {
    bool is_old;
    bool has[PARTS];
    unsigned long numbers[PARTS];
};

/* In whatever language: who has changed it goes on writing as before, or not. */
static bool is_word(const char *text, size_t len, const char *english)
{
    for (enum language language = LANGUAGE_ENGLISH; language < LANGUAGE_COUNT; language++) {
        const char *word = language_text_in(language, "typed", english);
        if (len == strlen(word) && strncasecmp(text, word, len) == 0) return true;
    }
    return false;
}

/* A word that says what the next number is, or that the bucket is an old one. */
static bool read_word(const char *text, size_t len, struct written *written, enum part *next)
{
    static const struct {
        const char *word;
        enum part part;
    } words[] = {{NC_("typed", "bucket"), BUCKET},
                 {NC_("typed", "old bucket"), BUCKET},
                 {NC_("typed", "overflow"), OVERFLOW},
                 {NC_("typed", "slot"), SLOT}};
    bool is_old = is_word(text, len, NC_("typed", "old"));
    if (is_old || is_word(text, len, "old bucket")) written->is_old = true;
    if (is_old || is_word(text, len, NC_("typed", "of"))) return true;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!is_word(text, len, words[i].word)) continue;
        *next = words[i].part;
        return true;
    }
    return false;
}

static bool read_number(const char *text, size_t len, struct written *written, enum part part)
{
    if (written->has[part] || len > 9) return false;
    for (size_t i = 0; i < len; i++) {
        if (!isdigit((unsigned char)text[i])) return false;
    }
    written->has[part] = true;
    written->numbers[part] = strtoul(text, NULL, 10);
    return true;
}

static bool read_words(const char *text, struct written *written)
{
    enum part next = BUCKET;
    for (text += strspn(text, " ,"); *text != '\0'; text += strspn(text, " ,")) {
        size_t len = strcspn(text, " ,");
        bool is_good = isdigit((unsigned char)*text) ? read_number(text, len, written, next)
                                                     : read_word(text, len, written, &next);
        if (!is_good) return false;
        text += len;
    }
    return written->has[BUCKET];
}

void place_to_answer(const char *text, char answer[PLACE_BYTES_MAX])
{
    struct written written = {0};
    if (!read_words(text, &written)) {
        snprintf(answer, PLACE_BYTES_MAX, "%s", text);
        return;
    }
    int len = snprintf(answer, PLACE_BYTES_MAX, written.is_old ? "old %lu" : "%lu",
                       written.numbers[BUCKET]);
    if (written.has[OVERFLOW])
        len += snprintf(answer + len, PLACE_BYTES_MAX - (size_t)len, "+%lu",
                        written.numbers[OVERFLOW]);
    if (written.has[SLOT])
        snprintf(answer + len, PLACE_BYTES_MAX - (size_t)len, ".%lu", written.numbers[SLOT]);
}

bool place_read(const char *text, const struct view *view, th_place *place)
{
    char words[PLACE_BYTES_MAX];
    struct answer answer;
    struct model_slot unused;
    place_to_answer(text, words);
    bool is_slot = answer_read(ANSWER_SLOT, words, strlen(words), &answer);
    if (!is_slot && !answer_read(ANSWER_BUCKET, words, strlen(words), &answer)) return false;
    uint32_t buckets = model_map(view->model, view->map)->header.buckets;
    *place = (th_place){.array = answer.is_old ? bucket_facts_old_array(view) : buckets,
                        .bucket = answer.bucket,
                        .depth = is_slot ? answer.depth : 0,
                        .slot = is_slot ? answer.slot : 0};
    if (place->array == 0 || !model_slot(view->model, view->map, *place, &unused)) return false;
    if (!is_slot) place->slot = REGISTERS_WHOLE;
    return true;
}
