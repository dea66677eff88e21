/* playing.h - free play on a small lesson, for tests; and who runs which of them. */
#ifndef TESTS_UNIT_SHELL_PLAYING_H
#define TESTS_UNIT_SHELL_PLAYING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "viz/lesson/catalog.h"
#include "viz/shell/shell.h"

/* Each runs the tests of its file, as main does: how many failed. */
int run_parse_tests(void);
int run_save_tests(void);

/* A line that is refused: where, from 0, and in which words. */
struct refused_line {
    const char *line;
    size_t at;
    const char *words; /* some of them */
};

struct playing {
    struct lesson *lesson;
    struct shell *shell;
    struct shell_answer answer;
    struct shell_stand stand;
    struct view view; /* at the end of the step stood in; of the lesson itself not filled */
};

static const char three_steps[] = "tophash: 1\n"
                                  "id: test\n"
                                  "title: Test\n"
                                  "maps: {m: {seed: 7}, f: {value: bool}, s: {value: \"struct{}\"},"
                                  " b: {value: bytes2}, none: nil}\n"
                                  "steps:\n"
                                  "  - put: {a: 1}\n"
                                  "    ask: {question: How many?, answer: count}\n"
                                  "  - put: {b: 2}\n"
                                  "  - put: {c: 3}\n"
                                  "  - {say: flags, on: f}\n"
                                  "  - {say: sets, on: s}\n"
                                  "  - {say: bytes, on: b}\n"
                                  "  - {say: nil, on: none}\n";
enum { STEP_C = 2, STEP_F, STEP_S, STEP_B, STEP_NIL };

static inline void begin_with(struct playing *playing, const char *text, size_t step)
{
    struct source_errors errors;
    *playing = (struct playing){.stand = {.step = step, .move = 0}};
    assert_int_equal(lesson_load_text("test", text, strlen(text), NULL, &playing->lesson, &errors),
                     LESSON_OK);
    playing->shell = shell_make(playing->lesson);
    assert_non_null(playing->shell);
}

static inline void begin(struct playing *playing, size_t step)
{
    begin_with(playing, three_steps, step);
}

static inline void end(struct playing *playing)
{
    shell_free(playing->shell);
    lesson_free(playing->lesson);
}

static inline enum shell_status type(struct playing *playing, const char *line)
{
    enum shell_status status = shell_do(playing->shell, line, strlen(line), playing->stand,
                                        LANGUAGE_ENGLISH, &playing->answer);
    if (status != SHELL_DONE) return status;
    playing->stand = playing->answer.stand;
    struct player *player = shell_player(playing->shell);
    if (player == NULL) return status;
    player_seek(player, playing->stand.step, UINT64_MAX);
    player_view(player, LANGUAGE_ENGLISH, &playing->view);
    return status;
}

static inline void done(struct playing *playing, const char *line)
{
    if (type(playing, line) != SHELL_DONE) fail_msg("%s: %s", line, playing->answer.text);
}

static inline uint64_t count_of(const struct playing *playing)
{
    return model_map(playing->view.model, playing->view.map)->header.count;
}

static inline const struct model_map *map_of(const struct playing *playing)
{
    return model_map(playing->view.model, playing->view.map);
}

#endif
