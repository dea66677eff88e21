/* views.h - the panes, each drawn in its own area. For the screen's own files; everybody else uses
 * viz/screen/screen.h. */
#ifndef VIZ_SCREEN_VIEWS_H
#define VIZ_SCREEN_VIEWS_H

#include "viz/player/view.h"
#include "viz/screen/frame.h"
#include "viz/screen/panes.h"
#include "viz/screen/roles.h"
#include "viz/screen/screen.h"

static inline struct frame_area views_area(struct frame_area whole, struct panes_rect rect)
{
    return frame_sub(whole, rect.row, rect.col, rect.height, rect.width);
}

/* The map's name and the fields of its header: one line or two. */
void view_header_draw(struct frame_area area, const struct view *view);

/* Both bucket panes, and what their titles say, on the dividers over them. scroll->buckets is
 * clamped to what is there. selected NULL: nothing here can be pointed at. */
void view_buckets_draw(struct frame_area whole, const struct panes *panes, const struct view *view,
                       const struct screen_selection *selected, struct screen_scroll *scroll);

/* Header and buckets of the view's map and of the one beside it, in the place of both panes, when
 * there is room for that. scroll is of the view's map; the other goes along. */
bool view_beside_is_shown(const struct panes *panes, const struct view *view, int width);
void view_beside_draw(struct frame_area whole, const struct panes *panes, const struct view *view,
                      const struct screen_selection *selected, struct screen_scroll *scroll);

/* An end of a moved slot's way: its bucket's row in the frame, the pane's first column and its last
 * one, and the column of the bucket's right wall. */
struct moved_end {
    bool is_in_view;
    int row;
    int col;
    int last;
    int wall;
};

/* Draws the way of a slot that this move evacuates, where both ends are in view. */
void view_moved_draw(struct frame_area whole, struct moved_end from, struct moved_end to);

/* What many runs came to, and its title for the divider over it. */
void view_table_draw(struct frame_area area, const struct view_table *table);
void view_table_draw_title(struct frame_area divider, const struct view_table *table);

/* The running procedure, and the values it works with. Either area may have no rows. */
void view_code_draw(struct frame_area code, const struct view *view);
void view_values_draw(struct frame_area values, const struct view *view);
/* The procedure's name, for the divider over the code; as view_code_draw.
 *   Returns  the columns used. */
int view_code_draw_title(struct frame_area divider, const struct view *view);

/* A race's workers. The title, for the divider over them, tells who has moved so far, and how many
 * workers are out of view in `lanes`.
 *   Returns  the columns used. */
void view_lanes_draw(struct frame_area lanes, const struct view *view);
int view_lanes_draw_title(struct frame_area divider, struct frame_area lanes,
                          const struct view *view);

/* The whole way and where we are on it, on the divider over the words. */
void view_scrubber_draw(struct frame_area line, const struct view *view,
                        const struct screen_options *options);

/* The answer to the learner, in the words' place. */
void view_aside_draw(struct frame_area area, const struct screen_aside *aside);

/* The lesson's words, and the sentence on the current move. */
void view_story_draw(struct frame_area area, const struct view *view);

/* The question of the view's step, over the lower panes.
 *   Returns  how far it is scrolled: options' scroll.ask, clamped. */
bool view_ask_is_shown(const struct view *view);
int view_ask_draw(struct frame_area whole, const struct panes *panes, const struct view *view,
                  const struct screen_options *options);

/* The upper border: program, lesson, where we are. */
void view_story_draw_title(struct frame_area border, const struct view *view);

/* The lower border: keys, and above all what went wrong. view NULL: keys only. */
void view_footer_draw(struct frame_area border, const struct view *view, enum language language,
                      const struct screen_options *options);

/* The overlay, over the middle of the frame.
 *   Returns  how far it is scrolled: options' scroll.help, clamped. */
int view_help_draw(struct frame_area whole, enum language language,
                   const struct screen_options *options);

/* The overlay on the terms of the frame as it is drawn so far; `chosen` is the number of one.
 *   Returns  it, clamped. */
int view_glossary_draw(struct frame_area whole, enum language language, int chosen);

/* The polite word on a frame that is too small for anything else; false when it is not. */
bool view_too_small_draw(struct frame_area whole, enum language language);

/* The names of the marks in at most `columns` columns, from `col` on; the shortest form that tells
 * them all is used when there is less room, and nothing where even that does not fit.
 *   Returns  the columns used, inside the area or not. */
int view_legend_draw(struct frame_area area, int row, int col, int columns, enum language language);

/* One legend line of several, for panes and the help; false past the last. */
bool view_legend_draw_line(struct frame_area area, int row, int index, enum language language);

/* The same for the signs beside the workers of a race. */
bool view_legend_draw_race_line(struct frame_area area, int row, int index, enum language language);

/* The brackets that say a role without colour: " ", "(", "⟨", "[" and their counterparts; for the
 * slot that is pointed at there is VIEWS_SELECTED_OPEN instead. */
#define VIEWS_SELECTED_OPEN "{"
#define VIEWS_SELECTED_CLOSE "}"
const char *views_open(enum roles_role role);
const char *views_close(enum roles_role role);
/* A role's style; plain when there is none. */
enum style views_style(enum roles_role role, enum style plain);

#endif
