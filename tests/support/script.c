/* script.c - random scripts of operations. */
#include "tests/support/script.h"

#include <stdio.h>

#include "tests/support/testing.h"

enum { LINES_PRINTED = 40, PHASE_LENGTH = 200, GROUP_SIZE = 64 };

/* ---- Drawing ---- */

/* Of a hundred lines: how many of each op, in a time of filling and one of emptying. The rest of
 * the lines goes to next. */
static const unsigned shares[2][SCRIPT_CLOSE + 1] = {{[SCRIPT_PUT] = 60,
                                                      [SCRIPT_GET] = 8,
                                                      [SCRIPT_DELETE] = 10,
                                                      [SCRIPT_OPEN] = 3,
                                                      [SCRIPT_CLOSE] = 1},
                                                     {[SCRIPT_PUT] = 14,
                                                      [SCRIPT_GET] = 8,
                                                      [SCRIPT_DELETE] = 56,
                                                      [SCRIPT_OPEN] = 3,
                                                      [SCRIPT_CLOSE] = 1}};

static enum script_op draw_op(struct script *script)
{
    if (chance_below(&script->chance, 5000) == 0) return SCRIPT_CLEAR;
    bool is_emptying = script->step / PHASE_LENGTH % 2 == 1;
    uint64_t drawn = chance_below(&script->chance, 100);
    for (unsigned op = 0; op <= SCRIPT_CLOSE; op++) {
        if (drawn < shares[is_emptying][op]) return (enum script_op)op;
        drawn -= shares[is_emptying][op];
    }
    return SCRIPT_NEXT;
}

/* Most lines are about one group of keys, which is filled, then emptied; then comes another. */
static uint32_t draw_key(struct script *script)
{
    uint32_t key = (uint32_t)chance_below(&script->chance, script->key_count);
    uint64_t group = script->step / (2 * PHASE_LENGTH);
    if (chance_below(&script->chance, 8) == 0) return key;
    return (uint32_t)((group * GROUP_SIZE + key % GROUP_SIZE) % script->key_count);
}

struct script_line script_next(struct script *script)
{
    if (script->step == 0) script->chance = (struct chance){script->seed};
    struct script_line line = {.op = draw_op(script)};
    line.key = draw_key(script);
    line.cursor = (uint32_t)chance_below(&script->chance, SCRIPT_CURSORS);
    line.value = chance_next(&script->chance);
    script->step++;
    return line;
}

static void print_line(uint64_t step, const struct script_line *line)
{
    static const char *const names[] = {"put", "get", "delete", "clear", "open", "next", "close"};
    print_error("  %llu: %s key %u, cursor %u, value %llu\n", (unsigned long long)step,
                names[line->op], line->key, line->cursor, (unsigned long long)line->value);
}

void script_print(const struct script *script)
{
    struct script again = {.seed = script->seed, .key_count = script->key_count};
    print_error("seed %llu, %u keys; line %llu is the last of:\n", (unsigned long long)script->seed,
                script->key_count, (unsigned long long)script->step);
    while (again.step < script->step) {
        struct script_line line = script_next(&again);
        if (again.step + LINES_PRINTED > script->step) print_line(again.step, &line);
    }
}

/* Three of four keys crowd into their group's chain, the others are spread; there are few
 * tophashes. */
th_key script_key(uint32_t number)
{
    static th_key keys[SCRIPT_KEYS_MAX];
    assert_true(number < SCRIPT_KEYS_MAX);
    if (keys[number].bytes == NULL) {
        uint64_t low = chance_mix(number) & 0xffff;
        if (number % 4 > 0) low = low << 16 | number / GROUP_SIZE;
        keys[number] = key_spelling(hash_with((uint8_t)(number % 13), low), number);
    }
    return keys[number];
}

/* ---- Running ---- */

void script_run_set_up(struct script_run *run, th_map_options options)
{
    for (unsigned i = 0; i < SCRIPT_CURSORS; i++)
        run->cursors[i] = (th_cursor){.map = NULL};
    test_map_make(&run->test, options);
}

static struct script_result next(th_cursor *cursor)
{
    struct script_result result = {.is_there = th_cursor_next(cursor)};
    if (!result.is_there) return result;
    result.key = cursor->key;
    result.value = *(const uint64_t *)cursor->value;
    return result;
}

struct script_result script_run_line(struct script_run *run, const struct script_line *line)
{
    th_map *map = run->test.map;
    th_cursor *cursor = &run->cursors[line->cursor];
    struct script_result result = {.status = TH_OK};
    const uint64_t *value;
    switch (line->op) {
    case SCRIPT_PUT:
        result.status = th_map_put(map, script_key(line->key), &line->value);
        break;
    case SCRIPT_GET:
        value = th_map_get(map, script_key(line->key));
        result.is_there = value != NULL;
        if (value != NULL) result.value = *value;
        break;
    case SCRIPT_DELETE:
        result.is_there = th_map_delete(map, script_key(line->key));
        break;
    case SCRIPT_CLEAR:
        th_map_clear(map);
        break;
    case SCRIPT_OPEN:
        th_cursor_close(cursor);
        th_cursor_open_at(map, cursor, line->value, (uint8_t)(line->value >> 32));
        break;
    case SCRIPT_NEXT:
        return next(cursor);
    case SCRIPT_CLOSE:
        th_cursor_close(cursor);
        break;
    }
    return result;
}

void script_run_close_cursors(struct script_run *run)
{
    for (unsigned i = 0; i < SCRIPT_CURSORS; i++)
        th_cursor_close(&run->cursors[i]);
}

void script_run_end(struct script_run *run)
{
    script_run_close_cursors(run);
    test_map_free(&run->test);
}
