/* describe.h - a view in sentences: each fact of the screen in words, read from the same view as
 * the picture. A section is some lines, or none where there is nothing of its kind.
 *
 * Cost: as the picture, but that of few buckets all are described. */
#ifndef VIZ_LINEAR_DESCRIBE_H
#define VIZ_LINEAR_DESCRIBE_H

#include "viz/linear/say.h"

/* So many chains of an array are described one by one; of more, how many hold how much. */
enum { DESCRIBE_CHAINS_MAX = 16 };

/* ---- The lesson ---- */

/* Which lesson, and where in it; one line. */
void describe_where(const struct say *say);

/* All marks on the way through it. */
void describe_way(const struct say *say);

/* What the lesson says, or where to go on from a race that is not its own. */
void describe_story(const struct say *say);

/* The sentence of the move. */
void describe_sentence(const struct say *say);

/* The question, and what became of the answer. */
void describe_question(const struct say *say);

/* How it went: panics, fatal errors, outcomes, expectations. */
void describe_verdict(const struct say *say);

/* ---- The map ---- */

/* Which map it is. */
void describe_map_name(const struct say *say);

/* The fields of its header, in items, so that those that have changed can be told alone; no line.
 *   Returns  false past the last item. */
bool describe_field(const struct say *say, unsigned index);

/* All fields, the flags, the load. */
void describe_header(const struct say *say);

/* A bucket array: how large, how full, and what becomes of it; both of the map's. */
void describe_array(const struct say *say, uint32_t id);
void describe_arrays(const struct say *say);

/* How full the chains of both arrays are: each chain, or of many the number of those that hold so
 * much. */
void describe_overview(const struct say *say);

/* The bytes of the hmap, and of the bucket at place; NULL: of the one that the move is about. */
void describe_memory(const struct say *say, const th_place *place);

/* Each bucket with its slots, and the cursors; of large arrays those that this operation is about,
 * and all others by their load. */
void describe_buckets(const struct say *say);

/* Every chain of an array is described. */
bool describe_is_small(const struct say *say, uint32_t array);

/* The chain of a main bucket. */
void describe_chain(const struct say *say, uint32_t array, uint32_t bucket);

/* Says for which slots of a bucket describe_slots speaks. */
struct describe_filter {
    bool (*holds)(const struct describe_filter *filter, const struct say *say,
                  const th_place *place);
};

/* Slots of one bucket, neighbours that say the same in one line. filter NULL: all of them. */
void describe_slots(const struct say *say, th_place place, const struct describe_filter *filter);

/* One slot. */
void describe_slot(const struct say *say, const th_place *place);

/* ---- The work ---- */

/* The values that the operation works with. */
void describe_values(const struct say *say);

/* The present line of pseudo-code; all lines of the procedure. */
void describe_line(const struct say *say);
void describe_code(const struct say *say);

/* The operations so far, a line each. */
void describe_history(const struct say *say);

/* ---- Races ---- */

/* How a worker stands, and what it would do next: the short form. */
void describe_next(const struct say *say, size_t lane);

/* A worker; all of them, and the schedule. */
void describe_lane(const struct say *say, size_t lane);
void describe_race(const struct say *say);

/* Who can move. */
void describe_who_can_move(const struct say *say);

/* What many runs came to. */
void describe_table(const struct say *say);

/* ---- All ---- */

/* All that the screen shows with the buckets in its middle. */
void describe_all(const struct say *say);

#endif
