/* memory_test.c - is each byte that the memory shows the byte that lies there? */
#include "core/inspect.h"
#include "core/map_layout.h"
#include "tests/unit/screen/seen.h"

enum { HEIGHT = 80, WIDTH = 140, BYTES_COL = 17, CELL = 3, ROW_BYTES = 16, VALUE_SIZE = 8 };

/* The two columns of a byte on the screen, as text. */
static void read_cell(const struct frame *frame, int row, int byte, char text[16])
{
    int col = BYTES_COL + byte * CELL;
    size_t len = 0;

    for (int i = 0; i < 2; i++) {
        struct frame_cell cell = frame_read_cell(frame, row, col + i, GLYPH_UTF8);

        memcpy(text + len, cell.bytes, cell.len);
        len += cell.len;
    }
    text[len] = '\0';
}

static bool is_blank(const char *text) { return strcmp(text, "  ") == 0; }

/* A pointer's bytes are no digits. */
static bool is_pointer(const char *text)
{
    return strstr(text, "─") != NULL || strstr(text, "→") != NULL;
}

/* Compares a row of the screen with memory; counts bytes and pointers. */
static void compare_row(const struct frame *frame, int row, const uint8_t *memory, int *bytes,
                        int *pointers)
{
    char text[16], expected[16];

    for (int i = 0; i < ROW_BYTES; i++) {
        read_cell(frame, row, i, text);
        if (is_blank(text)) return;
        snprintf(expected, sizeof expected, "%02x", memory[i]);
        if (is_pointer(text)) {
            uint64_t word;

            memcpy(&word, memory + i / 8 * 8, sizeof word);
            assert_true(word != 0); /* nil is shown as the zeros that it is */
            (*pointers)++;
        } else if (strcmp(text, expected) != 0) {
            fail_msg("row %d, byte %d: %s is shown, %s lies there, in\n%s", row, i, text, expected,
                     plane_of(frame, SHOWS_UTF8));
        }
        (*bytes)++;
    }
}

/* "+0c8" at the left of a row of bytes; false for another row. */
static bool read_offset(const struct frame *frame, int row, long *offset)
{
    char text[8] = "";

    for (int i = 0; i < 4; i++) {
        struct frame_cell cell = frame_read_cell(frame, row, 2 + i, GLYPH_UTF8);

        if (cell.len != 1) return false;
        text[i] = cell.bytes[0];
    }
    if (text[0] != '+') return false;
    *offset = strtol(text + 1, NULL, 16);
    return true;
}

/* The row on which a bucket's name stands, or, where only the title names it, the one over the
 * first of the bucket's. */
static int name_row(const struct frame *frame, const char *name)
{
    const char *text = plane_of(frame, SHOWS_UTF8);
    const char *found = strstr(strstr(text, "hmap of"), name);
    int row = 0;

    if (found == NULL) return 7;
    for (; text < found; text++)
        row += *text == '\n';
    return row;
}

/* Draws with the learner's view on one bucket, and compares each row of its bytes. */
static void compare_bucket(struct frame *frame, struct view view, uint32_t array, uint64_t address,
                           uint32_t bucket, int *pointers)
{
    static const struct screen_options options = {.body = SCREEN_BODY_MEMORY};
    size_t size = th_bucket_size(VALUE_SIZE);
    const uint8_t *memory = (const uint8_t *)(uintptr_t)address + bucket * size;
    int bytes = 0;
    long offset = 0, last = -1;

    view.has_now = true;
    view.now = (th_event){.kind = TH_EVENT_EVACUATE_START, .at = {array, bucket, 0, 0, 0}};
    screen_draw(frame, &view, &options);
    char name[64];

    snprintf(name, sizeof name, "bucket %d: 208 bytes at ", (int)bucket);
    assert_has(frame, name);
    for (int row = name_row(frame, name) + 1; row < HEIGHT && bytes < (int)size; row++) {
        if (!read_offset(frame, row, &offset)) break;
        compare_row(frame, row, memory + offset, &bytes, pointers);
        assert_true(offset > last);
        last = offset;
    }
    assert_int_equal(bytes, size);
}

static const char *const scripts[] = {
    "fill:k=9",
    "fill:k=30 drop:k=11",
    "fill:k=27",
    "fill:k=100 drop:k=90 put:new",
    "fill:k=26 walk:0=2 put:k27 put:k28",
    "fill:k=12 clear put:a",
};

/* Method: scripts with growths under way, wiped and kept old buckets, deletes and overflow. Each
 * main bucket of both arrays is looked at, at the end; where no address is shown, each byte on the
 * screen is the byte in the map. */
static void each_byte_of_a_bucket_is_what_lies_there(void **state)
{
    int pointers = 0, olds = 0;

    (void)state;
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        struct film *film = film_make(scripts[i]);
        struct frame *frame = make_frame(HEIGHT, WIDTH);
        struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);
        const th_header *header = &model_map(view.model, 0)->header;
        th_snapshot *snapshot;

        assert_int_equal(th_inspect_map(film_map(film), &snapshot), TH_OK);
        for (uint32_t bucket = 0; bucket < snapshot->buckets.chain_count; bucket++)
            compare_bucket(frame, view, header->buckets, snapshot->buckets.address, bucket,
                           &pointers);
        for (uint32_t bucket = 0; bucket < snapshot->oldbuckets.chain_count; bucket++, olds++)
            compare_bucket(frame, view, header->oldbuckets, snapshot->oldbuckets.address, bucket,
                           &pointers);
        th_snapshot_free(snapshot);
        frame_free(frame);
        film_free(film);
    }
    assert_true(pointers > 0 && olds > 0);
}

/* Method: the same scripts; th_map begins with the hmap, so its 48 bytes are read from there. */
static void each_byte_of_the_hmap_is_what_lies_there(void **state)
{
    static const struct screen_options options = {.body = SCREEN_BODY_MEMORY};

    (void)state;
    for (size_t i = 0; i < sizeof scripts / sizeof scripts[0]; i++) {
        struct film *film = film_make(scripts[i]);
        struct frame *frame = make_frame(HEIGHT, WIDTH);
        struct view view = film_view(film, film_len(film), LANGUAGE_ENGLISH);
        const uint8_t *memory = (const uint8_t *)film_map(film);
        int bytes = 0, pointers = 0;
        long offset;

        screen_draw(frame, &view, &options);
        assert_has(frame, "hmap of m: 48 bytes");
        for (int row = 4; row < HEIGHT && bytes < 48; row++) {
            if (!read_offset(frame, row, &offset)) continue;
            compare_row(frame, row, memory + offset, &bytes, &pointers);
        }
        assert_int_equal(bytes, 48);
        frame_free(frame);
        film_free(film);
    }
}

/* Method: two puts of one key. The first writes tophash, key and value; the second the value
 * alone; and what the moves wrote stands in brackets. */
static void what_the_move_wrote_is_in_brackets(void **state)
{
    static const struct screen_options options = {.body = SCREEN_BODY_MEMORY};
    struct film *film = film_make("fill:k=1 put:k1");
    struct frame *frame = make_frame(40, 140);
    struct view view = film_view(film, film_find(film, TH_EVENT_SLOT_WRITTEN, 1), LANGUAGE_ENGLISH);

    (void)state;
    screen_draw(frame, &view, &options);
    assert_has(frame, "[── ── ── ── ── ── ── →0 02 00 00 00 00 00 00 00] 0: \"k1\"  6b 31");
    assert_has(frame, "[0b 00 00 00 00 00 00 00]"); /* 11 */
    assert_true(shows(frame, "tophash  ["));
    view = film_view(film, film_find(film, TH_EVENT_VALUE_WRITTEN, 1), LANGUAGE_ENGLISH);
    screen_draw(frame, &view, &options);
    assert_has(frame, " ── ── ── ── ── ── ── →0 02 00 00 00 00 00 00 00  0: \"k1\"");
    assert_has(frame, "[07 00 00 00 00 00 00 00]");
    assert_false(shows(frame, "tophash  ["));
    frame_free(frame);
    film_free(film);
}

/* Method: every move of a script on a small screen, on which a bucket does not fit: where a slot is
 * written, brackets are in view. Scrolled beyond both ends, the last row is the last there is. */
static void the_slot_of_the_move_is_in_view(void **state)
{
    struct film *film = film_make("fill:k=30");
    struct frame *frame = make_frame(24, 80);

    (void)state;
    for (uint64_t position = 1; position <= film_len(film); position++) {
        struct view view = film_view(film, position, LANGUAGE_ENGLISH);
        struct screen_options options = {.body = SCREEN_BODY_MEMORY};

        if (view.now.kind != TH_EVENT_SLOT_WRITTEN && view.now.kind != TH_EVENT_SLOT_MOVED)
            continue;
        assert_int_equal(screen_draw(frame, &view, &options).body, 0);
        assert_has(frame, "[── ");
        options.scroll.body = 100000;
        options.scroll = screen_draw(frame, &view, &options);
        assert_has(frame, "overflow");
        int last = options.scroll.body;

        assert_int_equal(screen_draw(frame, &view, &options).body, last);
        options.scroll.body = -100000;
        screen_draw(frame, &view, &options);
        assert_true(shows(frame, "bucket 0: 208 bytes at buckets+0x0 ") ||
                    shows(frame, ", overflow 1: 208 bytes "));
    }
    frame_free(frame);
    film_free(film);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_byte_of_a_bucket_is_what_lies_there),
        cmocka_unit_test(each_byte_of_the_hmap_is_what_lies_there),
        cmocka_unit_test(what_the_move_wrote_is_in_brackets),
        cmocka_unit_test(the_slot_of_the_move_is_in_view),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
