/* small_terminal.c - reads what a recording sends. */
#include "tests/unit/record/small_terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PARAMETERS_MAX = 24 };

static const struct theme_look own = {THEME_OWN, THEME_OWN, 0};

static void clear(struct small_terminal *terminal)
{
    static const struct width_cluster blank = {" ", 1, 1};

    for (int row = 0; row < terminal->height; row++) {
        for (int col = 0; col < terminal->width; col++)
            terminal->cells[row][col] = (struct small_cell){blank, terminal->look};
    }
}

void small_terminal_start(struct small_terminal *terminal, int height, int width)
{
    assert_true(height <= SMALL_HEIGHT_MAX && width <= SMALL_WIDTH_MAX);
    *terminal =
        (struct small_terminal){.height = height, .width = width, .has_cursor = true, .look = own};
    clear(terminal);
}

/* A colour from parameter `at` on, where base is 30 or 40; how many it took. */
static int read_color(const int *parameters, int at, int base, int *color)
{
    int code = parameters[at] - base;

    if (code == 8) {
        assert_int_equal(parameters[at + 1], 2);
        *color =
            THEME_RGB | parameters[at + 2] << 16 | parameters[at + 3] << 8 | parameters[at + 4];
        return 5;
    }
    *color = code < 8 ? code : code - 60 + 8;
    return 1;
}

static void set_look(struct small_terminal *terminal, const int *parameters, int count)
{
    static const unsigned attributes[] = {[1] = THEME_BOLD,
                                          [2] = THEME_DIM,
                                          [3] = THEME_ITALIC,
                                          [4] = THEME_UNDERLINE,
                                          [7] = THEME_REVERSE};

    for (int at = 0; at < count;) {
        int code = parameters[at];
        bool is_background = (code >= 40 && code <= 48) || code >= 100;
        if (code == 0) {
            terminal->look = own;
            at++;
        } else if (code <= 7) {
            assert_int_not_equal(attributes[code], 0);
            terminal->look.attributes |= attributes[code];
            at++;
        } else if (is_background) {
            at += read_color(parameters, at, 40, &terminal->look.background);
        } else {
            assert_in_range(code, 30, 97);
            at += read_color(parameters, at, 30, &terminal->look.foreground);
        }
    }
}

/* Behind ESC [; returns what follows the sequence. */
static const char *take_sequence(struct small_terminal *terminal, const char *bytes)
{
    int parameters[PARAMETERS_MAX] = {0};
    int count = 0;
    bool is_private = *bytes == '?';
    char *end;

    bytes += is_private;
    do {
        assert_true(count < PARAMETERS_MAX);
        parameters[count++] = (int)strtol(bytes, &end, 10);
        assert_ptr_not_equal(end, bytes);
        bytes = end + 1;
    } while (*end == ';');
    if (is_private) {
        assert_int_equal(parameters[0], 25);
        terminal->has_cursor = *end == 'h';
    } else if (*end == 'H') {
        terminal->row = parameters[0] - 1;
        terminal->col = parameters[1] - 1;
    } else if (*end == 'J') {
        assert_int_equal(parameters[0], 2);
        clear(terminal);
    } else {
        assert_int_equal(*end, 'm');
        set_look(terminal, parameters, count);
    }
    return bytes;
}

void small_terminal_take(struct small_terminal *terminal, const char *bytes)
{
    while (*bytes != '\0') {
        struct width_cluster cluster;
        if (strncmp(bytes, "\033[", 2) == 0) {
            bytes = take_sequence(terminal, bytes + 2);
            continue;
        }
        bytes += width_next(bytes, strlen(bytes), &cluster);
        assert_true(terminal->row < terminal->height);
        assert_true(terminal->col + cluster.columns <= terminal->width);
        struct small_cell *cell = &terminal->cells[terminal->row][terminal->col];
        cell[0] = (struct small_cell){cluster, terminal->look};
        if (cluster.columns == 2) cell[1] = (struct small_cell){{"", 0, 0}, terminal->look};
        terminal->col += cluster.columns;
    }
}
