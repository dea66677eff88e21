/* bytes.h - are so many bytes the same? Short ones without a call. Private to core.
 *
 *   len 8..16    |<- word ->|        a word from each end, which may overlap: no loop, and no
 *                     |<- word ->|   branch but the one that asks for the length
 *
 * memcmp must find which byte differs first; a map only asks whether one does. Keys of up to 64
 * bytes are compared here. */
#ifndef TH_CORE_BYTES_H
#define TH_CORE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t th_difference_8(const char *a, const char *b)
{
    uint64_t words[2];
    memcpy(&words[0], a, sizeof words[0]);
    memcpy(&words[1], b, sizeof words[1]);
    return words[0] ^ words[1];
}

static inline uint32_t th_difference_4(const char *a, const char *b)
{
    uint32_t words[2];
    memcpy(&words[0], a, sizeof words[0]);
    memcpy(&words[1], b, sizeof words[1]);
    return words[0] ^ words[1];
}

static inline uint64_t th_difference_16(const char *a, const char *b)
{
    return th_difference_8(a, b) | th_difference_8(a + 8, b + 8);
}

/* len is in [17, 64]. */
static inline bool th_equal_to_64(const char *a, const char *b, size_t len)
{
    uint64_t difference = th_difference_16(a, b) | th_difference_16(a + len - 16, b + len - 16);
    if (len > 32) {
        difference |=
            th_difference_16(a + 16, b + 16) | th_difference_16(a + len - 32, b + len - 32);
    }
    return difference == 0;
}

/* len is below 8. */
static inline bool th_equal_to_7(const char *a, const char *b, size_t len)
{
    if (len >= 4) return (th_difference_4(a, b) | th_difference_4(a + len - 4, b + len - 4)) == 0;
    for (size_t i = 0; i < len; i++) {
        if (a[i] != b[i]) return false;
    }
    return true;
}

/* a and b may be NULL where len is 0. */
static inline bool th_bytes_equal(const char *a, const char *b, size_t len)
{
    if (len > 64) return a == b || memcmp(a, b, len) == 0;
    if (len > 16) return th_equal_to_64(a, b, len);
    if (len < 8) return th_equal_to_7(a, b, len);
    return (th_difference_8(a, b) | th_difference_8(a + len - 8, b + len - 8)) == 0;
}

#endif
