/* view_legend.c - the signs and their words, and the brackets that stand for a role. */
#include <assert.h>

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
static const struct {
    const char *english;
    const char *chinese;
} lines[] = {
    {"· empty  ∅ rest empty  →X →Y moved  ✓ evacuated   [ ] now  ( ) this operation  ⟨ ⟩ looked at",
     "· 空  ∅ 其后皆空  →X →Y 已迁走  ✓ 已迁空   [ ] 此刻改动  ( ) 本操作改动  ⟨ ⟩ 正在查看"},
    {"· empty  ∅ rest empty  →X →Y moved  ✓ evacuated", "· 空  ∅ 其后皆空  →X →Y 已迁走  ✓ 已迁空"},
    {"· empty ∅ rest →X →Y moved ✓ evacuated", "· 空 ∅ 其后皆空 →X →Y 已迁走 ✓ 已迁空"},
};

int view_legend_draw(struct frame_area area, int row, int col, int columns, enum language language)
{
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        const char *line = marks_either(language, lines[i].english, lines[i].chinese);
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
    const char *english;
    const char *chinese;
};

/* Whatever room there is, the brackets are explained: the lines above leave them out. */
static const struct sign rows[] = {
    {"[9c]", STYLE_NOW, "changed by this move", "此动作改动"},
    {"(9c)", STYLE_TOUCHED, "changed before, same operation", "本操作先前所改"},
    {"⟨9c⟩", STYLE_STRONG, "looked at by this move", "此动作查看"},
    {" ·  ", STYLE_EMPTY, "1: empty", "1：空"},
    {" ∅  ", STYLE_EMPTY, "0: empty, and so is the rest", "0：空，其后皆空"},
    {" →X ", STYLE_EVACUATED, "2: moved to X, the same bucket", "2：已迁至 X，同号桶"},
    {" →Y ", STYLE_EVACUATED, "3: moved to Y, the other half", "3：已迁至 Y，另一半"},
    {" ✓  ", STYLE_EVACUATED, "4: was empty when evacuated", "4：迁移时本为空"},
    {"↑nev", STYLE_LABEL, "nevacuate: evacuated up to here", "nevacuate：其前均已迁移"},
    {" 9c ", STYLE_TOPHASH, "a full slot: tophash over key", "有数据的槽位：tophash，下为键"},
    {" ▲  ", STYLE_STRONG, "a cursor stands at this slot", "游标在此槽位"},
    {" ○  ", STYLE_STRONG, "where that cursor began", "游标的起点"},
    {"{9c}", STYLE_SELECTED, "what you point at", "你所指的槽位"},
    {"━━●─", STYLE_NOW, "the whole way, and here", "全程，以及此处"},
    {" │  ", STYLE_BORDER, "on it: a step begins", "其上：步骤起点"},
    {" ▲  ", STYLE_TITLE, "on it: the map grows", "其上：开始扩容"},
    {" ◆  ", STYLE_TITLE, "on it: a breakpoint", "其上：断点"},
    {" ✗  ", STYLE_BAD, "on it: panic or fatal", "其上：panic 或致命错误"},
};

/* Beside a worker of a race. */
static const struct sign race_rows[] = {
    {" ▶  ", STYLE_NOW, "race: moved last", "竞态：刚走了一步"},
    {" •  ", STYLE_PLAIN, "race: ready to move", "竞态：就绪，可以走"},
    {" ■  ", STYLE_STRONG, "race: waits for a lock", "竞态：在等锁"},
    {" ✓  ", STYLE_DIM, "race: all done", "竞态：已做完所有操作"},
    {" ✗  ", STYLE_BAD, "race: its move was fatal", "竞态：它的动作致命"},
    {" ●W ", STYLE_FLAG_ON, "race: set the writing bit", "竞态：writing 位由它置上"},
};

static void draw_sign(struct frame_area area, int row, const struct sign *sign,
                      enum language language)
{
    frame_put_text(area, row, 0, sign->style, sign->sign);
    frame_fit_text(area, row, 6, area.width - 6, STYLE_HELP_TEXT,
                   marks_either(language, sign->english, sign->chinese));
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
