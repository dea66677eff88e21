/* width.h - from bytes that people wrote to what a cell may hold: grapheme clusters and the columns
 * they take. Whatever comes out here is safe to send to a terminal; nothing else may be sent.
 *
 * What is shown for what:
 *   printable text            itself
 *   C0 controls, DEL          the Unicode picture of it: ␀ ␉ ␊ ␛ ␡
 *   any other control, bidi or zero-width formatting, line separator, unassigned code point     �
 *   a byte that is no UTF-8   �, one a byte
 *   a lone combining mark     the mark on a dotted circle: ◌́
 *
 * A cluster is cut before its second code point that takes columns of its own: a family joined of
 * three people is shown as three people, a flag as its two letters. Terminals do not agree how wide
 * a joined cluster is, but all agree on its parts, so nothing is lost and columns stay where they
 * are. Joiners and variation selectors, which only ask for another look, are left out for the same
 * reason. */
#ifndef VIZ_SCREEN_WIDTH_H
#define VIZ_SCREEN_WIDTH_H

#include <stddef.h>
#include <stdint.h>

/* A base of up to 4 bytes and its marks: 12 bytes hold all that living scripts use, and make a
 * frame's cell 16 bytes. A cluster with more marks is cut between two of them. A terminal library's
 * cell holds WIDTH_CODE_POINTS_MAX code points, so does ours. */
enum { WIDTH_CLUSTER_BYTES_MAX = 12, WIDTH_CODE_POINTS_MAX = 5 };

struct width_cluster {
    char bytes[WIDTH_CLUSTER_BYTES_MAX]; /* UTF-8 to show, not terminated; unused bytes are zero */
    uint8_t len;
    uint8_t columns; /* 1 or 2, never 0 */
};

/* Reads the first cluster of [bytes, bytes + len) into *out.
 *   Returns  how many bytes it covers: at least 1, or 0 when len is 0 (then *out is untouched). */
size_t width_next(const char *bytes, size_t len, struct width_cluster *out);

/* The columns that text takes when shown. */
int width_of_bytes(const char *bytes, size_t len);
int width_of_text(const char *text);

#endif
