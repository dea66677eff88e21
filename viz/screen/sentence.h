/* sentence.h - one sentence that says what the current move did, with its values. */
#ifndef VIZ_SCREEN_SENTENCE_H
#define VIZ_SCREEN_SENTENCE_H

#include <stddef.h>

#include "viz/player/view.h"

/* Writes the sentence on view->now, in the view's language, as UTF-8 that can be shown as it is: of
 * keys only what is safe, at most SENTENCE_KEY_COLUMNS columns and then an ellipsis. In a race it
 * begins with the name of the worker that moved, likewise cut, and where the race has come to a
 * fatal error it says so. Without a move it is empty.
 *   Returns  its length without the NUL. At most size bytes are written, the NUL among them; what
 *            does not fit is left out, characters whole. SENTENCE_BYTES_MAX is always enough.
 *   Cost     O(1), but for one slot that is looked up. */
enum { SENTENCE_BYTES_MAX = 1024, SENTENCE_KEY_COLUMNS = 32, SENTENCE_NAME_COLUMNS = 12 };
size_t sentence_write(const struct view *view, char *to, size_t size);

#endif
