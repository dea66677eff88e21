/* libc_memory_test.c - what asks the C library for memory by itself says so when there is none.
 * Method: the linker puts our malloc and calloc in place of the real ones (--wrap, see BUILD); they
 * refuse the nth call, for n = 1, 2, 3 ... until a run needs no more. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

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

/* Under the address sanitizer there are none. */
static void the_system_gives_pages_that_go_back_in_pieces(void **state)
{
    th_memory memory = th_memory_libc();
    size_t page = memory.page_size;
    (void)state;
    if (page == 0) skip();
    for (unsigned is_in_pieces = 0; is_in_pieces < 2; is_in_pieces++) {
        unsigned char *pages = memory.take_pages(memory.context, 64 * page, is_in_pieces);
        assert_non_null(pages);
        assert_int_equal((uintptr_t)pages % page, 0);
        memory.populate_pages(memory.context, pages, 8 * page);
        for (size_t i = 0; i < 64 * page; i++)
            assert_int_equal(pages[i], 0);
        memset(pages, 1, 64 * page);
        memory.give_pages(memory.context, pages + 48 * page, 16 * page); /* from its end, */
        memory.give_pages(memory.context, pages + 16 * page, 16 * page); /* from between */
        assert_int_equal(pages[48 * page - 1], 1);
        assert_int_equal(pages[16 * page - 1], 1);
        memory.give_pages(memory.context, pages + 32 * page, 16 * page);
        memory.give_pages(memory.context, pages, 16 * page);
    }
}

/* Method: the kernel is asked which pages there are. */
static void a_populated_page_is_there(void **state)
{
    th_memory memory = th_memory_libc();
    size_t page = memory.page_size;
    unsigned char is_there[16];
    (void)state;
    if (page == 0) skip();
    unsigned char *pages = memory.take_pages(memory.context, 16 * page, true);
    assert_int_equal(mincore(pages, 16 * page, is_there), 0);
    for (unsigned i = 0; i < 16; i++)
        assert_int_equal(is_there[i] & 1, 0);
    if (madvise(pages, page, MADV_POPULATE_WRITE) != 0) skip(); /* an old kernel */
    memory.populate_pages(memory.context, pages + page, 7 * page);
    assert_int_equal(mincore(pages, 16 * page, is_there), 0);
    for (unsigned i = 0; i < 16; i++)
        assert_int_equal(is_there[i] & 1, i < 8);
    memory.give_pages(memory.context, pages, 16 * page);
}

static void more_pages_than_there_can_be_are_NULL(void **state)
{
    th_memory memory = th_memory_libc();
    (void)state;
    if (memory.page_size == 0) skip();
    assert_null(memory.take_pages(memory.context, (size_t)1 << 62, true));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_inspection_without_memory_says_so),
        cmocka_unit_test(a_forced_hash_without_memory_is_NULL),
        cmocka_unit_test(a_forced_key_without_memory_changes_nothing),
        cmocka_unit_test(the_C_library_gives_zeroed_memory_or_NULL),
        cmocka_unit_test(the_system_gives_pages_that_go_back_in_pieces),
        cmocka_unit_test(a_populated_page_is_there),
        cmocka_unit_test(more_pages_than_there_can_be_are_NULL),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
