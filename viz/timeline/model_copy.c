/* model_copy.c - a model beside another, for a stretch of the tape that it will not leave.
 *
 *   tape       ......[ the copy's stretch ]..........
 *   array 1    --w-w-w----w                               written here: the copy has its own
 *   array 2    ----w-------------------------w--w-----    here and written later: its own
 *   array 3    -w--w                                      never again: the owner's stands still
 *   array 4                               made--w-w-w     not made yet: nobody can see its buckets
 */
#include <string.h>

#include "viz/timeline/model_wind.h"

static bool copy_store(const struct store *from, struct store *copy)
{
    store_init(copy, from->memory, from->element_bytes);
    if (!store_reserve(copy, from->len)) return false;
    for (uint64_t i = 0; i < from->len; i++)
        memcpy(store_push(copy), store_at(from, i), from->element_bytes);
    return true;
}

static bool copy_buckets(const th_memory *memory, const struct array_state *from,
                         struct array_state *copy)
{
    size_t size = model_array_bytes(from->main_count);
    struct store linked;
    if (!copy_store(&from->linked, &linked)) {
        store_free(&linked);
        return false;
    }
    struct bucket_state *main = memory->take(memory->context, size);
    if (main == NULL) {
        store_free(&linked);
        return false;
    }
    memcpy(main, from->main, size);
    copy->main = main;
    copy->loads = (struct load_state *)(main + from->main_count);
    copy->linked = linked;
    copy->is_borrowed = false;
    return true;
}

/* Marks and counts are the copy's own in any case. */
static bool copy_array(const th_memory *memory, const struct array_state *from,
                       const struct array_state *owner, uint64_t begin, struct array_state *copy)
{
    *copy = *from;
    if (from->main == NULL) return true;
    copy->main = owner->main;
    copy->loads = owner->loads;
    copy->linked = owner->linked;
    copy->is_borrowed = true;
    bool is_own = from->is_made && owner->last_change > begin;
    return !is_own || copy_buckets(memory, from, copy);
}

static bool copy_map(const th_memory *memory, const struct map_state *from,
                     const struct map_state *owner, uint64_t begin, struct map_state *copy)
{
    store_init(&copy->arrays, *memory, sizeof(struct array_state));
    copy->seen = from->seen;
    copy->seen.name = model_copy_name(memory, from->seen.name);
    if (copy->seen.name == NULL) return false;
    copy->first_open = from->first_open;
    if (!copy_store(&from->cursors, &copy->cursors)) return false;
    if (!store_reserve(&copy->arrays, from->arrays.len)) return false;
    for (uint64_t i = 0; i < from->arrays.len; i++) {
        if (!copy_array(memory, store_at(&from->arrays, i), store_at(&owner->arrays, i), begin,
                        store_push(&copy->arrays)))
            return false;
    }
    return true;
}

bool model_copy(const struct model *from, const struct model *owner, uint64_t begin,
                struct model *copy)
{
    const th_memory *memory = &from->tape->memory;
    model_init(copy, from->tape);
    bool is_there = store_reserve(&copy->maps, from->maps.len);
    for (uint32_t map = 0; is_there && map < from->maps.len; map++) {
        is_there = copy_map(memory, map_state_of(from, map), map_state_of(owner, map), begin,
                            store_push(&copy->maps));
    }
    if (!is_there) model_free(copy);
    return is_there;
}
