/* counting_memory.c - blocks with a head of their own, in a list.
 *
 *   [ counted_block: 32 bytes | what the map sees, zeroed ] */
#include "tests/support/counting_memory.h"

#include "tests/support/counting_pages.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GONE = 0xdf };

struct counted_block {
    struct counted_block *next, *before;
    size_t size_bytes;
    struct counting_memory *owner; /* NULL: given back */
};
static_assert(sizeof(struct counted_block) % 16 == 0, "what follows is aligned as malloc aligns");

void counting_memory_must(bool holds, const char *what)
{
    if (holds) return;
    fprintf(stderr, "counting_memory: %s\n", what);
    abort();
}

static void must(bool holds, const char *what) { counting_memory_must(holds, what); }

bool counting_memory_may_take(struct counting_memory *memory, size_t size_bytes)
{
    uint64_t number = ++memory->takes;
    bool is_failing = number >= memory->fail_from && number < memory->fail_to;
    bool is_beyond =
        memory->limit_bytes > 0 &&
        (size_bytes > memory->limit_bytes || memory->held_bytes > memory->limit_bytes - size_bytes);
    return !is_failing && !is_beyond;
}

static void *take(void *context, size_t size_bytes)
{
    struct counting_memory *memory = context;
    must(size_bytes > 0, "0 bytes were asked for");
    pthread_mutex_lock(&memory->lock);
    struct counted_block *block = NULL;
    if (counting_memory_may_take(memory, size_bytes)) block = calloc(1, sizeof *block + size_bytes);
    if (block == NULL) {
        memory->failures++;
    } else {
        *block = (struct counted_block){memory->blocks, NULL, size_bytes, memory};
        if (memory->blocks != NULL) memory->blocks->before = block;
        memory->blocks = block;
        memory->held_bytes += size_bytes;
        memory->held_blocks++;
    }
    pthread_mutex_unlock(&memory->lock);
    return block == NULL ? NULL : block + 1;
}

static void unlink_block(struct counting_memory *memory, struct counted_block *block)
{
    if (block->before != NULL) {
        block->before->next = block->next;
    } else {
        memory->blocks = block->next;
    }
    if (block->next != NULL) block->next->before = block->before;
    memory->held_bytes -= block->size_bytes;
    memory->held_blocks--;
}

static void give(void *context, void *bytes, size_t size_bytes)
{
    struct counting_memory *memory = context;
    must(bytes != NULL, "NULL was given back");
    struct counted_block *block = (struct counted_block *)bytes - 1;
    pthread_mutex_lock(&memory->lock);
    must(block->owner == memory, "what was given back is not held");
    must(block->size_bytes == size_bytes, "what was given back had another size");
    unlink_block(memory, block);
    block->owner = NULL;
    pthread_mutex_unlock(&memory->lock);
    memset(bytes, GONE, size_bytes);
    free(block);
}

void counting_memory_set_up(struct counting_memory *memory)
{
    *memory = (struct counting_memory){.lock = PTHREAD_MUTEX_INITIALIZER};
}

th_memory counting_memory_use(struct counting_memory *memory)
{
    th_memory used = {.context = memory, .take = take, .give = give};
    if (memory->page_size > 0) counted_pages_use(memory, &used);
    return used;
}

void counting_memory_fail(struct counting_memory *memory, uint64_t nth, uint64_t count)
{
    memory->fail_from = memory->takes + nth;
    memory->fail_to = memory->fail_from + count;
}

void counting_memory_stop_failing(struct counting_memory *memory)
{
    memory->fail_from = memory->fail_to = 0;
}

bool counting_memory_holds(struct counting_memory *memory, const void *address, size_t size_bytes)
{
    uintptr_t wanted = (uintptr_t)address;
    bool is_held = false;
    pthread_mutex_lock(&memory->lock);
    for (struct counted_block *block = memory->blocks; block != NULL; block = block->next) {
        uintptr_t first = (uintptr_t)(block + 1);
        if (wanted >= first && wanted + size_bytes <= first + block->size_bytes) is_held = true;
    }
    is_held = is_held || counted_pages_hold(memory, address, size_bytes);
    pthread_mutex_unlock(&memory->lock);
    return is_held;
}

void counting_memory_give_all(struct counting_memory *memory)
{
    while (memory->blocks != NULL)
        give(memory, memory->blocks + 1, memory->blocks->size_bytes);
    counted_pages_give_all(memory);
}

/* ---- An image ---- */

struct memory_image memory_image_take(struct counting_memory *memory)
{
    struct memory_image image = {.blocks = calloc(memory->held_blocks + 1, sizeof *image.blocks)};
    must(image.blocks != NULL, "no memory for an image");
    for (struct counted_block *block = memory->blocks; block != NULL; block = block->next) {
        uint8_t *copy = malloc(block->size_bytes);
        must(copy != NULL, "no memory for an image");
        memcpy(copy, block + 1, block->size_bytes);
        image.blocks[image.count++] =
            (struct image_block){(uint64_t)(uintptr_t)(block + 1), block->size_bytes, copy};
    }
    return image;
}

void memory_image_free(struct memory_image *image)
{
    for (size_t i = 0; i < image->count; i++)
        free(image->blocks[i].bytes);
    free(image->blocks);
    *image = (struct memory_image){.count = 0};
}

uint8_t *memory_image_at(const struct memory_image *image, uint64_t address, size_t size_bytes)
{
    for (size_t i = 0; i < image->count; i++) {
        const struct image_block *block = &image->blocks[i];
        if (address < block->address) continue;
        uint64_t offset = address - block->address;
        if (offset < block->size_bytes && size_bytes <= block->size_bytes - offset) {
            return block->bytes + offset;
        }
    }
    return NULL;
}
