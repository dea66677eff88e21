/* refusal.c - why a race did not go on. */
#include "viz/screen/refusal.h"

#include "viz/language/language.h"
#include "viz/screen/marks.h"

/* Why a worker cannot move. */
static void add_why_not(struct text *text, const struct view *view, size_t worker)
{
    const struct view_race *race = &view->race;
    enum language language = view->language;

    if (worker >= race->lane_count) {
        text_add_format(text, language_text(language, "there is no worker %zu"), worker + 1);
        return;
    }
    const struct view_lane *lane = &race->lanes[worker];

    if (view->race.outcome[0] != '\0')
        text_add(text, language_text(language, "the race is over"));
    else if (lane->state == VIEW_LANE_WAITING)
        text_add_format(text, language_text(language, "%s waits for %s"), lane->name, lane->lock);
    else if (lane->state == VIEW_LANE_DONE)
        text_add_format(text, language_text(language, "%s is done"), lane->name);
    else
        text_add_format(text, language_text(language, "%s cannot move"), lane->name);
}

void refusal_add(struct text *text, const struct view *view, enum screen_refusal refusal,
                 size_t worker)
{
    enum language language = view->language;

    if (view->race.lane_count == 0)
        text_add(text, language_text(language, "nobody races here"));
    else if (refusal == SCREEN_REFUSED_WORKER)
        add_why_not(text, view, worker);
    else if (refusal == SCREEN_REFUSED_UNDO)
        text_add(text, language_text(language, "no choice to undo"));
    else
        text_add(text, language_text(language, "nobody can go on"));
}
