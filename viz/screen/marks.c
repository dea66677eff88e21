/* marks.c - the names. */
#include "viz/screen/marks.h"

#include <assert.h>
#include <stddef.h>

#include "viz/language/language.h"

static const struct {
    const char *glyph;
    const char *word;
} marks[MARKS_COUNT] = {
    [MARKS_EMPTY_REST] = {"∅", NC_("mark", "rest empty")},
    [MARKS_EMPTY_ONE] = {"·", NC_("mark", "empty")},
    [MARKS_EVACUATED_X] = {"→X", NC_("mark", "moved to X")},
    [MARKS_EVACUATED_Y] = {"→Y", NC_("mark", "moved to Y")},
    [MARKS_EVACUATED_EMPTY] = {"✓", NC_("mark", "evacuated")},
};

const char *marks_glyph(uint8_t tophash)
{
    assert(tophash < MARKS_COUNT);
    return marks[tophash].glyph;
}

const char *marks_word(uint8_t tophash, enum language language)
{
    assert(tophash < MARKS_COUNT);
    return language_text_in(language, "mark", marks[tophash].word);
}

static const struct {
    const char *name;
    const char *short_name;
    const char *letter;
} flags[MARKS_FLAG_COUNT] = {
    {"iterator", "iterator", "I"},
    {"oldIterator", "oldIterator", "O"},
    {"hashWriting", "writing", "W"},
    {"sameSizeGrow", "sameSize", "S"},
};

const char *marks_flag_name(unsigned bit, bool is_whole)
{
    assert(bit < MARKS_FLAG_COUNT);
    return is_whole ? flags[bit].name : flags[bit].short_name;
}

const char *marks_flag_letter(unsigned bit)
{
    assert(bit < MARKS_FLAG_COUNT);
    return flags[bit].letter;
}

const char *marks_fatal_text(th_fatal_kind kind)
{
    static const char *const texts[] = {
        [TH_FATAL_WRITES] = "concurrent map writes",
        [TH_FATAL_READ_AND_WRITE] = "concurrent map read and map write",
        [TH_FATAL_ITERATE_AND_WRITE] = "concurrent map iteration and map write",
        [TH_FATAL_BAD_STATE] = "bad map state",
        [TH_FATAL_FAULT] = "unexpected signal during runtime execution",
    };

    assert((size_t)kind < sizeof texts / sizeof texts[0]);
    return texts[kind];
}

uint64_t marks_load_limit(uint8_t B) { return B == 0 ? MARKS_SLOTS : (uint64_t)13 << (B - 1); }

uint8_t marks_tophash(uint64_t hash)
{
    uint8_t top = (uint8_t)(hash >> 56);

    return top < MARKS_COUNT ? (uint8_t)(top + MARKS_COUNT) : top;
}
