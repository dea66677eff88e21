/* Do the small parts keep their headers' promises: the arena, the suggestion? And does a failed
 * allocation ever do more than give a status?
 * Method of the last: load one file again and again, failing its 1st, 2nd, 3rd ... allocation,
 * until a load needs no more; what was taken must have been given back. */
#include "tests/unit/lesson/says.h"

#include "viz/lesson/arena.h"
#include "viz/lesson/suggest.h"

/* ---- A memory that fails and counts ---- */

struct scarce {
    size_t allowed; /* requests that still succeed */
    size_t held_bytes;
};

static void *scarce_take(void *context, size_t size_bytes)
{
    struct scarce *scarce = context;
    if (scarce->allowed == 0) return NULL;
    scarce->allowed--;
    scarce->held_bytes += size_bytes;
    return calloc(1, size_bytes);
}

static void scarce_give(void *context, void *block, size_t size_bytes)
{
    struct scarce *scarce = context;
    scarce->held_bytes -= size_bytes;
    free(block);
}

static th_memory memory_of(struct scarce *scarce)
{
    return (th_memory){.context = scarce, .take = scarce_take, .give = scarce_give};
}

/* ---- The arena ---- */

static void pieces_are_aligned_zeroed_and_apart(void **state)
{
    (void)state;
    struct scarce scarce = {.allowed = SIZE_MAX};
    th_memory memory = memory_of(&scarce);
    struct arena *arena = arena_make(&memory);
    assert_non_null(arena);
    unsigned char *before = NULL;
    for (size_t size = 0; size < 300; size++) {
        unsigned char *piece = arena_take(arena, size);
        assert_non_null(piece);
        assert_ptr_not_equal(piece, before);
        assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(piece[i], 0);
        memset(piece, 0xAA, size);
        before = piece;
    }
    assert_non_null(arena_take(arena, 1000000));
    assert_false(arena_has_failed(arena));
    arena_free(arena);
    assert_int_equal(scarce.held_bytes, 0);
}

static void a_request_that_no_memory_could_meet_fails(void **state)
{
    (void)state;
    struct scarce scarce = {.allowed = SIZE_MAX};
    th_memory memory = memory_of(&scarce);
    struct arena *arena = arena_make(&memory);
    assert_non_null(arena);
    assert_null(arena_take_array(arena, SIZE_MAX / 2, 3));
    assert_true(arena_has_failed(arena));
    arena_free(arena);
    arena_free(NULL);
}

static void a_copy_ends_in_nul(void **state)
{
    (void)state;
    struct scarce scarce = {.allowed = SIZE_MAX};
    th_memory memory = memory_of(&scarce);
    struct arena *arena = arena_make(&memory);
    assert_string_equal(arena_copy(arena, "abcdef", 3), "abc");
    assert_string_equal(arena_copy(arena, NULL, 0), "");
    arena_free(arena);
}

/* ---- The suggestion ---- */

static const char *nearest_of(const char *written, const char *a, const char *b)
{
    struct suggestion nearest = suggestion_for(written, strlen(written));
    suggestion_offer(&nearest, a);
    suggestion_offer(&nearest, b);
    return nearest.word == NULL ? "none" : nearest.word;
}

static void the_nearest_word_is_suggested(void **state)
{
    (void)state;
    assert_string_equal(nearest_of("cuont", "count", "B"), "count");
    assert_string_equal(nearest_of("bucket", "oldbuckets", "buckets"), "buckets");
    assert_string_equal(nearest_of("GROWING", "growing", "same_size"), "growing");
    assert_string_equal(nearest_of("itereator", "old_iterator", "iterator"), "iterator");
}

static void a_word_far_away_is_not_suggested(void **state)
{
    (void)state;
    assert_string_equal(nearest_of("colour", "count", "flags"), "none");
    assert_string_equal(nearest_of("", "a", "b"), "none");
    assert_string_equal(nearest_of("x", "B", "on"), "none");
    assert_string_equal(nearest_of("a_word_that_is_longer_than_any_key_of_the_format", "a", "b"),
                        "none");
}

/* ---- Allocations ---- */

/* Loads with so many allocations allowed; says whether that was enough. */
static bool loads_with(size_t allowed, const char *path)
{
    struct scarce scarce = {.allowed = allowed};
    th_memory memory = memory_of(&scarce);
    struct source_errors errors;
    struct lesson *loaded;
    enum lesson_status status = lesson_load_file(path, &memory, &loaded, &errors);
    if (status == LESSON_OK) {
        lesson_free(loaded);
    } else {
        assert_int_equal(status, LESSON_NO_MEMORY);
        assert_null(loaded);
    }
    assert_int_equal(scarce.held_bytes, 0);
    return status == LESSON_OK;
}

static void a_failed_allocation_gives_a_status_and_loses_nothing(void **state)
{
    (void)state;
    size_t allowed = 0;
    while (!loads_with(allowed, "tests/unit/lesson/testdata/everything.yaml"))
        allowed++;
    assert_in_range(allowed, 3, 100);
}

/* A longer text, whose tree and lesson need several blocks. */
static void no_later_allocation_loses_anything_either(void **state)
{
    (void)state;
    char text[3000] = BEGINNING;
    for (int i = 0; i < 20; i++) {
        strcat(text, "- put: {a: 1, b: 2}\n  expect: {count: 2, slots: [{bucket: 0, tophash: [any, "
                     "any, any, any, any, any, any, any]}]}\n");
    }
    size_t allowed = 0;
    for (bool is_loaded = false; !is_loaded; allowed++) {
        struct scarce scarce = {.allowed = allowed};
        th_memory memory = memory_of(&scarce);
        struct source_errors errors;
        struct lesson *loaded;
        enum lesson_status status =
            lesson_load_text("test", text, strlen(text), &memory, &loaded, &errors);
        is_loaded = status == LESSON_OK;
        assert_true(is_loaded || status == LESSON_NO_MEMORY);
        lesson_free(loaded);
        assert_int_equal(scarce.held_bytes, 0);
    }
    assert_in_range(allowed, 5, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_aligned_zeroed_and_apart),
        cmocka_unit_test(a_request_that_no_memory_could_meet_fails),
        cmocka_unit_test(a_copy_ends_in_nul),
        cmocka_unit_test(the_nearest_word_is_suggested),
        cmocka_unit_test(a_word_far_away_is_not_suggested),
        cmocka_unit_test(a_failed_allocation_gives_a_status_and_loses_nothing),
        cmocka_unit_test(no_later_allocation_loses_anything_either),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
