/* keyframes.h - models along the tape, so that no way to a position is long. Private to this room.
 *
 *   moves    0 ........ N ........ 2N ........ 3N .. len   A position belongs to the stretch that
 *           [ parked 0 )[ parked 1 )[ parked 2 )[ whole ]  it lies in. Each stretch has a model
 *                                                          of its own, which winds within it.
 *
 * `whole` has recorded the tape and owns all memory of buckets. A parked model has copies only of
 * the arrays that change in its stretch, or have yet to: the others are those of `whole`, which
 * from its own stretch does not reach them. So `whole` leaves its stretch only when none is
 * parked. */
#ifndef VIZ_TIMELINE_KEYFRAMES_H
#define VIZ_TIMELINE_KEYFRAMES_H

#include "viz/timeline/model_wind.h"

struct keyframe {
    struct model model;
    uint64_t position;
};

struct keyframes {
    struct keyframe whole;
    struct keyframe *parked; /* NULL: none */
    uint64_t parked_count;
    uint64_t stretch; /* moves */
};

void keyframes_init(struct keyframes *frames, struct tape *tape);
void keyframes_free(struct keyframes *frames);
size_t keyframes_size(const struct keyframes *frames);

/* Parks a model in each whole stretch of so many moves. The frames are at the end of the tape, and
 * none is parked.
 *   Errors   false when there is no memory; all is as it was.
 *   Cost     O(moves), and the live arrays of each stretch. */
TH_CHECKED bool keyframes_park(struct keyframes *frames, uint64_t stretch);

/* Only `whole` is left, and it stands at the end. */
void keyframes_unpark(struct keyframes *frames);

/* The frame of the position's stretch, brought there. */
struct keyframe *keyframes_seek(struct keyframes *frames, uint64_t position);

#endif
