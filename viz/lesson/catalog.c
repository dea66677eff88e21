/* catalog.c - all lessons there are.
 *
 * A lesson is read once to learn its id, title and length, and let go; it is read again when
 * somebody wants it. Lessons are small, and so the catalog holds no lesson that nobody plays. */
#include "viz/lesson/catalog.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lessons/embedded.h"
#include "viz/lesson/arena.h"
#include "viz/lesson/suggest.h"

/* Where a lesson's bytes are. */
struct item {
    struct catalog_entry entry;
    const struct embedded_file *file; /* NULL: on disk, at entry.path */
};

struct catalog {
    struct arena *arena;
    struct item *items;
    size_t count, cap;
};

const char *catalog_status_text(enum catalog_status status)
{
    static const char *const texts[] = {
#define X(name, text) text,
        CATALOG_STATUS_LIST(X)
#undef X
    };
    return texts[status];
}

void catalog_free(struct catalog *catalog)
{
    if (catalog == NULL) return;
    arena_free(catalog->arena);
    free(catalog->items);
    free(catalog);
}

static struct catalog *catalog_new(void)
{
    struct catalog *catalog = calloc(1, sizeof *catalog);
    if (catalog == NULL) return NULL;
    th_memory memory = th_memory_libc();
    catalog->arena = arena_make(&memory);
    if (catalog->arena != NULL) return catalog;
    free(catalog);
    return NULL;
}

/* path is copied. */
static bool add(struct catalog *catalog, const char *path, const struct embedded_file *file)
{
    if (catalog->count == catalog->cap) {
        size_t cap = catalog->cap == 0 ? 16 : 2 * catalog->cap;
        struct item *items = realloc(catalog->items, cap * sizeof *items);
        if (items == NULL) return false;
        catalog->items = items;
        catalog->cap = cap;
    }
    const char *copy = arena_copy(catalog->arena, path, strlen(path));
    if (copy == NULL) return false;
    catalog->items[catalog->count++] = (struct item){.entry.path = copy, .file = file};
    return true;
}

/* ---- What a lesson says of itself ---- */

static const char *keep(struct catalog *catalog, const char *text)
{
    return text == NULL ? NULL : arena_copy(catalog->arena, text, strlen(text));
}

static struct lesson_text keep_text(struct catalog *catalog, struct lesson_text text)
{
    return (struct lesson_text){.en = keep(catalog, text.en), .zh = keep(catalog, text.zh)};
}

/* Reads what the menu shows of each lesson. */
static enum catalog_status read_all(struct catalog *catalog)
{
    for (size_t i = 0; i < catalog->count; i++) {
        struct catalog_entry *entry = &catalog->items[i].entry;
        struct source_errors errors = {0};
        struct lesson *read;
        enum lesson_status status = catalog_load(catalog, i, &read, &errors);
        if (status == LESSON_NO_MEMORY) return CATALOG_NO_MEMORY;
        if (status != LESSON_OK) continue;
        entry->id = keep(catalog, read->id);
        entry->title = keep_text(catalog, read->title);
        entry->about = keep_text(catalog, read->about);
        entry->unit = keep_text(catalog, read->unit);
        entry->step_count = read->step_count;
        for (size_t step = 0; step < read->step_count; step++)
            entry->question_count += read->steps[step].ask != NULL;
        lesson_free(read);
    }
    return arena_has_failed(catalog->arena) ? CATALOG_NO_MEMORY : CATALOG_OK;
}

/* Gives the catalog to the caller when its lessons could be read. */
static enum catalog_status finish(struct catalog *catalog, enum catalog_status status,
                                  struct catalog **made)
{
    if (status == CATALOG_OK) status = read_all(catalog);
    if (status == CATALOG_OK) {
        *made = catalog;
        return CATALOG_OK;
    }
    int error = errno;
    catalog_free(catalog);
    errno = error;
    return status;
}

enum catalog_status catalog_of_embedded(struct catalog **made)
{
    *made = NULL;
    struct catalog *catalog = catalog_new();
    if (catalog == NULL) return CATALOG_NO_MEMORY;
    enum catalog_status status = CATALOG_OK;
    for (size_t i = 0; i < embedded_lessons_count && status == CATALOG_OK; i++) {
        const struct embedded_file *file = &embedded_lessons[i];
        if (!add(catalog, file->path, file)) status = CATALOG_NO_MEMORY;
    }
    return finish(catalog, status, made);
}

/* ---- Folders ---- */

static int by_path(const void *a, const void *b)
{
    const struct item *left = a, *right = b;
    return strcmp(left->entry.path, right->entry.path);
}

static bool is_lesson_name(const char *name)
{
    size_t len = strlen(name);
    return name[0] != '.' && len > 5 && strcmp(name + len - 5, ".yaml") == 0;
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Adds the lessons of a folder, and of its folders as deep as levels says. A folder further down
 * that cannot be read is passed over. */
static enum catalog_status add_folder(struct catalog *catalog, const char *folder, int levels)
{
    DIR *open = opendir(folder);
    if (open == NULL) return CATALOG_UNREADABLE;
    enum catalog_status status = CATALOG_OK;
    const struct dirent *found;
    while (status == CATALOG_OK && (found = readdir(open)) != NULL) {
        char *path;
        size_t len = strlen(folder);
        const char *slash = len > 0 && folder[len - 1] == '/' ? "" : "/";
        if (asprintf(&path, "%s%s%s", folder, slash, found->d_name) < 0) {
            status = CATALOG_NO_MEMORY;
            break;
        }
        if (is_lesson_name(found->d_name) && !is_folder(path)) {
            if (!add(catalog, path, NULL)) status = CATALOG_NO_MEMORY;
        } else if (levels > 0 && found->d_name[0] != '.' && is_folder(path)) {
            status = add_folder(catalog, path, levels - 1);
            if (status == CATALOG_UNREADABLE) status = CATALOG_OK;
        }
        free(path);
    }
    closedir(open);
    return status;
}

enum catalog_status catalog_of_folder(const char *folder, struct catalog **made)
{
    *made = NULL;
    struct catalog *catalog = catalog_new();
    if (catalog == NULL) return CATALOG_NO_MEMORY;
    enum catalog_status status = add_folder(catalog, folder, 1);
    if (status == CATALOG_OK && catalog->count > 1) {
        qsort(catalog->items, catalog->count, sizeof *catalog->items, by_path);
    }
    return finish(catalog, status, made);
}

/* ---- Looking ---- */

size_t catalog_count(const struct catalog *catalog) { return catalog->count; }

const struct catalog_entry *catalog_at(const struct catalog *catalog, size_t index)
{
    return &catalog->items[index].entry;
}

bool catalog_begins(const struct catalog_entry *entry, const char *start)
{
    return entry->id != NULL && strncmp(entry->id, start, strlen(start)) == 0;
}

/* The number that wanted writes, or 0. */
static size_t number_of(const char *wanted)
{
    size_t number = 0;
    for (; *wanted >= '0' && *wanted <= '9' && number < SIZE_MAX / 100; wanted++) {
        number = 10 * number + (size_t)(*wanted - '0');
    }
    return *wanted == '\0' ? number : 0;
}

static struct catalog_found unknown(const struct catalog *catalog, const char *wanted)
{
    struct suggestion near = suggestion_for(wanted, strlen(wanted));
    for (size_t i = 0; i < catalog->count; i++) {
        if (catalog->items[i].entry.id != NULL) {
            suggestion_offer(&near, catalog->items[i].entry.id);
        }
    }
    return (struct catalog_found){.match = CATALOG_UNKNOWN, .near = near.word};
}

struct catalog_found catalog_find(const struct catalog *catalog, const char *wanted)
{
    struct catalog_found found = {.match = CATALOG_FOUND};
    size_t begin_count = 0, id_count = 0, begins = 0;
    for (size_t i = 0; i < catalog->count; i++) {
        const struct catalog_entry *entry = &catalog->items[i].entry;
        if (!catalog_begins(entry, wanted)) continue;
        if (strcmp(entry->id, wanted) == 0 && id_count++ == 0) found.index = i;
        if (begin_count++ == 0) begins = i;
    }
    size_t number = number_of(wanted);
    if (id_count == 1) return found;
    if (id_count > 1) {
        found.match = CATALOG_AMBIGUOUS;
    } else if (number >= 1 && number <= catalog->count) {
        found.index = number - 1;
    } else if (begin_count == 1 && wanted[0] != '\0') {
        found.index = begins;
    } else if (begin_count > 1 && wanted[0] != '\0') {
        found.match = CATALOG_AMBIGUOUS;
    } else {
        return unknown(catalog, wanted);
    }
    return found;
}

enum lesson_status catalog_draw(const struct catalog *catalog, size_t index, uint64_t draw,
                                struct lesson **out, struct source_errors *errors)
{
    const struct item *item = &catalog->items[index];
    if (item->file == NULL) return lesson_draw_file(item->entry.path, draw, NULL, out, errors);
    const char *bytes = (const char *)item->file->bytes;
    return lesson_draw_text(item->entry.path, bytes, item->file->len, draw, NULL, out, errors);
}

enum lesson_status catalog_load(const struct catalog *catalog, size_t index, struct lesson **out,
                                struct source_errors *errors)
{
    return catalog_draw(catalog, index, 0, out, errors);
}
