/* libc_memory_test.c - what asks the C library for memory by itself says so when there is none.
 * Method: the linker puts our malloc and calloc in place of the real ones (--wrap, see BUILD); they
 * refuse the nth call, for n = 1, 2, 3 ... until a run needs no more. */
#include <stdlib.h>

#include "core/hash.h"
#include "core/inspect.h"
#include "tests/support/testing.h"

void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

static unsigned fail_nth; /* 0: never */
static unsigned calls;

void *__wrap_calloc(size_t count, size_t size)
{
    return ++calls == fail_nth ? NULL : __real_calloc(count, size);
}

void *__wrap_malloc(size_t size) { return ++calls == fail_nth ? NULL : __real_malloc(size); }

static void fail_call(unsigned nth)
{
    fail_nth = nth;
    calls = 0;
}

static bool did_fail(void)
{
    bool did = calls >= fail_nth;
    fail_nth = 0;
    return did;
}

static th_map *make_map(uint32_t count)
{
    th_map *map;
    th_map_options options = {.value_size = 100, .keys_owned = true};
    static const char value[100];
    assert_int_equal(th_map_make(&options, &map), TH_OK);
    for (uint32_t i = 0; i < count; i++) {
        char key[2] = {(char)(i & 0xff), (char)(i >> 8)};
        assert_int_equal(th_map_put(map, (th_key){key, 2}, value), TH_OK);
    }
    return map;
}

static void an_inspection_without_memory_says_so(void **state)
{
    th_map *map = make_map(2000); /* a snapshot of several blocks */
    unsigned nth = 1;
    (void)state;
    for (;; nth++) {
        th_snapshot *snapshot = (th_snapshot *)(uintptr_t)1;
        fail_call(nth);
        th_status status = th_inspect_map(map, &snapshot);
        if (!did_fail()) {
            assert_int_equal(status, TH_OK);
            th_snapshot_free(snapshot);
            break;
        }
        assert_int_equal(status, TH_NO_MEMORY);
        assert_null(snapshot);
    }
    assert_true(nth > 4);
    th_map_free(map);
}

static void a_forced_hash_without_memory_is_NULL(void **state)
{
    (void)state;
    for (unsigned nth = 1;; nth++) {
        fail_call(nth);
        th_forced_hash *forced = th_forced_hash_make(th_hash_default());
        bool has_failed = did_fail();
        assert_int_equal(forced == NULL, has_failed);
        th_forced_hash_free(forced);
        if (!has_failed) break;
        assert_true(nth < 3);
    }
}

/* Method: the table is filled; each key is refused memory first, and must then hash as before. */
static void a_forced_key_without_memory_changes_nothing(void **state)
{
    (void)state;
    SKIP_UNDER_RULES();
    th_forced_hash *forced = th_forced_hash_make(th_hash_default());
    assert_non_null(forced);
    th_hash hash = th_forced_hash_use(forced);
    unsigned refused = 0;
    for (uint32_t i = 0; i < 100; i++) {
        char bytes[2] = {(char)i, 1};
        th_key key = {bytes, 2};
        uint64_t before = hash.hash(hash.context, 0, key);
        fail_call(1);
        th_status status = th_forced_hash_set(forced, key, i);
        if (did_fail()) {
            assert_int_equal(status, TH_NO_MEMORY);
            assert_int_equal(hash.hash(hash.context, 0, key), before);
            assert_int_equal(th_forced_hash_set(forced, key, i), TH_OK);
            refused++;
        }
        assert_int_equal(hash.hash(hash.context, 0, key), i);
    }
    assert_int_equal(refused, 100);
    th_forced_hash_free(forced);
}

static void the_C_library_gives_zeroed_memory_or_NULL(void **state)
{
    th_memory memory = th_memory_libc();
    (void)state;
    unsigned char *bytes = memory.take(memory.context, 1000);
    assert_non_null(bytes);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(bytes[i], 0);
    memory.give(memory.context, bytes, 1000);
    fail_call(1);
    assert_null(memory.take(memory.context, 1000));
    assert_true(did_fail());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_inspection_without_memory_says_so),
        cmocka_unit_test(a_forced_hash_without_memory_is_NULL),
        cmocka_unit_test(a_forced_key_without_memory_changes_nothing),
        cmocka_unit_test(the_C_library_gives_zeroed_memory_or_NULL),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
