/* recall.h - lines that were typed before, to be had again with ↑ and ↓. Pure. */
#ifndef VIZ_TUI_RECALL_H
#define VIZ_TUI_RECALL_H

#include "viz/tui/entry.h"

enum { RECALL_LINES_MAX = 50 };

/* Plain data; all zero remembers nothing. */
struct recall {
    char lines[RECALL_LINES_MAX][ENTRY_BYTES_MAX]; /* oldest first */
    size_t count;
    size_t at;                   /* the line that is shown; count: the learner's own */
    char draft[ENTRY_BYTES_MAX]; /* that, while another is shown */
};

/* A new line is typed: nothing is recalled yet. */
void recall_begin(struct recall *recall);

/* Remembers a line, unless it is empty or the latest; the oldest goes where there is no room. */
void recall_add(struct recall *recall, const char *line);

/* Shows the line before, or behind, the one that entry holds. False: there is none. */
bool recall_back(struct recall *recall, struct entry *entry);
bool recall_forward(struct recall *recall, struct entry *entry);

#endif
