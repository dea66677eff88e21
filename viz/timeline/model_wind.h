/* model_wind.h - who makes the model, makes room in it and winds it: the timeline. Private to this
 * room; everybody else reads it through model.h. */
#ifndef VIZ_TIMELINE_MODEL_WIND_H
#define VIZ_TIMELINE_MODEL_WIND_H

#include "viz/timeline/model_state.h"

/* An empty model over a tape, which it borrows. What a copy (below) has borrowed is neither freed
 * nor counted. */
void model_init(struct model *model, struct tape *tape);
void model_free(struct model *model);
size_t model_size(const struct model *model);

/* A name of its own for a map. NULL: no memory. */
char *model_copy_name(const th_memory *memory, const char *name);

/* One more map; name is copied. False when there is no memory. */
bool model_add_map(struct model *model, const char *name, size_t value_size);

/* ---- Room, while recording ---- */

/* Array `id` of 2^B buckets, not made yet.
 *   Errors   TIMELINE_STRANGE_EVENT when it is there already, or id or B are absurd;
 *            TIMELINE_NO_MEMORY, TIMELINE_FULL. */
enum timeline_status model_reserve_array(struct model *model, uint32_t map, uint32_t id, uint8_t B);

/* One more overflow bucket, not linked yet, for the place `at`; *bucket is its number. */
enum timeline_status model_reserve_bucket(struct model *model, uint32_t map, th_place at,
                                          uint32_t *bucket);

/* Cursor `id`, if it is not there. */
enum timeline_status model_reserve_cursor(struct model *model, uint32_t map, uint32_t id);

/* Move index of the tape is this one: arrays know of the last move that changes them. */
void model_note_change(struct model *model, const struct move *move, uint64_t index);

/* ---- Copies ---- */

/* A model as `from`, whose position is the end of a stretch of the tape that begins at `begin`:
 * good for winding within that stretch. Of arrays that do not change from there to the tape's end
 * it borrows the memory of owner, a model of the whole tape that stays behind and outlives it.
 *   Owner    the caller: model_free.
 *   Errors   false when there is no memory; *copy need not be freed. */
TH_CHECKED bool model_copy(const struct model *from, const struct model *owner, uint64_t begin,
                           struct model *copy);

/* ---- Winding ---- */

/* The model sees one more move, or one less: the exact inverse, in reverse order only. */
void model_apply(struct model *model, const struct move *move);
void model_undo(struct model *model, const struct move *move);

#endif
