/* loans.c - who still needs the bytes of a key. */
#include "tests/property/loans.h"

#include <stdlib.h>
#include <string.h>

enum { GONE = 0xdf };

/* An empty key has bytes, too: at least one. */
th_key loan_make(th_key key)
{
    char *bytes = malloc(key.len > 0 ? key.len : 1);
    if (bytes == NULL) abort();
    if (key.len > 0) memcpy(bytes, key.bytes, key.len);
    return (th_key){bytes, key.len};
}

void loan_end(th_key key)
{
    char *bytes = (char *)(uintptr_t)key.bytes;
    if (key.len > 0) memset(bytes, GONE, key.len);
    free(bytes);
}

static void end(struct loan *loan)
{
    if (loan->bytes != NULL) loan_end((th_key){loan->bytes, loan->len});
    loan->bytes = NULL;
}

void loans_free(struct loans *loans)
{
    for (size_t i = 0; i < loans->entry_cap; i++)
        end(&loans->by_entry[i]);
    for (size_t i = 0; i < loans->waiting_count; i++)
        end(&loans->waiting[i]);
    free(loans->by_entry);
    free(loans->waiting);
    *loans = (struct loans){.by_entry = NULL};
}

/* The list has room for index; what is new is zero. */
static void reach(struct loan **list, size_t *cap, size_t index)
{
    if (index < *cap) return;
    size_t wanted = 2 * index + 16;
    *list = realloc(*list, wanted * sizeof **list);
    if (*list == NULL) abort();
    memset(*list + *cap, 0, (wanted - *cap) * sizeof **list);
    *cap = wanted;
}

void loans_lend(struct loans *loans, uint64_t serial, th_key key)
{
    reach(&loans->by_entry, &loans->entry_cap, serial);
    loans->by_entry[serial] = (struct loan){(char *)(uintptr_t)key.bytes, key.len, 0};
}

void loans_entry_gone(struct loans *loans, uint64_t serial, unsigned open_cursors)
{
    if (serial >= loans->entry_cap) return; /* nothing was lent */
    struct loan *loan = &loans->by_entry[serial];
    if (open_cursors == 0) {
        end(loan);
        return;
    }
    loan->cursors = open_cursors;
    reach(&loans->waiting, &loans->waiting_cap, loans->waiting_count);
    loans->waiting[loans->waiting_count++] = *loan;
    loan->bytes = NULL;
}

void loans_cursor_closed(struct loans *loans, unsigned cursor)
{
    size_t kept = 0;
    for (size_t i = 0; i < loans->waiting_count; i++) {
        struct loan *loan = &loans->waiting[i];
        loan->cursors &= ~(1u << cursor);
        if (loan->cursors != 0) {
            loans->waiting[kept++] = *loan;
        } else {
            end(loan);
        }
    }
    loans->waiting_count = kept;
}
