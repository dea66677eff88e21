/* record_command.c - record: a lesson to a picture, or to a recording. */
#include <stdlib.h>
#include <string.h>

#include "viz/commands.h"
#include "viz/load.h"
#include "viz/record/record.h"
#include "viz/record_file.h"

/* Without a terminal nobody has a palette: dark, if no theme is named. */
static struct record_options record_options_of(const struct options *options)
{
    return (struct record_options){
        .height = options->height,
        .width = options->width,
        .theme = options->has_theme ? options->theme : THEME_DARK,
        .charset = options->charset,
        .language = options->language,
        .speed = options->record.speed_percent,
    };
}

/* Whole in memory first: nothing is written of what cannot be made. */
static enum exit_status make(const struct options *options, const struct environment *environment,
                             struct player *player, char **bytes, size_t *len)
{
    const struct record_options record = record_options_of(options);
    enum record_status status = RECORD_NO_MEMORY;
    FILE *memory = open_memstream(bytes, len);
    if (memory != NULL) {
        status = options->record.kind == RECORD_AS_CAST ? record_cast(player, &record, memory)
                                                        : record_svg(player, &record, memory);
        if (fclose(memory) != 0) status = RECORD_NO_MEMORY;
    }
    if (status == RECORD_OK) return EXIT_HELD;
    complain(environment, "out of memory");
    return EXIT_BROKEN;
}

static enum exit_status record_loaded(const struct options *options,
                                      const struct environment *environment,
                                      const struct lesson *plan)
{
    const char *output = options->record.output;
    char *bytes = NULL;
    size_t len = 0;
    struct player *player = NULL;
    enum exit_status status = play_make_player(plan, true, environment, &player);
    if (status != EXIT_HELD) return status;
    player_last(player);
    status = play_go_to_start(options, environment, player);
    if (status == EXIT_HELD) status = make(options, environment, player, &bytes, &len);
    if (status == EXIT_HELD && strcmp(output, "-") == 0) {
        fwrite(bytes, 1, len, stdout); /* main.c looks whether it could be */
    } else if (status == EXIT_HELD) {
        status = record_file_write(environment, output, bytes, len);
    }
    free(bytes);
    player_free(player);
    return status;
}

enum exit_status command_record(const struct options *options,
                                const struct environment *environment)
{
    struct catalog *catalog;
    enum exit_status status = load_catalog(options, environment, &catalog);
    if (status != EXIT_HELD) return status;
    struct lesson *plan;
    const char *path;
    status = load_named(catalog, options->arguments[0], 0, environment, &plan, &path);
    if (status == EXIT_HELD) status = record_loaded(options, environment, plan);
    lesson_free(plan);
    catalog_free(catalog);
    return status;
}
