/* style.h - what a cell means. Views draw meanings; viz/theme/theme.h chooses how a meaning
 * looks. No colour and no attribute is named in this room.
 *
 * One line a style: name, its letter in a golden file's style plane, its family, what it means.
 *
 * A family gathers the styles that may stand in the same place of the screen. Within a family, and
 * between it and the MARK family, a theme must show any two differently, without colour too:
 * tests/unit/theme holds every theme to that. Styles of two other families may look alike; their
 * place tells them apart.
 *
 * INPUT has no view yet: it is for the learner's answers. */
#ifndef VIZ_SCREEN_STYLE_H
#define VIZ_SCREEN_STYLE_H

/* clang-format off */
#define STYLE_LIST(X)                                                                             \
    X(PLAIN,         '.', TEXT,  "text without a special meaning")                                \
    X(DIM,           'd', TEXT,  "what may be skipped: hints, what is out of view")               \
    X(STRONG,        's', TEXT,  "the words that a sentence turns on")                            \
    X(CODE_WORD,     'w', TEXT,  "a word of code within a sentence")                              \
    X(GOOD,          'g', TEXT,  "an expectation that held, a right answer")                      \
    X(BORDER,        '+', LINES, "the lines between panes")                                       \
    X(TITLE,         'T', LINES, "the name of a pane or a lesson")                                \
    X(HELP_KEY,      'h', HELP,  "a key to press")                                                \
    X(HELP_TEXT,     'i', HELP,  "what that key does")                                            \
    X(LABEL,         'l', FIELD, "the name of a value: count, B, nevacuate")                      \
    X(NUMBER,        'n', FIELD, "a value beside its name")                                       \
    X(FLAG_ON,       'F', FLAG,  "a flag that is set")                                            \
    X(FLAG_OFF,      'f', FLAG,  "a flag that is not set")                                        \
    X(LOAD,          'a', LOAD,  "how full the map is")                                           \
    X(LOAD_LIMIT,    'A', LOAD,  "how full it may become before it grows")                        \
    X(TOPHASH,       't', SLOT,  "the tophash byte of a full slot")                               \
    X(TOPHASH_MATCH, 'm', SLOT,  "a tophash byte that was compared and is equal")                 \
    X(TOPHASH_MISS,  'x', SLOT,  "a tophash byte that was compared and differs")                  \
    X(EMPTY,         'e', SLOT,  "a slot that holds nothing")                                     \
    X(EVACUATED,     'v', SLOT,  "what has moved on to a new bucket")                             \
    X(KEY,           'k', SLOT,  "a key in its slot")                                             \
    X(VALUE,         'u', CELL,  "a value in its slot, under or beside its key")                  \
    X(BITS,          'b', BITS,  "bits of a hash that decide nothing here")                       \
    X(BITS_BUCKET,   'B', BITS,  "the bits that choose the bucket")                               \
    X(BITS_GROWTH,   'G', BITS,  "the bit that growth looks at: X or Y")                          \
    X(BITS_TOPHASH,  'H', BITS,  "the bits that become the tophash")                              \
    X(CODE,          'c', CODE,  "a line of pseudo-code")                                         \
    X(CODE_NOW,      'C', CODE,  "the line that runs")                                            \
    X(QUESTION,      'Q', ASK,   "what the learner is asked")                                     \
    X(INPUT,         'I', ASK,   "what the learner types")                                        \
    X(WORKER_1,      '1', LANE,  "the first worker of a race")                                    \
    X(WORKER_2,      '2', LANE,  "the second worker")                                             \
    X(WORKER_3,      '3', LANE,  "the third worker")                                              \
    X(WORKER_4,      '4', LANE,  "the fourth worker, and those after it")                         \
    X(NOW,           'N', MARK,  "what this move changed or looks at: the strong mark")           \
    X(TOUCHED,       'o', MARK,  "what this operation changed before: the weaker mark")           \
    X(SELECTED,      'S', MARK,  "what the learner's keys act on")                                \
    X(BAD,           '!', MARK,  "a panic, a fatal error, an expectation that failed")
/* clang-format on */

enum style {
#define STYLE_ENUM(name, letter, family, meaning) STYLE_##name,
    STYLE_LIST(STYLE_ENUM)
#undef STYLE_ENUM
        STYLE_COUNT
};

enum style_family {
    STYLE_FAMILY_TEXT,
    STYLE_FAMILY_LINES,
    STYLE_FAMILY_HELP,
    STYLE_FAMILY_FIELD,
    STYLE_FAMILY_FLAG,
    STYLE_FAMILY_LOAD,
    STYLE_FAMILY_SLOT,
    STYLE_FAMILY_CELL,
    STYLE_FAMILY_BITS,
    STYLE_FAMILY_CODE,
    STYLE_FAMILY_ASK,
    STYLE_FAMILY_LANE,
    STYLE_FAMILY_MARK,
};

char style_letter(enum style style);
enum style_family style_family(enum style style);

/* The name as in STYLE_LIST ("TOPHASH_MATCH") and the meaning, for messages and the legend. */
const char *style_name(enum style style);
const char *style_meaning(enum style style);

#endif
