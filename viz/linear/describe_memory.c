/* describe_memory.c - the bytes of the hmap and of a bucket, sixteen a line, as the picture's. */
#include <string.h>

#include "viz/linear/describe.h"
#include "viz/screen/memory_rows.h"

/* Wide enough for what any row means. */
enum { MEANING_COLUMNS = 800 };
/* So many equal bytes are counted. */
enum { RUN_LEAST = 4 };

static bool is_pointer(const struct hex_cell *cell)
{
    return (unsigned char)cell->digits[0] >= 0x80; /* drawn as a line, not in digits */
}

/* The end of the cells from `at` on that are told together: of one pointer, or equal bytes. */
static int run_of(const struct hex_row *row, int at, int end)
{
    int next = at + 1;
    if (is_pointer(&row->cells[at])) return at + MARKS_WORD < end ? at + MARKS_WORD : end;
    while (next < end && strcmp(row->cells[next].digits, row->cells[at].digits) == 0)
        next++;
    return next - at >= RUN_LEAST ? next : at + 1;
}

/* Bytes [begin, end) of a row. */
static void say_bytes(const struct say *say, const struct hex_row *row, int begin, int end)
{
    bool was_run = false;
    for (int i = begin; i < end;) {
        int next = run_of(row, i, end);
        if (i > begin && (was_run || next > i + 1))
            say_comma(say);
        else if (i > begin)
            putc(' ', say->out);
        was_run = next > i + 1;
        if (is_pointer(&row->cells[i]))
            say_words(say, "pointer");
        else if (next > i + 1)
            say_words(say, "%d times %s", next - i, row->cells[i].digits);
        else
            fputs(row->cells[i].digits, say->out);
        i = next;
    }
}

/* The bytes that this move has changed, or looks at. */
static void say_roles(const struct say *say, const struct hex_row *row)
{
    for (int i = 0; i < row->count; i++) {
        int begin = i;
        enum roles_role role = row->cells[begin].role;
        while (i + 1 < row->count && row->cells[i + 1].role == role)
            i++;
        if (role == ROLES_NONE || say->is_bare) continue;
        say_words(say, "; from %03jx", row->offset + (uint64_t)begin);
        say_role(say, role);
        say_colon(say);
        say_bytes(say, row, begin, i + 1);
    }
}

static void describe_row(const struct say *say, const struct hex_row *row, const char *name)
{
    say_words(say, "At %03jx", row->offset);
    if (name[0] != '\0') {
        say_comma(say);
        fputs(name, say->out);
    }
    say_colon(say);
    say_bytes(say, row, 0, row->count);
    if (row->meaning.len > 0) {
        say_semicolon(say);
        say_text(say, row->meaning.bytes);
    }
    say_roles(say, row);
    say_end(say);
}

static void describe_hmap(const struct say *say)
{
    const struct model_map *map = model_map(say->view->model, say->view->map);
    if (!map->is_made) {
        say_line(say, "The hmap: nil.");
        return;
    }
    say_words(say, "The hmap of ");
    say_text(say, map->name);
    say_words(say, ": 48 bytes");
    say_end(say);
    for (int i = 0; i < MEMORY_ROWS_HMAP; i++) {
        struct hex_row row = memory_rows_hmap(say->view, i);
        describe_row(say, &row, "");
    }
}

static void describe_bucket(const struct say *say, const struct memory_rows *memory,
                            const th_place *place)
{
    struct text name;
    text_begin(&name);
    memory_rows_add_name(&name, memory, *place);
    say_words(say, "Memory of ");
    say_text(say, name.bytes);
    say_end(say);
    for (int i = MEMORY_ROWS_NAME + 1; i < memory->rows; i++) {
        struct hex_row row = memory_rows_at(memory, *place, i, MEANING_COLUMNS);
        describe_row(say, &row, row.name);
    }
}

void describe_memory(const struct say *say, const th_place *place)
{
    struct memory_rows memory = memory_rows_of(say->view);
    describe_hmap(say);
    if (memory.array.state == MODEL_ARRAY_NONE) {
        say_line(say, "There are no buckets yet.");
        return;
    }
    if (place == NULL) place = &memory.focus;
    memory.array = model_array(say->view->model, say->view->map, place->array);
    describe_bucket(say, &memory, place);
}
