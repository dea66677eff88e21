/* write.h - a script in the format that `tophash trace` replays: JSON, one object a line. */
#ifndef TESTS_PROPERTY_WRITE_H
#define TESTS_PROPERTY_WRITE_H

#include <stdio.h>

#include "tests/property/map_script.h"

/* Writes script. What that format cannot say is left out or made similar, and the header's name
 * says so: value sizes other than 0, 1, 8 and 16 become 8; keys are borrowed; hashes have no seed;
 * memory does not fail; cursors are not closed; a key that is not UTF-8 gets another name. */
void map_script_write(const struct map_script *script, uint64_t seed, FILE *out);

#endif
