/* spot.c - places and numbers in a frame's spots, and back. */
#include "viz/screen/spot.h"

#include <stdlib.h>

enum { STRAIGHT = 1, ASIDE = 4 }; /* what a cell of the way costs */

static uint64_t pair(uint32_t high, uint32_t low) { return (uint64_t)high << 32 | low; }

void spot_note_place(struct frame_area area, int row, int col, int height, int width,
                     enum spot_kind kind, th_place place)
{
    struct frame_spot spot = {
        .kind = (int)kind,
        .numbers = {pair(place.array, place.bucket), pair(place.depth, place.slot), place.link}};

    frame_note_spot(area, row, col, height, width, &spot);
}

void spot_note_number(struct frame_area area, int row, int col, int height, int width,
                      enum spot_kind kind, uint64_t number)
{
    struct frame_spot spot = {.kind = (int)kind, .numbers = {number}};

    frame_note_spot(area, row, col, height, width, &spot);
}

static struct spot decode(const struct frame_spot *noted)
{
    struct spot spot = {0};

    if (noted == NULL) return spot;
    spot = (struct spot){.kind = (enum spot_kind)noted->kind,
                         .row = noted->row,
                         .col = noted->col,
                         .height = noted->height,
                         .width = noted->width};
    if (spot.kind == SPOT_SLOT || spot.kind == SPOT_BUCKET) {
        spot.place = (th_place){.array = (uint32_t)(noted->numbers[0] >> 32),
                                .bucket = (uint32_t)noted->numbers[0],
                                .depth = (uint32_t)(noted->numbers[1] >> 32),
                                .slot = (uint32_t)noted->numbers[1],
                                .link = (uint32_t)noted->numbers[2]};
    } else {
        spot.number = noted->numbers[0];
    }
    return spot;
}

struct spot spot_under(const struct frame *frame, int row, int col)
{
    return decode(frame_spot_under(frame, row, col));
}

/* The way from one middle to another in a direction; negative: it lies behind. */
static int way(const struct spot *from, const struct frame_spot *to, int rows, int cols)
{
    int down = 2 * to->row + to->height - 2 * from->row - from->height;
    int right = 2 * to->col + to->width - 2 * from->col - from->width;
    int ahead = rows != 0 ? down * rows : right * cols;
    int aside = abs(rows != 0 ? right : down);

    return ahead <= 0 ? -1 : STRAIGHT * ahead + ASIDE * aside;
}

struct spot spot_beside(const struct frame *frame, const struct spot *from, int rows, int cols)
{
    const struct frame_spot *nearest = NULL;
    int least = -1;

    for (size_t i = 0; i < frame_spot_count(frame); i++) {
        const struct frame_spot *to = frame_spot_at(frame, i);
        int cost = to->kind == (int)from->kind ? way(from, to, rows, cols) : -1;

        if (cost < 0 || (least >= 0 && cost >= least)) continue;
        least = cost;
        nearest = to;
    }
    return nearest == NULL ? *from : decode(nearest);
}

struct spot spot_first(const struct frame *frame, enum spot_kind kind)
{
    for (size_t i = 0; i < frame_spot_count(frame); i++) {
        if (frame_spot_at(frame, i)->kind == (int)kind) return decode(frame_spot_at(frame, i));
    }
    return (struct spot){0};
}

struct spot spot_of_place(const struct frame *frame, enum spot_kind kind, const th_place *place)
{
    for (size_t i = 0; i < frame_spot_count(frame); i++) {
        struct spot spot = decode(frame_spot_at(frame, i));

        if (spot.kind == kind && th_place_is_same_slot(&spot.place, place)) return spot;
    }
    return (struct spot){0};
}
