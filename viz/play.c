/* play.c - the commands that need a terminal: the menu, and a lesson stepped through. */
#include <stdlib.h>

#include "viz/commands.h"
#include "viz/load.h"
#include "viz/tui/tui.h"

/* Opens the terminal, or says what to do without one. */
static enum exit_status open_terminal(const struct options *options,
                                      const struct environment *environment, const char *instead,
                                      struct tui **opened)
{
    const struct tui_options tui = {
        .terminal = {.type = environment->terminal_type,
                     .charset = options->charset,
                     .has_color = environment->has_color,
                     .has_true_color = environment->has_true_color,
                     .theme = options->theme},
        .language = options->language,
    };
    enum terminal_status status = tui_open(&tui, opened);
    if (status == TERMINAL_OK) return EXIT_HELD;
    complain(environment, "%s", terminal_status_text(status));
    if (status == TERMINAL_NO_MEMORY) return EXIT_BROKEN;
    complain(environment, "without a terminal: tophash run%s%s", instead[0] == '\0' ? "" : " ",
             instead);
    return EXIT_USAGE;
}

/* How the learner left, as a status. */
static enum exit_status status_of(enum tui_way_out way_out, const struct environment *environment)
{
    if (way_out != TUI_NO_MEMORY) return EXIT_HELD;
    complain(environment, "out of memory");
    return EXIT_BROKEN;
}

enum exit_status play_make_player(const struct lesson *plan, const struct environment *environment,
                                  struct player **made)
{
    static const struct player_options options = {0};
    enum player_status status = player_make(plan, &options, made);
    if (status == PLAYER_OK) return EXIT_HELD;
    complain(environment, "%s", player_status_text(status));
    return status == PLAYER_TAPE_FULL ? EXIT_USAGE : EXIT_BROKEN;
}

/* ---- A race again ---- */

static enum exit_status show_race(const struct options *options,
                                  const struct environment *environment, struct player *player)
{
    struct tui *tui = NULL;
    enum exit_status status = open_terminal(options, environment, "", &tui);
    if (status != EXIT_HELD) return status;
    enum tui_way_out way_out = tui_play(tui, player);
    tui_close(tui);
    return status_of(way_out, environment);
}

bool play_replay(const struct options *options, const struct environment *environment,
                 const struct lesson *plan, const struct schedule *schedule,
                 enum exit_status *status)
{
    struct policy_plan then = {.kind = POLICY_SERIAL};
    struct player *player;
    if (schedule->has_policy) then = schedule->policy;
    *status = play_make_player(plan, environment, &player);
    if (*status != EXIT_HELD) return true;
    enum player_choice choice = player_replay(player, schedule->choices, schedule->count, &then);
    if (choice == PLAYER_CHOSEN) *status = show_race(options, environment, player);
    player_free(player);
    return choice == PLAYER_CHOSEN;
}

/* ---- One lesson ---- */

/* Of the values that lessons vary. */
static uint64_t draw_of(const struct options *options, const struct environment *environment)
{
    return options->race.has_seed ? options->race.policy.seed : environment->drawn_seed;
}

enum exit_status play_go_to_start(const struct options *options,
                                  const struct environment *environment, struct player *player)
{
    size_t count = player_step_count(player);
    if (options->at_step == 0) return EXIT_HELD;
    if (options->at_step > count) {
        complain(environment, "--at %llu: the lesson has %zu steps",
                 (unsigned long long)options->at_step, count);
        return EXIT_USAGE;
    }
    uint64_t begin, end;
    player_step_moves(player, options->at_step - 1, &begin, &end);
    if (options->at_move > end - begin) {
        complain(environment, "--at %llu.%llu: that step has %llu moves",
                 (unsigned long long)options->at_step, (unsigned long long)options->at_move,
                 (unsigned long long)(end - begin));
        return EXIT_USAGE;
    }
    player_seek(player, options->at_step - 1, options->at_move);
    return EXIT_HELD;
}

static enum exit_status play_loaded(const struct options *options,
                                    const struct environment *environment,
                                    const struct lesson *plan)
{
    struct player *player = NULL;
    struct tui *tui = NULL;
    enum exit_status status = play_make_player(plan, environment, &player);
    if (status == EXIT_HELD) status = play_go_to_start(options, environment, player);
    if (status == EXIT_HELD) {
        status = open_terminal(options, environment, options->arguments[0], &tui);
    }
    if (status == EXIT_HELD) {
        enum tui_way_out way_out = tui_play(tui, player);
        tui_close(tui);
        status = status_of(way_out, environment);
    }
    player_free(player);
    return status;
}

enum exit_status command_play(const struct options *options, const struct environment *environment)
{
    struct catalog *catalog;
    enum exit_status status = load_catalog(options, environment, &catalog);
    if (status != EXIT_HELD) return status;
    struct lesson *plan;
    const char *path;
    status = load_named(catalog, options->arguments[0], draw_of(options, environment), environment,
                        &plan, &path);
    if (status == EXIT_HELD) status = play_loaded(options, environment, plan);
    if (status == EXIT_HELD || plan != NULL) lesson_free(plan);
    catalog_free(catalog);
    return status;
}

/* ---- The menu ---- */

/* The lessons as the menu shows them: good ones only, indexes[i] is the catalog's. */
struct menu {
    const struct catalog *catalog;
    struct screen_menu_item *items;
    size_t *indexes;
    size_t count;
    uint64_t draw; /* of the next lesson that is played */
};

static void fill_menu(struct menu *menu, enum view_language language)
{
    menu->count = 0;
    for (size_t i = 0; i < catalog_count(menu->catalog); i++) {
        const struct catalog_entry *entry = catalog_at(menu->catalog, i);
        if (entry->id == NULL) continue;
        menu->indexes[menu->count] = i;
        menu->items[menu->count++] = (struct screen_menu_item){
            .title = load_text(entry->title, language),
            .about = load_text(entry->about, language),
        };
    }
}

/* Plays a lesson; *way_out says how it was left. */
static enum exit_status play_chosen(struct tui *tui, struct menu *menu, size_t selected,
                                    const struct environment *environment,
                                    enum tui_way_out *way_out)
{
    struct lesson *plan;
    struct player *player;
    enum exit_status status =
        load_indexed(menu->catalog, menu->indexes[selected], menu->draw++, environment, &plan);
    if (status != EXIT_HELD) return status;
    status = play_make_player(plan, environment, &player);
    if (status == EXIT_HELD) {
        *way_out = tui_play(tui, player);
        player_free(player);
    }
    lesson_free(plan);
    return status;
}

/* From the menu to a lesson and back, until the learner quits. */
static enum exit_status choose_and_play(struct tui *tui, struct menu *menu,
                                        const struct environment *environment)
{
    size_t selected = 0;
    for (;;) {
        fill_menu(menu, tui_language(tui));
        enum tui_way_out way_out = tui_menu(tui, menu->items, menu->count, &selected);
        if (way_out == TUI_LANGUAGE) continue;
        if (way_out != TUI_CHOSEN) return status_of(way_out, environment);
        enum exit_status status = play_chosen(tui, menu, selected, environment, &way_out);
        if (status != EXIT_HELD) return status;
        if (way_out != TUI_BACK) return status_of(way_out, environment);
    }
}

static enum exit_status run_menu(const struct options *options,
                                 const struct environment *environment, struct menu *menu)
{
    struct tui *tui;
    fill_menu(menu, options->language);
    if (menu->count == 0) {
        complain(environment, "there are no lessons");
        return EXIT_USAGE;
    }
    enum exit_status status = open_terminal(options, environment, "", &tui);
    if (status != EXIT_HELD) return status;
    status = choose_and_play(tui, menu, environment);
    tui_close(tui);
    return status;
}

enum exit_status command_menu(const struct options *options, const struct environment *environment)
{
    struct catalog *catalog;
    enum exit_status status = load_catalog(options, environment, &catalog);
    if (status != EXIT_HELD) return status;
    size_t count = catalog_count(catalog);
    struct menu menu = {
        .catalog = catalog,
        .draw = draw_of(options, environment),
        .items = calloc(count + 1, sizeof *menu.items),
        .indexes = calloc(count + 1, sizeof *menu.indexes),
    };
    if (menu.items == NULL || menu.indexes == NULL) {
        complain(environment, "out of memory");
        status = EXIT_BROKEN;
    } else {
        status = run_menu(options, environment, &menu);
    }
    free(menu.items);
    free(menu.indexes);
    catalog_free(catalog);
    return status;
}
