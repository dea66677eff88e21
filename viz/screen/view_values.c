/* view_values.c - the operation, its key's hash, and which bits of that chose what. Each has a row
 * of its own, and keeps it; what else the procedure works with stands behind its lines
 * (view_code.c), but what judges growth is too long for that.
 *
 *   beside the code                        under the code
 *   put "key_9" ← 9                        "key_9" 0x9c00000000000105 [10011100] … 0000010[1]
 *   hash 0x9c00000000000105                put ← 9                    tophash 9c         bucket 1
 *   [10011100] … 00000001 0000010[1]
 *   tophash 9c                  bucket 1
 *
 *   9 > 8, 9 > 6.5 × 2^0 = 6.5: double */
#include <inttypes.h>
#include <stdio.h>

#include "viz/language/language.h"
#include "viz/screen/bits.h"
#include "viz/screen/code_values.h"
#include "viz/screen/hash_shown.h"
#include "viz/screen/marks.h"
#include "viz/screen/text.h"
#include "viz/screen/views.h"
#include "viz/screen/width.h"

enum {
    KEY_COLUMNS = 24,
    KEY_COLUMNS_STACKED = 11,
    VALUES_ROWS_BESIDE = 5,
    CAPTION_BYTES_MAX = 64,
    TOPHASH_CAPTION_MOST = 15,
    STACKED_COL = 3,
    HASH_COLUMNS = 18
};

static const struct model_map *map_of(const struct view *view)
{
    return model_map(view->model, view->map);
}

/* ---- The operation ---- */

static void add_operation(struct text *text, const struct view *view, bool has_key)
{
    const struct registers *registers = &view->registers;

    text_add(text, th_op_name(registers->op.op));
    if (has_key && registers->key_id != 0) {
        text_add(text, " ");
        text_add_quoted(text, registers->key, KEY_COLUMNS);
    }
    if (registers->value_id == 0) return;
    text_add(text, registers->op.op == TH_OP_PUT ? " ← " : " → ");
    text_add_value(text, registers->value, map_of(view)->value_size);
}

static void draw_operation(struct frame_area area, int row, const struct view *view)
{
    struct text text;

    text_begin(&text);
    add_operation(&text, view, true);
    frame_fit_text(area, row, 1, area.width - 1, STYLE_STRONG, text.bytes);
}

/* ---- The hash ---- */

/* "→X" under the bit that chose it, with the bit's number and value before it. */
static void caption_growth(struct frame_area area, int row, const struct bits_drawn *at,
                           const struct hash_shown *shown, enum language language)
{
    int side = shown->hash >> shown->growth_bit & 1;
    char caption[CAPTION_BYTES_MAX];

    snprintf(caption, sizeof caption, language_text(language, "bit %d=%d →%s"), shown->growth_bit,
             side, side ? "Y" : "X");

    int col = at->growth_col + 1 - width_of_text(caption);

    if (col < at->tophash_col + TOPHASH_CAPTION_MOST + 1) col = at->growth_col - 1;
    if (col + width_of_text(caption) > area.width) col = area.width - width_of_text(caption);
    frame_put_text(area, row, col, STYLE_BITS_GROWTH, caption);
}

static void caption_bucket(struct frame_area area, int row, const struct bits_drawn *at,
                           const struct hash_shown *shown, enum language language)
{
    uint64_t bucket = shown->hash & (((uint64_t)1 << shown->bucket_bits) - 1);
    char caption[CAPTION_BYTES_MAX];

    int len = snprintf(caption, sizeof caption, "%s", shown->bucket_bits == 0 ? "B=0: " : "");

    snprintf(caption + len, sizeof caption - (size_t)len,
             shown->is_old ? language_text(language, "old bucket %ju")
                           : language_text(language, "bucket %ju"),
             bucket);

    int columns = width_of_text(caption);
    int col = shown->bucket_bits == 0 ? at->end_col - columns : at->bucket_col;

    if (col + columns > area.width) col = area.width - columns;
    frame_put_text(area, row, col, STYLE_BITS_BUCKET, caption);
}

static void draw_captions(struct frame_area area, int row, const struct bits_drawn *at,
                          const struct hash_shown *shown, enum language language)
{
    uint8_t top = (uint8_t)(shown->hash >> 56);
    uint8_t tophash = marks_tophash(shown->hash);
    char caption[CAPTION_BYTES_MAX];

    if (top == tophash)
        snprintf(caption, sizeof caption, "tophash %02x", tophash);
    else
        snprintf(caption, sizeof caption, "tophash %02x+5=%02x", top, tophash);
    frame_put_text(area, row, at->tophash_col, STYLE_BITS_TOPHASH, caption);
    if (at->growth_col >= 0)
        caption_growth(area, row, at, shown, language);
    else
        caption_bucket(area, row, at, shown, language);
}

static void draw_no_hash(struct frame_area area, int row, int col, const struct view *view)
{
    const char *words = "";

    if (view->registers.has_moved)
        words = language_text(view->language, "same size: no hash, no choice");
    else if (view->registers.probe_count > 0)
        words = language_text(view->language, "B = 0 and a short key: no hash");
    frame_fit_text(area, row, col, area.width - col, STYLE_DIM, words);
}

static void draw_bits(struct frame_area area, int row, int col, const struct view *view,
                      const struct hash_shown *shown)
{
    if (!shown->is_known) {
        draw_no_hash(area, row, col, view);
        return;
    }
    struct bits_drawn at =
        bits_draw(area, row, col, shown->hash, shown->bucket_bits, shown->growth_bit);

    if (at.is_drawn) draw_captions(area, row + 1, &at, shown, view->language);
}

static void draw_hash_line(struct frame_area area, int row, const struct view *view,
                           const struct hash_shown *shown)
{
    struct text text;

    if (!shown->is_known) return;
    text_begin(&text);
    if (view->registers.has_moved) {
        text_add_quoted(&text, shown->key, KEY_COLUMNS);
        text_add(&text, " ");
    }
    text_add_format(&text, "hash 0x%016" PRIx64, shown->hash);
    frame_fit_text(area, row, 1, area.width - 1, STYLE_NUMBER, text.bytes);
}

/* ---- Growth ---- */

static void draw_growth(struct frame_area area, int row, const struct view *view)
{
    struct text text;

    text_begin(&text);
    (void)code_values_add(&text, view, TH_LINE_PUT_GROW, area.width - 1);
    frame_fit_text(area, row, 1, area.width - 1, STYLE_NUMBER, text.bytes);
}

/* ---- All of it ---- */

static void draw_beside(struct frame_area area, const struct view *view)
{
    struct hash_shown shown = hash_shown_of(view);

    draw_operation(area, 0, view);
    draw_hash_line(area, 1, view, &shown);
    draw_bits(area, 2, 1, view, &shown);
    draw_growth(area, 5, view);
}

/* Key and hash, as far as they leave room for the bits. Returns the column behind them, which is
 * the same whatever they are. */
static int draw_hashed(struct frame_area area, int col, const struct view *view,
                       const struct hash_shown *shown)
{
    struct text text;

    if (area.width < SCREEN_LEAST_WIDTH + KEY_COLUMNS_STACKED) return col;
    text_begin(&text);
    if (view->registers.key_id != 0 || view->registers.has_moved)
        text_add_quoted(&text, shown->key, KEY_COLUMNS_STACKED);
    frame_put_text(area, 0, col, STYLE_KEY, text.bytes);
    col += KEY_COLUMNS_STACKED + 3;
    if (area.width < SCREEN_FULL_WIDTH - 2) return col;
    if (shown->is_known) frame_put_format(area, 0, col, STYLE_NUMBER, "0x%016" PRIx64, shown->hash);
    return col + HASH_COLUMNS + 1;
}

static void draw_stacked(struct frame_area area, const struct view *view)
{
    struct hash_shown shown = hash_shown_of(view);
    struct text text;
    int col = draw_hashed(area, STACKED_COL, view, &shown);

    draw_bits(area, 0, col, view, &shown);
    text_begin(&text);
    add_operation(&text, view, shown.is_known && view->registers.has_moved);
    frame_fit_text(area, 1, STACKED_COL,
                   shown.is_known ? col - STACKED_COL - 1 : area.width - STACKED_COL, STYLE_STRONG,
                   text.bytes);
}

void view_values_draw(struct frame_area area, const struct view *view)
{
    if (area.height == 0 || !view->has_now || !view->registers.has_op) return;
    if (area.height >= VALUES_ROWS_BESIDE)
        draw_beside(area, view);
    else
        draw_stacked(area, view);
}
