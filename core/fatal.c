/* fatal.c - the end of a map that two threads were in at once. */
#include "core/fatal.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/map_state.h"

const char *th_fatal_text(th_fatal_kind kind)
{
    switch (kind) {
    case TH_FATAL_WRITES:
        return "concurrent map writes";
    case TH_FATAL_READ_AND_WRITE:
        return "concurrent map read and map write";
    case TH_FATAL_ITERATE_AND_WRITE:
        return "concurrent map iteration and map write";
    case TH_FATAL_BAD_STATE:
        return "bad map state";
    case TH_FATAL_FAULT:
        return "unexpected signal during runtime execution";
    }
    assert(false && "a kind that is not in the list");
    return "";
}

void th_fatal_print(void *context, const th_map *map, const th_fatal_report *report)
{
    (void)context;
    (void)map;
    fprintf(stderr, "fatal error: %s\n", th_fatal_text(report->kind));
}

void th_fatal(const th_map *map, th_fatal_kind kind, bool is_at_exit)
{
    th_fatal_report report = {.kind = kind, .is_at_exit = is_at_exit};
    map->fatal.handle(map->fatal.context, map, &report);
    abort();
}
