/* save.h - what was typed as a lesson's file. Private to viz/shell. */
#ifndef VIZ_SHELL_SAVE_H
#define VIZ_SHELL_SAVE_H

#include "viz/lesson/lesson.h"
#include "viz/shell/parse.h"

enum { SAVE_ID_BYTES = LESSON_NAME_MAX + 1 };

/* The id of a lesson in a file of that name: its small letters and digits, in words. */
void save_id(const char *path, char id[SAVE_ID_BYTES]);

/* Writes lesson to the file that a write names.
 *   Errors   false: trouble says why, and the file is as it was. */
bool save_lesson(const struct lesson *lesson, const struct shell_command *command,
                 enum language language, struct shell_trouble *trouble);

#endif
