/* parts_test.c - the room's small parts keep their headers' promises: digest, text, keys, cursors.
 *
 * Method: values in the test; digests also against FNV-1a written out, one byte after the other.
 */
#include "tests/unit/trace/ran.h"

#include "viz/trace/cursors.h"
#include "viz/trace/digest.h"
#include "viz/trace/keys.h"
#include "viz/trace/text.h"
#include "viz/trace/value.h"

static uint64_t fnv_1a(uint64_t digest, const void *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        digest = (digest ^ ((const uint8_t *)bytes)[i]) * 0x100000001b3;
    return digest;
}

/* ---- digest ---- */

static void the_digest_is_fnv_1a(void **state)
{
    (void)state;
    /* Landon Curt Noll's test vectors. */
    assert_int_equal(digest_bytes(DIGEST_START, "", 0), UINT64_C(0xcbf29ce484222325));
    assert_int_equal(digest_bytes(DIGEST_START, "a", 1), UINT64_C(0xaf63dc4c8601ec8c));
    assert_int_equal(digest_bytes(DIGEST_START, "foobar", 6), UINT64_C(0x85944171f73967e8));
    assert_int_equal(digest_bytes(DIGEST_START, NULL, 0), DIGEST_START);
}

static void runs_of_zeros_are_digested_like_other_bytes(void **state)
{
    (void)state;
    uint8_t bytes[64];
    for (size_t len = 0; len <= sizeof bytes; len++) {
        for (size_t live = 0; live <= len; live++) { /* zeros behind, and a few between */
            for (size_t i = 0; i < len; i++)
                bytes[i] = i < live && i % 5 != 2 ? (uint8_t)(i + 1) : 0;
            assert_int_equal(digest_bytes(DIGEST_START, bytes, len),
                             fnv_1a(DIGEST_START, bytes, len));
        }
    }
}

static void an_entry_is_its_length_its_key_and_its_value(void **state)
{
    (void)state;
    const char bytes[] = {3, 0, 0, 0, 'k', 0, 'y', 7, 0, 0, 0, 0, 0, 0, 0};
    const uint8_t value[8] = {7};
    assert_int_equal(digest_entry(DIGEST_START, (th_key){"k\0y", 3}, value, 8),
                     fnv_1a(DIGEST_START, bytes, sizeof bytes));
}

/* A key's hash: all keys go to one of two chains, so that there are overflow buckets. */
static uint64_t two_chains(void *context, uint64_t seed, th_key key)
{
    (void)context;
    (void)seed;
    return fnv_1a(DIGEST_START, key.bytes, key.len) & 0xff00000000000001;
}

/* Adds an array's bytes as digest.h describes them, from a snapshot. */
static uint64_t digest_described(uint64_t digest, const th_snapshot_array *array, size_t value_size)
{
    uint32_t count =
        (uint32_t)array->chain_count; /* little-endian machines only, like the layout */
    digest = fnv_1a(digest, &count, 4);
    for (size_t i = 0; i < array->chain_count; i++) {
        for (size_t depth = 0; depth < array->chains[i].bucket_count; depth++) {
            const th_snapshot_bucket *bucket = &array->chains[i].buckets[depth];
            digest = fnv_1a(fnv_1a(digest, "\1", 1), bucket->tophash, 8);
            for (unsigned slot = 0; slot < 8; slot++) {
                bool is_live = bucket->tophash[slot] >= 5;
                digest = fnv_1a(digest, is_live ? "\1" : "\0", 1);
                if (!is_live) continue;
                uint32_t len = (uint32_t)bucket->keys[slot].len;
                digest = fnv_1a(fnv_1a(digest, &len, 4), bucket->keys[slot].bytes, len);
                digest = fnv_1a(digest, bucket->values + slot * value_size, value_size);
            }
        }
        digest = fnv_1a(digest, "\0", 1);
    }
    return digest;
}

/* Method: a map that grows under puts and deletes; after each, the digest and the header are
 * compared with what a snapshot says. */
static void the_digest_of_a_map_is_that_of_its_snapshot(void **state)
{
    (void)state;
    th_map_options options = {.value_size = 8, .keys_owned = true, .hash = {.hash = two_chains}};
    th_map *map;
    assert_int_equal(th_map_make(&options, &map), TH_OK);
    th_snapshot header = {.B = 0};
    bool has_grown = false;
    for (int64_t i = 0; i < 400; i++) {
        char name[20];
        snprintf(name, sizeof name, "%d", (int)i);
        assert_int_equal(th_map_put(map, th_key_of(name), &i), TH_OK);
        snprintf(name, sizeof name, "%d", (int)(i / 2));
        if (i % 3 == 0) th_map_delete(map, th_key_of(name));
        th_snapshot *snapshot;
        assert_int_equal(th_inspect_map(map, &snapshot), TH_OK);
        assert_int_equal(th_inspect_header(map, &header), TH_OK);
        uint64_t digest = digest_described(DIGEST_START, &snapshot->buckets, 8);
        digest = digest_described(digest, &snapshot->oldbuckets, 8);
        assert_int_equal(digest_map(map), digest);
        assert_int_equal(header.count, snapshot->count);
        assert_int_equal(header.stock_left, snapshot->stock_left);
        assert_int_equal(header.buckets.chain_count, snapshot->buckets.chain_count);
        assert_int_equal(header.oldbuckets.chain_count, snapshot->oldbuckets.chain_count);
        has_grown = has_grown || snapshot->oldbuckets.chain_count > 0;
        th_snapshot_free(snapshot);
    }
    assert_true(has_grown);
    th_map_free(map);
}

static void a_nil_map_has_no_buckets_to_walk(void **state)
{
    (void)state;
    th_walk walk = th_walk_start(NULL, false);
    assert_int_equal(walk.chain_count, 0);
    assert_false(th_walk_next(&walk));
    assert_false(th_walk_next(&walk));
}

/* ---- text and values ---- */

static void expect_text(struct trace_text *text, const char *wanted)
{
    assert_false(text->has_failed);
    assert_int_equal(text->len, strlen(wanted));
    assert_memory_equal(text->bytes, wanted, text->len);
    trace_text_free(text);
    assert_int_equal(text->len, 0);
}

static void text_is_written_as_in_the_traces(void **state)
{
    (void)state;
    struct trace_text text = {.bytes = NULL};
    trace_text_int(&text, INT64_MIN);
    trace_text_word(&text, " ");
    trace_text_int(&text, -1);
    trace_text_word(&text, " ");
    trace_text_int(&text, 0);
    trace_text_word(&text, " ");
    trace_text_uint(&text, UINT64_MAX);
    trace_text_bool(&text, true);
    trace_text_bool(&text, false);
    trace_text_hex(&text, 0xab);
    trace_text_string(&text, (th_key){NULL, 0});
    trace_text_string(&text, (th_key){"\0\"x\\\n", 5});
    expect_text(&text, "-9223372036854775808 -1 0 18446744073709551615truefalse"
                       "\"0x00000000000000ab\"\"\"\"\\u0000\\\"x\\\\\\u000a\"");
}

static void a_value_is_stored_in_its_size(void **state)
{
    (void)state;
    static const struct {
        int64_t number;
        size_t size;
        const char *text;
    } cases[] = {{0, 0, "0"},
                 {1, 1, "1"},
                 {-2, 8, "-2"},
                 {INT64_MAX, 8, "9223372036854775807"},
                 {5, 16, "[5,-6]"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t bytes[TRACE_VALUE_BYTES_MAX + 1];
        memset(bytes, 0xee, sizeof bytes);
        trace_value_store(cases[i].number, cases[i].size, bytes);
        assert_int_equal(bytes[cases[i].size], 0xee); /* nothing behind it is touched */
        struct trace_text text = {.bytes = NULL};
        trace_value_write(&text, bytes, cases[i].size);
        expect_text(&text, cases[i].text);
    }
}

/* ---- keys and cursors ---- */

static void a_key_keeps_its_bytes_and_its_first_hash(void **state)
{
    (void)state;
    struct trace_keys *keys = trace_keys_make();
    th_hash hash = trace_keys_hash(keys);
    enum { COUNT = 5000 };
    th_key own[COUNT];
    char name[40];
    for (uint64_t round = 0; round < 2; round++) {
        for (uint64_t i = 0; i < COUNT; i++) {
            uint64_t own_hash;
            memset(name, 0, sizeof name); /* NULs behind the digits belong to some keys */
            th_key found, key = {name, (size_t)snprintf(name, sizeof name, "%d", (int)i) + i % 3};
            assert_int_equal(trace_keys_find(keys, key, i + round, &found, &own_hash), TH_OK);
            assert_int_equal(own_hash, i);
            assert_int_equal(found.len, key.len);
            assert_memory_equal(found.bytes, name, key.len);
            assert_ptr_not_equal(found.bytes, name);
            if (round == 0) own[i] = found;
            assert_ptr_equal(found.bytes, own[i].bytes);
            assert_int_equal(hash.hash(hash.context, round, key), i);
        }
    }
    assert_int_equal(hash.hash(hash.context, 0, th_key_of("nobody")), 0);
    trace_keys_free(keys);
    trace_keys_free(NULL);
}

static void empty_and_large_keys_are_kept(void **state)
{
    (void)state;
    struct trace_keys *keys = trace_keys_make();
    char *large = calloc(1, 200000);
    th_key own, empty;
    uint64_t own_hash;
    assert_int_equal(trace_keys_find(keys, (th_key){NULL, 0}, 7, &empty, &own_hash), TH_OK);
    assert_int_equal(trace_keys_find(keys, (th_key){large, 200000}, 8, &own, &own_hash), TH_OK);
    assert_int_equal(trace_keys_find(keys, (th_key){large, 199999}, 9, &own, &own_hash), TH_OK);
    assert_int_equal(own_hash, 9);
    assert_int_equal(trace_keys_find(keys, (th_key){large, 0}, 0, &own, &own_hash), TH_OK);
    assert_int_equal(own_hash, 7);
    assert_ptr_equal(own.bytes, empty.bytes);
    free(large);
    trace_keys_free(keys);
}

static void a_cursor_is_found_by_its_number(void **state)
{
    (void)state;
    struct trace_cursors *cursors = trace_cursors_make();
    assert_null(trace_cursors_find(cursors, 0));
    th_map_options options = {.value_size = 0};
    th_map *map;
    assert_int_equal(th_map_make(&options, &map), TH_OK);
    assert_int_equal(th_map_put(map, th_key_of("a"), NULL), TH_OK);
    for (int64_t id = -50; id < 50; id++) {
        th_cursor *cursor = trace_cursors_fresh(cursors, id);
        assert_non_null(cursor);
        th_cursor_open_at(map, cursor, 0, 0);
    }
    th_cursor *minus_one = trace_cursors_find(cursors, -1);
    assert_non_null(minus_one->map);
    assert_ptr_equal(trace_cursors_fresh(cursors, -1), minus_one);
    assert_null(minus_one->map); /* closed: the map could be freed else */
    assert_ptr_not_equal(trace_cursors_find(cursors, 1), minus_one);
    assert_null(trace_cursors_find(cursors, 50));
    trace_cursors_free(cursors);
    trace_cursors_free(NULL);
    th_map_free(map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_digest_is_fnv_1a),
        cmocka_unit_test(runs_of_zeros_are_digested_like_other_bytes),
        cmocka_unit_test(an_entry_is_its_length_its_key_and_its_value),
        cmocka_unit_test(the_digest_of_a_map_is_that_of_its_snapshot),
        cmocka_unit_test(a_nil_map_has_no_buckets_to_walk),
        cmocka_unit_test(text_is_written_as_in_the_traces),
        cmocka_unit_test(a_value_is_stored_in_its_size),
        cmocka_unit_test(a_key_keeps_its_bytes_and_its_first_hash),
        cmocka_unit_test(empty_and_large_keys_are_kept),
        cmocka_unit_test(a_cursor_is_found_by_its_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
