/* bits.c - bit by bit from the top, with what stands between two bits. */
#include "viz/screen/bits.h"

#include <stddef.h>

enum { BITS = 64, TOPHASH_LOW = 56 };

struct drawing {
    struct frame_area area;
    int row;
    int col;
    uint64_t hash;
    int bucket_bits;
    int growth_bit;
    struct bits_drawn drawn;
};

static void put(struct drawing *drawing, enum style style, const char *sign)
{
    drawing->col += frame_put_text(drawing->area, drawing->row, drawing->col, style, sign);
}

static enum style style_of(const struct drawing *drawing, int bit)
{
    if (bit >= TOPHASH_LOW) return STYLE_BITS_TOPHASH;
    if (bit == drawing->growth_bit) return STYLE_BITS_GROWTH;
    return bit < drawing->bucket_bits ? STYLE_BITS_BUCKET : STYLE_BITS;
}

/* What stands before a bit: the bracket that it opens, or the gap between bytes. */
static void open_before(struct drawing *drawing, int bit)
{
    if (bit == BITS - 1) {
        drawing->drawn.tophash_col = drawing->col;
        put(drawing, STYLE_BITS_TOPHASH, "[");
    } else if (bit == drawing->growth_bit) {
        put(drawing, STYLE_BITS_GROWTH, "(");
        drawing->drawn.growth_col = drawing->col;
    } else if (bit == drawing->bucket_bits - 1) {
        drawing->drawn.bucket_col = drawing->col;
        put(drawing, STYLE_BITS_BUCKET, "[");
    } else if (bit % 8 == 7 && bit + 1 != drawing->growth_bit) {
        put(drawing, STYLE_BITS, " ");
    }
}

static void close_after(struct drawing *drawing, int bit)
{
    if (bit == TOPHASH_LOW) put(drawing, STYLE_BITS_TOPHASH, "]");
    if (bit == drawing->growth_bit) put(drawing, STYLE_BITS_GROWTH, ")");
    if (bit == 0 && drawing->bucket_bits > 0) put(drawing, STYLE_BITS_BUCKET, "]");
}

static void draw_bit(struct drawing *drawing, int bit)
{
    open_before(drawing, bit);
    put(drawing, style_of(drawing, bit), drawing->hash >> bit & 1 ? "1" : "0");
    close_after(drawing, bit);
}

/* What bits_draw takes, at most, when so many low bits are shown. */
static int columns_of(int low)
{
    int tophash = 10;
    int gap = low < TOPHASH_LOW ? 2 : 0;
    int brackets = 4;

    return tophash + gap + low + (low + 7) / 8 + brackets;
}

/* How many low bits there is room for: all, a good part, those that decide; 0: not even these. */
static int low_bits(int columns, int deciding)
{
    const int choices[] = {TOPHASH_LOW, 24, 16, 8, deciding};

    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++) {
        if (choices[i] >= deciding && columns_of(choices[i]) <= columns) return choices[i];
    }
    return 0;
}

struct bits_drawn bits_draw(struct frame_area area, int row, int col, uint64_t hash,
                            unsigned bucket_bits, int growth_bit)
{
    struct drawing drawing = {
        .area = area,
        .row = row,
        .col = col,
        .hash = hash,
        .bucket_bits = (int)bucket_bits,
        .growth_bit = growth_bit,
        .drawn = {.growth_col = -1, .bucket_col = -1},
    };
    int low = low_bits(area.width - col, drawing.bucket_bits + 1);

    if (low == 0) return drawing.drawn;
    drawing.drawn.is_drawn = true;
    for (int bit = BITS - 1; bit >= TOPHASH_LOW; bit--)
        draw_bit(&drawing, bit);
    if (low < TOPHASH_LOW) put(&drawing, STYLE_BITS, " …");
    for (int bit = low - 1; bit >= 0; bit--)
        draw_bit(&drawing, bit);
    drawing.drawn.end_col = drawing.col;
    return drawing.drawn;
}
