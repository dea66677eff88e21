/* frame_memory_test.c - what a frame does when memory runs out. Method: the linker puts our calloc
 * in place of the real one (--wrap=calloc, see BUILD); it refuses the nth call. */
#include "tests/unit/screen/shows.h"

void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);

static int calls_until_failure = -1; /* -1: never */

void *__wrap_calloc(size_t count, size_t size)
{
    if (calls_until_failure == 0) return NULL;
    if (calls_until_failure > 0) calls_until_failure--;
    return __real_calloc(count, size);
}

static void making_a_frame_without_memory_leaves_nothing_behind(void **state)
{
    struct frame *untouched = (struct frame *)state;
    struct frame *made = untouched;

    for (int nth = 0; nth < 2; nth++) {
        calls_until_failure = nth;
        enum frame_status status = frame_make(&made, 3, 3);
        calls_until_failure = -1;
        assert_int_equal(status, FRAME_NO_MEMORY);
        assert_ptr_equal(made, untouched);
    }
    assert_string_equal(frame_status_text(FRAME_NO_MEMORY), "out of memory");
}

static void a_failed_resize_leaves_the_frame_as_it_was(void **state)
{
    struct frame *frame = make_frame(2, 4);

    (void)state;
    frame_put_text(frame_whole(frame), 1, 0, STYLE_KEY, "key");
    calls_until_failure = 0;
    enum frame_status status = frame_resize(frame, 50, 200);
    calls_until_failure = -1;
    assert_int_equal(status, FRAME_NO_MEMORY);
    assert_int_equal(frame_height(frame), 2);
    assert_shows(frame, "\nkey\n");
    frame_free(frame);
}

static void a_resize_leaves_a_blank_frame_of_that_size(void **state)
{
    struct frame *frame = make_frame(2, 4);

    (void)state;
    frame_put_text(frame_whole(frame), 1, 0, STYLE_KEY, "key");
    assert_int_equal(frame_resize(frame, 1, 9), FRAME_OK);
    assert_int_equal(frame_height(frame), 1);
    assert_int_equal(frame_width(frame), 9);
    assert_shows(frame, "\n");
    assert_plane(frame, SHOWS_STYLES, ".........\n");
    frame_free(frame);
}

static void drawing_takes_no_memory(void **state)
{
    struct frame *frame = make_frame(4, 20);
    struct frame_area all = frame_whole(frame);

    (void)state;
    calls_until_failure = 0;
    frame_box(all, 0, 0, 4, 20, STYLE_BORDER);
    frame_put_paragraph(frame_sub(all, 1, 1, 2, 18), STYLE_PLAIN, "旧桶搬完 then it is freed");
    frame_put_format(all, 0, 2, STYLE_TITLE, " %d ", 7);
    calls_until_failure = -1;
    assert_shows(frame, "┌─ 7 ──────────────┐\n"
                        "│旧桶搬完 then it  │\n"
                        "│is freed          │\n"
                        "└──────────────────┘\n");
    frame_free(frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(making_a_frame_without_memory_leaves_nothing_behind),
        cmocka_unit_test(a_failed_resize_leaves_the_frame_as_it_was),
        cmocka_unit_test(a_resize_leaves_a_blank_frame_of_that_size),
        cmocka_unit_test(drawing_takes_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
