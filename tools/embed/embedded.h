/* embedded.h - a file as bytes of the program, as tools/embed writes it. */
#ifndef TOOLS_EMBED_EMBEDDED_H
#define TOOLS_EMBED_EMBEDDED_H

#include <stddef.h>

struct embedded_file {
    const char *path; /* as it was given to embed */
    const unsigned char *bytes;
    size_t len;
};

#endif
