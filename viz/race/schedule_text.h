/* schedule_text.h - the parts of a schedule's text, found without knowing the scenario.
 *
 *     text    = [head] { choice } [ "," "then" POLICY [SEED [DEPTH]] ]
 *     head    = NAME [ "@" 16 hexadecimal digits ] ":"             without blanks in it
 *     choice  = WORKER [ "*" COUNT ]                               without blanks in it
 *
 * Between the parts are blanks: spaces, tabs, newlines, and comments from a # to the line's end. */
#ifndef VIZ_RACE_SCHEDULE_TEXT_H
#define VIZ_RACE_SCHEDULE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct schedule_scan {
    const char *text; /* any bytes; borrowed */
    size_t len;
    size_t at; /* what stands here comes next */
};

/* Letters, digits, - and _; bytes of the text. */
struct schedule_word {
    const char *bytes;
    size_t len;
    size_t at;
};

void schedule_skip_blanks(struct schedule_scan *scan);
bool schedule_is_at(const struct schedule_scan *scan, char byte);

/* The word that begins here; of no bytes, where none does. */
struct schedule_word schedule_scan_word(struct schedule_scan *scan);

bool schedule_word_is(const struct schedule_word *word, const char *text);

/* False: no decimal number, or above max. */
bool schedule_word_number(const struct schedule_word *word, uint64_t max, uint64_t *number);

struct schedule_head {
    struct schedule_word name; /* of no bytes: there is no head */
    bool has_digest;
    struct schedule_word digest_word;
    uint64_t digest;
};

/* The head, if there is one. False: there is something like one; scan stands at what is wrong, and
 * *allowed says what could be there. */
bool schedule_scan_head(struct schedule_scan *scan, struct schedule_head *head,
                        const char **allowed);

struct schedule_choice {
    struct schedule_word worker;
    struct schedule_word count_word; /* behind a *, if one is there; else as worker */
    uint64_t count;                  /* 1 to SCHEDULE_CHOICES_MAX; 0: count_word is none such */
};

/* The next choice; false: none comes next. */
bool schedule_scan_choice(struct schedule_scan *scan, struct schedule_choice *choice);

/* The place of the byte at offset `at`: both from 1, columns in characters. Cost: O(at). */
void schedule_position(const char *text, size_t at, uint32_t *line, uint32_t *column);

#endif
