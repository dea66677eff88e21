/* front.c - one of the two, opened as the options say. */
#include "viz/front.h"

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
                     .theme = options->theme,
                     .has_mouse = !options->has_no_mouse},
        .language = options->language,
    };
    enum terminal_status status = tui_open(&tui, opened);
    if (status == TERMINAL_OK) return EXIT_HELD;
    complain(environment, "%s", terminal_status_text(status));
    if (status == TERMINAL_NO_MEMORY) return EXIT_BROKEN;
    complain(environment, "without a terminal: --linear, or tophash run%s%s",
             instead[0] == '\0' ? "" : " ", instead);
    return EXIT_USAGE;
}

static struct linear lines_of(const struct options *options, const struct environment *environment)
{
    bool has_chinese = options->charset == GLYPH_UTF8;
    return (struct linear){.in = stdin,
                           .out = stdout,
                           .charset = options->charset,
                           .language = has_chinese ? options->language : LANGUAGE_ENGLISH,
                           .has_prompt = environment->is_terminal};
}

enum exit_status front_open(const struct options *options, const struct environment *environment,
                            const char *instead, struct front *front)
{
    *front = (struct front){.tui = NULL};
    if (!options->is_linear) return open_terminal(options, environment, instead, &front->tui);
    front->linear = lines_of(options, environment);
    return EXIT_HELD;
}

void front_close(struct front *front) { tui_close(front->tui); }

enum way_out front_menu(struct front *front, const struct screen_menu_item *items, size_t count,
                        const char *notice, size_t *selected)
{
    if (front->tui != NULL) return tui_menu(front->tui, items, count, notice, selected);
    return linear_menu(&front->linear, items, count, notice, selected);
}

enum way_out front_play(struct front *front, struct player *player, const struct way_noting *noting)
{
    if (front->tui != NULL) return tui_play(front->tui, player, noting);
    return linear_play(&front->linear, player, noting);
}

enum way_out front_shell(struct front *front, struct player *player)
{
    return tui_shell(front->tui, player);
}

enum language front_language(const struct front *front)
{
    return front->tui != NULL ? tui_language(front->tui) : front->linear.language;
}
