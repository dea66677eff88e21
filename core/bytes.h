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

/* Without SSE2, or when told so, words of 64 bits do. */
#if defined __SSE2__ && !defined TH_PORTABLE
#define TH_HAS_SSE2
#include <emmintrin.h>
#endif

#define TH_INLINE static inline __attribute__((always_inline))

TH_INLINE uint64_t th_difference_8(const char *a, const char *b)
{
    uint64_t words[2];
    memcpy(&words[0], a, sizeof words[0]);
    memcpy(&words[1], b, sizeof words[1]);
    return words[0] ^ words[1];
}

TH_INLINE uint32_t th_difference_4(const char *a, const char *b)
{
    uint32_t words[2];
    memcpy(&words[0], a, sizeof words[0]);
    memcpy(&words[1], b, sizeof words[1]);
    return words[0] ^ words[1];
}

#ifdef TH_HAS_SSE2
typedef __m128i th_sameness; /* ff in each byte that is the same */

TH_INLINE th_sameness th_same_16(const char *a, const char *b)
{
    return _mm_cmpeq_epi8(_mm_loadu_si128((const void *)a), _mm_loadu_si128((const void *)b));
}

TH_INLINE th_sameness th_both(th_sameness x, th_sameness y) { return _mm_and_si128(x, y); }

TH_INLINE bool th_is_all_same(th_sameness x) { return _mm_movemask_epi8(x) == 0xffff; }
#else
typedef uint64_t th_sameness; /* 0: the same */

TH_INLINE th_sameness th_same_16(const char *a, const char *b)
{
    return th_difference_8(a, b) | th_difference_8(a + 8, b + 8);
}

TH_INLINE th_sameness th_both(th_sameness x, th_sameness y) { return x | y; }

TH_INLINE bool th_is_all_same(th_sameness x) { return x == 0; }
#endif

/* len is in [17, 64]. */
TH_INLINE bool th_equal_to_64(const char *a, const char *b, size_t len)
{
    th_sameness same = th_both(th_same_16(a, b), th_same_16(a + len - 16, b + len - 16));
    if (len > 32) {
        same = th_both(same, th_same_16(a + 16, b + 16));
        same = th_both(same, th_same_16(a + len - 32, b + len - 32));
    }
    return th_is_all_same(same);
}

/* len is below 8. */
TH_INLINE bool th_equal_to_7(const char *a, const char *b, size_t len)
{
    if (len >= 4) return (th_difference_4(a, b) | th_difference_4(a + len - 4, b + len - 4)) == 0;
    for (size_t i = 0; i < len; i++) {
        if (a[i] != b[i]) return false;
    }
    return true;
}

/* a and b may be NULL where len is 0. */
TH_INLINE bool th_bytes_equal(const char *a, const char *b, size_t len)
{
    if (len > 64) return a == b || memcmp(a, b, len) == 0;
    if (len > 16) return th_equal_to_64(a, b, len);
    if (len < 8) return th_equal_to_7(a, b, len);
    return (th_difference_8(a, b) | th_difference_8(a + len - 8, b + len - 8)) == 0;
}

#endif
