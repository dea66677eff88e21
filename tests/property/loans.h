/* loans.h - the bytes of keys that a map borrows, kept no longer than core/map.h asks for.
 *
 * A borrowed key stays until its entry is gone and every cursor that was open then is closed; then
 * its bytes are overwritten and freed, so that whoever still reads them is found out. */
#ifndef TESTS_PROPERTY_LOANS_H
#define TESTS_PROPERTY_LOANS_H

#include "core/map.h"

struct loan {
    char *bytes; /* NULL: nothing is lent */
    size_t len;
    unsigned cursors; /* a bit for each open cursor that the entry's end has still to wait for */
};

struct loans {
    struct loan *by_entry; /* by the serial of the entry in the reference map */
    size_t entry_cap;
    struct loan *waiting; /* their entries are gone */
    size_t waiting_count, waiting_cap;
};

/* Bytes of its own for a key, on the heap: reading beyond them is noticed. */
th_key loan_make(th_key key);

/* Nobody needs them any more. */
void loan_end(th_key key);

void loans_free(struct loans *loans);

/* The entry of that serial borrows key, which came from loan_make. */
void loans_lend(struct loans *loans, uint64_t serial, th_key key);

/* That entry is gone; open_cursors has a bit for each cursor that is open now. */
void loans_entry_gone(struct loans *loans, uint64_t serial, unsigned open_cursors);

void loans_cursor_closed(struct loans *loans, unsigned cursor);

#endif
