/* bucket_facts.h - what a view knows about a bucket or slot besides its contents. */
#ifndef VIZ_SCREEN_BUCKET_FACTS_H
#define VIZ_SCREEN_BUCKET_FACTS_H

#include "viz/player/view.h"

/* The array that stands beside the current one: oldbuckets; when there is none, one that has just
 * been let go, or that a cursor still walks; else 0. */
uint32_t bucket_facts_old_array(const struct view *view);

/* What such an array is called: "oldbuckets", "old array, freed". */
const char *bucket_facts_old_name(const struct view *view, uint32_t array);

/* nevacuate names this main bucket of oldbuckets. */
bool bucket_facts_is_nevacuate(const struct view *view, const th_place *place);

/* While an old bucket is evacuated: "X" or "Y" where this main bucket is that half, else "". */
const char *bucket_facts_half(const struct view *view, const th_place *place);

/* What the view's question, of a form (VIEW_ASK_BUCKET, VIEW_ASK_SLOT), has to do with a place. */
enum bucket_facts_answer {
    BUCKET_FACTS_NO_ANSWER,
    BUCKET_FACTS_SAID,  /* by the learner; the truth is not shown yet */
    BUCKET_FACTS_RIGHT, /* the right answer */
    BUCKET_FACTS_WRONG, /* what the learner said, and is not */
};
enum bucket_facts_answer bucket_facts_answer(const struct view *view, th_place place,
                                             enum view_ask_form form);

/* The stop of a view that has a second map, seen from there: nothing happens there, and nothing is
 * asked about it. */
struct view bucket_facts_beside(const struct view *view);

#endif
