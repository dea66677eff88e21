/* fatal.c - the end of a map that two threads were in at once.
 *
 * Whoever prints stands in a program that is broken: nothing here takes memory, nothing waits for
 * the other side, and each line is made in one piece before it is written. */
#include "core/fatal.h"

#include <assert.h>
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/map_watch.h"

const char *th_fatal_text(th_fatal_kind kind)
{
    switch (kind) {
    case TH_FATAL_WRITES:
        return "concurrent map writes";
    case TH_FATAL_READ_AND_WRITE:
        return "concurrent map read and map write";
    case TH_FATAL_ITERATE_AND_WRITE:
        return "concurrent map iteration and map write";
    case TH_FATAL_BAD_STATE:
        return "bad map state";
    case TH_FATAL_FAULT:
        return "unexpected signal during runtime execution";
    }
    assert(false && "a kind that is not in the list");
    return "";
}

/* ---- The default handler ---- */

static const char *when_noticed(const th_fatal_report *report)
{
    if (report->kind == TH_FATAL_BAD_STATE) {
        return "Noticed amid an operation: another thread has evacuated its slot meanwhile.";
    }
    if (report->kind == TH_FATAL_FAULT) {
        return "Noticed amid an operation: a pointer that others have changed leads nowhere.";
    }
    if (report->is_at_exit) {
        return "Noticed at exit: the writing flag was off when a write ended; another writer has "
               "toggled it.";
    }
    return "Noticed at entry: the writing flag was on when an operation began; a writer is at "
           "work.";
}

enum { ESCAPED_MAX = 4 * TH_HISTORY_KEY_SIZE /* each byte as \x00 */ };

/* One operation as it is printed, and how wide the columns are that all of them need. */
typedef struct printed_row {
    char who[ESCAPED_MAX + 1];
    char what[ESCAPED_MAX + 40];
    char where[120];
} printed_row;

typedef struct columns {
    int who, what, where;
} columns;

/* Plain ASCII for count bytes, at most TH_HISTORY_KEY_SIZE; to has ESCAPED_MAX + 1 bytes. */
static void escape(char *to, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte == '"' || byte == '\\') {
            to += sprintf(to, "\\%c", byte);
        } else if (byte >= ' ' && byte <= '~') {
            *to++ = (char)byte;
        } else {
            to += sprintf(to, "\\x%02x", byte);
        }
    }
    *to = '\0';
}

static void write_who(printed_row *row, const th_history_entry *entry)
{
    if (entry->thread_name == NULL) {
        snprintf(row->who, sizeof row->who, "thread %u", (unsigned)entry->thread);
    } else {
        escape(row->who, entry->thread_name, strnlen(entry->thread_name, TH_HISTORY_KEY_SIZE));
    }
}

/* put "key_1"; of a longer key: put "its first 24 bytes"... (100 bytes) */
static void write_what(printed_row *row, const th_history_entry *entry)
{
    char key[ESCAPED_MAX + 1];
    const char *op = th_op_name(entry->op);
    if (entry->op != TH_OP_GET && entry->op != TH_OP_PUT && entry->op != TH_OP_DELETE) {
        snprintf(row->what, sizeof row->what, "%s", op);
    } else if (entry->key_len <= TH_HISTORY_KEY_SIZE) {
        escape(key, entry->key, entry->key_len);
        snprintf(row->what, sizeof row->what, "%s \"%s\"", op, key);
    } else {
        escape(key, entry->key, TH_HISTORY_KEY_SIZE);
        snprintf(row->what, sizeof row->what, "%s \"%s\"... (%zu bytes)", op, key, entry->key_len);
    }
}

/* Looked up by the byte before, which is the call's own: what it returns to may be another
 * function, where the call never was to return. */
static void write_where(printed_row *row, const void *caller)
{
    Dl_info info;
    uintptr_t address = (uintptr_t)caller;
    bool is_known = dladdr((const void *)(address - 1), &info) != 0;
    if (is_known && info.dli_sname != NULL) {
        snprintf(row->where, sizeof row->where, "%s+0x%zx", info.dli_sname,
                 (size_t)(address - (uintptr_t)info.dli_saddr));
    } else if (is_known && info.dli_fname != NULL) {
        const char *slash = strrchr(info.dli_fname, '/');
        snprintf(row->where, sizeof row->where, "%s+0x%zx",
                 slash == NULL ? info.dli_fname : slash + 1,
                 (size_t)(address - (uintptr_t)info.dli_fbase));
    } else {
        snprintf(row->where, sizeof row->where, "0x%zx", (size_t)address);
    }
}

/* False when the history has no such number any more. */
static bool read_row(const th_history *history, uint64_t number, th_history_entry *entry,
                     printed_row *row)
{
    if (!th_history_find(history, number, entry)) return false;
    write_who(row, entry);
    write_what(row, entry);
    write_where(row, entry->caller);
    return true;
}

static int wider(int width, const char *text)
{
    int len = (int)strlen(text);
    return len > width ? len : width;
}

static void print_row(const th_history_entry *entry, const printed_row *row, columns widths,
                      bool is_noticer)
{
    char line[2 * sizeof *row];
    snprintf(line, sizeof line, "%c %6llu  %-*s  %-*s  %-*s  %s\n", is_noticer ? '>' : ' ',
             (unsigned long long)entry->number, widths.who, row->who, widths.what, row->what,
             widths.where, row->where, entry->is_over ? "over" : "under way");
    fputs(line, stderr);
}

/* Twice through the ring: how wide the columns are, and which operation of this thread is the one
 * that noticed (its last, which has not ended); then the rows. */
static void print_history(const th_history *history)
{
    th_history_entry entry;
    printed_row row;
    columns widths = {0, 0, 0};
    uint64_t first, end, noticer = 0;
    th_history_bounds(history, &first, &end);
    if (first == end) return;
    for (uint64_t number = first; number < end; number++) {
        if (!read_row(history, number, &entry, &row)) continue;
        widths.who = wider(widths.who, row.who);
        widths.what = wider(widths.what, row.what);
        widths.where = wider(widths.where, row.where);
        if (entry.is_mine) noticer = entry.is_over ? 0 : number;
    }
    fputs("\nThe map's last operations, in the order they began (>: this one noticed):\n", stderr);
    for (uint64_t number = first; number < end; number++) {
        if (read_row(history, number, &entry, &row)) {
            print_row(&entry, &row, widths, number == noticer);
        }
    }
}

void th_fatal_print(void *context, const th_map *map, const th_fatal_report *report)
{
    (void)context;
    flockfile(stderr);
    fprintf(stderr, "fatal error: %s\n\n%s\n", th_fatal_text(report->kind), when_noticed(report));
    if (map != NULL) print_history(map->history);
    funlockfile(stderr);
}

void th_fatal(const th_map *map, th_fatal_kind kind, bool is_at_exit)
{
    th_fatal_report report = {.kind = kind, .is_at_exit = is_at_exit};
    th_history_stop(map->history);
    map->fatal.handle(map->fatal.context, map, &report);
    abort();
}
