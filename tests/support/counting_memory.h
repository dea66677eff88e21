/* counting_memory.h - memory for a map under test: it counts, has limits, fails when told to.
 *
 * It also sees to the contract of core/memory.h: that nothing of size 0 is asked for, that what is
 * given back was taken and has the size that was asked for, that NULL is never given back, that
 * each page is populated and given back once at most. What goes back is overwritten first, so that
 * whoever still reads it reads nonsense; under the address sanitizer, a page given back is out of
 * bounds.
 *
 * Pages are as large as the test likes: those of 64 bytes make a map of some hundred entries do all
 * that it does with large arrays. */
#ifndef TESTS_SUPPORT_COUNTING_MEMORY_H
#define TESTS_SUPPORT_COUNTING_MEMORY_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/memory.h"

struct counted_block;
struct counted_pages;

struct counting_memory {
    size_t held_bytes;  /* pages are in it */
    size_t held_blocks; /* pages that were taken together are one, until the last is given back */
    uint64_t takes;    /* that were asked for, failed ones included; pages are asked for together */
    uint64_t failures; /* takes that got nothing */
    uint64_t fail_from; /* number of the first take that fails; 0: none does */
    uint64_t fail_to;   /* number of the first behind it that does not */
    size_t limit_bytes; /* a take beyond it fails; 0: none */
    size_t page_size;   /* may be set before use; 0: there are no pages */
    /* Pages, ever; and how many are held. */
    uint64_t pages_taken, pages_populated, pages_given, pages_held;
    struct counted_block *blocks;
    struct counted_pages *pages;
    pthread_mutex_t lock;
};

void counting_memory_set_up(struct counting_memory *memory);
th_memory counting_memory_use(struct counting_memory *memory);

/* Lets take number nth from now on (1: the next) and count - 1 behind it fail. */
void counting_memory_fail(struct counting_memory *memory, uint64_t nth, uint64_t count);

/* Everything succeeds again. */
void counting_memory_stop_failing(struct counting_memory *memory);

/* Whether size_bytes from address on lie in one block that is held. */
bool counting_memory_holds(struct counting_memory *memory, const void *address, size_t size_bytes);

/* Gives back all that is held: for a map that a fatal error has ended. */
void counting_memory_give_all(struct counting_memory *memory);

/* ---- An image: all blocks as they are now ---- */

struct image_block {
    uint64_t address;
    size_t size_bytes;
    uint8_t *bytes;
};

struct memory_image {
    size_t count;
    struct image_block *blocks;
};

struct memory_image memory_image_take(struct counting_memory *memory);
void memory_image_free(struct memory_image *image);

/* The copy of what lay at address, when the image has size_bytes from there on; else NULL. */
uint8_t *memory_image_at(const struct memory_image *image, uint64_t address, size_t size_bytes);

#endif
