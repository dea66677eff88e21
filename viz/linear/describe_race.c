/* describe_race.c - a race's workers, and what many runs of it came to. */
#include "viz/linear/describe.h"
#include "viz/screen/access_words.h"
#include "viz/screen/marks.h"

/* ---- Workers ---- */

static void say_state(const struct say *say, const struct view_lane *lane)
{
    static const char *const states[] = {
        [VIEW_LANE_READY] = N_("ready"),
        [VIEW_LANE_WAITING] = N_("waits for "),
        [VIEW_LANE_DONE] = NC_("worker", "done"),
        [VIEW_LANE_DEAD] = N_("dead"),
    };
    if (lane->state == VIEW_LANE_DONE)
        fputs(language_text_in(say->language, "worker", states[lane->state]), say->out);
    else
        fputs(language_text(say->language, states[lane->state]), say->out);
    if (lane->state == VIEW_LANE_WAITING) say_text(say, lane->lock);
    if (lane->is_now && !say->is_bare) say_words(say, ", moved last");
    if (lane->set_writing) say_words(say, ", set the writing flag");
}

static void say_operation(const struct say *say, const struct view_lane *lane)
{
    size_t number = lane->op < lane->op_count ? lane->op + 1 : lane->op_count;
    say_words(say, "; operation %zu of %zu", number, lane->op_count);
    if (lane->verb[0] != '\0') say_words(say, ", %s ", lane->verb);
    if (lane->has_key)
        say_key(say, lane->key);
    else
        say_text(say, lane->lock);
}

static void say_next(const struct say *say, const struct view_lane *lane)
{
    const struct view *view = say->view;
    struct text text;
    if (lane->state == VIEW_LANE_DEAD && view->race.fatal != NULL)
        say_words(say, "; fatal error: %s", view->race.fatal);
    if (!lane->has_next || (lane->state == VIEW_LANE_DEAD && view->race.fatal != NULL)) return;
    text_begin(&text);
    access_words_add(&text, view, &lane->next, lane->lock);
    say_words(say, "; next: ");
    say_text(say, text.bytes);
}

void describe_lane(const struct say *say, size_t index)
{
    const struct view_lane *lane = &say->view->race.lanes[index];
    say_words(say, "Worker %zu, ", index + 1);
    say_text(say, lane->name);
    say_colon(say);
    say_state(say, lane);
    say_operation(say, lane);
    if (lane->line != TH_LINE_NONE) {
        say_words(say, "; at the line: ");
        say_text(say, th_line_of(lane->line).text);
    } else if (lane->op == 0) {
        say_words(say, "; not begun");
    }
    say_next(say, lane);
    say_end(say);
}

void describe_next(const struct say *say, size_t index)
{
    const struct view_lane *lane = &say->view->race.lanes[index];
    say_text(say, lane->name);
    say_colon(say);
    say_state(say, lane);
    if (lane->state == VIEW_LANE_READY && lane->line == TH_LINE_NONE && lane->op == 0)
        say_words(say, ", not begun");
    say_next(say, lane);
    say_end(say);
}

void describe_who_can_move(const struct say *say)
{
    const struct view_race *race = &say->view->race;
    size_t count = 0;
    if (!race->is_asking || race->lane_count == 0 || race->outcome[0] != '\0') return;
    for (size_t i = 0; i < race->lane_count; i++) {
        if (race->lanes[i].state != VIEW_LANE_READY) continue;
        if (count++ == 0)
            say_words(say, "Who moves? ");
        else
            say_comma(say);
        say_text(say, race->lanes[i].name);
    }
    if (count > 0) say_end(say);
}

void describe_race(const struct say *say)
{
    const struct view_race *race = &say->view->race;
    if (race->lane_count == 0) return;
    for (size_t i = 0; i < race->lane_count; i++)
        describe_lane(say, i);
    say_words(say, "Schedule so far: ");
    if (race->schedule[0] == '\0')
        say_words(say, "nobody has moved");
    else
        say_text(say, race->schedule);
    say_end(say);
    describe_who_can_move(say);
}

/* ---- Many runs ---- */

static void describe_row(const struct say *say, const struct view_table *table, size_t row)
{
    for (int column = 0; column < VIEW_TABLE_COLUMNS; column++) {
        if (table->heads[column][0] == '\0') continue;
        if (column > 0) say_semicolon(say);
        say_text(say, table->heads[column]);
        say_colon(say);
        say_text(say, table->rows[row].cells[column]);
    }
    if (table->rows[row].is_none)
        say_words(say, "; none of them");
    else if (table->rows[row].is_bad)
        say_words(say, "; a bad end");
    else
        say_words(say, "; a good end");
    say_end(say);
}

void describe_table(const struct say *say)
{
    const struct view_table *table = &say->view->race.table;
    if (table->row_count == 0) return;
    say_text_line(say, table->title);
    for (size_t row = 0; row < table->row_count; row++)
        describe_row(say, table, row);
    say_text_line(say, table->note);
}
