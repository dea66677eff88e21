/* markup.h - emphasis in a lesson's words, as ordinary Markdown writes it.
 *
 *     *strong*  **strong**      what the sentence turns on
 *     `code`                    a word of code; nothing in it is a mark
 *     \* \` \\                  the sign itself; so before any other ASCII punctuation
 *
 * A star opens where no blank follows it, and the next run of as many stars that no blank precedes
 * closes; so 6.5 * 2 is a product. Three stars or more, and two backticks or more, are those signs.
 * An underscore is never a mark: there are too many key_1. Stars do not nest, but code may stand
 * in what is strong. This is less than CommonMark, and wherever both know a mark they agree, but
 * beside Chinese punctuation, where CommonMark does not close **中文。**后文.
 *
 * A text is read piece by piece, without memory of its own: */
#ifndef VIZ_MARKUP_MARKUP_H
#define VIZ_MARKUP_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

/* Where a reader stands; all zero at the beginning of a text. Plain data. */
struct markup {
    bool is_code;
    unsigned stars;  /* of the mark that is open, 1 or 2; 0: none is */
    char before;     /* the last byte of text; a blank behind a mark that opens */
    bool is_literal; /* the next byte is text, whatever it is */
    bool is_run;     /* before is one of a run of signs that are text; so is the next of them */
};

/* Steps over the marks and backslashes at the beginning of rest, which is a text from somewhere to
 * its end. A mark that nothing closes is text.
 *   Returns  their bytes; 0 where text begins.
 *   Cost     up to the mark that closes. */
size_t markup_skip(struct markup *markup, const char *rest, size_t len);

/* Takes note of text, which is what stands behind that: one character or more of it, up to the next
 * ASCII punctuation. */
void markup_take(struct markup *markup, const char *bytes, size_t len);

static inline bool markup_is_strong(const struct markup *markup) { return markup->stars > 0; }

/* False when a mark opens and nothing closes it: *at is its byte. */
bool markup_is_whole(const char *text, size_t len, size_t *at);

/* Copies the text without its marks, and a NUL. `to` has room for strlen(text) + 1 bytes; it may be
 * text itself.
 *   Returns  the length without the NUL. */
size_t markup_plain(const char *text, char *to);

#endif
