/* film.h - a real map's moves on a tape, and the view at each of them: what the views are tested
 * with. A script is a list of words:
 *
 *     "fill:k=8 put:k9 get:k3 drop:k=4 delete:k5 walk:2=3 clear"
 *
 *   fill:P=N   puts P1 ... PN        drop:P=N   deletes P1 ... PN
 *   walk:B=N   opens a cursor at bucket B, steps it N times, leaves it open
 *   step:=N    steps the cursor that was opened last; close:= closes it */
#ifndef TESTS_UNIT_SCREEN_FILM_H
#define TESTS_UNIT_SCREEN_FILM_H

#include <stdint.h>

#include "viz/player/view.h"

struct film;

/* Runs the script on a map with values of 8 bytes, or of none. Never fails: a test would. */
struct film *film_make(const char *script);
struct film *film_make_sized(const char *script, size_t value_size);
void film_free(struct film *film);

/* The map itself, as it is at the end of the film. */
const struct th_map *film_map(const struct film *film);

/* Moves in all; positions are in [0, film_len]. */
uint64_t film_len(const struct film *film);

/* The view after `position` moves. Its registers are the operation's. Valid until the next call. */
struct view film_view(struct film *film, uint64_t position, enum language language);

/* The position after the nth (from 1) move of a kind; the test fails when there is none. */
uint64_t film_find(struct film *film, th_event_kind kind, int nth);

#endif
