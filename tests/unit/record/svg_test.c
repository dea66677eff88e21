/* svg_test.c - is a picture good XML, with the frame's text in the frame's places?
 *
 * Method: a small reader of XML, which fails at what is not well formed, gathers the text of each
 * line of the picture; it is compared with the frame's, without its blanks, lines and blocks. */
#include "viz/record/svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/record/lessons.h"
#include "viz/record/record.h"

enum { ROWS_MAX = 60, ROW_BYTES_MAX = 2048, DEPTH_MAX = 8, NAME_MAX_BYTES = 16, ROW_PIXELS = 19 };

struct picture {
    char open[DEPTH_MAX][NAME_MAX_BYTES]; /* elements */
    int depth;
    int first_y; /* of the first line of text; -1: none yet */
    int row;
    char title[ROW_BYTES_MAX];
    char rows[ROWS_MAX][ROW_BYTES_MAX];
};

static void add(char *to, const char *bytes, size_t len)
{
    size_t at = strlen(to);

    assert_true(at + len < ROW_BYTES_MAX);
    memcpy(to + at, bytes, len);
    to[at + len] = '\0';
}

/* Text between two tags, `&` and what belongs to it read. */
static void take_text(struct picture *picture, const char *text, size_t len)
{
    static const char *const entities[][2] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}};
    bool is_title = strcmp(picture->open[picture->depth - 1], "title") == 0;
    bool is_shown = !is_title && strncmp(picture->open[picture->depth - 1], "t", 1) == 0;

    for (size_t at = 0, step; at < len; at += step) {
        const char *sign = text + at;
        step = 1;
        for (size_t i = 0; text[at] == '&' && i < 3; i++) {
            if (strncmp(text + at, entities[i][0], strlen(entities[i][0])) != 0) continue;
            step = strlen(entities[i][0]);
            sign = entities[i][1];
        }
        assert_true(text[at] != '&' || step > 1);
        assert_true((unsigned char)text[at] >= 0x20 || text[at] == '\n');
        if (is_title) add(picture->title, sign, 1);
        if (is_shown && *sign != ' ') add(picture->rows[picture->row], sign, 1);
    }
}

/* Between < and >: attributes are name="value", no name twice. */
static void check_attributes(const char *tag, size_t len)
{
    size_t at = strcspn(tag, " />");

    while (at < len && tag[at] == ' ') {
        size_t name_len = strcspn(tag + at + 1, "=");
        const char *value = tag + at + 1 + name_len + 1;
        assert_true(name_len > 0 && name_len < len);
        assert_int_equal(*value, '"');
        size_t value_len = strcspn(value + 1, "\"<&");
        assert_int_equal(value[1 + value_len], '"');
        at = (size_t)(value + value_len + 2 - tag);
    }
    assert_true(at == len || (at == len - 1 && tag[at] == '/'));
}

static void open_element(struct picture *picture, const char *tag, size_t len)
{
    size_t name_len = strcspn(tag, " />");
    const char *y = strstr(tag, " y=\"");

    check_attributes(tag, len);
    if (len >= 4 && strncmp(tag, "text", 4) == 0) {
        assert_true(y != NULL && y < tag + len);
        int at = atoi(y + 4);
        if (picture->first_y < 0) picture->first_y = at;
        assert_int_equal((at - picture->first_y) % ROW_PIXELS, 0);
        picture->row = (at - picture->first_y) / ROW_PIXELS;
        assert_in_range(picture->row, 0, ROWS_MAX - 1);
    }
    if (tag[len - 1] == '/') return;
    assert_true(picture->depth < DEPTH_MAX && name_len < NAME_MAX_BYTES);
    memcpy(picture->open[picture->depth], tag, name_len);
    picture->open[picture->depth++][name_len] = '\0';
}

static void close_element(struct picture *picture, const char *name, size_t len)
{
    assert_true(picture->depth > 0);
    const char *opened = picture->open[--picture->depth];
    assert_true(strlen(opened) == len && memcmp(opened, name, len) == 0);
}

static void read_picture(struct picture *picture, const char *text)
{
    *picture = (struct picture){.first_y = -1};
    do {
        assert_int_equal(*text, '<');
        const char *end = strchr(text, '>');
        assert_non_null(end);
        if (text[1] == '/') {
            close_element(picture, text + 2, (size_t)(end - text - 2));
        } else {
            open_element(picture, text + 1, (size_t)(end - text - 1));
        }
        text = end + 1;
        size_t len = strcspn(text, "<");
        if (picture->depth > 0) take_text(picture, text, len);
        text += len;
    } while (picture->depth > 0);
    assert_string_equal(text, "");
}

/* What a picture draws in place of writing it. */
static bool is_drawn(const struct frame_cell *cell, enum glyph_charset charset)
{
    if (cell->len == 1 && *cell->bytes == ' ') return true;
    return charset == GLYPH_UTF8 && cell->len == 3 && (unsigned char)cell->bytes[0] == 0xe2 &&
           ((unsigned char)cell->bytes[1] == 0x94 ||
            ((unsigned char)cell->bytes[1] == 0x96 && (unsigned char)cell->bytes[2] <= 0x95));
}

/* The first row of frame is its top border, which has text in all lessons: rows count alike. */
static void assert_holds(const struct picture *picture, const struct frame *frame,
                         enum glyph_charset charset)
{
    for (int row = 0; row < frame_height(frame); row++) {
        char expected[ROW_BYTES_MAX] = "";
        for (int col = 0; col < frame_width(frame); col++) {
            struct frame_cell cell = frame_read_cell(frame, row, col, charset);
            if (!is_drawn(&cell, charset)) add(expected, cell.bytes, cell.len);
        }
        assert_string_equal(picture->rows[row], expected);
    }
}

static char *write(const struct frame *frame, const struct svg_options *options)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);

    assert_non_null(out);
    assert_true(svg_write(frame, options, out));
    fclose(out);
    return text;
}

static void assert_pictures(const char *id, int height, int width, enum glyph_charset charset,
                            enum language language)
{
    static struct picture picture; /* too large for a stack */
    struct svg_options options = {THEME_DARK, charset, "A title", "en"};
    struct player *player = lessons_play(id);

    do {
        struct frame *frame = lessons_draw(player, height, width, language);
        char *text = write(frame, &options);
        read_picture(&picture, text);
        assert_holds(&picture, frame, charset);
        free(text);
        frame_free(frame);
    } while (player_move_forward(player));
    lessons_stop(player);
}

static void every_stop_is_a_picture_with_the_frames_text(void **state)
{
    (void)state;
    assert_pictures("growth-by-doubling", 24, 80, GLYPH_UTF8, LANGUAGE_ENGLISH);
    assert_pictures("growth-by-doubling", 24, 80, GLYPH_UTF8, LANGUAGE_CHINESE);
    assert_pictures("two-writers", 24, 80, GLYPH_UTF8, LANGUAGE_ENGLISH);
    assert_pictures("delete-and-empty-rest", 36, 120, GLYPH_ASCII, LANGUAGE_ENGLISH);
}

/* Method: XML's own signs, a control character and a byte that is no UTF-8, in text and title. */
static void hostile_text_is_text(void **state)
{
    static struct picture picture;
    struct svg_options options = {THEME_LIGHT, GLYPH_UTF8, "<a & \"b\">\033\xff", "en"};
    struct frame *frame = NULL;

    (void)state;
    assert_int_equal(frame_make(&frame, 2, 40), FRAME_OK);
    frame_put_text(frame_whole(frame), 0, 0, STYLE_KEY, "</text>&amp;\"'\x01\xff");
    char *text = write(frame, &options);
    read_picture(&picture, text);
    assert_holds(&picture, frame, GLYPH_UTF8);
    assert_string_equal(picture.title, "<a & \"b\">␛�");
    free(text);
    frame_free(frame);
}

/* Method: a box of 3 by 4 cells has two lines across and two down, of its outer cells' middles: a
 * cell is 9 by 19 pixels, the margin 12. */
static void the_lines_of_a_box_are_four_and_meet(void **state)
{
    struct svg_options options = {THEME_DARK, GLYPH_UTF8, "Box", "en"};
    struct frame *frame = NULL;

    (void)state;
    assert_int_equal(frame_make(&frame, 3, 4), FRAME_OK);
    frame_box(frame_whole(frame), 0, 0, 3, 4, STYLE_BORDER);
    char *text = write(frame, &options);
    assert_non_null(strstr(text, "d=\"M16 21h28v1h-28zM16 59h28v1h-28z"
                                 "M16 21h1v39h-1zM43 21h1v39h-1z\""));
    free(text);
    frame_free(frame);
}

/* Method: the same stop twice, wound to from both sides. */
static void a_picture_is_the_same_each_time(void **state)
{
    struct record_options options = {
        .height = 24, .width = 80, .theme = THEME_DARK, .speed = RECORD_SPEED_NORMAL};
    struct player *player = lessons_play("growth-by-doubling");
    char *texts[2] = {NULL, NULL};
    size_t len;

    (void)state;
    for (int i = 0; i < 2; i++) {
        FILE *out = open_memstream(&texts[i], &len);
        if (i == 1) player_last(player);
        player_seek(player, 5, 20);
        assert_int_equal(record_svg(player, &options, out), RECORD_OK);
        fclose(out);
    }
    assert_string_equal(texts[0], texts[1]);
    free(texts[0]);
    free(texts[1]);
    lessons_stop(player);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_stop_is_a_picture_with_the_frames_text),
        cmocka_unit_test(hostile_text_is_text),
        cmocka_unit_test(the_lines_of_a_box_are_four_and_meet),
        cmocka_unit_test(a_picture_is_the_same_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
