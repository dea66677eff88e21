/* event_recorder.c - an observer that keeps what it is told. */
#include "tests/support/event_recorder.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/testing.h"

static void record(void *context, const th_event *event)
{
    struct event_recorder *recorder = context;
    if (recorder->count == recorder->capacity) {
        recorder->capacity = recorder->capacity * 2 + 64;
        recorder->events = realloc(recorder->events, recorder->capacity * sizeof *recorder->events);
        if (recorder->events == NULL) abort();
    }
    struct recorded_event *kept = &recorder->events[recorder->count++];
    *kept = (struct recorded_event){.event = *event};
    if (event->header_before != NULL) kept->before = *event->header_before;
    if (event->header_after != NULL) kept->after = *event->header_after;
}

void event_recorder_set_up(struct event_recorder *recorder)
{
    *recorder = (struct event_recorder){.observer = {.context = recorder, .event = record}};
}

void event_recorder_free(struct event_recorder *recorder) { free(recorder->events); }

void event_recorder_forget(struct event_recorder *recorder) { recorder->count = 0; }

size_t told_count(const struct event_recorder *recorder, th_event_kind kind)
{
    size_t count = 0;
    for (size_t i = 0; i < recorder->count; i++)
        count += recorder->events[i].event.kind == kind;
    return count;
}

const struct recorded_event *told(const struct event_recorder *recorder, th_event_kind kind,
                                  size_t nth)
{
    for (size_t i = 0; i < recorder->count; i++) {
        if (recorder->events[i].event.kind == kind && nth-- == 0) return &recorder->events[i];
    }
    return NULL;
}

void assert_told(struct event_recorder *recorder, const char *names)
{
    char said[4096] = "";
    size_t len = 0;
    for (size_t i = 0; i < recorder->count; i++) {
        const char *name = th_event_name(recorder->events[i].event.kind);
        size_t name_len = strlen(name);
        assert_true(len + name_len + 2 < sizeof said);
        if (len > 0) said[len++] = ' ';
        memcpy(said + len, name, name_len + 1);
        len += name_len;
    }
    event_recorder_forget(recorder);
    assert_string_equal(said, names);
}

void assert_told_alike(const struct event_recorder *one, const struct event_recorder *other)
{
    assert_int_equal(one->count, other->count);
    for (size_t i = 0; i < one->count; i++) {
        const th_event *a = &one->events[i].event, *b = &other->events[i].event;
        assert_int_equal(a->kind, b->kind);
        assert_int_equal(a->line, b->line);
        assert_memory_equal(&a->at, &b->at, sizeof a->at);
        assert_memory_equal(&a->to, &b->to, sizeof a->to);
        assert_int_equal(a->before, b->before);
        assert_int_equal(a->after, b->after);
        assert_int_equal(a->hash, b->hash);
        assert_int_equal(a->key.len, b->key.len);
    }
}
