/* memory.h - who gives the map its memory, and takes it back.
 *
 * Everything that a map allocates (itself, its history, bucket arrays, overflow buckets, owned
 * keys) goes through one of these, so that an embedder can count it, bound it, or make it fail.
 *
 * Blocks, for all but the largest, are taken and given back whole. A large bucket array would keep
 * the one write that starts or ends a growth for milliseconds. So it is taken as *pages*, where
 * there are any: populated a piece at a time before it is needed, given back a piece at a time
 * behind the growth (core/array_pieces.h). */
#ifndef TH_CORE_MEMORY_H
#define TH_CORE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

/*   Owner    the structure is copied by th_map_make; what context points to must outlive the map.
 *   Errors   take and take_pages return NULL when there is no memory. Refused pages, the map asks
 *            for a block; refused a block, it reports TH_NO_MEMORY.
 *   Threads  called by whichever thread works on the map. Cursors of several readers may give back
 *            at the same time. */
typedef struct th_memory {
    void *context;
    /* size_bytes zeroed bytes, aligned as malloc aligns. Never called with 0. */
    void *(*take)(void *context, size_t size_bytes);
    /* Gives back what take returned, with the size that was asked for. Never called with NULL. */
    void (*give)(void *context, void *block, size_t size_bytes);

    /* ---- Pages: all four fields, or none (page_size 0): then every array is a block ---- */

    /* A power of two. The addresses and sizes below are multiples of it. */
    size_t page_size;
    /* size_bytes zeroed bytes. With is_in_pieces they will be populated and used piece after piece,
     * each in as little time as can be; else they are used all over from the start, and may well
     * lie in larger pages.
     *   Cost     should not depend on size_bytes: what is not populated need not be there yet. */
    void *(*take_pages)(void *context, size_t size_bytes, bool is_in_pieces);
    /* This piece of what take_pages returned will be written soon, and would better be there then.
     * A hint: it may do nothing, and cannot fail. */
    void (*populate_pages)(void *context, void *piece, size_t size_bytes);
    /* Gives back a piece of what take_pages returned, or all of it; each page once. Cannot fail. */
    void (*give_pages)(void *context, void *piece, size_t size_bytes);
} th_memory;

/* The C library's calloc and free; pages are anonymous mappings of the system's. (Under the address
 * sanitizer there are no pages: it guards the bounds, and finds the keys, of blocks alone.) */
th_memory th_memory_libc(void);

#endif
