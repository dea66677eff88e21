/* access_words_test.c - each kind of access in words. Method: accesses made up over a real map in
 * the middle of a doubling. */
#include "viz/screen/access_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/screen/film.h"

/* A map that doubles, at a move of the evacuation. */
struct growing {
    struct film *film;
    struct view view;
    uint32_t buckets, oldbuckets;
};

static struct growing growing_make(void)
{
    struct growing growing = {.film = film_make("fill:k=26 put:k27")};

    growing.view =
        film_view(growing.film, film_find(growing.film, TH_EVENT_SLOT_MOVED, 30), LANGUAGE_ENGLISH);
    const th_header *header = &model_map(growing.view.model, growing.view.map)->header;

    growing.buckets = header->buckets;
    growing.oldbuckets = header->oldbuckets;
    assert_true(growing.oldbuckets != 0);
    return growing;
}

static void assert_words(struct growing *growing, th_access access, const char *english,
                         const char *chinese)
{
    struct text text;

    growing->view.language = LANGUAGE_ENGLISH;
    text_begin(&text);
    access_words_add(&text, &growing->view, &access, "mu");
    assert_string_equal(text.bytes, english);
    growing->view.language = LANGUAGE_CHINESE;
    text_begin(&text);
    access_words_add(&text, &growing->view, &access, "mu");
    assert_string_equal(text.bytes, chinese);
}

static void fields_are_called_by_their_names(void **state)
{
    struct growing growing = growing_make();

    (void)state;
    assert_words(&growing, (th_access){.reads = TH_FIELD_FLAGS}, "reads flags", "读 flags");
    assert_words(&growing, (th_access){.writes = TH_FIELD_FLAGS}, "writes flags", "写 flags");
    assert_words(&growing, (th_access){.reads = TH_FIELD_COUNT | TH_FIELD_SHAPE},
                 "reads count, B and buckets", "读 count、B 和 buckets");
    assert_words(&growing, (th_access){.reads = TH_FIELD_ALL}, "reads the whole map",
                 "读 整个 map");
    assert_words(&growing, (th_access){0}, "touches nothing shared", "不触及共享数据");
    film_free(growing.film);
}

static void every_field_has_a_word_of_its_own(void **state)
{
    struct growing growing = growing_make();
    struct text words[10];

    (void)state;
    for (unsigned bit = 0; bit < 10; bit++) {
        th_access access = {.reads = (uint16_t)(1u << bit)};

        text_begin(&words[bit]);
        access_words_add(&words[bit], &growing.view, &access, "");
        for (unsigned other = 0; other < bit; other++)
            assert_string_not_equal(words[bit].bytes, words[other].bytes);
    }
    film_free(growing.film);
}

static void slots_are_told_with_their_bucket(void **state)
{
    struct growing growing = growing_make();
    th_access access = {.at = {.array = growing.buckets, .bucket = 5}};

    (void)state;
    access.touches[0].reads = 1 << 3;
    assert_words(&growing, access, "reads slot 3 of bucket 5", "读 桶 5 槽位 3");
    access.touches[0].reads = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 5 | 1 << 7;
    assert_words(&growing, access, "reads slots 0–2, 5, 7 of bucket 5", "读 桶 5 槽位 0–2, 5, 7");
    access.at.depth = 2;
    access.touches[0].reads = 0xff;
    assert_words(&growing, access, "reads overflow 2 of bucket 5", "读 桶 5 的溢出桶 2");
    film_free(growing.film);
}

static void old_buckets_are_told_from_new_ones(void **state)
{
    struct growing growing = growing_make();
    th_access access = {
        .touches = {{.writes = 1 << 2}, {.writes = 1 << 0}},
        .at = {.array = growing.oldbuckets, .bucket = 0},
        .to = {.array = growing.buckets, .bucket = 1},
    };

    (void)state;
    assert_words(&growing, access, "writes slot 2 of old bucket 0, slot 0 of bucket 1",
                 "写 旧桶 0 槽位 2、桶 1 槽位 0");
    film_free(growing.film);
}

/* The old array after the growth: freed. A worker may still hold a pointer into it. */
static void a_bucket_that_the_map_let_go_is_called_so(void **state)
{
    struct film *film = film_make("fill:k=9 put:a put:b put:c");
    struct growing growing = {.film = film};
    uint64_t freed = film_find(film, TH_EVENT_ARRAY_FREED, 1);

    (void)state;
    growing.view = film_view(film, freed, LANGUAGE_ENGLISH);
    th_access access = {.touches = {{.reads = 1}}, .at = growing.view.now.at};

    access.at.slot = 0;
    assert_words(&growing, access, "reads slot 0 of dropped bucket 0", "读 弃桶 0 槽位 0");
    film_free(film);
}

static void what_is_written_comes_first_and_is_not_read_too(void **state)
{
    struct growing growing = growing_make();
    th_access access = {
        .reads = TH_FIELD_NOVERFLOW | TH_FIELD_SHAPE,
        .writes = TH_FIELD_NOVERFLOW,
        .touches = {{.reads = 3, .writes = 2}},
        .at = {.array = growing.buckets, .bucket = 1},
    };

    (void)state;
    assert_words(&growing, access,
                 "writes noverflow, slot 1 of bucket 1; reads B and buckets, slot 0 of bucket 1",
                 "写 noverflow、桶 1 槽位 1；读 B 和 buckets、桶 1 槽位 0");
    film_free(growing.film);
}

static void locks_are_taken_and_released_by_name(void **state)
{
    struct growing growing = growing_make();

    (void)state;
    assert_words(&growing, (th_access){.lock_move = TH_LOCK}, "takes lock mu", "取得锁 mu");
    assert_words(&growing, (th_access){.lock_move = TH_UNLOCK}, "releases lock mu", "释放锁 mu");
    assert_words(&growing, (th_access){.lock_move = TH_RLOCK}, "takes read lock mu", "取得读锁 mu");
    assert_words(&growing, (th_access){.lock_move = TH_RUNLOCK}, "releases read lock mu",
                 "释放读锁 mu");
    film_free(growing.film);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_called_by_their_names),
        cmocka_unit_test(every_field_has_a_word_of_its_own),
        cmocka_unit_test(slots_are_told_with_their_bucket),
        cmocka_unit_test(old_buckets_are_told_from_new_ones),
        cmocka_unit_test(a_bucket_that_the_map_let_go_is_called_so),
        cmocka_unit_test(what_is_written_comes_first_and_is_not_read_too),
        cmocka_unit_test(locks_are_taken_and_released_by_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
