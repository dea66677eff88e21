/* view_legend.c - the signs and their words, and the brackets that stand for a role. */
#include <assert.h>

#include "viz/language/language.h"
#include "viz/screen/marks.h"
#include "viz/screen/views.h"
#include "viz/screen/width.h"

const char *views_open(enum roles_role role)
{
    static const char *const signs[] = {" ", "(", "⟨", "["};

    assert(role <= ROLES_NOW);
    return signs[role];
}

const char *views_close(enum roles_role role)
{
    static const char *const signs[] = {" ", ")", "⟩", "]"};

    assert(role <= ROLES_NOW);
    return signs[role];
}

enum style views_style(enum roles_role role, enum style plain)
{
    switch (role) {
    case ROLES_NOW:
        return STYLE_NOW;
    case ROLES_TOUCHED:
        return STYLE_TOUCHED;
    case ROLES_LOOKED:
        return STYLE_STRONG;
    case ROLES_NONE:
        break;
    }
    return plain;
}

/* From the longest to the shortest; all tell the five marks. */
static const char *const lines[] = {
    N_("· empty  ∅ rest empty  →X →Y moved  ✓ evacuated   [ ] now  ( ) this operation  ⟨ ⟩ looked "
       "at"),
    N_("· empty  ∅ rest empty  →X →Y moved  ✓ evacuated"),
    N_("· empty ∅ rest →X →Y moved ✓ evacuated"),
};

int view_legend_draw(struct frame_area area, int row, int col, int columns, enum language language)
{
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        const char *line = language_text(language, lines[i]);
        int needed = width_of_text(line);

        if (needed > columns) continue;
        frame_put_text(area, row, col, STYLE_DIM, line);
        return needed;
    }
    return 0;
}

struct sign {
    const char *sign;
    enum style style;
    const char *words;
};

/* Whatever room there is, the brackets are explained: the lines above leave them out. */
static const struct sign rows[] = {
    {"[9c]", STYLE_NOW, N_("changed by this move")},
    {"(9c)", STYLE_TOUCHED, N_("changed before, same operation")},
    {"⟨9c⟩", STYLE_STRONG, N_("looked at by this move")},
    {" ·  ", STYLE_EMPTY, N_("1: empty")},
    {" ∅  ", STYLE_EMPTY, N_("0: empty, and so is the rest")},
    {" →X ", STYLE_EVACUATED, N_("2: moved to X, the same bucket")},
    {" →Y ", STYLE_EVACUATED, N_("3: moved to Y, the other half")},
    {" ✓  ", STYLE_EVACUATED, N_("4: was empty when evacuated")},
    {"↑nev", STYLE_LABEL, N_("nevacuate: evacuated up to here")},
    {" 9c ", STYLE_TOPHASH, N_("a full slot: tophash over key")},
    {" ▲  ", STYLE_STRONG, N_("a cursor stands at this slot")},
    {" ○  ", STYLE_STRONG, N_("where that cursor began")},
    {"{9c}", STYLE_SELECTED, N_("what you point at")},
    {"━━●─", STYLE_NOW, N_("the whole way, and here")},
    {" │  ", STYLE_BORDER, N_("on it: a step begins")},
    {" ?  ", STYLE_TITLE, N_("on it: a question")},
    {" ▲  ", STYLE_TITLE, N_("on it: the map grows")},
    {" ◆  ", STYLE_TITLE, N_("on it: a breakpoint")},
    {" ✗  ", STYLE_BAD, N_("on it: panic or fatal")},
};

/* Beside a worker of a race. */
static const struct sign race_rows[] = {
    {" ▶  ", STYLE_NOW, N_("race: moved last")},
    {" •  ", STYLE_PLAIN, N_("race: ready to move")},
    {" ■  ", STYLE_STRONG, N_("race: waits for a lock")},
    {" ✓  ", STYLE_DIM, N_("race: all done")},
    {" ✗  ", STYLE_BAD, N_("race: its move was fatal")},
    {" ●W ", STYLE_FLAG_ON, N_("race: set the writing bit")},
};

static void draw_sign(struct frame_area area, int row, const struct sign *sign,
                      enum language language)
{
    frame_put_text(area, row, 0, sign->style, sign->sign);
    frame_fit_text(area, row, 6, area.width - 6, STYLE_HELP_TEXT,
                   language_text(language, sign->words));
}

bool view_legend_draw_line(struct frame_area area, int row, int index, enum language language)
{
    if (index < 0 || (size_t)index >= sizeof rows / sizeof rows[0]) return false;
    draw_sign(area, row, &rows[index], language);
    return true;
}

bool view_legend_draw_race_line(struct frame_area area, int row, int index, enum language language)
{
    if (index < 0 || (size_t)index >= sizeof race_rows / sizeof race_rows[0]) return false;
    draw_sign(area, row, &race_rows[index], language);
    return true;
}
