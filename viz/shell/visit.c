/* visit.c - players change places. */
#include "viz/shell/visit.h"

#include "viz/player/player_ask.h"
#include "viz/player/player_search.h"

/* Breakpoints go along; where there is no memory for them, there are none. */
static void show(struct visit *visit, const struct shell_answer *answer)
{
    size_t count;
    const struct player_match *breaks = player_breaks(visit->own, &count);
    struct player *typed = shell_player(visit->shell);
    visit->player = typed != NULL ? typed : visit->own;
    if (typed != NULL) (void)!player_set_breaks(typed, breaks, count);
    player_seek(visit->player, answer->stand.step, answer->stand.move);
}

const char *visit_open(struct visit *visit, enum language language)
{
    if (player_lesson(visit->own)->scenario != NULL)
        return language_text(language, "no free play in a race: its workers do the writing");
    if (player_waits(visit->player))
        return language_text(language, "the question comes first; x skips it");
    if (visit->shell == NULL) visit->shell = shell_make(player_lesson(visit->own));
    return visit->shell == NULL ? language_text(language, "out of memory") : NULL;
}

enum shell_status visit_do(struct visit *visit, const char *line, size_t len,
                           enum language language, struct shell_answer *answer)
{
    struct shell_stand stand;
    player_where(visit->player, &stand.step, &stand.move);
    enum shell_status status = shell_do(visit->shell, line, len, stand, language, answer);
    if (status == SHELL_DONE) show(visit, answer);
    return status;
}

bool visit_leave(struct visit *visit)
{
    struct shell_answer answer;
    if (!visit_is_free(visit) || !shell_leave(visit->shell, &answer)) return false;
    show(visit, &answer);
    return true;
}

void visit_keep_breaks(struct visit *visit)
{
    size_t count;
    const struct player_match *breaks = player_breaks(visit->player, &count);
    if (visit_is_free(visit)) (void)!player_set_breaks(visit->own, breaks, count);
}

void visit_end(struct visit *visit)
{
    visit->player = visit->own;
    shell_free(visit->shell);
    visit->shell = NULL;
}
