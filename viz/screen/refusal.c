/* refusal.c - why a race did not go on. */
#include "viz/screen/refusal.h"

#include "viz/screen/marks.h"

/* Why a worker cannot move. */
static void add_why_not(struct text *text, const struct view *view, size_t worker)
{
    const struct view_race *race = &view->race;
    enum view_language language = view->language;

    if (worker >= race->lane_count) {
        text_add_format(text, marks_either(language, "there is no worker %zu", "没有工作者 %zu"),
                        worker + 1);
        return;
    }
    const struct view_lane *lane = &race->lanes[worker];

    if (view->race.outcome[0] != '\0')
        text_add(text, marks_either(language, "the race is over", "竞态已结束"));
    else if (lane->state == VIEW_LANE_WAITING)
        text_add_format(text, marks_either(language, "%s waits for %s", "%s 在等 %s"), lane->name,
                        lane->lock);
    else if (lane->state == VIEW_LANE_DONE)
        text_add_format(text, marks_either(language, "%s is done", "%s 已完成"), lane->name);
    else
        text_add_format(text, marks_either(language, "%s cannot move", "%s 不能走"), lane->name);
}

void refusal_add(struct text *text, const struct view *view, enum screen_refusal refusal,
                 size_t worker)
{
    enum view_language language = view->language;

    if (view->race.lane_count == 0)
        text_add(text, marks_either(language, "nobody races here", "这里没有竞态"));
    else if (refusal == SCREEN_REFUSED_WORKER)
        add_why_not(text, view, worker);
    else if (refusal == SCREEN_REFUSED_UNDO)
        text_add(text, marks_either(language, "no choice to undo", "没有可撤销的选择"));
    else
        text_add(text, marks_either(language, "nobody can go on", "没有人能继续"));
}
