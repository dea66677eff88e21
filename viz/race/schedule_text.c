/* schedule_text.c - blanks, words, heads and choices; bytes that are none of them stay where they
 * are, for schedule_read.c to complain about. */
#include "viz/race/schedule_text.h"

#include <string.h>

#include "viz/race/schedule.h"

enum { DIGEST_DIGITS = 16 };

/* Apart from isalnum, which asks the locale. */
static bool is_of_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == '_';
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

void schedule_skip_blanks(struct schedule_scan *scan)
{
    bool is_comment = false;
    for (; scan->at < scan->len; scan->at++) {
        char byte = scan->text[scan->at];
        if (byte == '\n') is_comment = false;
        if (byte == '#') is_comment = true;
        if (!is_comment && !is_blank(byte)) return;
    }
}

bool schedule_is_at(const struct schedule_scan *scan, char byte)
{
    return scan->at < scan->len && scan->text[scan->at] == byte;
}

struct schedule_word schedule_scan_word(struct schedule_scan *scan)
{
    struct schedule_word word = {.bytes = scan->text + scan->at, .at = scan->at};
    while (scan->at < scan->len && is_of_word(scan->text[scan->at]))
        scan->at++;
    word.len = scan->at - word.at;
    return word;
}

bool schedule_word_is(const struct schedule_word *word, const char *text)
{
    return strlen(text) == word->len && memcmp(text, word->bytes, word->len) == 0;
}

bool schedule_word_number(const struct schedule_word *word, uint64_t max, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < word->len; i++) {
        if (word->bytes[i] < '0' || word->bytes[i] > '9') return false;
        uint64_t digit = (uint64_t)(word->bytes[i] - '0');
        if (digit > max || *number > (max - digit) / 10) return false;
        *number = *number * 10 + digit;
    }
    return word->len > 0;
}

static bool word_digest(const struct schedule_word *word, uint64_t *digest)
{
    *digest = 0;
    for (size_t i = 0; i < word->len; i++) {
        char byte = word->bytes[i];
        unsigned digit;
        if (byte >= '0' && byte <= '9')
            digit = (unsigned)(byte - '0');
        else if (byte >= 'a' && byte <= 'f')
            digit = (unsigned)(byte - 'a' + 10);
        else if (byte >= 'A' && byte <= 'F')
            digit = (unsigned)(byte - 'A' + 10);
        else
            return false;
        *digest = *digest << 4 | digit;
    }
    return word->len == DIGEST_DIGITS;
}

bool schedule_scan_head(struct schedule_scan *scan, struct schedule_head *head,
                        const char **allowed)
{
    *head = (struct schedule_head){.has_digest = false};
    schedule_skip_blanks(scan);
    struct schedule_scan ahead = *scan;
    struct schedule_word name = schedule_scan_word(&ahead);
    head->has_digest = schedule_is_at(&ahead, '@');
    if (!head->has_digest && !schedule_is_at(&ahead, ':')) return true;

    *allowed = "the scenario's name";
    if (name.len == 0) return false;
    *scan = ahead;
    if (head->has_digest) {
        scan->at++;
        ahead = *scan;
        head->digest_word = schedule_scan_word(&ahead);
        *allowed = "a digest of 16 hexadecimal digits";
        if (!word_digest(&head->digest_word, &head->digest)) return false;
        *scan = ahead;
        *allowed = "a colon behind the digest";
        if (!schedule_is_at(scan, ':')) return false;
    }
    scan->at++;
    head->name = name;
    return true;
}

bool schedule_scan_choice(struct schedule_scan *scan, struct schedule_choice *choice)
{
    schedule_skip_blanks(scan);
    *choice = (struct schedule_choice){.worker = schedule_scan_word(scan), .count = 1};
    choice->count_word = choice->worker;
    if (choice->worker.len == 0) return false;
    if (!schedule_is_at(scan, '*')) return true;
    scan->at++;
    choice->count_word = schedule_scan_word(scan);
    if (!schedule_word_number(&choice->count_word, SCHEDULE_CHOICES_MAX, &choice->count))
        choice->count = 0;
    return true;
}

void schedule_position(const char *text, size_t at, uint32_t *line, uint32_t *column)
{
    *line = *column = 1;
    for (size_t i = 0; i < at; i++) {
        if (text[i] == '\n') {
            ++*line;
            *column = 1;
        } else if (i + 1 >= at || ((unsigned char)text[i + 1] & 0xc0) != 0x80) {
            ++*column; /* the character's last byte */
        }
    }
}
