/* record.h - a lesson as a picture of one stop, or as a recording of all, in the frames that the
 * screen shows. Nothing but the arguments decides what is written: no clock, no terminal. */
#ifndef VIZ_RECORD_RECORD_H
#define VIZ_RECORD_RECORD_H

#include <stdio.h>

#include "viz/player/player.h"
#include "viz/screen/frame.h"
#include "viz/theme/theme.h"

enum { RECORD_SPEED_NORMAL = 100, RECORD_SPEED_MAX = 100000 };

struct record_options {
    int height;
    int width;
    enum theme theme;
    enum glyph_charset charset;
    enum language language;
    uint32_t speed; /* of a recording, in percent: 1 to RECORD_SPEED_MAX */
};

enum record_status {
    RECORD_OK,
    RECORD_NO_MEMORY,
    RECORD_NOT_WRITTEN, /* `out` reports an error: ferror */
};

/* The stop where the player stands, as SVG (svg.h). */
enum record_status record_svg(const struct player *player, const struct record_options *options,
                              FILE *out);

/* The lesson from its first stop to its last, as an asciicast (cast.h), with a marker a step. The
 * words of a step stay as long as it takes to read them, its moves are quicker the more there are,
 * and what has come of it stays for a while. Leaves the player at the last stop. */
enum record_status record_cast(struct player *player, const struct record_options *options,
                               FILE *out);

#endif
