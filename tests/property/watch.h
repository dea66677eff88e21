/* watch.h - a cursor, and a witness who holds it to guarantee M4 of core/map.h:
 *
 *   - what it yields is in the map at that moment, under that value;
 *   - the key that it yielded last stays readable while its entry is there;
 *   - it yields no entry twice;
 *   - at its end it has yielded each entry that was there when it was opened and still is;
 *   - after its end it yields nothing. */
#ifndef TESTS_PROPERTY_WATCH_H
#define TESTS_PROPERTY_WATCH_H

#include "tests/property/map_calls.h"
#include "tests/support/reference_map.h"

struct watch {
    th_cursor cursor;
    bool is_open;
    bool is_at_end;
    bool has_yielded;   /* something, and was not at its end yet */
    uint64_t last;      /* serial of the entry that it yielded last */
    uint64_t opened_at; /* entries of a lower serial were there when it was opened */
    bool *yielded;      /* by serial */
    size_t yielded_cap;
};

/* Opens the cursor, which must not be open. It yields nothing yet. */
void watch_open(struct watch *watch, th_map *map, const struct reference_map *reference,
                uint64_t start_bucket, uint8_t offset);

/* Steps. NULL, or what is wrong (static text). */
const char *watch_step(struct watch *watch, const struct map_calls *calls,
                       const struct reference_map *reference);

void watch_close(struct watch *watch);

#endif
