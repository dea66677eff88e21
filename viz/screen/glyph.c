/* glyph.c - the table. Two signs that may stand in the same place never share a stand-in, and no
 * stand-in for a slot's mark is a hexadecimal digit: it stands where a tophash byte would. */
#include "viz/screen/glyph.h"

#include <assert.h>
#include <string.h>

static const struct glyph_row signs[] = {
    /* marks of a slot */
    {"·", "."},
    {"∅", "_"},
    {"✓", "+"},
    {"✗", "x"},
    /* arrows and pointers */
    {"→", ">"},
    {"←", "<"},
    {"↑", "^"},
    {"↓", "v"},
    {"▶", ">"},
    {"◀", "<"},
    {"▲", "^"},
    {"▼", "v"},
    {"↔", "="},
    {"⇒", ">"},
    /* bullets */
    {"●", "*"},
    {"○", "o"},
    {"•", "*"},
    {"■", "#"},
    {"□", "-"},
    {"◆", "@"},
    {"◇", "o"},
    /* a slot's walls, braces, the ends of a range */
    {"▏", "|"},
    {"▕", "|"},
    {"│", "|"},
    {"─", "-"},
    {"⟨", "<"},
    {"⟩", ">"},
    {"└", "`"},
    {"┓", "+"},
    {"┛", "+"},
    {"┗", "+"},
    {"┏", "+"},
    {"┬", "-"},
    /* bars and shades, light to full */
    {"░", "."},
    {"▒", ":"},
    {"▓", "&"},
    {"█", "#"},
    {"▁", "_"},
    {"▂", "-"},
    {"▃", "~"},
    {"▄", "="},
    {"▅", "x"},
    {"▆", "*"},
    {"▇", "%"},
    {"┃", "|"},
    {"━", "="},
    /* mathematics */
    {"×", "x"},
    {"≤", "<"},
    {"≥", ">"},
    {"≠", "!"},
    {"≈", "~"},
    {"⊕", "^"},
    {"−", "-"},
    /* punctuation */
    {"…", "~"},
    {"–", "-"},
    {"—", "-"},
    {"‘", "'"},
    {"’", "'"},
    {"“", "\""},
    {"”", "\""},
    {"«", "<"},
    {"»", ">"},
    {"\u00a0", " "},
};

const char *glyph_line(unsigned arms, enum glyph_charset charset)
{
    /* Indexed by the mask: north 1, east 2, south 4, west 8. */
    static const char *const utf8[GLYPH_LINE_COUNT] = {" ", "│", "─", "└", "│", "│", "┌", "├",
                                                       "─", "┘", "─", "┴", "┐", "┤", "┬", "┼"};
    static const char *const ascii[GLYPH_LINE_COUNT] = {" ", "|", "-", "+", "|", "|", "+", "+",
                                                        "-", "+", "-", "+", "+", "+", "+", "+"};

    assert(arms > 0 && arms < GLYPH_LINE_COUNT);
    return charset == GLYPH_UTF8 ? utf8[arms] : ascii[arms];
}

const struct glyph_row *glyph_row_at(size_t index)
{
    return index < sizeof signs / sizeof signs[0] ? &signs[index] : NULL;
}

const char *glyph_ascii(const char *bytes, size_t len)
{
    const struct glyph_row *row;

    for (size_t i = 0; (row = glyph_row_at(i)) != NULL; i++) {
        if (strlen(row->utf8) == len && memcmp(row->utf8, bytes, len) == 0) return row->ascii;
    }
    return NULL;
}
