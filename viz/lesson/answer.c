/* answer.c - one small reader for each form of answer. */
#include "viz/lesson/answer.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "viz/language/language.h"

/* What is still to be read. */
struct rest {
    const char *at;
    size_t len;
};

static struct rest trimmed(const char *text, size_t len)
{
    while (len > 0 && *text == ' ') {
        text++;
        len--;
    }
    while (len > 0 && text[len - 1] == ' ')
        len--;
    return (struct rest){text, len};
}

/* ---- Numbers ---- */

static int digit_of(char byte)
{
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return 16;
}

/* Reads digits as far as they go; false: there are none, or they are more than max. */
static bool take_digits(struct rest *rest, int base, uint64_t max, uint64_t *number)
{
    size_t count = 0;
    *number = 0;
    for (; count < rest->len && digit_of(rest->at[count]) < base; count++) {
        uint64_t digit = (uint64_t)digit_of(rest->at[count]);
        if (digit > max || *number > (max - digit) / (uint64_t)base) return false;
        *number = *number * (uint64_t)base + digit;
    }
    rest->at += count;
    rest->len -= count;
    return count > 0;
}

static bool take_sign(struct rest *rest, const char *sign)
{
    size_t len = strlen(sign);
    if (rest->len < len || strncasecmp(rest->at, sign, len) != 0) return false;
    rest->at += len;
    rest->len -= len;
    return true;
}

static bool read_number(struct rest rest, struct answer *answer)
{
    bool is_negative = take_sign(&rest, "-");
    if (!is_negative) (void)take_sign(&rest, "+");
    int base = take_sign(&rest, "0x") ? 16 : 10;
    uint64_t number;
    if (!take_digits(&rest, base, INT64_MAX, &number) || rest.len > 0) return false;
    answer->number = is_negative ? -(int64_t)number : (int64_t)number;
    return true;
}

static bool read_byte(struct rest rest, struct answer *answer)
{
    uint64_t number;
    (void)take_sign(&rest, "0x");
    if (!take_digits(&rest, 16, UINT8_MAX, &number) || rest.len > 0) return false;
    answer->number = (int64_t)number;
    return true;
}

/* ---- Words ---- */

static bool is_word(struct rest rest, const char *word)
{
    return rest.len == strlen(word) && strncasecmp(rest.at, word, rest.len) == 0;
}

static bool take_yes_no(struct rest rest, const char *no, const char *yes, struct answer *answer)
{
    answer->number = is_word(rest, yes);
    return answer->number != 0 || is_word(rest, no);
}

static bool read_yes_no(struct rest rest, struct answer *answer)
{
    static const char *const words[][2] = {{"n", "y"}, {"false", "true"}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (take_yes_no(rest, words[i][0], words[i][1], answer)) return true;
    }
    for (enum language language = LANGUAGE_ENGLISH; language < LANGUAGE_COUNT; language++) {
        if (take_yes_no(rest, language_text_in(language, "answer", "no"),
                        language_text_in(language, "answer", "yes"), answer))
            return true;
    }
    return false;
}

static bool read_key(struct rest rest, struct answer *answer)
{
    bool is_quoted = rest.len >= 2 && rest.at[0] == '"' && rest.at[rest.len - 1] == '"';
    if (rest.len == 0) return false;
    answer->key = is_quoted ? (th_key){rest.at + 1, rest.len - 2} : (th_key){rest.at, rest.len};
    return true;
}

/* ---- Places ---- */

static bool take_index(struct rest *rest, uint32_t max, uint32_t *index)
{
    uint64_t number;
    if (!take_digits(rest, 10, max, &number)) return false;
    *index = (uint32_t)number;
    return true;
}

static bool read_place(struct rest rest, struct answer *answer)
{
    answer->is_old = take_sign(&rest, "old");
    rest = trimmed(rest.at, rest.len);
    if (!take_index(&rest, UINT32_MAX, &answer->bucket)) return false;
    if (answer->form == ANSWER_BUCKET) return rest.len == 0;
    if (take_sign(&rest, "+") && !take_index(&rest, UINT32_MAX, &answer->depth)) return false;
    return take_sign(&rest, ".") && take_index(&rest, 7, &answer->slot) && rest.len == 0;
}

/* ---- The public calls ---- */

bool answer_read(enum answer_form form, const char *text, size_t len, struct answer *answer)
{
    struct rest rest = trimmed(text, len);
    *answer = (struct answer){.form = form};
    switch (form) {
    case ANSWER_CHOICE:
        return read_number(rest, answer) && answer->number > 0;
    case ANSWER_NUMBER:
        return read_number(rest, answer);
    case ANSWER_BYTE:
        return read_byte(rest, answer);
    case ANSWER_YES_NO:
        return read_yes_no(rest, answer);
    case ANSWER_KEY:
        return read_key(rest, answer);
    case ANSWER_BUCKET:
    case ANSWER_SLOT:
        return read_place(rest, answer);
    }
    return false;
}

bool answer_is_same(const struct answer *one, const struct answer *other)
{
    if (one->form != other->form) return false;
    if (one->form == ANSWER_KEY) return th_key_is_equal(one->key, other->key);
    if (one->form < ANSWER_KEY) return one->number == other->number;
    return one->is_old == other->is_old && one->bucket == other->bucket &&
           one->depth == other->depth && one->slot == other->slot;
}

static void write_place(const struct answer *answer, char *text, size_t cap)
{
    const char *old = answer->is_old ? "old " : "";
    if (answer->form == ANSWER_BUCKET) {
        snprintf(text, cap, "%s%" PRIu32, old, answer->bucket);
    } else if (answer->depth == 0) {
        snprintf(text, cap, "%s%" PRIu32 ".%" PRIu32, old, answer->bucket, answer->slot);
    } else {
        snprintf(text, cap, "%s%" PRIu32 "+%" PRIu32 ".%" PRIu32, old, answer->bucket,
                 answer->depth, answer->slot);
    }
}

void answer_write(const struct answer *answer, char *text, size_t cap)
{
    assert(cap >= ANSWER_TEXT);
    switch (answer->form) {
    case ANSWER_CHOICE:
    case ANSWER_NUMBER:
        snprintf(text, cap, "%" PRId64, answer->number);
        break;
    case ANSWER_BYTE:
        snprintf(text, cap, "%02x", (unsigned)answer->number);
        break;
    case ANSWER_YES_NO:
        snprintf(text, cap, "%s", answer->number ? "yes" : "no");
        break;
    case ANSWER_KEY:
        snprintf(text, cap, "%.*s", (int)(answer->key.len < cap ? answer->key.len : cap),
                 answer->key.bytes == NULL ? "" : answer->key.bytes);
        break;
    case ANSWER_BUCKET:
    case ANSWER_SLOT:
        write_place(answer, text, cap);
        break;
    }
}

const char *answer_allowed(enum answer_form form)
{
    switch (form) {
    case ANSWER_CHOICE:
        return "the number of a choice";
    case ANSWER_NUMBER:
        return "a number";
    case ANSWER_BYTE:
        return "a byte in hexadecimal, 00 to ff";
    case ANSWER_YES_NO:
        return "yes or no";
    case ANSWER_KEY:
        return "a key";
    case ANSWER_BUCKET:
        return "a bucket: 3, or old 3";
    case ANSWER_SLOT:
        return "a slot: 3.5 for slot 5 of bucket 3, or old 3.5";
    }
    return "";
}
