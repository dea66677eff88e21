/* shrinker_test.c - a bug that is planted is found, and what is left of its script is short.
 * Method: each map of plant.c is run until a seed finds its bug; that seed's script is shrunk,
 * tried again, written, and given to trace_run. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/property/generate.h"
#include "tests/property/plant.h"
#include "tests/property/shrink.h"
#include "tests/property/trial.h"
#include "tests/property/write.h"
#include "tests/support/testing.h"
#include "viz/trace/trace.h"

enum { TRIES_MAX = 2000, OPS = 150, SEEDS_MAX = 600, SHORT = 30 };

/* The first script that shows the bug. */
static struct map_script find_bug(const struct planted *plant)
{
    for (uint64_t seed = 1; seed <= SEEDS_MAX; seed++) {
        struct map_script script = map_script_generate(seed, OPS);
        struct map_result result;
        map_script_try(&script, &plant->calls, true, &result, NULL);
        if (result.has_failed) return script;
        map_script_free(&script);
    }
    fail_msg("%s: %d seeds did not find it", plant->name, SEEDS_MAX);
    abort();
}

/* The script as text. The caller frees it. */
static char *written(const struct map_script *script, size_t *len)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, len);
    assert_non_null(out);
    map_script_write(script, 7, out);
    assert_int_equal(fclose(out), 0);
    return text;
}

/* How many lines of trace come of the text. Fails the test when trace_run does not accept it. */
static size_t traced_lines(char *text, size_t len, const char *name)
{
    char *trace = NULL;
    size_t trace_len, lines = 0;
    FILE *in = fmemopen(text, len, "r"), *out = open_memstream(&trace, &trace_len);
    assert_true(in != NULL && out != NULL);
    assert_int_equal(trace_run(in, name, out, stderr), TRACE_OK);
    fclose(in);
    fclose(out);
    for (size_t i = 0; i < trace_len; i++)
        lines += trace[i] == '\n';
    free(trace);
    return lines;
}

static void every_planted_bug_leaves_a_short_script_that_still_fails(void **state)
{
    (void)state;
    for (unsigned i = 0; planted_at(i) != NULL; i++) {
        const struct planted *plant = planted_at(i);
        struct map_script script = find_bug(plant);
        struct map_result result, again;
        map_script_shrink(&script, &plant->calls, TRIES_MAX, &result);
        if (script.op_count >= SHORT) fail_msg("%s: %zu operations", plant->name, script.op_count);
        map_script_try(&script, &plant->calls, true, &again, NULL);
        assert_true(again.has_failed);
        assert_string_equal(again.text, result.text);
        map_script_try(&script, &map_calls_real, true, &again, NULL);
        assert_false(again.has_failed);

        size_t len;
        char *text = written(&script, &len);
        assert_true(traced_lines(text, len, plant->name) > 1);
        free(text);
        map_script_free(&script);
    }
}

/* Keys of all shapes, values of all sizes, closed cursors: as they are, or made similar. */
static void whole_scripts_can_be_traced(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 15; seed++) {
        struct map_script script = map_script_generate(seed, 60);
        size_t len, said = 1; /* the header */
        char *text = written(&script, &len);
        for (size_t at = 0; at < script.op_count; at++)
            said += script.ops[at].kind != MAP_CLOSE && script.ops[at].kind != MAP_NEXT;
        assert_true(traced_lines(text, len, "seed") >= said);
        free(text);
        map_script_free(&script);
    }
}

static void what_a_trace_cannot_say_stands_in_the_name(void **state)
{
    (void)state;
    struct map_script script = map_script_make(2, 2);
    script.value_size = 24;
    script.keys_owned = script.has_seed_hash = true;
    map_script_set_key(&script, 1, (th_key){"\xff\"", 2});
    script.ops[0] = (struct map_op){.kind = MAP_PUT, .key = 1, .value = -1, .fail_take = 2};
    script.ops[1] = (struct map_op){.kind = MAP_CLOSE};
    script.op_count = 2;
    size_t len;
    char *text = written(&script, &len);
    assert_string_equal(
        text,
        "{\"type\":\"map\",\"hint\":0,\"value_size\":8,\"nil\":false,"
        "\"name\":\"property; values had 24 bytes; keys were owned; hashes had the seed in them;"
        " memory failed in 1 operations; 1 closed cursors are not\",\"seed\":7}\n"
        "{\"op\":\"put\",\"key\":\"key 1, not UTF-8\",\"hash\":\"0x0000000000000000\","
        "\"value\":-1}\n");
    free(text);
    map_script_free(&script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_planted_bug_leaves_a_short_script_that_still_fails),
        cmocka_unit_test(whole_scripts_can_be_traced),
        cmocka_unit_test(what_a_trace_cannot_say_stands_in_the_name),
    };
    return cmocka_run_group_tests_name("property/shrink", tests, NULL, NULL);
}
