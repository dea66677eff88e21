/* mo.h - looks a text up in a compiled catalog: a .mo file, as GNU gettext's msgfmt writes it (its
 * manual, "The Format of GNU MO Files"), of either byte order. */
#ifndef VIZ_LANGUAGE_MO_H
#define VIZ_LANGUAGE_MO_H

#include <stddef.h>

/* The translation of text, of the entry with that context; context NULL: of the one without any.
 *   Owner    lies in bytes.
 *   Errors   NULL: there is no such entry, or bytes[0, len) is no such catalog, or is broken where
 *            the search came by. Whatever the bytes are, nothing outside of them is read.
 *   Cost     O(log n) comparisons; nothing is allocated. */
const char *mo_find(const unsigned char *bytes, size_t len, const char *context, const char *text);

#endif
