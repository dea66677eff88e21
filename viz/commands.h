/* commands.h - one function a command. Each says what went wrong on standard error; whether
 * standard output could be written is looked at by main.c, for all of them. */
#ifndef VIZ_COMMANDS_H
#define VIZ_COMMANDS_H

#include "viz/lesson/lesson.h"
#include "viz/options.h"
#include "viz/player/player.h"

enum exit_status command_menu(const struct options *options, const struct environment *environment);
enum exit_status command_play(const struct options *options, const struct environment *environment);
enum exit_status command_run(const struct options *options, const struct environment *environment);
enum exit_status command_check(const struct options *options,
                               const struct environment *environment);
enum exit_status command_trace(const struct options *options,
                               const struct environment *environment);
enum exit_status command_race(const struct options *options, const struct environment *environment);
enum exit_status command_replay(const struct options *options,
                                const struct environment *environment);
enum exit_status command_record(const struct options *options,
                                const struct environment *environment);
enum exit_status command_shell(const struct options *options,
                               const struct environment *environment);
enum exit_status command_list(const struct options *options, const struct environment *environment);

/* plan's player, as play and record make it.
 *   Owner    *made is the caller's: player_free.
 *   Errors   all but EXIT_HELD, and standard error says why; *made is then NULL. */
enum exit_status play_make_player(const struct lesson *plan, bool asks_nobody,
                                  const struct environment *environment, struct player **made);

/* Goes to where --at says; stays where nothing is said. Errors as above. */
enum exit_status play_go_to_start(const struct options *options,
                                  const struct environment *environment, struct player *player);

/* For replay, in a terminal: plan's race by the schedule, on the screen, from its beginning.
 *   Returns  false when the schedule lets a worker move that cannot; nothing was shown or said. */
bool play_replay(const struct options *options, const struct environment *environment,
                 const struct lesson *plan, const struct schedule *schedule,
                 enum exit_status *status);

#endif
