/* style.c - the columns of STYLE_LIST as tables. */
#include "viz/screen/style.h"

#include <assert.h>

struct style_row {
    const char *name;
    const char *meaning;
    char letter;
    enum style_family family;
};

static const struct style_row *row_of(enum style style)
{
    static const struct style_row rows[] = {
#define STYLE_ROW(name, letter, family, meaning) {#name, meaning, letter, STYLE_FAMILY_##family},
        STYLE_LIST(STYLE_ROW)
#undef STYLE_ROW
    };

    assert((unsigned)style < STYLE_COUNT);
    return &rows[style];
}

char style_letter(enum style style) { return row_of(style)->letter; }

enum style_family style_family(enum style style) { return row_of(style)->family; }

const char *style_name(enum style style) { return row_of(style)->name; }

const char *style_meaning(enum style style) { return row_of(style)->meaning; }
