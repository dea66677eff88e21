/* plant.h - maps with a bug, to see that it is found and shrunk. */
#ifndef TESTS_PROPERTY_PLANT_H
#define TESTS_PROPERTY_PLANT_H

#include "tests/property/map_calls.h"

struct planted {
    const char *name;
    struct map_calls calls;
};

/* The bug of that name, or NULL. */
const struct planted *planted_named(const char *name);

/* Bug number index, or NULL behind the last. */
const struct planted *planted_at(unsigned index);

#endif
