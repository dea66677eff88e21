/* record.c - from stop to stop: frames, and how long each stays. */
#include "viz/record/record.h"

#include <stdlib.h>
#include <string.h>

#include "viz/markup/markup.h"
#include "viz/record/cast.h"
#include "viz/record/svg.h"
#include "viz/screen/screen.h"
#include "viz/screen/width.h"

/* Milliseconds. */
enum {
    A_COLUMN = 60, /* of text, to be read: 16 or 17 letters a second, half as many Chinese signs */
    LEAST_READING = 1500,
    MOST_READING = 9000,
    LONGEST_MOVE = 600,
    SHORTEST_MOVE = 80,
    MOVES_OF_A_STEP = 15000, /* all of them, if none is to be shorter */
    STEP_END = 1500,
};

enum { NAME_COLUMNS_MAX = 60 };

static void draw(const struct player *player, const struct record_options *options,
                 struct frame *frame, struct view *view)
{
    player_view(player, options->language, view);
    screen_draw(frame, view, NULL);
}

/* --- one stop ------------------------------------------------------------ */

static char *title_of_stop(const struct view *view)
{
    char *title = NULL;
    int len = asprintf(&title, "tophash: %s, step %zu of %zu, move %llu of %llu", view->title,
                       view->step + 1, view->step_count, (unsigned long long)view->move,
                       (unsigned long long)view->move_count);
    return len < 0 ? NULL : title;
}

enum record_status record_svg(const struct player *player, const struct record_options *options,
                              FILE *out)
{
    struct view view;
    struct frame *frame;

    if (frame_make(&frame, options->height, options->width) != FRAME_OK) return RECORD_NO_MEMORY;
    draw(player, options, frame, &view);
    char *title = title_of_stop(&view);
    struct svg_options svg = {
        .theme = options->theme,
        .charset = options->charset,
        .title = title,
        .language = language_code(options->language),
    };
    enum record_status status = RECORD_NO_MEMORY;
    if (title != NULL) status = svg_write(frame, &svg, out) ? RECORD_OK : RECORD_NOT_WRITTEN;
    free(title);
    frame_free(frame);
    return status;
}

/* --- all stops ----------------------------------------------------------- */

struct recording {
    struct player *player;
    const struct record_options *options;
    struct cast_options cast;
    struct frame *shown; /* NULL: nothing yet */
    struct frame *next;
    FILE *out;
    uint64_t ms;
};

static void wait(struct recording *recording, uint64_t ms)
{
    recording->ms += ms * RECORD_SPEED_NORMAL / recording->options->speed;
}

static uint64_t between(uint64_t least, uint64_t number, uint64_t most)
{
    return number < least ? least : number > most ? most : number;
}

/* The columns of a lesson's words, all on one line. */
static uint64_t columns_of_words(const char *words)
{
    struct markup markup = {0};
    size_t left = strlen(words);
    uint64_t columns = 0;

    for (;;) {
        struct width_cluster cluster;
        size_t skipped = markup_skip(&markup, words, left);
        size_t taken = width_next(words + skipped, left - skipped, &cluster);

        if (taken == 0) return columns;
        markup_take(&markup, words + skipped, taken);
        columns += cluster.columns;
        words += skipped + taken;
        left -= skipped + taken;
    }
}

/* The step's number and what fits of its words' first line, for the list of a player. */
static bool put_marker(const struct recording *recording, const struct view *view)
{
    char name[512];
    int len = snprintf(name, sizeof name, "%zu/%zu", view->step + 1, view->step_count);
    size_t left = strcspn(view->say, "\n");
    const char *say = view->say;
    struct markup markup = {0};
    struct width_cluster cluster;

    if (left > 0) name[len++] = ' ';
    for (int columns = 0; left > 0;) {
        size_t skipped = markup_skip(&markup, say, left);

        say += skipped;
        left -= skipped;
        size_t taken = width_next(say, left, &cluster);

        if (taken == 0) break;
        markup_take(&markup, say, taken);
        columns += cluster.columns;
        if (columns > NAME_COLUMNS_MAX || (size_t)len + sizeof cluster.bytes + 4 > sizeof name) {
            memcpy(name + len, "…", strlen("…"));
            len += (int)strlen("…");
            break;
        }
        memcpy(name + len, cluster.bytes, cluster.len);
        len += cluster.len;
        say += taken;
        left -= taken;
    }
    name[len] = '\0';
    return cast_marker(recording->ms, name, recording->out);
}

/* Shows the stop where the player stands, for as long as it deserves. */
static bool put_stop(struct recording *recording)
{
    struct view view;

    draw(recording->player, recording->options, recording->next, &view);
    bool is_begin = view.move == 0;
    bool is_end = view.move == view.move_count;
    if (is_begin && !put_marker(recording, &view)) return false;
    if (!cast_frame(&recording->cast, recording->ms, recording->shown, recording->next,
                    recording->out))
        return false;
    if (is_begin) {
        uint64_t reading = A_COLUMN * columns_of_words(view.say);
        wait(recording, between(LEAST_READING, reading, MOST_READING));
    } else {
        uint64_t share = MOVES_OF_A_STEP / view.move_count;
        wait(recording, between(SHORTEST_MOVE, share, LONGEST_MOVE));
    }
    if (is_end) wait(recording, STEP_END);
    return true;
}

static bool put_stops(struct recording *recording, struct frame *frames[2])
{
    int turn = 0;

    player_first(recording->player);
    do {
        recording->next = frames[turn];
        if (!put_stop(recording)) return false;
        recording->shown = frames[turn];
        turn = !turn;
    } while (player_move_forward(recording->player));
    return cast_end(&recording->cast, recording->ms, recording->out);
}

static enum record_status put_cast(struct recording *recording, struct frame *frames[2])
{
    struct view view;

    player_view(recording->player, recording->options->language, &view);
    recording->cast.title = view.title;
    if (cast_begin(&recording->cast, recording->out) && put_stops(recording, frames))
        return RECORD_OK;
    return ferror(recording->out) ? RECORD_NOT_WRITTEN : RECORD_NO_MEMORY;
}

enum record_status record_cast(struct player *player, const struct record_options *options,
                               FILE *out)
{
    struct frame *frames[2] = {NULL, NULL};
    struct recording recording = {
        .player = player,
        .options = options,
        .cast = {options->height, options->width, options->theme, options->charset, ""},
        .out = out,
    };
    enum record_status status = RECORD_NO_MEMORY;

    if (frame_make(&frames[0], options->height, options->width) == FRAME_OK &&
        frame_make(&frames[1], options->height, options->width) == FRAME_OK) {
        status = put_cast(&recording, frames);
    }
    frame_free(frames[0]);
    frame_free(frames[1]);
    return status;
}
