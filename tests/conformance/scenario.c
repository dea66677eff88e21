/* scenario.c - the recorded scenarios. */
#include "tests/conformance/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <zlib.h>

#include "viz/trace/trace.h"

static _Noreturn void give_up(const char *what, const char *name)
{
    fprintf(stderr, "%s: %s\n", name, what);
    exit(3);
}

static void *checked(void *block)
{
    if (block == NULL) give_up("out of memory", "conformance");
    return block;
}

/* ---- Files ---- */

scenario_bytes scenario_read(const char *path)
{
    gzFile file = gzopen(path, "rb"); /* plain files pass through as they are */
    if (file == NULL) give_up("cannot be opened", path);
    scenario_bytes read = {.bytes = NULL};
    for (size_t cap = 1 << 16;; cap *= 2) {
        read.bytes = checked(realloc(read.bytes, cap + 1));
        int got = gzread(file, read.bytes + read.len, (unsigned)(cap - read.len));
        if (got < 0) give_up("cannot be read", path);
        read.len += (size_t)got;
        if (read.len < cap) break;
    }
    read.bytes[read.len] = '\0';
    if (gzclose(file) != Z_OK) give_up("ends too early", path);
    return read;
}

/* ---- The list ---- */

static char *path_of(const char *file)
{
    char *path;
    if (asprintf(&path, "%s/%s", SCENARIO_FOLDER, file) < 0) give_up("out of memory", file);
    return path;
}

static scenario scenario_of(const json_t *entry)
{
    const char *name, *script, *trace;
    int is_quirk;
    if (json_unpack((json_t *)(size_t)entry, "{s:s, s:s, s:s, s:b}", "name", &name, "script",
                    &script, "trace", &trace, "quirk", &is_quirk) != 0) {
        give_up("an entry without name, script, trace or quirk", "MANIFEST.json");
    }
    return (scenario){checked(strdup(name)), path_of(script), path_of(trace), is_quirk};
}

scenario *scenarios_read(size_t *count)
{
    json_error_t error;
    json_t *list = json_load_file(SCENARIO_FOLDER "/MANIFEST.json", 0, &error);
    if (!json_is_array(list)) give_up(list == NULL ? error.text : "no list", "MANIFEST.json");
    *count = json_array_size(list);
    scenario *scenarios = checked(calloc(*count + 1, sizeof *scenarios));
    for (size_t i = 0; i < *count; i++)
        scenarios[i] = scenario_of(json_array_get(list, i));
    json_decref(list);
    return scenarios;
}

void scenarios_free(scenario *scenarios, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(scenarios[i].name);
        free(scenarios[i].script_path);
        free(scenarios[i].trace_path);
    }
    free(scenarios);
}

/* ---- Our trace ---- */

scenario_bytes scenario_run(const char *name, scenario_bytes script)
{
    scenario_bytes trace = {.bytes = NULL};
    FILE *in = checked(fmemopen(script.bytes, script.len, "r"));
    FILE *out = checked(open_memstream(&trace.bytes, &trace.len));
    enum trace_status status = trace_run(in, name, out, stderr);
    fclose(in);
    fclose(out);
    if (status != TRACE_OK) give_up("the script was not run to its end", name);
    return trace;
}
