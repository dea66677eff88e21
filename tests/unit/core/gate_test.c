/* gate_test.c - does each move change only what its gate was told, and does a gate change nothing?
 *
 * What is not told would be taken to commute with everything (viz/race/access.h), and whole
 * schedules would be missed. Method: random scripts on a map whose gate keeps a copy of header and
 * buckets. When the next gate comes, whatever differs from the copy must be among the writes of the
 * access before. A twin without a gate must then hold the same. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/map_layout.h"
#include "core/observe.h"
#include "tests/support/script.h"
#include "tests/support/snapshots.h"
#include "tests/support/testing.h"

enum { VALUE_SIZE = 8, BUCKETS_MAX = 4096 };

/* A bucket as it was. */
struct copy {
    const uint8_t *bucket;
    uint8_t tops[TH_BUCKET_SLOTS];
    th_key keys[TH_BUCKET_SLOTS];
    uint64_t values[TH_BUCKET_SLOTS];
    const void *next;
};

struct image {
    th_hmap header;
    struct copy copies[BUCKETS_MAX];
    size_t count;
};

struct keeper {
    const th_map *map;
    struct image before, now;
    th_access access; /* of the move under way */
    bool is_moving;
    uint64_t gates;
    uint64_t fields_written; /* all bits that were ever told */
};

/* ---- Looking ---- */

static const void *next_of(const uint8_t *bucket)
{
    const void *next;
    memcpy(&next, bucket + th_overflow_offset(VALUE_SIZE), sizeof next);
    return next;
}

static void copy_chain(struct image *image, const uint8_t *bucket)
{
    for (; bucket != NULL; bucket = next_of(bucket)) {
        assert_true(image->count < BUCKETS_MAX);
        struct copy *copy = &image->copies[image->count++];
        copy->bucket = bucket;
        copy->next = next_of(bucket);
        memcpy(copy->tops, bucket, sizeof copy->tops);
        memcpy(copy->keys, bucket + TH_BUCKET_KEYS, sizeof copy->keys);
        memcpy(copy->values, bucket + TH_BUCKET_VALUES, sizeof copy->values);
    }
}

static void copy_array(struct image *image, const th_bucket *buckets, uint64_t count)
{
    for (uint64_t i = 0; buckets != NULL && i < count; i++)
        copy_chain(image, (const uint8_t *)buckets + i * th_bucket_size(VALUE_SIZE));
}

static void look_at(const th_map *map, struct image *image)
{
    memcpy(&image->header, map, sizeof image->header);
    const th_hmap *header = &image->header;
    bool is_same_size = (header->flags & TH_FLAG_SAME_SIZE) != 0;
    image->count = 0;
    copy_array(image, header->buckets, (uint64_t)1 << header->B);
    copy_array(image, header->oldbuckets, (uint64_t)1 << header->B >> !is_same_size);
}

/* ---- Comparing ---- */

static void must_be_told(const struct keeper *keeper, bool has_changed, unsigned field,
                         const char *name)
{
    const th_access *access = &keeper->access;
    if (!has_changed || (access->writes & (field | TH_FIELD_ALL)) != 0) return;
    fail_msg("gate %d, line \"%s\": %s was written, and not told", (int)keeper->gates,
             th_line_of(access->line).text, name);
}

static void compare_headers(const struct keeper *keeper)
{
    const th_hmap *a = &keeper->before.header, *b = &keeper->now.header;
    must_be_told(keeper, a->count != b->count, TH_FIELD_COUNT, "count");
    must_be_told(keeper, a->flags != b->flags, TH_FIELD_FLAGS, "flags");
    must_be_told(keeper, a->B != b->B || a->buckets != b->buckets, TH_FIELD_SHAPE, "buckets");
    must_be_told(keeper, a->oldbuckets != b->oldbuckets, TH_FIELD_SHAPE, "oldbuckets");
    must_be_told(keeper, a->noverflow != b->noverflow, TH_FIELD_NOVERFLOW, "noverflow");
    must_be_told(keeper, a->nevacuate != b->nevacuate, TH_FIELD_NEVACUATE, "nevacuate");
    must_be_told(keeper, a->hash0 != b->hash0, TH_FIELD_HASH0, "hash0");
}

static uint8_t slots_told(const th_access *access, const void *bucket)
{
    uint8_t slots = 0;
    for (size_t i = 0; i < COUNT_OF(access->touches); i++) {
        if (access->touches[i].bucket == bucket) slots |= access->touches[i].writes;
    }
    return slots;
}

static bool is_same_slot(const struct copy *a, const struct copy *b, unsigned slot)
{
    return a->tops[slot] == b->tops[slot] && a->keys[slot].bytes == b->keys[slot].bytes &&
           a->keys[slot].len == b->keys[slot].len && a->values[slot] == b->values[slot];
}

static void compare_buckets(const struct keeper *keeper, const struct copy *a, const struct copy *b)
{
    uint8_t told = slots_told(&keeper->access, b->bucket);
    must_be_told(keeper, a->next != b->next, TH_FIELD_CHAINS, "an overflow pointer");
    for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
        bool has_changed = !is_same_slot(a, b, slot) && (told >> slot & 1) == 0;
        must_be_told(keeper, has_changed, 0, "a slot");
    }
}

static const struct copy *find(const struct image *image, const uint8_t *bucket)
{
    for (size_t i = 0; i < image->count; i++) {
        if (image->copies[i].bucket == bucket) return &image->copies[i];
    }
    return NULL;
}

/* A bucket that was not there before came with an array or an overflow pointer, which is told. */
static void compare(const struct keeper *keeper)
{
    compare_headers(keeper);
    for (size_t i = 0; i < keeper->now.count; i++) {
        const struct copy *b = &keeper->now.copies[i];
        const struct copy *a = find(&keeper->before, b->bucket);
        bool is_new_array = keeper->before.header.buckets != keeper->now.header.buckets;
        if (a != NULL && !is_new_array) compare_buckets(keeper, a, b);
    }
}

static void close_move(struct keeper *keeper)
{
    look_at(keeper->map, &keeper->now);
    if (keeper->is_moving) compare(keeper);
    memcpy(&keeper->before, &keeper->now, sizeof keeper->before);
}

static void gate(void *context, const th_access *access)
{
    struct keeper *keeper = context;
    if (keeper->map == NULL) return;
    close_move(keeper);
    keeper->access = *access;
    keeper->fields_written |= access->writes;
    keeper->is_moving = true;
    keeper->gates++;
}

/* ---- The claims ---- */

static uint64_t run(uint64_t seed, unsigned lines)
{
    static struct keeper keeper;
    keeper = (struct keeper){.map = NULL};
    th_observer observer = {.context = &keeper, .gate = gate};
    struct script script = {.seed = seed, .key_count = 24 + (uint32_t)(seed % 4) * 24};
    struct script_run gated, free_run;
    script_run_set_up(&free_run, (th_map_options){.value_size = VALUE_SIZE});
    script_run_set_up(&gated, (th_map_options){.value_size = VALUE_SIZE, .observer = &observer});
    keeper.map = gated.test.map;
    while (script.step < lines) {
        struct script_line line = script_next(&script);
        (void)script_run_line(&gated, &line);
        (void)script_run_line(&free_run, &line);
        char what[60];
        snprintf(what, sizeof what, "seed %d, line %d", (int)seed, (int)script.step);
        th_snapshot *a = look(gated.test.map), *b = look(free_run.test.map);
        assert_same_snapshot(a, b, what);
        th_snapshot_free(a);
        th_snapshot_free(b);
    }
    for (uint32_t key = 0; key < script.key_count; key++) /* the last one brings a new seed */
        th_map_delete(gated.test.map, script_key(key));
    close_move(&keeper);
    keeper.map = NULL;
    script_run_close_cursors(&gated);
    script_run_close_cursors(&free_run);
    script_run_end(&gated);
    script_run_end(&free_run);
    return keeper.fields_written;
}

static void a_move_writes_only_what_its_gate_was_told(void **state)
{
    const uint64_t all = TH_FIELD_COUNT | TH_FIELD_FLAGS | TH_FIELD_SHAPE | TH_FIELD_NOVERFLOW |
                         TH_FIELD_HASH0 | TH_FIELD_NEVACUATE | TH_FIELD_CHAINS |
                         TH_FIELD_OLD_MARKS | TH_FIELD_CURSORS | TH_FIELD_ALL;
    uint64_t written = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= 12; seed++)
        written |= run(seed, 700);
    assert_int_equal(written, all); /* else less was tried than it seems */
}

/* ---- By example ---- */

struct log {
    char text[600];
};

static void write_down(void *context, const th_access *access)
{
    struct log *log = context;
    size_t len = strlen(log->text);
    snprintf(
        log->text + len, sizeof log->text - len, "%s%s%s%s%s%s%s%s%s ",
        access->reads & TH_FIELD_COUNT ? "rc" : "", access->writes & TH_FIELD_COUNT ? "wc" : "",
        access->reads & TH_FIELD_FLAGS ? "rf" : "", access->writes & TH_FIELD_FLAGS ? "wf" : "",
        access->reads & TH_FIELD_SHAPE ? "rs" : "", access->writes & TH_FIELD_SHAPE ? "ws" : "",
        access->reads & TH_FIELD_HASH0 ? "rh" : "", access->touches[0].reads != 0 ? "r0" : "",
        access->touches[0].writes != 0 ? "w0" : "");
}

/* The first put: flags looked at (with hash0, for the hash), loaded, stored; no buckets, so one is
 * made; chosen, probed; growth checked; written; count loaded, stored; flags looked at, stored. */
static void the_first_put_stands_at_thirteen_gates(void **state)
{
    struct log log = {""};
    th_observer observer = {.context = &log, .gate = write_down};
    struct test_map test;
    (void)state;
    test_map_make(&test, (th_map_options){.observer = &observer});
    put(test.map, key_in_bucket(0, 0), 1);
    assert_string_equal(log.text, "rfrh rf wf rs ws rs r0 rcrs w0 rc wc rf wf ");
    log.text[0] = '\0';
    assert_holds(test.map, key_in_bucket(0, 0), 1);
    assert_string_equal(log.text, "rc rfrh rs r0 r0 "); /* count, flags, B; probed, compared */
    test_map_free(&test);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_move_writes_only_what_its_gate_was_told),
        cmocka_unit_test(the_first_put_stands_at_thirteen_gates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
