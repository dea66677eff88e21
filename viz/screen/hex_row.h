/* hex_row.h - sixteen bytes of memory in a row: where they are, what they are called, each in hex,
 * and what they mean. For the memory's views.
 *
 *     +008 key 0    ── ── ── ── ── ── ── →0[05 00 00 00 00 00 00 00] 0: "key_9" */
#ifndef VIZ_SCREEN_HEX_ROW_H
#define VIZ_SCREEN_HEX_ROW_H

#include "viz/screen/frame.h"
#include "viz/screen/roles.h"
#include "viz/screen/text.h"

enum { HEX_BYTES = 16, HEX_NO_NUMBER = -1, HEX_NAME_BYTES = 32 };

/* One byte, or an eighth of a pointer. */
struct hex_cell {
    char digits[8]; /* two columns */
    enum style style;
    enum roles_role role;
};

struct hex_row {
    uint64_t offset; /* in the bucket, or in the hmap */
    char name[HEX_NAME_BYTES];
    int count;
    struct hex_cell cells[HEX_BYTES];
    struct text meaning;
    enum style style; /* of the meaning */
};

/* An empty row. */
struct hex_row hex_row_of(uint64_t offset, const char *name);

/* Puts more bytes at its end; a run of one role is marked as one. No more than HEX_BYTES in all. */
void hex_row_add(struct hex_row *row, const uint8_t *bytes, int count, enum style style,
                 enum roles_role role);
void hex_row_add_zeros(struct hex_row *row, int count, enum roles_role role);
/* A number as it lies in memory: the smallest byte first. */
void hex_row_add_number(struct hex_row *row, uint64_t number, int count, enum style style,
                        enum roles_role role);
/* Eight bytes that nobody can know, ending with an arrow, and a number in [0, 9] or none. */
void hex_row_add_pointer(struct hex_row *row, int number, enum roles_role role);

void hex_row_draw(struct frame_area area, int row, const struct hex_row *hex);

/* The columns before the meaning. */
int hex_row_columns(void);

#endif
