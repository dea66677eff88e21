/* say.h - sentences, a line each, piece by piece. All that the room writes goes through here, so
 * that nothing leaves it that could steer a terminal, and each line is there as soon as it is
 * ended.
 *
 *     say_words(&say, "count %ju", count);
 *     say_role(&say, role);                                  ", changed by this move"
 *     say_end(&say); */
#ifndef VIZ_LINEAR_SAY_H
#define VIZ_LINEAR_SAY_H

#include <stdio.h>

#include "viz/language/language.h"
#include "viz/player/view.h"
#include "viz/screen/glyph.h"
#include "viz/screen/roles.h"

struct say {
    FILE *out;
    enum glyph_charset charset;
    enum language language;
    const struct view *view; /* NULL where nothing is about a view */
    bool is_bare; /* what is, alone: neither what has just become of it, nor sums of it */
};

/* Sentences that are kept instead: they are said to kept->say. It is not to be moved meanwhile. */
struct say_kept {
    struct say say;
    char *text;
    size_t len;
};

/* As say, but kept. False: no memory; there is nothing to end then. */
bool say_keep(struct say_kept *kept, const struct say *say);

/* What was kept.
 *   Owner    the caller: free. NULL: no memory. */
char *say_kept_text(struct say_kept *kept);

/* Our own words, looked up; xgettext finds them here. Of the arguments, texts are our own, too. */
void say_words(const struct say *say, const char *words, ...) __attribute__((format(printf, 2, 3)));

/* What somebody else wrote, on one line. */
void say_text(const struct say *say, const char *text);

/* A key in double quotes, whole. */
void say_key(const struct say *say, th_key key);

/* A value of the view's map. */
void say_value(const struct say *say, const void *value);

/* All bits of a hash, a byte a group. */
void say_bits(const struct say *say, uint64_t hash);

/* ", changed by this move"; nothing for ROLES_NONE, or where it is_bare. */
void say_role(const struct say *say, enum roles_role role);

/* "bucket 1", "old bucket 1, overflow 2"; with a capital at a line's beginning. */
void say_bucket(const struct say *say, const th_place *place, bool begins);

/* The same, and "slot 3"; with first < last, "slots 3 to 7". */
void say_slots(const struct say *say, const th_place *place, uint32_t last, bool begins);
void say_slot(const struct say *say, const th_place *place, bool begins);

/* Between two things, and before what explains. */
void say_comma(const struct say *say);
void say_semicolon(const struct say *say);
void say_colon(const struct say *say);

/* A full stop, and the line's end. say_line_end: the end alone, behind words that have one. */
void say_end(const struct say *say);
void say_line_end(const struct say *say);

/* A whole line of our own words, looked up, or of somebody else's. */
void say_line(const struct say *say, const char *words);
void say_text_line(const struct say *say, const char *text);
/* A lesson's words, without their marks. */
void say_marked_line(const struct say *say, const char *text);

#endif
