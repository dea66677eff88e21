/* cast.c - the events, written with jansson. */
#include "viz/record/cast.h"

#include <jansson.h>
#include <stdlib.h>

#include "viz/record/ansi.h"
#include "viz/theme/color.h"

enum { SECONDS_DIGITS = 12, COLOR_BYTES = 8, PALETTE_SIZE = 16 };

/* A line of JSON; takes over `json`, which NULL says could not be made. */
static bool put_line(json_t *json, FILE *out)
{
    size_t flags = JSON_COMPACT | JSON_REAL_PRECISION(SECONDS_DIGITS);
    bool is_put = json != NULL && json_dumpf(json, out, flags) == 0 && putc('\n', out) != EOF;

    json_decref(json);
    return is_put;
}

static bool put_event(uint64_t ms, const char *code, const char *data, FILE *out)
{
    return put_line(json_pack("[f, s, s]", (double)ms / 1000, code, data), out);
}

/* The colours around the frame, and those of the numbers 0 to 15: a player has its own, else. */
static json_t *theme_of(enum theme theme)
{
    struct theme_paint paint =
        theme_paint(theme, theme_look_of(theme, STYLE_PLAIN, THEME_TRUE_COLOR));
    char foreground[COLOR_BYTES], background[COLOR_BYTES];
    char palette[PALETTE_SIZE * COLOR_BYTES + 1];

    snprintf(foreground, sizeof foreground, "#%06x", (unsigned)paint.foreground & 0xffffff);
    snprintf(background, sizeof background, "#%06x", (unsigned)paint.background & 0xffffff);
    for (int number = 0; number < PALETTE_SIZE; number++) {
        snprintf(palette + number * COLOR_BYTES, COLOR_BYTES + 1,
                 "#%06x:", (unsigned)color_of_palette(number) & 0xffffff);
    }
    palette[PALETTE_SIZE * COLOR_BYTES - 1] = '\0'; /* in place of the last colon */
    return json_pack("{s:s, s:s, s:s}", "fg", foreground, "bg", background, "palette", palette);
}

bool cast_begin(const struct cast_options *options, FILE *out)
{
    json_t *header = json_pack("{s:i, s:i, s:i, s:s}", "version", 2, "width", options->width,
                               "height", options->height, "title", options->title);

    if (header != NULL && theme_contrast(options->theme) > 0 &&
        json_object_set_new(header, "theme", theme_of(options->theme)) != 0) {
        json_decref(header);
        return false;
    }
    return put_line(header, out);
}

bool cast_frame(const struct cast_options *options, uint64_t ms, const struct frame *before,
                const struct frame *now, FILE *out)
{
    char *bytes = NULL;
    size_t len = 0;
    FILE *memory = open_memstream(&bytes, &len);

    if (memory == NULL) return false;
    ansi_redraw(before, now, options->theme, options->charset, memory);
    bool is_put = fclose(memory) == 0 && (len == 0 || put_event(ms, "o", bytes, out));
    free(bytes);
    return is_put;
}

bool cast_marker(uint64_t ms, const char *name, FILE *out) { return put_event(ms, "m", name, out); }

bool cast_end(const struct cast_options *options, uint64_t ms, FILE *out)
{
    char bytes[64];

    snprintf(bytes, sizeof bytes, "\033[0m\033[%d;1H\033[?25h", options->height);
    return put_event(ms, "o", bytes, out);
}
