/* kept_pages.h - pages for a contender that maps its memory itself: counted, and in a warm process
 * kept, as malloc keeps its blocks there.
 *
 *   kept   [ head | populated | the rest ]     where the same size is asked for again
 *            |      |           '- zeroed when given back
 *            |      '- zeroed when populated, on the map's time, as calloc does
 *            '- zeroed when given back
 *
 * So what a build pays is what calloc on warm memory makes it pay; and cold, or as is, pages come
 * from the system and go there. One thread. */
#ifndef TESTS_BENCH_RIVALS_KEPT_PAGES_H
#define TESTS_BENCH_RIVALS_KEPT_PAGES_H

#include "core/memory.h"

enum { KEPT_MAX = 256 };

struct kept {
    char *pages;
    size_t size, held; /* held: by the map, now */
    bool is_in_pieces, is_used;
    char *populated, *populated_end;
};

static struct {
    th_memory system;
    bool is_keeping;
    size_t held;
    unsigned count;
    struct kept all[KEPT_MAX];
} kept_pages;

static struct kept *kept_of(const char *piece)
{
    for (unsigned i = 0; i < kept_pages.count; i++) {
        struct kept *kept = &kept_pages.all[i];
        if (piece >= kept->pages && piece < kept->pages + kept->size) return kept;
    }
    bench_must(false, "pages that were taken");
    return NULL;
}

static struct kept *kept_again(size_t size, bool is_in_pieces)
{
    for (unsigned i = 0; i < kept_pages.count; i++) {
        struct kept *kept = &kept_pages.all[i];
        if (kept->size == size && kept->held == 0 && kept->is_in_pieces == is_in_pieces)
            return kept;
    }
    return NULL;
}

static void *kept_take(void *context, size_t size, bool is_in_pieces)
{
    kept_pages.held += size;
    if (!kept_pages.is_keeping) return kept_pages.system.take_pages(context, size, is_in_pieces);
    struct kept *kept = kept_again(size, is_in_pieces);
    if (kept == NULL) {
        bench_must(kept_pages.count < KEPT_MAX, "so many arrays");
        kept = &kept_pages.all[kept_pages.count++];
        kept->pages = (char *)kept_pages.system.take_pages(context, size, is_in_pieces);
        kept->size = size;
        kept->is_in_pieces = is_in_pieces;
    } else {
        kept->is_used = true;
        if (!is_in_pieces) memset(kept->pages, 0, size);
    }
    kept->held = size;
    kept->populated = kept->populated_end = kept->pages;
    return kept->pages;
}

static void kept_populate(void *context, void *piece, size_t size)
{
    struct kept *kept = kept_pages.is_keeping ? kept_of((char *)piece) : NULL;
    if (kept == NULL || !kept->is_used) kept_pages.system.populate_pages(context, piece, size);
    if (kept == NULL) return;
    if (kept->is_used) memset(piece, 0, size);
    if (kept->populated == kept->populated_end) kept->populated = (char *)piece;
    kept->populated_end = (char *)piece + size;
}

static void kept_give(void *context, void *piece, size_t size)
{
    char *begin = (char *)piece, *end = begin + size;
    kept_pages.held -= size;
    if (!kept_pages.is_keeping) {
        kept_pages.system.give_pages(context, piece, size);
        return;
    }
    struct kept *kept = kept_of(begin);
    kept->held -= size;
    if (!kept->is_in_pieces) return;
    if (begin < kept->populated) memset(begin, 0, (size_t)(kept->populated - begin));
    if (begin < kept->populated_end) begin = kept->populated_end;
    if (begin < end) memset(begin, 0, (size_t)(end - begin));
}

static th_memory kept_pages_use(bool is_keeping)
{
    th_memory memory = th_memory_libc();
    kept_pages.system = memory;
    kept_pages.is_keeping = is_keeping;
    memory.take_pages = kept_take;
    memory.populate_pages = kept_populate;
    memory.give_pages = kept_give;
    return memory;
}

#endif
