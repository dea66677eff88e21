/* arena.c - a list of blocks; pieces are cut from the front one. */
#include "viz/lesson/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

enum { BLOCK_BYTES = 16 * 1024, ALIGNMENT = alignof(max_align_t) };

struct block {
    struct block *next;
    size_t size_bytes; /* with this head */
    alignas(max_align_t) char bytes[];
};

struct arena {
    th_memory memory;
    struct block *blocks;
    char *free_ptr; /* into the front block */
    size_t free_bytes;
    bool has_failed;
};

struct arena *arena_make(const th_memory *memory)
{
    struct arena *made = memory->take(memory->context, sizeof *made);
    if (made != NULL) made->memory = *memory;
    return made;
}

/* A new front block with room for at least size_bytes. */
static bool add_block(struct arena *arena, size_t size_bytes)
{
    size_t room = size_bytes > BLOCK_BYTES ? size_bytes : BLOCK_BYTES;
    if (room > SIZE_MAX - sizeof(struct block)) return false;
    struct block *added = arena->memory.take(arena->memory.context, sizeof(struct block) + room);
    if (added == NULL) return false;
    added->size_bytes = sizeof(struct block) + room;
    added->next = arena->blocks;
    arena->blocks = added;
    arena->free_ptr = added->bytes;
    arena->free_bytes = room;
    return true;
}

void *arena_take(struct arena *arena, size_t size_bytes)
{
    size_t padded = size_bytes == 0 ? ALIGNMENT : size_bytes;
    if (padded > SIZE_MAX - ALIGNMENT) padded = SIZE_MAX - ALIGNMENT; /* will fail */
    padded = (padded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (padded > arena->free_bytes && !add_block(arena, padded)) {
        arena->has_failed = true;
        return NULL;
    }
    void *taken = arena->free_ptr;
    arena->free_ptr += padded;
    arena->free_bytes -= padded;
    return taken;
}

void *arena_take_array(struct arena *arena, size_t count, size_t element_bytes)
{
    if (element_bytes != 0 && count > SIZE_MAX / element_bytes) {
        arena->has_failed = true;
        return NULL;
    }
    return arena_take(arena, count * element_bytes);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t len)
{
    char *copy = arena_take(arena, len + 1);
    if (copy != NULL && len > 0) memcpy(copy, bytes, len);
    return copy;
}

bool arena_has_failed(const struct arena *arena) { return arena->has_failed; }

void arena_free(struct arena *arena)
{
    if (arena == NULL) return;
    th_memory memory = arena->memory;
    for (struct block *at = arena->blocks; at != NULL;) {
        struct block *next = at->next;
        memory.give(memory.context, at, at->size_bytes);
        at = next;
    }
    memory.give(memory.context, arena, sizeof *arena);
}
