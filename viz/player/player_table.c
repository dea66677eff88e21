/* player_table.c - what an exploration or free runs came to, as a table in each language. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/language/language.h"
#include "viz/player/player_state.h"
#include "viz/race/schedule.h"

/* A text in the player's arena; "" when there is no memory, which the arena remembers. */
__attribute__((format(printf, 2, 3))) static const char *say(struct player *player,
                                                             const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    int len = vasprintf(&text, format, arguments);
    va_end(arguments);
    const char *kept = len < 0 ? NULL : arena_copy(player->arena, text, (size_t)len);
    if (len >= 0) free(text);
    return kept == NULL ? "" : kept;
}

static const char *say_number(struct player *player, explore_number number)
{
    char text[EXPLORE_NUMBER_TEXT];
    explore_write_number(number, text);
    return say(player, "%s", text);
}

/* "25.00 %", "5e-15 %"; what is more than nothing never looks like it. */
static const char *say_share(struct player *player, double share)
{
    if (share > 0 && share < 0.0001) return say(player, "%.0e %%", 100 * share);
    return say(player, "%.2f %%", 100 * share);
}

/* ---- Explored ---- */

static const char *say_shortest(struct player *player, const struct explore_row *row)
{
    char *text =
        schedule_write_choices(player->lesson->scenario, row->shortest, row->shortest_count);
    const char *said = text == NULL ? "" : say(player, "%s", text);
    free(text);
    return said;
}

static explore_number schedules_of(const struct explored *explored)
{
    explore_number all = 0;
    for (size_t i = 0; i < OUTCOME_COUNT; i++)
        all += explored->rows[i].schedules;
    return all;
}

/* A bound leaves schedules out, and they have odds, too. */
static bool has_all_odds(const struct explored *explored)
{
    double all = 0;
    for (size_t i = 0; i < OUTCOME_COUNT; i++)
        all += explored->rows[i].odds;
    return all > 0.99995;
}

static void add_row(struct player *player, const struct explored *explored, enum outcome outcome,
                    struct view_table tables[LANGUAGE_COUNT])
{
    const struct explore_row *row = &explored->rows[outcome];
    const char *cells[VIEW_TABLE_COLUMNS] = {
        outcome_word(outcome), explored->is_exact ? say_number(player, row->schedules) : "?",
        say_share(player, row->odds), say(player, "%zu", row->shortest_count),
        say_shortest(player, row)};
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        struct view_table *table = &tables[language];
        memcpy(table->rows[table->row_count].cells, cells, sizeof cells);
        table->rows[table->row_count++].is_bad = outcome != OUTCOME_CLEAN;
    }
}

static void put_heads(const char *const heads[VIEW_TABLE_COLUMNS], enum language language,
                      struct view_table *table)
{
    for (size_t i = 0; i < VIEW_TABLE_COLUMNS; i++)
        table->heads[i] = language_text_in(language, "column", heads[i]);
}

static void tell_explored(struct player *player, const struct explored *explored,
                          struct view_table tables[LANGUAGE_COUNT])
{
    static const char *const heads[VIEW_TABLE_COLUMNS] = {
        NC_("column", "outcome"), NC_("column", "schedules"), NC_("column", "odds"),
        NC_("column", "moves"), NC_("column", "a shortest schedule")};
    const char *all = say_number(player, schedules_of(explored));
    const char *run = say_number(player, explored->executions);
    const char *odds =
        has_all_odds(explored)
            ? N_("Odds: when all workers that can move are equally likely to be next.")
            : N_("Odds: all that can move are equally likely. Other schedules have the rest.");
    for (enum language language = LANGUAGE_ENGLISH; language < LANGUAGE_COUNT; language++) {
        put_heads(heads, language, &tables[language]);
        tables[language].title =
            say(player,
                explored->is_whole ? language_text(language, "%s schedules, %s run")
                                   : language_text(language, "%s schedules so far, %s run"),
                all, run);
        tables[language].note = language_text(language, odds);
    }
    for (enum outcome outcome = OUTCOME_CLEAN; outcome < OUTCOME_COUNT; outcome++) {
        if (explored->rows[outcome].classes > 0) add_row(player, explored, outcome, tables);
    }
}

/* ---- Free ---- */

static void tell_free(struct player *player, const struct free_counts *free, enum language language,
                      struct view_table *table)
{
    static const char *const heads[VIEW_TABLE_COLUMNS] = {
        NC_("column", "result"), NC_("column", "runs"), NC_("column", "share"), "",
        /* xgettext:no-c-format */
        NC_("column", "95 % confidence")};
    put_heads(heads, language, table);
    table->title = say(player, language_text(language, "%ju free runs"), free->runs);
    table->note =
        language_text(language, "True of this machine, today: a race is not to be relied on.");
    for (enum free_result result = FREE_CLEAN; result < FREE_RESULT_COUNT; result++) {
        double low, high;
        free_interval(free->counts[result], free->runs, &low, &high);
        const char *cells[VIEW_TABLE_COLUMNS] = {
            free_result_text(result, language), say(player, "%" PRIu64, free->counts[result]),
            say_share(player, (double)free->counts[result] / (double)free->runs), "",
            say(player, language_text(language, "%.2f to %.2f %%"), 100 * low, 100 * high)};
        memcpy(table->rows[table->row_count].cells, cells, sizeof cells);
        table->rows[table->row_count].is_none = free->counts[result] == 0;
        table->rows[table->row_count++].is_bad = result != FREE_CLEAN;
    }
}

bool player_make_tables(struct player *player, struct played_race *race)
{
    struct view_table *tables = arena_take_array(player->arena, LANGUAGE_COUNT, sizeof *tables);
    if (tables == NULL) return false;
    if (race->has_free) {
        for (enum language language = LANGUAGE_ENGLISH; language < LANGUAGE_COUNT; language++)
            tell_free(player, &race->free, language, &tables[language]);
    } else {
        tell_explored(player, race->explored, tables);
    }
    race->tables = tables;
    return !arena_has_failed(player->arena);
}
