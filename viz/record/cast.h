/* cast.h - frames in time, as an asciicast v2: a header, then a line of JSON an event, as the
 * format's author documents it (docs.asciinema.org/manual/asciicast/v2). Only what changes is
 * written. The same frames at the same times give the same bytes. */
#ifndef VIZ_RECORD_CAST_H
#define VIZ_RECORD_CAST_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "viz/screen/frame.h"
#include "viz/theme/theme.h"

struct cast_options {
    int height;
    int width;
    enum theme theme;
    enum glyph_charset charset;
    const char *title; /* UTF-8 */
};

/* Each returns false when `out` reports an error, or there is no memory. Times are milliseconds
 * from the beginning, and never go back. */
bool cast_begin(const struct cast_options *options, FILE *out);

/* Makes a player that shows `before` show `now`; NULL: the first frame. */
bool cast_frame(const struct cast_options *options, uint64_t ms, const struct frame *before,
                const struct frame *now, FILE *out);

/* A place that a player can jump to, and its name. */
bool cast_marker(uint64_t ms, const char *name, FILE *out);

/* Below the last frame the terminal is as it was found; ms is how long the recording is. */
bool cast_end(const struct cast_options *options, uint64_t ms, FILE *out);

#endif
