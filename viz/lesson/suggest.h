/* suggest.h - "did you mean": the nearest of some words, when one is near. */
#ifndef VIZ_LESSON_SUGGEST_H
#define VIZ_LESSON_SUGGEST_H

#include <stddef.h>

/* Words are offered one at a time; the nearest is kept. */
struct suggestion {
    const char *written; /* what stands in the file; borrowed */
    size_t written_len;
    const char *word; /* the nearest so far, or NULL. Borrowed from whoever offered it */
    size_t distance;  /* its edits; words further away are not near */
};

/* Nothing is near a word of more than 40 bytes, nor an empty one. */
struct suggestion suggestion_for(const char *written, size_t len);

/* Looks whether word is nearer than all before it. An edit is a byte more, less or other, or two
 * neighbours swapped; near is at most one edit for each three bytes written, and at least one. */
void suggestion_offer(struct suggestion *suggestion, const char *word);

#endif
