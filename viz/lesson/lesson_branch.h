/* lesson_branch.h - a lesson up to some step, and steps of somebody else's behind it.
 *
 *     lesson   [1] [2] [3] [4] [5]     A branch is a lesson like any other: it is played whole, and
 *                    \                 what its steps show is what the map does.
 *     branch          (a) (b) (c)
 */
#ifndef VIZ_LESSON_LESSON_BRANCH_H
#define VIZ_LESSON_LESSON_BRANCH_H

#include "viz/lesson/lesson.h"

struct lesson_branch {
    const struct lesson *from; /* no race */
    size_t kept_count;         /* of its steps, at least 1 */
    const char *id;
    struct lesson_text title;
    const struct lesson_map *maps; /* more maps, behind from's */
    size_t map_count;
    const struct lesson_step *steps; /* behind those kept; they keep from's promises L1 to L6 */
    size_t step_count;
};

/* The branch as a lesson.
 *   Owner    *out is the caller's: lesson_free. It borrows all that branch points at, `from` too,
 *            until then.
 *   Errors   LESSON_NO_MEMORY. LESSON_INVALID: it would break L7, or have too many maps. *out is
 *            then NULL. */
TH_CHECKED enum lesson_status lesson_branch_make(const struct lesson_branch *branch,
                                                 const th_memory *memory, struct lesson **out);

/* What L7 bounds by LESSON_KEYS_MAX, of all but a race's schedules; once is no given time. */
uint64_t lesson_keys_asked_for(const struct lesson *lesson);

/* How many maps a lesson may have. */
size_t lesson_maps_max(void);

/* What a word says as a value of the map's, into its value_size bytes: an integer, true, false, {},
 * or a text; in quotes it is a text whatever it spells.
 *   Returns  false where it is no such value. */
bool lesson_value_of_word(const struct lesson_map *map, const char *word, size_t len,
                          bool is_quoted, void *value);

/* Sets the value type that a word names: int64, bool, struct{}, bytesN. False: it names none. */
bool lesson_value_type_of_word(struct lesson_map *map, const char *word, size_t len);

/* The bytes are the name of a map: a letter, then letters, digits, _ or -; LESSON_NAME_MAX. */
bool lesson_is_name(const char *bytes, size_t len);

#endif
