/* watch.c - a cursor and its witness. */
#include "tests/property/watch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

void watch_open(struct watch *watch, th_map *map, const struct reference_map *reference,
                uint64_t start_bucket, uint8_t offset)
{
    assert(!watch->is_open);
    watch->is_open = true;
    watch->is_at_end = false;
    watch->opened_at = reference->next_serial;
    th_cursor_open_at(map, &watch->cursor, start_bucket, offset);
}

void watch_close(struct watch *watch)
{
    if (!watch->is_open) return;
    th_cursor_close(&watch->cursor);
    free(watch->yielded);
    *watch = (struct watch){.is_open = false};
}

static void note(struct watch *watch, uint64_t serial)
{
    if (serial >= watch->yielded_cap) {
        size_t wanted = 2 * serial + 64;
        watch->yielded = realloc(watch->yielded, wanted * sizeof *watch->yielded);
        if (watch->yielded == NULL) abort();
        memset(watch->yielded + watch->yielded_cap, 0,
               (wanted - watch->yielded_cap) * sizeof *watch->yielded);
        watch->yielded_cap = wanted;
    }
    watch->yielded[serial] = true;
}

static bool has_yielded(const struct watch *watch, uint64_t serial)
{
    return serial < watch->yielded_cap && watch->yielded[serial];
}

static const char *check_yield(struct watch *watch, const struct reference_map *reference)
{
    const struct reference_entry *entry = reference_map_find(reference, watch->cursor.key);
    if (watch->is_at_end) return "a cursor yields after its end";
    if (entry == NULL) return "a cursor yields a key that is not in the map";
    if (watch->cursor.value == NULL) return "a cursor yields no value";
    size_t value_size = reference->value_size;
    if (value_size > 0 && memcmp(entry->value, watch->cursor.value, value_size) != 0) {
        return "a cursor yields another value than was put";
    }
    if (has_yielded(watch, entry->serial)) return "a cursor yields an entry twice";
    note(watch, entry->serial);
    watch->has_yielded = true;
    watch->last = entry->serial;
    return NULL;
}

/* The key that was yielded last, now: its entry may have moved since. */
static const char *check_last_key(const struct watch *watch, const struct reference_map *reference)
{
    if (!watch->has_yielded) return NULL;
    for (size_t i = 0; i < reference->count; i++) {
        const struct reference_entry *entry = &reference->entries[i];
        if (entry->serial != watch->last) continue;
        if (th_key_is_equal(entry->key, watch->cursor.key)) return NULL;
        return "the key that a cursor yielded has changed";
    }
    return NULL;
}

static const char *check_end(struct watch *watch, const struct reference_map *reference)
{
    if (watch->is_at_end) return NULL;
    watch->is_at_end = true;
    watch->has_yielded = false;
    for (size_t i = 0; i < reference->count; i++) {
        uint64_t serial = reference->entries[i].serial;
        if (serial < watch->opened_at && !has_yielded(watch, serial)) {
            return "a cursor ends and has not yielded an entry that was there all the time";
        }
    }
    return NULL;
}

const char *watch_step(struct watch *watch, const struct map_calls *calls,
                       const struct reference_map *reference)
{
    assert(watch->is_open);
    const char *wrong = check_last_key(watch, reference);
    if (wrong != NULL) return wrong;
    return calls->next(&watch->cursor) ? check_yield(watch, reference)
                                       : check_end(watch, reference);
}
