/* operations.c - 1,000 calls of one operation, to be counted by count.sh.
 *
 * usage: operations hit|miss|update|insert|presized|delete|step
 *
 * Keys of 8 to 40 bytes, values of 8, a fixed seed: every run does the same. insert grows from
 * empty; presized is the same with a hint; step is a cursor's. */
#include <stdio.h>
#include <string.h>

#include "core/map.h"
#include "tests/support/chance.h"

enum { CALLS = 1000, KEYS = 2 * CALLS, LEN_MIN = 8, LEN_MAX = 40 };

static char bytes[KEYS][LEN_MAX];
static th_key keys[KEYS]; /* the second half is in no map */

static void make_keys(void)
{
    struct chance chance = {7};
    for (unsigned i = 0; i < KEYS; i++) {
        keys[i] = (th_key){bytes[i], LEN_MIN + chance_below(&chance, LEN_MAX - LEN_MIN + 1)};
        for (size_t at = 0; at < keys[i].len; at++)
            bytes[i][at] = (char)('a' + chance_below(&chance, 26));
    }
}

static bool put_all(th_map *map)
{
    for (uint64_t i = 0; i < CALLS; i++)
        if (th_map_put(map, keys[i], &i) != TH_OK) return false;
    return true;
}

static unsigned get_from(const th_map *map, const th_key *first)
{
    unsigned found = 0;
    for (unsigned i = 0; i < CALLS; i++)
        found += th_map_get(map, first[i]) != NULL;
    return found;
}

static unsigned delete_all(th_map *map)
{
    unsigned deleted = 0;
    for (unsigned i = 0; i < CALLS; i++)
        deleted += th_map_delete(map, keys[i]);
    return deleted;
}

static unsigned step_over_all(th_map *map)
{
    unsigned steps = 0;
    th_cursor cursor;
    th_cursor_open_at(map, &cursor, 0, 0);
    while (th_cursor_next(&cursor))
        steps++;
    th_cursor_close(&cursor);
    return steps;
}

/* What the operation came to; -1: there is no such operation. */
static int run(th_map *map, const char *operation)
{
    if (strcmp(operation, "insert") == 0 || strcmp(operation, "presized") == 0) return CALLS;
    if (strcmp(operation, "hit") == 0) return (int)get_from(map, keys);
    if (strcmp(operation, "miss") == 0) return CALLS - (int)get_from(map, keys + CALLS);
    if (strcmp(operation, "update") == 0) return put_all(map) ? CALLS : 0;
    if (strcmp(operation, "delete") == 0) return (int)delete_all(map);
    if (strcmp(operation, "step") == 0) return (int)step_over_all(map);
    return -1;
}

int main(int argc, char **argv)
{
    th_map_options options = {.value_size = sizeof(uint64_t), .is_seeded = true, .seed = 5};
    th_map *map;
    if (argc != 2) return 2;
    if (strcmp(argv[1], "presized") == 0) options.hint = CALLS;
    make_keys();
    if (th_map_make(&options, &map) != TH_OK || !put_all(map)) return 1;
    int done = run(map, argv[1]);
    th_map_free(map);
    if (done != CALLS) fprintf(stderr, "operations: %s: %d of %d\n", argv[1], done, CALLS);
    return done == CALLS ? 0 : 1;
}
