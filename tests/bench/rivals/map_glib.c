/* map_glib.c - GLib's GHashTable, as a contender.
 *
 * A key of its is one pointer. It is borrowed as such: the table points at the universe's struct
 * text, which points at the bytes. So 16 bytes an entry that the others keep themselves are not
 * counted here. A value stands in the pointer itself, one more than it is, as NULL means absent. */
#define CONTENDER_HAS_NO_HINT
#include <glib.h>

#include "tests/bench/rivals/contender.h"

struct map; /* a GHashTable */

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

static const char *map_about(void)
{
    return "GHashTable, GLib " TEXT(GLIB_MAJOR_VERSION) "." TEXT(GLIB_MINOR_VERSION);
}

static guint hash_of(gconstpointer key) { return (guint)text_hash(*(const struct text *)key); }

static gboolean is_equal(gconstpointer a, gconstpointer b)
{
    return text_is_equal(*(const struct text *)a, *(const struct text *)b);
}

static struct map *map_make(uint64_t hint)
{
    (void)hint;
    return (struct map *)g_hash_table_new(hash_of, is_equal);
}

static void map_free(struct map *map) { g_hash_table_destroy((GHashTable *)map); }

static inline void map_put(struct map *map, struct text key, uint64_t value)
{
    g_hash_table_insert((GHashTable *)map, (gpointer)&universe[key.number],
                        GSIZE_TO_POINTER(value + 1));
}

static inline bool map_get(const struct map *map, struct text key, uint64_t *value)
{
    gpointer found = g_hash_table_lookup((GHashTable *)map, &key);
    if (found != NULL) *value = GPOINTER_TO_SIZE(found) - 1;
    return found != NULL;
}

static inline bool map_delete(struct map *map, struct text key)
{
    return g_hash_table_remove((GHashTable *)map, &key);
}

static uint64_t map_len(const struct map *map) { return g_hash_table_size((GHashTable *)map); }

static uint64_t map_sum(struct map *map)
{
    GHashTableIter iter;
    gpointer key, value;
    uint64_t sum = 0;
    g_hash_table_iter_init(&iter, (GHashTable *)map);
    while (g_hash_table_iter_next(&iter, &key, &value))
        sum += GPOINTER_TO_SIZE(value) - 1;
    return sum;
}
