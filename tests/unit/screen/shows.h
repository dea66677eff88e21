/* shows.h - compares a frame's planes with lines typed in a test. A failure prints both, line by
 * line. */
#ifndef TESTS_UNIT_SCREEN_SHOWS_H
#define TESTS_UNIT_SCREEN_SHOWS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "viz/screen/frame.h"

enum shows_plane { SHOWS_UTF8, SHOWS_ASCII, SHOWS_STYLES };

static inline enum frame_status shows_write(const struct frame *frame, enum shows_plane plane,
                                            FILE *out)
{
    if (plane == SHOWS_STYLES) return frame_write_styles(frame, out);
    return frame_write_text(frame, plane == SHOWS_ASCII ? GLYPH_ASCII : GLYPH_UTF8, true, out);
}

static inline void assert_plane(const struct frame *frame, enum shows_plane plane,
                                const char *expected)
{
    char *written = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&written, &len);

    assert_non_null(out);
    assert_int_equal(shows_write(frame, plane, out), FRAME_OK);
    fclose(out);
    assert_string_equal(written, expected);
    free(written);
}

static inline void assert_shows(const struct frame *frame, const char *expected)
{
    assert_plane(frame, SHOWS_UTF8, expected);
}

static inline struct frame *make_frame(int height, int width)
{
    struct frame *frame = NULL;

    assert_int_equal(frame_make(&frame, height, width), FRAME_OK);
    return frame;
}

#endif
