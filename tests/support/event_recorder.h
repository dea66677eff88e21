/* event_recorder.h - an observer that keeps what it is told. */
#ifndef TESTS_SUPPORT_EVENT_RECORDER_H
#define TESTS_SUPPORT_EVENT_RECORDER_H

#include "core/observe.h"

/* Pointers in the event are of no use any more, but for the headers, which are copied. */
struct recorded_event {
    th_event event;
    th_header before, after;
};

struct event_recorder {
    th_observer observer; /* for th_map_observe */
    struct recorded_event *events;
    size_t count, capacity;
};

void event_recorder_set_up(struct event_recorder *recorder);
void event_recorder_free(struct event_recorder *recorder);

/* Forgets all events. */
void event_recorder_forget(struct event_recorder *recorder);

/* How many events of this kind there are, and the nth of them, from 0; NULL: there is none. */
size_t told_count(const struct event_recorder *recorder, th_event_kind kind);
const struct recorded_event *told(const struct event_recorder *recorder, th_event_kind kind,
                                  size_t nth);

/* The names of all events in their order, a space between, are exactly these; then forgets them. */
void assert_told(struct event_recorder *recorder, const char *names);

/* Both were told the same, in the same order. Pointers, to keys and values, are not compared. */
void assert_told_alike(const struct event_recorder *one, const struct event_recorder *other);

#endif
