/* play.c - the commands that need somebody there: the menu, and a lesson stepped through. */
#include <stdlib.h>
#include <string.h>

#include "viz/commands.h"
#include "viz/front.h"
#include "viz/learner.h"
#include "viz/load.h"

/* How the learner left, as a status. */
static enum exit_status status_of(enum way_out way_out, const struct environment *environment)
{
    if (way_out != WAY_OUT_NO_MEMORY) return EXIT_HELD;
    complain(environment, "out of memory");
    return EXIT_BROKEN;
}

enum exit_status play_make_player(const struct lesson *plan, bool asks_nobody,
                                  const struct environment *environment, struct player **made)
{
    const struct player_options options = {.asks_nobody = asks_nobody, .is_browsed = !asks_nobody};
    enum player_status status = player_make(plan, &options, made);
    if (status == PLAYER_OK) return EXIT_HELD;
    complain(environment, "%s", player_status_text(status));
    return status == PLAYER_TAPE_FULL ? EXIT_USAGE : EXIT_BROKEN;
}

/* ---- A race again ---- */

static enum exit_status show_race(const struct options *options,
                                  const struct environment *environment, struct player *player)
{
    struct front front;
    enum exit_status status = front_open(options, environment, "", &front);
    if (status != EXIT_HELD) return status;
    enum way_out way_out = front_play(&front, player, NULL);
    front_close(&front);
    return status_of(way_out, environment);
}

bool play_replay(const struct options *options, const struct environment *environment,
                 const struct lesson *plan, const struct schedule *schedule,
                 enum exit_status *status)
{
    struct policy_plan then = {.kind = POLICY_SERIAL};
    struct player *player;
    if (schedule->has_policy) then = schedule->policy;
    *status = play_make_player(plan, false, environment, &player);
    if (*status != EXIT_HELD) return true;
    enum player_choice choice = player_replay(player, schedule->choices, schedule->count, &then);
    if (choice == PLAYER_CHOSEN) *status = show_race(options, environment, player);
    player_free(player);
    return choice == PLAYER_CHOSEN;
}

/* ---- One lesson ---- */

/* A lesson that is played, and who is to know what was answered. */
struct noted {
    struct learner *learner;
    const struct lesson *plan;
};

static void note(void *context, const struct player *player)
{
    const struct noted *noted = context;
    learner_note(noted->learner, noted->plan, player);
}

/* Plays it, and notes how far it went. */
static enum way_out play_noted(struct front *front, struct learner *learner,
                               const struct lesson *plan, struct player *player)
{
    struct noted noted = {.learner = learner, .plan = plan};
    const struct way_noting noting = {.note = note, .context = &noted};
    enum way_out way_out = front_play(front, player, &noting);
    learner_note(learner, plan, player);
    return way_out;
}

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
    struct front front;
    enum exit_status status = play_make_player(plan, false, environment, &player);
    if (status == EXIT_HELD) status = play_go_to_start(options, environment, player);
    if (status == EXIT_HELD) {
        status = front_open(options, environment, options->arguments[0], &front);
    }
    if (status == EXIT_HELD) {
        struct learner learner;
        learner_begin(&learner, environment);
        enum way_out way_out = play_noted(&front, &learner, plan, player);
        learner_end(&learner);
        front_close(&front);
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
    struct learner learner;
};

/* The bytes of a path that are its folder's. */
static size_t folder_len(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? 0 : (size_t)(slash - path);
}

static bool is_in_folder_of(const struct catalog_entry *entry, const struct catalog_entry *other)
{
    size_t len = folder_len(entry->path);
    return len == folder_len(other->path) && strncmp(entry->path, other->path, len) == 0;
}

/* The name of a folder's lessons, over the first that the menu shows; "" at the others. */
static const char *unit_of(const struct menu *menu, const struct catalog_entry *entry,
                           enum language language)
{
    if (menu->count > 0) {
        size_t before = menu->indexes[menu->count - 1];
        if (is_in_folder_of(entry, catalog_at(menu->catalog, before))) return "";
    }
    return lesson_in_language(entry->unit, language);
}

static void fill_done(const struct menu *menu, const struct catalog_entry *entry,
                      struct screen_menu_item *item)
{
    const struct progress *progress = &menu->learner.progress;
    const struct progress_lesson *lesson = progress_lesson(progress, entry->id);
    struct progress_score score = progress_score(progress, entry->id);
    size_t step = learner_step(&menu->learner, entry->id, entry->step_count);
    item->is_done = lesson != NULL && lesson->is_done;
    item->step = step > 0 ? step + 1 : 0;
    item->step_count = entry->step_count;
    item->question_count = entry->question_count;
    item->right_count = score.right;
    item->answered_count = score.answered;
}

static void fill_menu(struct menu *menu, enum language language)
{
    menu->count = 0;
    for (size_t i = 0; i < catalog_count(menu->catalog); i++) {
        const struct catalog_entry *entry = catalog_at(menu->catalog, i);
        if (entry->id == NULL) continue;
        struct screen_menu_item *item = &menu->items[menu->count];
        *item = (struct screen_menu_item){
            .title = lesson_in_language(entry->title, language),
            .about = lesson_in_language(entry->about, language),
            .unit = unit_of(menu, entry, language),
        };
        fill_done(menu, entry, item);
        menu->indexes[menu->count++] = i;
    }
}

/* Plays a lesson, from where it was left unless it is anew; *way_out says how it was left now. */
static enum exit_status play_chosen(struct front *front, struct menu *menu, size_t selected,
                                    bool is_anew, const struct environment *environment,
                                    enum way_out *way_out)
{
    struct lesson *plan;
    struct player *player;
    enum exit_status status =
        load_indexed(menu->catalog, menu->indexes[selected], menu->draw++, environment, &plan);
    if (status != EXIT_HELD) return status;
    status = play_make_player(plan, false, environment, &player);
    if (status == EXIT_HELD) {
        size_t step = learner_step(&menu->learner, plan->id, plan->step_count);
        if (!is_anew) player_seek(player, step, 0);
        *way_out = play_noted(front, &menu->learner, plan, player);
        player_free(player);
    }
    lesson_free(plan);
    return status;
}

/* The lesson that was left last: there the bar stands first. */
static size_t left_last(const struct menu *menu)
{
    for (size_t i = 0; i < menu->count; i++) {
        const struct catalog_entry *entry = catalog_at(menu->catalog, menu->indexes[i]);
        if (strcmp(entry->id, menu->learner.progress.last) == 0) return i;
    }
    return 0;
}

/* From the menu to a lesson and back, until the learner quits. */
static enum exit_status choose_and_play(struct front *front, struct menu *menu,
                                        const struct environment *environment)
{
    size_t selected = left_last(menu);
    for (;;) {
        fill_menu(menu, front_language(front));
        enum way_out way_out =
            front_menu(front, menu->items, menu->count, menu->learner.notice, &selected);
        if (way_out == WAY_OUT_LANGUAGE) continue;
        bool is_anew = way_out == WAY_OUT_ANEW;
        if (way_out != WAY_OUT_CHOSEN && !is_anew) return status_of(way_out, environment);
        enum exit_status status =
            play_chosen(front, menu, selected, is_anew, environment, &way_out);
        if (status != EXIT_HELD) return status;
        if (way_out != WAY_OUT_BACK) return status_of(way_out, environment);
    }
}

static enum exit_status run_menu(const struct options *options,
                                 const struct environment *environment, struct menu *menu)
{
    struct front front;
    fill_menu(menu, options->language);
    if (menu->count == 0) {
        complain(environment, "there are no lessons");
        return EXIT_USAGE;
    }
    enum exit_status status = front_open(options, environment, "", &front);
    if (status != EXIT_HELD) return status;
    status = choose_and_play(&front, menu, environment);
    front_close(&front);
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
        learner_begin(&menu.learner, environment);
        status = run_menu(options, environment, &menu);
        learner_end(&menu.learner);
    }
    free(menu.items);
    free(menu.indexes);
    catalog_free(catalog);
    return status;
}
