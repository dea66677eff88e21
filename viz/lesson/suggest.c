/* suggest.c - edit distance, counted row by row; only words of up to WORD_MAX bytes. */
#include "viz/lesson/suggest.h"

#include <string.h>

enum { WORD_MAX = 40 };

struct suggestion suggestion_for(const char *written, size_t len)
{
    size_t near = len == 0 || len > WORD_MAX ? 0 : len < 6 ? 1 : len / 3;
    return (struct suggestion){.written = written, .written_len = len, .distance = near + 1};
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Edits from a to b (optimal string alignment), small and capital letters alike. */
static size_t edits(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t rows[3][WORD_MAX + 1];
    for (size_t j = 0; j <= b_len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            size_t other = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
            row[j] = least(least(above[j] + 1, row[j - 1] + 1), above[j - 1] + other);
            int is_swap = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                          lower(a[i - 2]) == lower(b[j - 1]);
            if (is_swap) row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return rows[a_len % 3][b_len];
}

void suggestion_offer(struct suggestion *suggestion, const char *word)
{
    size_t len = strlen(word);
    if (suggestion->distance <= 1 && suggestion->word == NULL) return; /* nothing can be near */
    if (len == 0 || len > WORD_MAX) return;
    size_t distance = edits(suggestion->written, suggestion->written_len, word, len);
    if (distance >= suggestion->distance || distance >= len) return;
    suggestion->distance = distance;
    suggestion->word = word;
}
