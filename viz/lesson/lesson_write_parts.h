/* lesson_write_parts.h - what the files share that write a lesson. Private to viz/lesson. */
#ifndef VIZ_LESSON_LESSON_WRITE_PARTS_H
#define VIZ_LESSON_LESSON_WRITE_PARTS_H

#include "viz/lesson/lesson.h"
#include "viz/lesson/lesson_emit.h"
#include "viz/lesson/lesson_keys.h"

struct lesson_writing {
    struct lesson_emit *emit;
    const struct lesson *lesson;
};

/* A key of a mapping, by the table's number for it. */
void lesson_write_name(const struct lesson_writing *to, enum lesson_mapping_id mapping, int key);

void lesson_write_number(const struct lesson_writing *to, uint64_t number);
void lesson_write_bool(const struct lesson_writing *to, bool is_true);

/* A text in its languages; nothing, its name neither, when there is none. */
void lesson_write_text(const struct lesson_writing *to, enum lesson_mapping_id mapping, int key,
                       struct lesson_text text);

/* A key in front of what stands under it, and one that stands alone. */
void lesson_write_key(const struct lesson_writing *to, th_key key);

/* A value as lesson_value_read takes it. */
void lesson_write_value(const struct lesson_writing *to, const struct lesson_map *map,
                        const void *value);

void lesson_write_start(const struct lesson_writing *to, uint64_t bucket, uint8_t offset);

/* lesson_write_expect.c: what stands under `expect`, and under a choice's `if`. */
void lesson_write_facts(const struct lesson_writing *to, const struct lesson_step *step,
                        const struct lesson_fact *facts, size_t count);

/* lesson_write_ask.c: what stands under `ask`. */
void lesson_write_ask(const struct lesson_writing *to, const struct lesson_step *step);

/* lesson_write_race.c: locks, setup, workers; and what a step runs. */
void lesson_write_race(const struct lesson_writing *to);
void lesson_write_run(const struct lesson_writing *to, const struct lesson_run *run);

#endif
