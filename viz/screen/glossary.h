/* glossary.h - the terms of the screen: where they stand, and what they mean in a sentence or two.
 *
 * A term is found by what is drawn, not by who has drawn it: so a view need not know of this, and
 * none can be forgotten. tests/unit/screen:glossary_test walks through all lessons and holds each
 * label, flag and mark to it. */
#ifndef VIZ_SCREEN_GLOSSARY_H
#define VIZ_SCREEN_GLOSSARY_H

#include <stdbool.h>
#include <stddef.h>

#include "viz/language/language.h"
#include "viz/screen/frame.h"
#include "viz/screen/glossary_table.h"

enum glossary_term {
#define GLOSSARY_ENUM(term, name, words, labels, meaning) GLOSSARY_##term,
    GLOSSARY_LIST(GLOSSARY_ENUM)
#undef GLOSSARY_ENUM
        GLOSSARY_TERMS
};

/* Its name, "noverflow", and what it means; both plain text. */
const char *glossary_name(enum glossary_term term, enum language language);
const char *glossary_meaning(enum glossary_term term, enum language language);

/* The term that begins at byte `at` of a text in a language, as a whole word, the longest one; *len
 * are its bytes. False where none begins. */
bool glossary_in_text(const char *text, size_t at, enum language language, enum glossary_term *term,
                      size_t *len);

/* The term that a text is a spelling of, labels too. False where it is none. */
bool glossary_named(const char *text, enum language language, enum glossary_term *term);

/* A term on a frame: a piece of one row. */
struct glossary_spot {
    enum glossary_term term;
    int row;
    int col;
    int width;
};

/* The terms that stand on a frame with words of a language, each once, where it comes first, in the
 * order of reading; but the upper border, which says where we are, comes last.
 *   Returns  how many there are, at most GLOSSARY_TERMS.
 *   Cost     of the frame's cells: for when it is asked, not for every frame. */
size_t glossary_on_frame(const struct frame *frame, enum language language,
                         struct glossary_spot spots[GLOSSARY_TERMS]);

/* The term that holds a cell. False where none does, or there is no such cell. */
bool glossary_under(const struct frame *frame, enum language language, int row, int col,
                    struct glossary_spot *spot);

#endif
