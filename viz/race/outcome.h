/* outcome.h - how a race ended, in one word. */
#ifndef VIZ_RACE_OUTCOME_H
#define VIZ_RACE_OUTCOME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/map.h"

/* X(outcome, word in lessons, in English, in Chinese). Worst last, clean first. */
#define OUTCOME_LIST(X)                                                                            \
    X(OUTCOME_CLEAN, "clean", "all went well: as if one after the other",                          \
      "一切正常：如同先后执行")                                                                    \
    X(OUTCOME_FATAL_AT_ENTRY, "fatal_at_entry", "concurrent map writes, noticed on entering",      \
      "concurrent map writes，进入时发现")                                                         \
    X(OUTCOME_FATAL_AT_EXIT, "fatal_at_exit", "concurrent map writes, noticed on leaving",         \
      "concurrent map writes，离开时发现")                                                         \
    X(OUTCOME_FATAL_READ, "fatal_read", "concurrent map read and map write",                       \
      "concurrent map read and map write")                                                         \
    X(OUTCOME_FATAL_ITERATE, "fatal_iterate", "concurrent map iteration and map write",            \
      "concurrent map iteration and map write")                                                    \
    X(OUTCOME_BAD_STATE, "bad_state", "bad map state: evacuated twice", "bad map state：重复搬迁") \
    X(OUTCOME_FAULT, "fault", "a pointer that led nowhere: a crash", "指针失效：崩溃")             \
    X(OUTCOME_DEADLOCK, "deadlock", "deadlock: everybody waits for a lock",                        \
      "死锁：所有工作者都在等锁")                                                                  \
    X(OUTCOME_WRONG, "wrong", "silent and wrong: nobody noticed, and the result is wrong",         \
      "悄然出错：无人察觉，结果却错了")                                                            \
    X(OUTCOME_UNFINISHED, "unfinished", "not at its end", "尚未结束")

enum outcome {
#define X(outcome, word, english, chinese) outcome,
    OUTCOME_LIST(X)
#undef X
        OUTCOME_COUNT
};

const char *outcome_word(enum outcome outcome);
const char *outcome_english(enum outcome outcome);
const char *outcome_chinese(enum outcome outcome);

/* OUTCOME_COUNT: no such word. */
enum outcome outcome_named(const char *word, size_t len);

/* What a fatal report means here. */
enum outcome outcome_of_fatal(const th_fatal_report *report);

/* ---- A run of free threads (viz/race/free_run.h) ends in fewer words ---- */

/* X(result, word, English, Chinese) */
#define FREE_RESULT_LIST(X)                                                                        \
    X(FREE_CLEAN, "clean", "clean", "正常")                                                        \
    X(FREE_CAUGHT, "caught", "caught: fatal error", "被发现：fatal error")                         \
    X(FREE_WRONG, "wrong", "silent and wrong", "悄然出错")                                         \
    X(FREE_CRASHED, "crashed", "crashed", "崩溃")                                                  \
    X(FREE_HUNG, "hung", "hung", "卡死")

enum free_result {
#define X(result, word, english, chinese) result,
    FREE_RESULT_LIST(X)
#undef X
        FREE_RESULT_COUNT
};

/* In lessons; in English; in Chinese. */
const char *free_result_word(enum free_result result);
const char *free_result_english(enum free_result result);
const char *free_result_chinese(enum free_result result);

#endif
