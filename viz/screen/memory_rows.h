/* memory_rows.h - the bytes of buckets as rows: of what, which bytes, what they mean. */
#ifndef VIZ_SCREEN_MEMORY_ROWS_H
#define VIZ_SCREEN_MEMORY_ROWS_H

#include "viz/screen/hex_row.h"
#include "viz/screen/marks.h"

/* The rows of a bucket: its name, the tophashes, a key each, the values, the overflow pointer. */
enum {
    MEMORY_ROWS_NAME,
    MEMORY_ROWS_TOPHASH,
    MEMORY_ROWS_KEY,
    MEMORY_ROWS_VALUE = MEMORY_ROWS_KEY + MARKS_SLOTS,
};

/* What the rows are of. */
struct memory_rows {
    const struct view *view;
    struct model_array array; /* MODEL_ARRAY_NONE: there are no buckets, and all below is zero */
    th_place focus;           /* the bucket that matters; with a depth, it alone is shown */
    uint64_t value_size;      /* bytes of one */
    int value_rows;
    int rows; /* of a bucket */
};

struct memory_rows memory_rows_of(const struct view *view);

/* "bucket 3: 208 bytes at buckets+0x270": what the row MEMORY_ROWS_NAME says. */
void memory_rows_add_name(struct text *text, const struct memory_rows *memory, th_place place);

/* Any other row of the bucket at place, below memory->rows. columns: the room for what it means. */
struct hex_row memory_rows_at(const struct memory_rows *memory, th_place place, int index,
                              int columns);

/* The hmap's bytes: MEMORY_ROWS_HMAP rows of sixteen. The map has been made. */
enum { MEMORY_ROWS_HMAP = 3 };
struct hex_row memory_rows_hmap(const struct view *view, int index);

#endif
