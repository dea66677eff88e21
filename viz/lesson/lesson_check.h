/* lesson_check.h - what the files share that turn a tree into a lesson. For this room alone. */
#ifndef VIZ_LESSON_LESSON_CHECK_H
#define VIZ_LESSON_LESSON_CHECK_H

#include "viz/lesson/lesson_fields.h"

enum { LESSON_NOT_THERE = -1 };

/* Where a cursor is, as far as the steps have been read. */
struct lesson_cursor_state {
    bool is_open;
    size_t map;
    struct lesson_place place; /* of the open or close that said so last */
};

struct lesson_check {
    struct lesson_reader reader;
    struct lesson *lesson; /* being filled */
    struct lesson_map *maps;
    bool is_map_doubtful[LESSON_MAPS_MAX]; /* its definition is wrong: believe no value */
    struct lesson_cursor *cursors;         /* LESSON_CURSORS_MAX of them */
    struct lesson_cursor_state states[LESSON_CURSORS_MAX];
    uint64_t keys_asked_for; /* of LESSON_KEYS_MAX; over it: complained about */
    bool is_race;            /* it has workers, right or wrong */
    uint64_t draw;           /* of the values that vary */
    bool has_no_memory;      /* found outside of the arena, which knows its own failures */
};

/* All of them complain about what is wrong and go on; where there is no memory they stop, and the
 * arena knows it. What they fill is whole only when nobody has complained. */

/* The lesson that a tree says. */
void lesson_check_root(struct lesson_check *check, struct lesson_node *root);

/* lesson_check_maps.c: fills lesson.maps. node is what stands under `maps`, or NULL. */
void lesson_check_maps(struct lesson_check *check, const struct lesson_node *node);

/* Adds what node, a number of keys or times, asks for to the lesson's sum, and complains at the
 * first that is too much: L7 of lesson.h. count is LESSON_KEYS_MAX at most. */
void lesson_check_sum(struct lesson_check *check, const struct lesson_node *node, uint64_t count);

/* The index of the map that node names, or LESSON_NOT_THERE. */
int lesson_check_map_named(const struct lesson_check *check, const struct lesson_node *node);

/* lesson_check_operations.c: fills step's operations, and sets its map where the operation says it.
 * key is one of STEP_KEY_..., node what stands under it; is_map_given: the step has `on`. */
void lesson_check_operation(struct lesson_check *check, int key, const struct lesson_node *node,
                            bool is_map_given, struct lesson_step *step);

/* lesson_check_cursors.c: open, next and close; they keep L3 of lesson.h. */
void lesson_check_cursor_operation(struct lesson_check *check, int key,
                                   const struct lesson_node *node, bool is_map_given,
                                   struct lesson_step *step);

/* One operation with its kind and place, hung into step; NULL when there is no memory. */
struct lesson_operation *lesson_check_one(struct lesson_check *check, struct lesson_step *step,
                                          enum lesson_operation_kind kind,
                                          struct lesson_place place);

/* What a mapping of TYPE_START says; node may be NULL. */
struct lesson_start lesson_check_start(struct lesson_check *check, const struct lesson_node *node);

/* lesson_check_expect.c: fills step's facts. key is the step's operation or run,
 * or LESSON_NOT_THERE. */
void lesson_check_expect(struct lesson_check *check, int key, const struct lesson_node *node,
                         struct lesson_step *step);

/* Reads what stands under `expect`, or a choice's `if`, of such a step into *facts. */
void lesson_check_facts(struct lesson_check *check, int key, const struct lesson_node *node,
                        const struct lesson_step *step, const struct lesson_fact **facts,
                        size_t *fact_count);

/* The step has one of the operations or runs in `deeds`, bits of STEP_KEY_...; else complains that
 * it has no result of that name. */
bool lesson_check_has_deed(struct lesson_check *check, unsigned deeds, int key, const char *name,
                           struct lesson_place place);

/* lesson_check_ask.c: fills step's question. key as above; its operations and run are known. */
void lesson_check_ask(struct lesson_check *check, int key, const struct lesson_node *node,
                      struct lesson_step *step);

/* lesson_vary.c: draws what stands under `vary`, and puts it in place of each $name in the tree. */
void lesson_vary(struct lesson_check *check, struct lesson_node *root);

/* ---- Races ---- */

/* Operations of one worker, or of the setup, being gathered. */
struct lesson_ops {
    struct scenario_op *ops; /* room for cap of them; NULL: none has come */
    size_t count, cap;
    const char *whose; /* in messages */
    bool is_over;      /* there were too many, which has been complained about */
};

/* count operations more, zeroed, behind those that ops has; NULL when they are too many, which is
 * complained about once, or when there is no memory. */
struct scenario_op *lesson_ops_take(struct lesson_check *check, struct lesson_ops *ops,
                                    struct lesson_place place, size_t count);

/* Adds what a step of a plain lesson would do: put, get, delete, clear or fill. */
void lesson_ops_add_step(struct lesson_check *check, int key, const struct lesson_node *node,
                         struct lesson_ops *ops);

/* lesson_check_race.c: fills lesson.scenario, when the lesson is a race and all of that is right.
 * The maps have been checked; fields are root's. */
void lesson_check_race(struct lesson_check *check, const struct lesson_node *root,
                       const struct lesson_node *const *fields);

/* lesson_check_workers.c: fills race's workers; they keep L9 of lesson.h. */
void lesson_check_workers(struct lesson_check *check, const struct lesson_node *node,
                          struct scenario *race);

/* lesson_check_runs.c: fills step's run. key is one of LESSON_RUN_KEYS; fields[key] is there. */
void lesson_check_run(struct lesson_check *check, int key, const struct lesson_node *const *fields,
                      struct lesson_step *step);

/* Complains about policy or depth in a step without seed. */
void lesson_check_policy_keys(struct lesson_check *check, const struct lesson_node *step);

/* Complains about an operation in a race, or a run elsewhere; key is of the step's table. */
bool lesson_check_deed_is_at_home(struct lesson_check *check, int key,
                                  const struct lesson_node *step);

#endif
