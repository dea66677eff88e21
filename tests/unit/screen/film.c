/* film.c - the script, run. */
#include "tests/unit/screen/film.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/map.h"
#include "viz/timeline/op_line.h"
#include "viz/timeline/timeline.h"

enum { CURSORS_MAX = 4, KEY_BYTES_MAX = 64 };

struct film {
    struct timeline *timeline;
    uint32_t map_index;
    th_map *map;
    th_cursor cursors[CURSORS_MAX];
    int cursor_count;
};

/* Not random, and its top bytes reach down to 0: tophashes that are moved out of the marks' way. */
static uint64_t hash_bytes(void *context, uint64_t seed, th_key key)
{
    uint64_t hash = 0xcbf29ce484222325u;

    (void)context;
    (void)seed;
    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.bytes[i]) * 0x100000001b3u;
    hash = (hash ^ hash >> 31) * 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}

static void put(struct film *film, const char *key, int64_t number)
{
    char value[TH_VALUE_SIZE_MAX] = {0};

    memcpy(value, &number, sizeof number);
    assert_int_equal(th_map_put(film->map, th_key_of(key), value), TH_OK);
}

static void run_many(struct film *film, const char *name, const char *prefix, long count)
{
    char key[KEY_BYTES_MAX];

    for (long i = 1; i <= count; i++) {
        snprintf(key, sizeof key, "%s%ld", prefix, i);
        if (strcmp(name, "fill") == 0)
            put(film, key, 11 * i);
        else
            th_map_delete(film->map, th_key_of(key));
    }
}

static void run_steps(struct film *film, long steps)
{
    while (steps-- > 0)
        th_cursor_next(&film->cursors[film->cursor_count - 1]);
}

static void run_walk(struct film *film, long bucket, long steps)
{
    th_cursor *cursor = &film->cursors[film->cursor_count++];

    assert_true(film->cursor_count <= CURSORS_MAX);
    th_cursor_open_at(film->map, cursor, (uint64_t)bucket, 3);
    run_steps(film, steps);
}

static void run_word(struct film *film, char *word)
{
    char *key = strchr(word, ':');
    char *number = strrchr(word, '=');
    long count = number == NULL ? 0 : strtol(number + 1, NULL, 10);

    if (key != NULL) *key++ = '\0';
    if (number != NULL) *number = '\0';
    if (strcmp(word, "fill") == 0 || strcmp(word, "drop") == 0)
        run_many(film, word, key, count);
    else if (strcmp(word, "put") == 0)
        put(film, key, 7);
    else if (strcmp(word, "get") == 0)
        (void)th_map_get(film->map, th_key_of(key));
    else if (strcmp(word, "delete") == 0)
        th_map_delete(film->map, th_key_of(key));
    else if (strcmp(word, "walk") == 0)
        run_walk(film, strtol(key, NULL, 10), count);
    else if (strcmp(word, "step") == 0)
        run_steps(film, count);
    else if (strcmp(word, "close") == 0)
        th_cursor_close(&film->cursors[film->cursor_count - 1]);
    else if (strcmp(word, "clear") == 0)
        th_map_clear(film->map);
    else
        fail_msg("no such word: %s", word);
}

struct film *film_make_sized(const char *script, size_t value_size)
{
    struct film *film = calloc(1, sizeof *film);
    char *words = strdup(script);
    char *rest = NULL;

    assert_non_null(film);
    assert_non_null(words);
    film->timeline = timeline_make(NULL);
    assert_non_null(film->timeline);
    assert_true(timeline_add_map(film->timeline, "m", value_size, &film->map_index));

    th_map_options options = {
        .value_size = value_size,
        .keys_owned = true,
        .is_seeded = true,
        .seed = 7,
        .hash = {NULL, hash_bytes},
        .observer = timeline_observer(film->timeline, film->map_index),
    };

    assert_int_equal(th_map_make(&options, &film->map), TH_OK);
    for (char *word = strtok_r(words, " ", &rest); word != NULL; word = strtok_r(NULL, " ", &rest))
        run_word(film, word);
    assert_int_equal(timeline_status(film->timeline), TIMELINE_OK);
    free(words);
    return film;
}

struct film *film_make(const char *script) { return film_make_sized(script, sizeof(int64_t)); }

void film_free(struct film *film)
{
    th_map_observe(film->map, NULL);
    for (int i = 0; i < film->cursor_count; i++)
        th_cursor_close(&film->cursors[i]);
    th_map_free(film->map);
    timeline_free(film->timeline);
    free(film);
}

const struct th_map *film_map(const struct film *film) { return film->map; }

uint64_t film_len(const struct film *film) { return timeline_len(film->timeline); }

struct view film_view(struct film *film, uint64_t position, enum language language)
{
    struct view view = {
        .title = language == LANGUAGE_CHINESE ? "翻倍扩容" : "Growing by doubling",
        .say = language == LANGUAGE_CHINESE ? "写入要为扩容付出一部分代价。"
                                            : "The write pays for part of the growth.",
        .language = language,
        .step_count = 1,
        .move = position,
        .move_count = timeline_len(film->timeline),
        .op_count = 1,
        .map = film->map_index,
        .verdict = VIEW_NOTHING_EXPECTED,
        .failure = "",
    };

    timeline_seek(film->timeline, position);
    view.model = timeline_model(film->timeline);
    view.history = (struct view_history){.timeline = film->timeline,
                                         .position = position,
                                         .end = op_line_count(film->timeline, position)};
    view.has_now = position > 0;
    if (!view.has_now) return view;
    timeline_event(film->timeline, position - 1, &view.now);
    registers_read(film->timeline, position, 0, &view.registers);
    return view;
}

uint64_t film_find(struct film *film, th_event_kind kind, int nth)
{
    for (uint64_t i = 0; i < timeline_len(film->timeline); i++) {
        if (timeline_move(film->timeline, i)->kind == kind && --nth == 0) return i + 1;
    }
    fail_msg("the film has no such %s", th_event_name(kind));
    return 0;
}
