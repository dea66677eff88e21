/* quirk_test.c - where Go's map does what ours does not, on purpose (README.md).
 *
 * Method: each scenario that the manifest marks as a quirk is run, and guarantee M4 of core/map.h
 * is checked on both traces: a cursor yields no entry that is gone, and each entry that stayed from
 * its opening to its end exactly once. Go's trace breaks it somewhere, or the scenario would not
 * have to be left out; ours never does. In all else that both traces tell, they agree.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "tests/conformance/scenario.h"

/* ---- The lines of a script and of a trace, parsed ---- */

static json_t *parse_lines(scenario_bytes text)
{
    json_t *lines = json_array();
    for (char *at = text.bytes, *end; *at != '\0'; at = end + 1) {
        end = strchr(at, '\n');
        assert_non_null(end);
        json_t *line = json_loadb(at, (size_t)(end - at), 0, NULL);
        assert_non_null(line);
        json_array_append_new(lines, line);
    }
    return lines;
}

static const char *text_of(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

/* ---- M4 ---- */

/* live: key -> true for each entry of the map. cursors: id -> {stays: key -> how often it was
 * yielded, of the entries that were there at the opening and have not gone since; is_done}. */
typedef struct walks {
    json_t *live, *cursors;
    size_t broken; /* times that M4 did not hold */
} walks;

static void forget(walks *seen, const char *key)
{
    const char *id;
    json_t *cursor;
    json_object_foreach(seen->cursors, id, cursor)
    {
        json_object_del(json_object_get(cursor, "stays"), key);
    }
    json_object_del(seen->live, key);
}

static void open_cursor(walks *seen, const char *id)
{
    json_t *stays = json_object();
    const char *key;
    json_t *value;
    json_object_foreach(seen->live, key, value)
    {
        json_object_set_new(stays, key, json_integer(0));
    }
    json_object_set_new(seen->cursors, id, json_pack("{s:o, s:b}", "stays", stays, "is_done", 0));
}

static void end_cursor(walks *seen, json_t *cursor)
{
    const char *key;
    json_t *times;
    json_object_foreach(json_object_get(cursor, "stays"), key, times)
    {
        if (json_integer_value(times) != 1) seen->broken++;
    }
    json_object_set_new(cursor, "is_done", json_true());
}

static void step_cursor(walks *seen, json_t *cursor, const json_t *result)
{
    assert_non_null(cursor);
    if (json_is_true(json_object_get(cursor, "is_done"))) return;
    if (json_is_true(json_object_get(result, "done"))) {
        end_cursor(seen, cursor);
        return;
    }
    const char *key = text_of(result, "key");
    if (json_object_get(seen->live, key) == NULL) seen->broken++;
    json_t *stays = json_object_get(cursor, "stays"), *times = json_object_get(stays, key);
    if (times == NULL) return;
    json_object_set_new(stays, key, json_integer(json_integer_value(times) + 1));
}

/* How often M4 does not hold in a trace. */
static size_t count_broken(const json_t *script, const json_t *trace)
{
    walks seen = {json_object(), json_object(), 0};
    for (size_t i = 1; i < json_array_size(trace); i++) {
        const json_t *op = json_array_get(script, i);
        const json_t *result = json_object_get(json_array_get(trace, i), "result");
        const char *kind = text_of(op, "op"), *key = text_of(op, "key");
        char id[24];
        snprintf(id, sizeof id, "%lld", json_integer_value(json_object_get(op, "id")));
        if (strcmp(kind, "put") == 0) {
            json_object_set_new(seen.live, key, json_true());
        } else if (strcmp(kind, "delete") == 0) {
            forget(&seen, key);
        } else if (strcmp(kind, "clear") == 0) {
            void *next;
            const char *gone;
            json_t *value;
            json_object_foreach_safe(seen.live, next, gone, value) { forget(&seen, gone); }
        } else if (strncmp(kind, "iter_", 5) == 0) {
            if (strcmp(kind, "iter_open") == 0) open_cursor(&seen, id);
            step_cursor(&seen, json_object_get(seen.cursors, id), result);
        }
    }
    json_decref(seen.live);
    json_decref(seen.cursors);
    return seen.broken;
}

/* ---- What both tell ---- */

/* All of the header; the results of everything but cursors. Where Go wipes a bucket behind a
 * cursor, its chain of marks is shorter than ours, so oldbuckets and the digest may differ. */
static void expect_the_rest_equal(const json_t *ours, const json_t *gos)
{
    static const char *const fields[] = {"count",     "flags",         "B",
                                         "nbuckets",  "noldbuckets",   "noverflow",
                                         "nevacuate", "prealloc_free", "buckets"};
    assert_int_equal(json_array_size(ours), json_array_size(gos));
    for (size_t i = 0; i < json_array_size(gos); i++) {
        const json_t *our = json_array_get(ours, i), *go = json_array_get(gos, i);
        if (strncmp(text_of(go, "op"), "iter_", 5) != 0) {
            assert_true(json_equal(json_object_get(our, "result"), json_object_get(go, "result")));
        }
        for (size_t field = 0; field < sizeof fields / sizeof fields[0]; field++) {
            const json_t *our_map = json_object_get(our, "map"),
                         *go_map = json_object_get(go, "map");
            assert_true(json_equal(json_object_get(our_map, fields[field]),
                                   json_object_get(go_map, fields[field])));
        }
    }
}

static void a_cursor_yields_what_stayed_once_and_nothing_that_is_gone(void **state)
{
    (void)state;
    size_t count, quirks = 0;
    scenario *scenarios = scenarios_read(&count);
    for (size_t i = 0; i < count; i++) {
        if (!scenarios[i].is_quirk) continue;
        scenario_bytes script_text = scenario_read(scenarios[i].script_path);
        scenario_bytes go_text = scenario_read(scenarios[i].trace_path);
        scenario_bytes our_text = scenario_run(scenarios[i].name, script_text);
        json_t *script = parse_lines(script_text), *gos = parse_lines(go_text),
               *ours = parse_lines(our_text);
        size_t go_broken = count_broken(script, gos);
        print_message("%s: M4 does not hold %zu times in Go's trace\n", scenarios[i].name,
                      go_broken);
        assert_true(go_broken > 0);
        assert_int_equal(count_broken(script, ours), 0);
        expect_the_rest_equal(ours, gos);
        json_decref(script);
        json_decref(gos);
        json_decref(ours);
        free(script_text.bytes);
        free(go_text.bytes);
        free(our_text.bytes);
        quirks++;
    }
    scenarios_free(scenarios, count);
    assert_int_equal(quirks, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cursor_yields_what_stayed_once_and_nothing_that_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
