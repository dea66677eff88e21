/* counting_pages.c - pages that know what became of them.
 *
 *   counted_pages --> bytes   [ page 0 | page 1 | page 2 | ... ]   aligned to a page
 *                     states    POPULATED  TAKEN    GIVEN
 *
 * A record stays as long as one of its pages is held. */
#include "tests/support/counting_pages.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(address, size) ((void)(address), (void)(size))
#endif

enum { GONE = 0xdf };

enum page_state { TAKEN, POPULATED, GIVEN };

struct counted_pages {
    struct counted_pages *next;
    char *bytes;
    size_t count, held;
    uint8_t states[];
};

static struct counted_pages *make(struct counting_memory *memory, size_t size_bytes)
{
    size_t count = size_bytes / memory->page_size;
    struct counted_pages *pages = calloc(1, sizeof *pages + count);
    counting_memory_must(pages != NULL, "no memory for a record");
    pages->bytes = aligned_alloc(memory->page_size, size_bytes);
    counting_memory_must(pages->bytes != NULL, "no memory for pages");
    memset(pages->bytes, 0, size_bytes);
    pages->count = pages->held = count;
    pages->next = memory->pages;
    memory->pages = pages;
    memory->pages_taken += count;
    memory->pages_held += count;
    memory->held_bytes += size_bytes;
    memory->held_blocks++;
    return pages;
}

static void *take_pages(void *context, size_t size_bytes, bool is_in_pieces)
{
    struct counting_memory *memory = context;
    (void)is_in_pieces;
    counting_memory_must(size_bytes > 0 && size_bytes % memory->page_size == 0, "half a page");
    pthread_mutex_lock(&memory->lock);
    struct counted_pages *pages = NULL;
    if (counting_memory_may_take(memory, size_bytes)) {
        pages = make(memory, size_bytes);
    } else {
        memory->failures++;
    }
    pthread_mutex_unlock(&memory->lock);
    return pages == NULL ? NULL : pages->bytes;
}

/* The pages that a piece belongs to, which must lie in them whole; and its first page. */
static struct counted_pages *find(struct counting_memory *memory, const void *piece,
                                  size_t size_bytes, size_t *first)
{
    uintptr_t at = (uintptr_t)piece;
    counting_memory_must(size_bytes > 0 && size_bytes % memory->page_size == 0, "half a page");
    for (struct counted_pages *pages = memory->pages; pages != NULL; pages = pages->next) {
        uintptr_t begin = (uintptr_t)pages->bytes, end = begin + pages->count * memory->page_size;
        if (at < begin || at >= end) continue;
        counting_memory_must((at - begin) % memory->page_size == 0, "a piece amid a page");
        counting_memory_must(size_bytes <= end - at, "a piece beyond its pages");
        *first = (at - begin) / memory->page_size;
        return pages;
    }
    counting_memory_must(false, "a piece of nothing");
    return NULL;
}

static void populate_pages(void *context, void *piece, size_t size_bytes)
{
    struct counting_memory *memory = context;
    size_t first, count = size_bytes / memory->page_size;
    pthread_mutex_lock(&memory->lock);
    struct counted_pages *pages = find(memory, piece, size_bytes, &first);
    for (size_t i = first; i < first + count; i++) {
        counting_memory_must(pages->states[i] == TAKEN, "populated twice, or gone");
        pages->states[i] = POPULATED;
    }
    memory->pages_populated += count;
    pthread_mutex_unlock(&memory->lock);
}

static void forget(struct counting_memory *memory, struct counted_pages *pages)
{
    struct counted_pages **link = &memory->pages;
    while (*link != pages)
        link = &(*link)->next;
    *link = pages->next;
    memory->held_blocks--;
    ASAN_UNPOISON_MEMORY_REGION(pages->bytes, pages->count * memory->page_size);
    free(pages->bytes);
    free(pages);
}

static void give_pages(void *context, void *piece, size_t size_bytes)
{
    struct counting_memory *memory = context;
    size_t first, count = size_bytes / memory->page_size;
    pthread_mutex_lock(&memory->lock);
    struct counted_pages *pages = find(memory, piece, size_bytes, &first);
    for (size_t i = first; i < first + count; i++) {
        counting_memory_must(pages->states[i] != GIVEN, "given back twice");
        pages->states[i] = GIVEN;
    }
    memset(piece, GONE, size_bytes);
    ASAN_POISON_MEMORY_REGION(piece, size_bytes);
    memory->pages_given += count;
    memory->pages_held -= count;
    memory->held_bytes -= size_bytes;
    pages->held -= count;
    if (pages->held == 0) forget(memory, pages);
    pthread_mutex_unlock(&memory->lock);
}

void counted_pages_use(struct counting_memory *memory, th_memory *used)
{
    used->page_size = memory->page_size;
    used->take_pages = take_pages;
    used->populate_pages = populate_pages;
    used->give_pages = give_pages;
}

bool counted_pages_hold(struct counting_memory *memory, const void *address, size_t size_bytes)
{
    uintptr_t wanted = (uintptr_t)address;
    for (struct counted_pages *pages = memory->pages; pages != NULL; pages = pages->next) {
        uintptr_t begin = (uintptr_t)pages->bytes, end = begin + pages->count * memory->page_size;
        if (wanted < begin || size_bytes > end - begin || wanted > end - size_bytes) continue;
        size_t last = (wanted + size_bytes - 1 - begin) / memory->page_size;
        for (size_t i = (wanted - begin) / memory->page_size; i <= last; i++) {
            if (pages->states[i] == GIVEN) return false;
        }
        return true;
    }
    return false;
}

void counted_pages_give_all(struct counting_memory *memory)
{
    while (memory->pages != NULL) {
        memory->held_bytes -= memory->pages->held * memory->page_size;
        memory->pages_held -= memory->pages->held;
        forget(memory, memory->pages);
    }
}
