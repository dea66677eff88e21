/* glossary.c - which piece of a text, or of a frame's row, is a term. */
#include "viz/screen/glossary.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "viz/screen/marks.h"

/* A piece of a row that is looked at: more than the longest spelling. */
enum { WINDOW_BYTES = 128 };

static const struct term_row {
    const char *name;
    const char *words;
    const char *labels;
    const char *meaning;
} rows[GLOSSARY_TERMS] = {
#define GLOSSARY_ROW(term, name, words, labels, meaning)                                           \
    [GLOSSARY_##term] = {name, words, labels, meaning},
    GLOSSARY_LIST(GLOSSARY_ROW)
#undef GLOSSARY_ROW
};

const char *glossary_name(enum glossary_term term, enum language language)
{
    assert((unsigned)term < GLOSSARY_TERMS);
    return language_text_in(language, "term", rows[term].name);
}

const char *glossary_meaning(enum glossary_term term, enum language language)
{
    assert((unsigned)term < GLOSSARY_TERMS);
    return language_text(language, rows[term].meaning);
}

/* ---- One spelling ---- */

static bool is_letter(char byte) /* of a word in ASCII; of a key such as key_1, too */
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_';
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

static bool is_alike(const char *text, const char *spelling, size_t len, bool ignores_case)
{
    for (size_t i = 0; i < len; i++) {
        char one = ignores_case ? lower(text[i]) : text[i];
        char other = ignores_case ? lower(spelling[i]) : spelling[i];

        if (one != other || text[i] == '\0') return false;
    }
    return true;
}

/* Nothing of a longer word stands before it or behind. What is not ASCII may join: Chinese has no
 * blanks. But a sign before a letter is the letter's: "·writing". */
static bool is_whole(const char *text, size_t len, char before)
{
    bool begins_with_letter = is_letter(text[0]);
    bool may_end = !is_letter(text[len]) || (unsigned char)text[0] >= 0xe3;

    return may_end && !(begins_with_letter && is_letter(before));
}

/* ---- All spellings ---- */

/* Of a term, in the language or in English, whose words are Go's, too. */
struct spelling {
    const char *text;
    uint16_t len;
    uint8_t term;
    bool is_label;
    int16_t next; /* that begins alike; NO_SPELLING: none does */
};

enum { SPELLINGS_MOST = 640, NO_SPELLING = -1 };

/* Looked up once for a frame; by their first bytes, in lower case. */
struct spellings {
    struct spelling all[SPELLINGS_MOST];
    int16_t count;
    int16_t first[UINT8_MAX + 1];
};

static int16_t *first_of(struct spellings *spellings, char byte)
{
    return &spellings->first[(unsigned char)lower(byte)];
}

static void add(struct spellings *spellings, enum glossary_term term, const char *list,
                bool is_label)
{
    while (*list != '\0') {
        size_t len = strcspn(list, "|");
        int16_t *first = first_of(spellings, *list);

        assert(spellings->count < SPELLINGS_MOST && len > 0);
        spellings->all[spellings->count] =
            (struct spelling){list, (uint16_t)len, (uint8_t)term, is_label, *first};
        *first = spellings->count++;
        list += len + (list[len] == '|');
    }
}

/* The catalog's entry of "" is its head. */
static void add_both(struct spellings *spellings, enum language language, enum glossary_term term,
                     const char *english, bool is_label)
{
    if (english[0] == '\0') return;
    const char *list = is_label ? language_text_in(language, "labels of a term", english)
                                : language_text_in(language, "words of a term", english);

    add(spellings, term, english, is_label);
    if (list != english) add(spellings, term, list, is_label);
}

static void read_spellings(enum language language, struct spellings *spellings)
{
    spellings->count = 0;
    for (size_t i = 0; i <= UINT8_MAX; i++)
        spellings->first[i] = NO_SPELLING;
    for (enum glossary_term i = 0; i < GLOSSARY_TERMS; i++) {
        add_both(spellings, language, i, rows[i].words, false);
        add_both(spellings, language, i, rows[i].labels, true);
    }
}

/* The longest that the text begins with; 0 when it begins with none. */
static size_t match(const char *text, char before, struct spellings *in, bool is_labels,
                    enum glossary_term *term)
{
    size_t longest = 0;

    for (int16_t i = *first_of(in, *text); i != NO_SPELLING; i = in->all[i].next) {
        const struct spelling *spelling = &in->all[i];

        if (spelling->len <= longest || (spelling->is_label && !is_labels)) continue;
        if (!is_alike(text, spelling->text, spelling->len, !spelling->is_label)) continue;
        if (!is_whole(text, spelling->len, before)) continue;
        longest = spelling->len;
        *term = (enum glossary_term)spelling->term;
    }
    return longest;
}

bool glossary_in_text(const char *text, size_t at, enum language language, enum glossary_term *term,
                      size_t *len)
{
    struct spellings spellings;

    read_spellings(language, &spellings);
    *len = match(text + at, at > 0 ? text[at - 1] : ' ', &spellings, false, term);
    return *len > 0;
}

bool glossary_named(const char *text, enum language language, enum glossary_term *term)
{
    struct spellings spellings;

    read_spellings(language, &spellings);
    return text[0] != '\0' && match(text, ' ', &spellings, true, term) == strlen(text);
}

/* ---- On a frame ---- */

/* Where what people have made up stands: keys, values, names. And the keys of the keyboard. */
static bool has_words(enum style style)
{
    switch (style) {
    case STYLE_KEY:
    case STYLE_VALUE:
    case STYLE_INPUT:
    case STYLE_HELP_KEY:
    case STYLE_HELP_TEXT:
    case STYLE_WORKER_1:
    case STYLE_WORKER_2:
    case STYLE_WORKER_3:
    case STYLE_WORKER_4:
        return false;
    default:
        return true;
    }
}

static bool has_labels(enum style style)
{
    switch (style) {
    case STYLE_LABEL:
    case STYLE_TITLE:
    case STYLE_DIM:
    case STYLE_FLAG_ON:
    case STYLE_FLAG_OFF:
    case STYLE_BITS:
    case STYLE_BITS_BUCKET:
    case STYLE_BITS_GROWTH:
    case STYLE_BITS_TOPHASH:
    case STYLE_CODE:
    case STYLE_CODE_NOW:
    case STYLE_CODE_WORD:
        return true;
    default:
        return false;
    }
}

static bool has_marks(enum style style)
{
    return style == STYLE_EMPTY || style == STYLE_EVACUATED || style == STYLE_NOW ||
           style == STYLE_TOUCHED;
}

/* The text from a cell on, as much as a spelling may need. */
static void read_window(const struct frame *frame, int row, int col, char window[WINDOW_BYTES])
{
    size_t len = 0;

    for (; col < frame_width(frame); col++) {
        struct frame_cell cell = frame_read_cell(frame, row, col, GLYPH_UTF8);

        if (len + cell.len >= WINDOW_BYTES) break;
        memcpy(window + len, cell.bytes, cell.len);
        len += cell.len;
    }
    memset(window + len, 0, WINDOW_BYTES - len);
}

static char last_byte_before(const struct frame *frame, int row, int col)
{
    if (col == 0) return ' ';
    struct frame_cell cell = frame_read_cell(frame, row, col - 1, GLYPH_UTF8);

    return cell.len == 1 ? cell.bytes[0] : ' ';
}

/* A slot's mark is one sign: its term is the label that is nothing else. */
static size_t match_mark(const char *window, enum glossary_term *term)
{
    static const enum glossary_term terms[MARKS_COUNT] = {
        [MARKS_EMPTY_REST] = GLOSSARY_EMPTY_REST,
        [MARKS_EMPTY_ONE] = GLOSSARY_EMPTY_ONE,
        [MARKS_EVACUATED_X] = GLOSSARY_EVACUATED_X,
        [MARKS_EVACUATED_Y] = GLOSSARY_EVACUATED_Y,
        [MARKS_EVACUATED_EMPTY] = GLOSSARY_EVACUATED_EMPTY,
    };

    for (uint8_t mark = 0; mark < MARKS_COUNT; mark++) {
        size_t len = strlen(marks_glyph(mark));

        if (memcmp(window, marks_glyph(mark), len) != 0 || is_letter(window[len])) continue;
        *term = terms[mark];
        return len;
    }
    return 0;
}

static int columns_of(const struct frame *frame, int row, int col, size_t bytes)
{
    int end = col;

    for (size_t taken = 0; taken < bytes && end < frame_width(frame); end++)
        taken += frame_read_cell(frame, row, end, GLYPH_UTF8).len;
    if (end < frame_width(frame) && frame_read_cell(frame, row, end, GLYPH_UTF8).columns == 0)
        end++;
    return end - col;
}

/* Does a term begin at this cell? */
static bool spot_at(const struct frame *frame, struct spellings *in, int row, int col,
                    struct glossary_spot *spot)
{
    struct frame_cell cell = frame_read_cell(frame, row, col, GLYPH_UTF8);
    char window[WINDOW_BYTES];
    bool is_blank = cell.len == 0 || (cell.len == 1 && !is_letter(cell.bytes[0]));

    if (is_blank || !has_words(cell.style)) return false;
    if (row == 0 && cell.style == STYLE_TITLE) return false; /* our name, and the lesson's */
    char before = last_byte_before(frame, row, col);

    if (is_letter(cell.bytes[0]) && is_letter(before)) return false;
    read_window(frame, row, col, window);
    size_t len = has_marks(cell.style) ? match_mark(window, &spot->term) : 0;

    if (len == 0) len = match(window, before, in, has_labels(cell.style), &spot->term);
    if (len == 0) return false;
    spot->row = row;
    spot->col = col;
    spot->width = columns_of(frame, row, col, len);
    return true;
}

/* Text is read from the left: what belongs to one term does not begin another. Row 0 comes last. */
size_t glossary_on_frame(const struct frame *frame, enum language language,
                         struct glossary_spot spots[GLOSSARY_TERMS])
{
    bool is_there[GLOSSARY_TERMS] = {false};
    struct spellings spellings;
    size_t count = 0;
    int height = frame_height(frame);

    read_spellings(language, &spellings);
    for (int i = 1; i <= height; i++) {
        struct glossary_spot spot;

        for (int col = 0; col < frame_width(frame); col++) {
            if (!spot_at(frame, &spellings, i % height, col, &spot)) continue;
            col += spot.width - 1;
            if (is_there[spot.term]) continue;
            is_there[spot.term] = true;
            spots[count++] = spot;
        }
    }
    return count;
}

bool glossary_under(const struct frame *frame, enum language language, int row, int col,
                    struct glossary_spot *spot)
{
    struct spellings spellings;

    if (row < 0 || row >= frame_height(frame) || col >= frame_width(frame)) return false;
    read_spellings(language, &spellings);
    for (int at = 0; at <= col; at++) {
        if (!spot_at(frame, &spellings, row, at, spot)) continue;
        at += spot->width - 1;
        if (col <= at) return true;
    }
    return false;
}
