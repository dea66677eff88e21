/* event_mirror.h - a picture of a map, drawn from its events alone.
 *
 * Each event is held against the picture before it changes it: what the event says stood there
 * must be what stands there. Between operations the picture is compared with the map's memory. So
 * an event that lies, or a change that nobody tells, is found. For borrowed keys that outlive the
 * mirror. */
#ifndef TESTS_SUPPORT_EVENT_MIRROR_H
#define TESTS_SUPPORT_EVENT_MIRROR_H

#include "core/observe.h"

struct mirror_array;

struct event_mirror {
    th_observer observer; /* for th_map_options: the mirror must see the map being made */
    size_t value_size;
    th_header header;
    struct mirror_array *arrays;
    th_op op;
    int depth; /* operations begun and not ended */
    uint64_t events;
};

void event_mirror_set_up(struct event_mirror *mirror, size_t value_size);
void event_mirror_free(struct event_mirror *mirror);

/* The picture is what map's memory says; no operation is open. */
void assert_mirrors(const struct event_mirror *mirror, const th_map *map, const char *what);

/* How many arrays there are, retained ones included. */
size_t event_mirror_array_count(const struct event_mirror *mirror);

#endif
