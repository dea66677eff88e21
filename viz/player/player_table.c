/* player_table.c - what an exploration or free runs came to, as a table in each language. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/player/player_state.h"
#include "viz/race/schedule.h"

enum { LANGUAGES = 2 };

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
                    struct view_table tables[LANGUAGES])
{
    const struct explore_row *row = &explored->rows[outcome];
    const char *cells[VIEW_TABLE_COLUMNS] = {
        "", explored->is_exact ? say_number(player, row->schedules) : "?",
        say_share(player, row->odds), say(player, "%zu", row->shortest_count),
        say_shortest(player, row)};
    for (int language = 0; language < LANGUAGES; language++) {
        struct view_table *table = &tables[language];
        memcpy(table->rows[table->row_count].cells, cells, sizeof cells);
        table->rows[table->row_count].cells[0] = outcome_word(outcome);
        table->rows[table->row_count++].is_bad = outcome != OUTCOME_CLEAN;
    }
}

static void tell_explored(struct player *player, const struct explored *explored,
                          struct view_table tables[LANGUAGES])
{
    static const char *const heads[LANGUAGES][VIEW_TABLE_COLUMNS] = {
        {"outcome", "schedules", "odds", "moves", "a shortest schedule"},
        {"结果", "调度数", "概率", "动作", "最短的调度之一"}};
    const char *all = say_number(player, schedules_of(explored));
    const char *run = say_number(player, explored->executions);
    for (int language = 0; language < LANGUAGES; language++)
        memcpy(tables[language].heads, heads[language], sizeof heads[language]);
    bool is_whole = explored->is_whole;
    tables[LANGUAGE_ENGLISH].title =
        say(player, "%s schedules%s, %s run", all, is_whole ? "" : " so far", run);
    tables[LANGUAGE_CHINESE].title =
        say(player, "%s%s 种调度，实际运行 %s 次", is_whole ? "" : "目前为止 ", all, run);
    bool has_all = has_all_odds(explored);
    tables[LANGUAGE_ENGLISH].note =
        has_all ? "Odds: when all workers that can move are equally likely to be next."
                : "Odds: all that can move are equally likely. Other schedules have the rest.";
    tables[LANGUAGE_CHINESE].note = has_all ? "概率：每一步中，能走的工作者机会均等。"
                                            : "概率：每一步中，能走者机会均等。其余归未列的调度。";
    for (enum outcome outcome = OUTCOME_CLEAN; outcome < OUTCOME_COUNT; outcome++) {
        if (explored->rows[outcome].classes > 0) add_row(player, explored, outcome, tables);
    }
}

/* ---- Free ---- */

static void tell_free(struct player *player, const struct free_counts *free,
                      struct view_table tables[LANGUAGES])
{
    static const char *const heads[LANGUAGES][VIEW_TABLE_COLUMNS] = {
        {"result", "runs", "share", "", "95 % confidence"},
        {"结果", "次数", "比例", "", "95 % 置信区间"}};
    for (int language = 0; language < LANGUAGES; language++)
        memcpy(tables[language].heads, heads[language], sizeof heads[language]);
    tables[LANGUAGE_ENGLISH].title = say(player, "%" PRIu64 " free runs", free->runs);
    tables[LANGUAGE_CHINESE].title = say(player, "自由运行 %" PRIu64 " 次", free->runs);
    tables[LANGUAGE_ENGLISH].note = "True of this machine, today: a race is not to be relied on.";
    tables[LANGUAGE_CHINESE].note = "只在这台机器上、此刻成立：竞态靠不住。";
    for (enum free_result result = FREE_CLEAN; result < FREE_RESULT_COUNT; result++) {
        double low, high;
        free_interval(free->counts[result], free->runs, &low, &high);
        const char *cells[VIEW_TABLE_COLUMNS] = {
            "", say(player, "%" PRIu64, free->counts[result]),
            say_share(player, (double)free->counts[result] / (double)free->runs), "",
            say(player, "%.2f to %.2f %%", 100 * low, 100 * high)};
        for (int language = 0; language < LANGUAGES; language++) {
            struct view_table *table = &tables[language];
            memcpy(table->rows[table->row_count].cells, cells, sizeof cells);
            table->rows[table->row_count].cells[0] = language == LANGUAGE_CHINESE
                                                         ? free_result_chinese(result)
                                                         : free_result_english(result);
            table->rows[table->row_count].is_none = free->counts[result] == 0;
            table->rows[table->row_count++].is_bad = result != FREE_CLEAN;
        }
    }
}

bool player_make_tables(struct player *player, struct played_race *race)
{
    struct view_table *tables = arena_take_array(player->arena, LANGUAGES, sizeof *tables);
    if (tables == NULL) return false;
    if (race->has_free)
        tell_free(player, &race->free, tables);
    else
        tell_explored(player, race->explored, tables);
    race->tables = tables;
    return !arena_has_failed(player->arena);
}
