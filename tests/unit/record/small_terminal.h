/* small_terminal.h - a terminal that knows the sequences of viz/record/ansi.h and fails the test at
 * any other. */
#ifndef TESTS_UNIT_RECORD_SMALL_TERMINAL_H
#define TESTS_UNIT_RECORD_SMALL_TERMINAL_H

#include <stdbool.h>

#include "viz/screen/width.h"
#include "viz/theme/theme.h"

enum { SMALL_HEIGHT_MAX = 60, SMALL_WIDTH_MAX = 200 };

struct small_terminal {
    int height, width;
    int row, col;
    bool has_cursor;
    struct theme_look look; /* that the next text takes */
    struct small_cell {
        struct width_cluster cluster; /* columns 0: the right half of the one before */
        struct theme_look look;
    } cells[SMALL_HEIGHT_MAX][SMALL_WIDTH_MAX];
};

void small_terminal_start(struct small_terminal *terminal, int height, int width);
void small_terminal_take(struct small_terminal *terminal, const char *bytes);

#endif
