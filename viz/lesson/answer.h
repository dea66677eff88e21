/* answer.h - an answer to a lesson's question: read from what somebody wrote, and compared.
 *
 *   form     written as                     form     written as
 *   choice   2                              key      k9, or "k9"
 *   number   12, -3, 0x1f                   bucket   3, or old 3 for one of oldbuckets
 *   byte     9c, 0x9c, in hexadecimal       slot     3.5: slot 5 of bucket 3; old 3.5;
 *   yes/no   yes, no, true, false;                   3+1.5: of its first overflow bucket
 *            yes and no in any language
 *
 * Spaces around an answer do not count, and except in keys neither do capitals. */
#ifndef VIZ_LESSON_ANSWER_H
#define VIZ_LESSON_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/map.h"

enum answer_form {
    ANSWER_CHOICE, /* number: of the choices, from 1 */
    ANSWER_NUMBER, /* number */
    ANSWER_BYTE,   /* number, 0 to 255 */
    ANSWER_YES_NO, /* number: 1 is yes, 0 is no */
    ANSWER_KEY,    /* key */
    ANSWER_BUCKET, /* is_old, bucket */
    ANSWER_SLOT,   /* is_old, bucket, depth, slot */
};

struct answer {
    enum answer_form form;
    int64_t number;
    th_key key;
    bool is_old; /* in oldbuckets, else in buckets */
    uint32_t bucket;
    uint32_t depth; /* 0: the main bucket; n: the n-th overflow bucket behind it */
    uint32_t slot;
};

/* Longer than any answer but a key; with its NUL. */
enum { ANSWER_TEXT = 48 };

/* Reads an answer of a form.
 *   Owner    answer->key points into text.
 *   Returns  false where the text is no answer of that form: neither right nor wrong. */
bool answer_read(enum answer_form form, const char *text, size_t len, struct answer *answer);

bool answer_is_same(const struct answer *one, const struct answer *other);

/* Writes an answer as answer_read takes it; a key is cut when it does not fit. cap is at least
 * ANSWER_TEXT. */
void answer_write(const struct answer *answer, char *text, size_t cap);

/* What is allowed, in words: "a number". Static. */
const char *answer_allowed(enum answer_form form);

#endif
