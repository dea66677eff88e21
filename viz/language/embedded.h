/* embedded.h - the compiled catalogs that are inside the program, as files. The table is made by
 * tools/embed. */
#ifndef VIZ_LANGUAGE_EMBEDDED_H
#define VIZ_LANGUAGE_EMBEDDED_H

#include "tools/embed/embedded.h"

/* Their paths end with "/zh.mo"; a row of zeros ends the table. */
extern const struct embedded_file embedded_catalogs[];
extern const size_t embedded_catalogs_count;

#endif
