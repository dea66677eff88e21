/* mutation_test.c - what changes the picture changes what is told: one field of a view, or of the
 * map's header, at a time, each at 250x80. */
#include <string.h>

#include "tests/unit/screen/film.h"
#include "tests/unit/screen/shows.h"
#include "viz/linear/describe.h"
#include "viz/screen/screen.h"

/* All that is told of a view with the buckets in its middle, and its code. */
static char *told(const struct view *view)
{
    char *text = NULL;
    size_t len;
    struct view spoken = *view;
    struct say say = {.charset = GLYPH_UTF8, .language = view->language, .view = &spoken};
    spoken.is_spoken = true;
    say.out = open_memstream(&text, &len);
    assert_non_null(say.out);
    describe_all(&say);
    describe_code(&say);
    assert_int_equal(fclose(say.out), 0);
    return text;
}

static struct frame *drawn(const struct view *view)
{
    struct frame *frame = make_frame(80, 250);
    screen_draw(frame, view, NULL);
    return frame;
}

/* The model is the film's own, and its header is put back. */
static th_header *header_of(const struct view *view)
{
    return (th_header *)&model_map(view->model, view->map)->header;
}

static void change_count(struct view *view) { header_of(view)->count++; }
static void change_nevacuate(struct view *view) { header_of(view)->nevacuate++; }
static void change_noverflow(struct view *view) { header_of(view)->noverflow++; }
static void change_hash0(struct view *view) { header_of(view)->hash0++; }
static void change_iterator(struct view *view) { header_of(view)->flags ^= 1; }
static void change_old_iterator(struct view *view) { header_of(view)->flags ^= 2; }
static void change_writing(struct view *view) { header_of(view)->flags ^= 4; }
static void change_same_size(struct view *view) { header_of(view)->flags ^= 8; }
static void change_title(struct view *view) { view->title = "Another"; }
static void change_say(struct view *view) { view->say = "Other words."; }
static void change_step(struct view *view) { view->step++; }
static void change_move(struct view *view) { view->move++; }
static void change_verdict(struct view *view) { view->verdict = VIEW_HELD; }
static void change_hash(struct view *view)
{
    view->registers.hash ^= 1;
    view->registers.moved_hash ^= UINT64_C(1) << 60;
}
static void change_line(struct view *view) { view->registers.line++; }
static void change_now(struct view *view) { view->registers.places[0].is_now ^= true; }
static void change_fields_changed(struct view *view)
{
    view->registers.header_now ^= REGISTERS_COUNT;
    view->registers.header_op ^= REGISTERS_COUNT;
}
static void change_nothing_moved(struct view *view) { view->has_now = false; }
static void change_failure(struct view *view)
{
    view->verdict = VIEW_FAILED;
    view->failure = "count: expected 8, is 9";
}

static const struct {
    const char *name;
    void (*change)(struct view *view);
} changes[] = {
#define CHANGE(what)                                                                               \
    {                                                                                              \
#what, change_##what                                                                       \
    }
    CHANGE(count),          CHANGE(nevacuate),     CHANGE(noverflow), CHANGE(hash0),
    CHANGE(iterator),       CHANGE(old_iterator),  CHANGE(writing),   CHANGE(same_size),
    CHANGE(title),          CHANGE(say),           CHANGE(step),      CHANGE(move),
    CHANGE(verdict),        CHANGE(hash),          CHANGE(line),      CHANGE(now),
    CHANGE(fields_changed), CHANGE(nothing_moved), CHANGE(failure),
};
enum { CHANGES = sizeof changes / sizeof changes[0] };

/* Each field at each move of a growth; each must have changed the picture at some of them. */
static void a_field_that_is_seen_is_told(void **state)
{
    bool was_seen[CHANGES] = {false};
    (void)state;
    struct film *film = film_make("fill:k=26 put:k27 put:k28 delete:k3");
    for (uint64_t position = film_len(film) - 90; position < film_len(film); position += 3) {
        for (size_t i = 0; i < CHANGES; i++) {
            struct view view = film_view(film, position, LANGUAGE_ENGLISH);
            th_header header = *header_of(&view);
            struct frame *before = drawn(&view);
            char *told_before = told(&view);
            changes[i].change(&view);
            struct frame *after = drawn(&view);
            char *told_after = told(&view);
            bool is_seen = !frame_is_same(before, after);
            was_seen[i] = was_seen[i] || is_seen;
            if (is_seen && strcmp(told_before, told_after) == 0)
                fail_msg("%s, at %ju, is seen and not told", changes[i].name, (uintmax_t)position);
            *header_of(&view) = header;
            frame_free(before);
            frame_free(after);
            free(told_before);
            free(told_after);
        }
    }
    for (size_t i = 0; i < CHANGES; i++) {
        if (!was_seen[i]) fail_msg("%s is never seen", changes[i].name);
    }
    film_free(film);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_field_that_is_seen_is_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
