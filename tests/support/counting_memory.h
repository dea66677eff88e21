/* counting_memory.h - memory for a map under test: it counts, has limits, fails when told to.
 *
 * It also sees to the contract of core/memory.h: that nothing of size 0 is asked for, that what is
 * given back was taken and has the size that was asked for, that NULL is never given back. What
 * goes back is overwritten first, so that whoever still reads it reads nonsense. */
#ifndef TESTS_SUPPORT_COUNTING_MEMORY_H
#define TESTS_SUPPORT_COUNTING_MEMORY_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "core/memory.h"

struct counted_block;

struct counting_memory {
    size_t held_bytes;
    size_t held_blocks;
    uint64_t takes;     /* that were asked for, failed ones included */
    uint64_t failures;  /* takes that got nothing */
    uint64_t fail_from; /* number of the first take that fails; 0: none does */
    uint64_t fail_to;   /* number of the first behind it that does not */
    size_t limit_bytes; /* a take beyond it fails; 0: none */
    struct counted_block *blocks;
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
