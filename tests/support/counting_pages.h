/* counting_pages.h - the pages of counting memory. Private to support. */
#ifndef TESTS_SUPPORT_COUNTING_PAGES_H
#define TESTS_SUPPORT_COUNTING_PAGES_H

#include "tests/support/counting_memory.h"

/* A broken contract ends the program: the map under test could not be asked to go on. */
void counting_memory_must(bool holds, const char *what);

/* Counts one more take; whether it gets anything. Under the lock. */
bool counting_memory_may_take(struct counting_memory *memory, size_t size_bytes);

/* Adds the functions for pages. */
void counted_pages_use(struct counting_memory *memory, th_memory *used);

/* Whether all these bytes lie in pages that are held. Under the lock. */
bool counted_pages_hold(struct counting_memory *memory, const void *address, size_t size_bytes);

void counted_pages_give_all(struct counting_memory *memory);

#endif
