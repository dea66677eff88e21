/* memory.c - the C library as a giver of memory. */
#include "core/memory.h"

#include <stdlib.h>

static void *take(void *context, size_t size_bytes)
{
    (void)context;
    return calloc(1, size_bytes);
}

static void give(void *context, void *block, size_t size_bytes)
{
    (void)context;
    (void)size_bytes;
    free(block);
}

th_memory th_memory_libc(void) { return (th_memory){.take = take, .give = give}; }
