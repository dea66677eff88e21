/* seen.h - reads a drawn frame as text, and what most tests of views draw. */
#ifndef TESTS_UNIT_SCREEN_SEEN_H
#define TESTS_UNIT_SCREEN_SEEN_H

#include <string.h>

#include "tests/unit/screen/film.h"
#include "tests/unit/screen/shows.h"
#include "viz/screen/screen.h"

enum { TEXT_BYTES_MOST = 1 << 16 };

/* The text plane of a frame; static. */
static const char *plane_of(const struct frame *frame, enum shows_plane plane)
{
    static char text[TEXT_BYTES_MOST];
    FILE *out = fmemopen(text, sizeof text, "w");

    assert_non_null(out);
    assert_int_equal(shows_write(frame, plane, out), FRAME_OK);
    fclose(out);
    return text;
}

static inline bool shows(const struct frame *frame, const char *words)
{
    return strstr(plane_of(frame, SHOWS_UTF8), words) != NULL;
}

static inline void assert_has(const struct frame *frame, const char *words)
{
    if (!shows(frame, words)) fail_msg("no \"%s\" in\n%s", words, plane_of(frame, SHOWS_UTF8));
}

static const struct screen_hint hints[] = {
    {"←/→", "move"}, {"↑/↓", "step"}, {"?", "help"}, {"q", "quit"}};
static const struct screen_options with_hints = {
    .footer = hints, .footer_count = 4, .help = hints, .help_count = 4};

/* The film that most tests watch: a doubling of 4 buckets, with an overflow bucket. */
static const char doubling[] = "fill:k=26 put:k27 put:k28";

static const int sizes[][2] = {{10, 40}, {16, 60}, {24, 80}, {40, 120}};

#endif
