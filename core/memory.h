/* memory.h - who gives the map its memory, and takes it back.
 *
 * Everything that a map allocates (itself, its history, bucket arrays, overflow buckets, owned
 * keys) goes through one of these, so that an embedder can count it, bound it, or make it fail. */
#ifndef TH_CORE_MEMORY_H
#define TH_CORE_MEMORY_H

#include <stddef.h>

/*   Owner    the structure is copied by th_map_make; what context points to must outlive the map.
 *   Errors   take returns NULL when there is no memory; the map then reports TH_NO_MEMORY.
 *   Threads  called by whichever thread works on the map. Cursors of several readers may give back
 *            at the same time. */
typedef struct th_memory {
    void *context;
    /* size_bytes zeroed bytes, aligned as malloc aligns. Never called with 0. */
    void *(*take)(void *context, size_t size_bytes);
    /* Gives back what take returned, with the size that was asked for. Never called with NULL. */
    void (*give)(void *context, void *block, size_t size_bytes);
} th_memory;

/* The C library's calloc and free. */
th_memory th_memory_libc(void);

#endif
