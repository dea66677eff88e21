/* lines.h - what the loops of the menu and of a lesson do alike: a line is read. Private. */
#ifndef VIZ_LINEAR_LINES_H
#define VIZ_LINEAR_LINES_H

#include "viz/linear/linear.h"
#include "viz/linear/order.h"

enum { LINES_BYTES_MAX = 4096 };

enum lines_result { LINES_READ, LINES_TOO_LONG, LINES_ENDED };

/* Reads a line without its end; of one that is too long nothing is kept. */
enum lines_result lines_read(const struct linear *linear, char line[LINES_BYTES_MAX]);

/* As what the room's sentences begin with. */
struct say lines_say(const struct linear *linear, const struct view *view);

/* Answers a line that is no order here. */
void lines_refuse(const struct linear *linear, const char *line, enum keys_context context);

/* English and Chinese change places, where both can be written. */
void lines_change_language(struct linear *linear);

#endif
