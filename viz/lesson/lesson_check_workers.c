/* lesson_check_workers.c - who does what in a race; each worker's locks are followed from operation
 * to operation, so that a race never meets an unlock of what is not held (L9 of lesson.h). */
#include "viz/lesson/lesson_check.h"

#include <stdio.h>

#include "viz/lesson/lesson_scalar.h"
#include "viz/lesson/suggest.h"

enum holding { HOLDS_NOT, HOLDS_ALONE, HOLDS_TO_READ };

/* One worker as far as its operations have been read. */
struct worker_state {
    const char *name;
    const struct scenario *race;
    struct lesson_ops ops;
    enum holding holds[SCENARIO_LOCKS_MAX];
    struct lesson_place since[SCENARIO_LOCKS_MAX]; /* of the lock or rlock */
};

/* ---- Locks ---- */

/* The index of the lock that node names; LESSON_NOT_THERE after a complaint. */
static int lock_named(const struct lesson_check *check, const struct lesson_node *node,
                      const struct scenario *race)
{
    struct suggestion nearest = suggestion_for(node->text, node->len);
    for (size_t i = 0; i < race->lock_count; i++) {
        if (lesson_scalar_is(node, race->locks[i].name)) return (int)i;
        suggestion_offer(&nearest, race->locks[i].name);
    }
    if (race->lock_count == 0) {
        LESSON_COMPLAIN(&check->reader, node->place,
                        "there is no lock \"%s\"; allowed: a name from \"locks\", which is missing",
                        node->text);
        return LESSON_NOT_THERE;
    }
    LESSON_COMPLAIN(&check->reader, node->place, "there is no lock \"%s\"; %s \"%s\"%s", node->text,
                    nearest.word == NULL ? "the first one is" : "did you mean",
                    nearest.word == NULL ? race->locks[0].name : nearest.word,
                    nearest.word == NULL ? "" : "?");
    return LESSON_NOT_THERE;
}

static bool is_to_read(enum scenario_op_kind kind)
{
    return kind == SCENARIO_RLOCK || kind == SCENARIO_RUNLOCK;
}

/* Whether a worker that takes the lock so may: not twice, for it would wait for itself. */
static bool may_take(const struct lesson_check *check, const struct lesson_node *node,
                     const struct worker_state *worker, int lock)
{
    if (worker->holds[lock] == HOLDS_NOT) return true;
    LESSON_COMPLAIN(&check->reader, node->place,
                    "worker \"%s\" holds lock \"%s\" since line %u; allowed: %s first",
                    worker->name, node->text, worker->since[lock].line,
                    worker->holds[lock] == HOLDS_TO_READ ? "runlock" : "unlock");
    return false;
}

static bool may_give_back(const struct lesson_check *check, const struct lesson_node *node,
                          const struct worker_state *worker, int lock, enum scenario_op_kind kind)
{
    enum holding wanted = is_to_read(kind) ? HOLDS_TO_READ : HOLDS_ALONE;
    if (worker->holds[lock] == wanted) return true;
    if (worker->holds[lock] == HOLDS_NOT) {
        LESSON_COMPLAIN(&check->reader, node->place,
                        "worker \"%s\" does not hold lock \"%s\" here; allowed: %s before",
                        worker->name, node->text, is_to_read(kind) ? "rlock" : "lock");
    } else {
        LESSON_COMPLAIN(&check->reader, node->place,
                        "worker \"%s\" holds lock \"%s\" since line %u by %s; allowed: %s",
                        worker->name, node->text, worker->since[lock].line,
                        is_to_read(kind) ? "lock" : "rlock",
                        is_to_read(kind) ? "unlock" : "runlock");
    }
    return false;
}

static void check_lock(struct lesson_check *check, enum scenario_op_kind kind,
                       const struct lesson_node *node, struct worker_state *worker)
{
    int lock = lock_named(check, node, worker->race);
    if (lock == LESSON_NOT_THERE) return;
    if (is_to_read(kind) && !worker->race->locks[lock].is_rw) {
        LESSON_COMPLAIN(&check->reader, node->place,
                        "lock \"%s\" is a mutex, which nobody shares; allowed: %s, or make it rw",
                        node->text, kind == SCENARIO_RLOCK ? "lock" : "unlock");
        return;
    }
    bool takes = kind == SCENARIO_LOCK || kind == SCENARIO_RLOCK;
    if (takes ? !may_take(check, node, worker, lock)
              : !may_give_back(check, node, worker, lock, kind)) {
        return;
    }
    worker->holds[lock] = !takes ? HOLDS_NOT : is_to_read(kind) ? HOLDS_TO_READ : HOLDS_ALONE;
    worker->since[lock] = node->place;
    struct scenario_op *op = lesson_ops_take(check, &worker->ops, node->place, 1);
    if (op == NULL) return;
    op->kind = kind;
    op->lock = (size_t)lock;
}

static void check_all_given_back(const struct lesson_check *check,
                                 const struct worker_state *worker)
{
    for (size_t i = 0; i < worker->race->lock_count; i++) {
        if (worker->holds[i] == HOLDS_NOT) continue;
        LESSON_COMPLAIN(&check->reader, worker->since[i],
                        "worker \"%s\" ends with lock \"%s\" held; allowed: %s at the end",
                        worker->name, worker->race->locks[i].name,
                        worker->holds[i] == HOLDS_TO_READ ? "runlock" : "unlock");
    }
}

/* ---- Operations ---- */

static void check_walk(struct lesson_check *check, const struct lesson_node *node,
                       struct worker_state *worker)
{
    const struct lesson_node *fields[WALK_KEY_TOTAL];
    lesson_fields_read(&check->reader, node, MAPPING_WALK, fields);
    struct lesson_start start = lesson_check_start(check, fields[WALK_KEY_START]);
    struct scenario_op *op = lesson_ops_take(check, &worker->ops, node->place, 1);
    if (op == NULL) return;
    op->kind = SCENARIO_ITERATE;
    op->start_bucket = start.bucket;
    op->offset = start.offset;
}

static void check_work(struct lesson_check *check, enum scenario_op_kind kind,
                       const struct lesson_node *node, struct worker_state *worker)
{
    switch (kind) {
    case SCENARIO_PUT:
        lesson_ops_add_step(check, STEP_KEY_PUT, node, &worker->ops);
        break;
    case SCENARIO_GET:
        lesson_ops_add_step(check, STEP_KEY_GET, node, &worker->ops);
        break;
    case SCENARIO_DELETE:
        lesson_ops_add_step(check, STEP_KEY_DELETE, node, &worker->ops);
        break;
    case SCENARIO_CLEAR:
        lesson_ops_add_step(check, STEP_KEY_CLEAR, node, &worker->ops);
        break;
    case SCENARIO_ITERATE:
        check_walk(check, node, worker);
        break;
    case SCENARIO_LOCK:
    case SCENARIO_UNLOCK:
    case SCENARIO_RLOCK:
    case SCENARIO_RUNLOCK:
        check_lock(check, kind, node, worker);
        break;
    }
}

static void check_worker(struct lesson_check *check, const struct lesson_node *list,
                         struct worker_state *worker)
{
    static const enum scenario_op_kind kinds[WORK_KEY_TOTAL] = {
#define X(id, name, type, kind, about) [id] = kind,
        LESSON_WORK_KEYS(X)
#undef X
    };
    for (const struct lesson_node *item = list->first; item != NULL; item = item->next) {
        if (item->kind != NODE_MAPPING) continue; /* complained about: the list's items */
        const struct lesson_node *fields[WORK_KEY_TOTAL];
        lesson_fields_read(&check->reader, item, MAPPING_WORK, fields);
        for (int i = 0; i < WORK_KEY_TOTAL; i++) {
            if (fields[i] != NULL) check_work(check, kinds[i], fields[i], worker);
        }
    }
    check_all_given_back(check, worker);
}

void lesson_check_workers(struct lesson_check *check, const struct lesson_node *node,
                          struct scenario *race)
{
    size_t count = node->count < SCENARIO_WORKERS_MAX ? node->count : SCENARIO_WORKERS_MAX;
    struct scenario_worker *workers = arena_take_array(check->reader.arena, count, sizeof *workers);
    if (workers == NULL) return;
    const struct lesson_node *key = node->first;
    for (size_t i = 0; i < count; i++, key = key->next) {
        char whose[64];
        snprintf(whose, sizeof whose, "worker \"%.40s\"", key->text);
        struct worker_state worker = {.name = key->text, .race = race};
        worker.ops = (struct lesson_ops){.cap = SCENARIO_OPS_MAX, .whose = whose};
        if (key->value->kind == NODE_LIST) check_worker(check, key->value, &worker);
        workers[i].name = key->text;
        workers[i].ops = worker.ops.ops;
        workers[i].op_count = worker.ops.count;
    }
    race->workers = workers;
    race->worker_count = count;
}
