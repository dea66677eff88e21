/* marks.h - what the numbers in a map's memory are called on the screen: tophash marks, flag bits,
 * fatal errors. The numbers are core's (core/map_layout.h), which this room does not include;
 * tests/unit/screen holds the two together. */
#ifndef VIZ_SCREEN_MARKS_H
#define VIZ_SCREEN_MARKS_H

#include <stdbool.h>
#include <stdint.h>

#include "viz/player/view.h"

/* The tophash bytes below MARKS_COUNT are no part of a hash: they say what became of a slot. */
enum {
    MARKS_EMPTY_REST,
    MARKS_EMPTY_ONE,
    MARKS_EVACUATED_X,
    MARKS_EVACUATED_Y,
    MARKS_EVACUATED_EMPTY,
    MARKS_COUNT,
};

enum {
    MARKS_FLAG_ITERATOR = 1,
    MARKS_FLAG_OLD_ITERATOR = 2,
    MARKS_FLAG_WRITING = 4,
    MARKS_FLAG_SAME_SIZE = 8,
    MARKS_FLAG_COUNT = 4,
};

enum { MARKS_SLOTS = 8 };

/* A bucket in memory: tophashes, keys of a pointer and a length, values, a pointer. In bytes. */
enum {
    MARKS_WORD = 8,
    MARKS_KEY_SIZE = 16,
    MARKS_KEYS_AT = 8,
    MARKS_VALUES_AT = MARKS_KEYS_AT + MARKS_SLOTS * MARKS_KEY_SIZE,
};

static inline uint64_t marks_bucket_size(uint64_t value_size)
{
    return MARKS_VALUES_AT + MARKS_SLOTS * value_size + MARKS_WORD;
}

/* A mark's sign, one or two columns wide, and its word. tophash is below MARKS_COUNT. */
const char *marks_glyph(uint8_t tophash);
const char *marks_word(uint8_t tophash, enum language language);

/* A flag by its bit's number, in [0, MARKS_FLAG_COUNT): Go's name, whole or without what every line
 * of the screen says anyway, and one letter. */
const char *marks_flag_name(unsigned bit, bool is_whole);
const char *marks_flag_letter(unsigned bit);

/* Go's words for a fatal error. */
const char *marks_fatal_text(th_fatal_kind kind);

/* A map of 2^B buckets grows before it holds more entries than this (GO_MAP_FACTS, fact 8). */
uint64_t marks_load_limit(uint8_t B);

/* A hash's tophash. */
uint8_t marks_tophash(uint64_t hash);

#endif
