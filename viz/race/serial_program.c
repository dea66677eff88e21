/* serial_program.c - from a scenario's operations to steps, and which steps commute. */
#include "viz/race/serial_program.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>

#include "viz/race/serial_ends.h"

/* ---- Keys ---- */

static bool has_key(enum scenario_op_kind kind)
{
    return kind == SCENARIO_PUT || kind == SCENARIO_GET || kind == SCENARIO_DELETE;
}

size_t serial_program_key(const struct serial_program *program, th_key key)
{
    size_t number = 0;
    while (number < program->key_count && !th_key_is_equal(program->keys[number], key))
        number++;
    return number;
}

static size_t number_key(struct serial_program *program, const struct scenario_op *op)
{
    if (!has_key(op->kind)) return 0;
    size_t number = serial_program_key(program, op->key);
    if (number == program->key_count) program->keys[program->key_count++] = op->key;
    return number;
}

static void number_ops(struct serial_program *program)
{
    const struct scenario *scenario = program->scenario;
    for (size_t i = 0; i < scenario->setup_count; i++)
        (void)number_key(program, &scenario->setup[i]);
    for (size_t w = 0; w < scenario->worker_count; w++) {
        program->first_op[w] = program->op_count;
        for (size_t i = 0; i < scenario->workers[w].op_count; i++) {
            const struct scenario_op *op = &scenario->workers[w].ops[i];
            program->clear_count += op->kind == SCENARIO_CLEAR;
            program->op_keys[program->op_count] = number_key(program, op);
            if (op->kind == SCENARIO_PUT) {
                program->op_entries[program->op_count] =
                    race_entry(op->key, op->value, scenario->value_size);
            }
            program->op_count++;
        }
    }
    program->first_op[scenario->worker_count] = program->op_count;
}

/* ---- Steps ---- */

static bool is_lock(enum scenario_op_kind kind)
{
    return kind == SCENARIO_LOCK || kind == SCENARIO_RLOCK;
}
static bool is_unlock(enum scenario_op_kind kind)
{
    return kind == SCENARIO_UNLOCK || kind == SCENARIO_RUNLOCK;
}

/* A lock that is not held cannot be given back. */
static bool is_well_locked(const struct scenario *scenario, const struct scenario_worker *worker)
{
    size_t held[SCENARIO_LOCKS_MAX][2] = {{0}};
    for (size_t i = 0; i < worker->op_count; i++) {
        const struct scenario_op *op = &worker->ops[i];
        if (!is_lock(op->kind) && !is_unlock(op->kind)) continue;
        bool is_read = op->kind == SCENARIO_RLOCK || op->kind == SCENARIO_RUNLOCK;
        if (op->lock >= scenario->lock_count) return false;
        if (is_read && !scenario->locks[op->lock].is_rw) return false;
        if (is_unlock(op->kind) && held[op->lock][is_read]-- == 0) return false;
        if (is_lock(op->kind)) held[op->lock][is_read]++;
    }
    return true;
}

static void divide(struct serial_program *program, size_t w)
{
    const struct scenario_worker *worker = &program->scenario->workers[w];
    for (size_t at = 0; at < worker->op_count;) {
        struct serial_step *step = &program->steps[w][program->step_counts[w]++];
        *step = (struct serial_step){.first = at, .op = SERIAL_NO_OP};
        while (at < worker->op_count && is_lock(worker->ops[at].kind))
            at++;
        if (at < worker->op_count && !is_unlock(worker->ops[at].kind)) {
            step->op = program->first_op[w] + at++;
        }
        while (at < worker->op_count && is_unlock(worker->ops[at].kind))
            at++;
        step->count = at - step->first;
    }
}

/* ---- What commutes ---- */

static bool is_write(enum scenario_op_kind kind)
{
    return kind == SCENARIO_PUT || kind == SCENARIO_DELETE || kind == SCENARIO_CLEAR;
}

static bool ops_depend(const struct scenario_op *a, const struct scenario_op *b)
{
    bool has_lock = is_lock(a->kind) || is_unlock(a->kind);
    if (has_lock != (is_lock(b->kind) || is_unlock(b->kind))) return false;
    if (has_lock) {
        bool both_read = (a->kind == SCENARIO_RLOCK || a->kind == SCENARIO_RUNLOCK) &&
                         (b->kind == SCENARIO_RLOCK || b->kind == SCENARIO_RUNLOCK);
        return a->lock == b->lock && !both_read;
    }
    if (!is_write(a->kind) && !is_write(b->kind)) return false;
    return !has_key(a->kind) || !has_key(b->kind) || th_key_is_equal(a->key, b->key);
}

static bool steps_depend(const struct serial_program *program, size_t w, size_t i, size_t v,
                         size_t j)
{
    const struct serial_step *a = &program->steps[w][i], *b = &program->steps[v][j];
    for (size_t x = a->first; x < a->first + a->count; x++) {
        for (size_t y = b->first; y < b->first + b->count; y++) {
            const struct scenario *scenario = program->scenario;
            if (ops_depend(&scenario->workers[w].ops[x], &scenario->workers[v].ops[y])) return true;
        }
    }
    return false;
}

static void relate(struct serial_program *program, size_t w, size_t v)
{
    for (size_t i = program->step_counts[w]; i-- > 0;) {
        for (size_t j = program->step_counts[v]; j-- > 0;) {
            bool depends = w == v || steps_depend(program, w, i, v, j);
            program->depends[w][i][v][j] = depends;
            program->remain_depends[w][i][v][j] = depends ||
                                                  program->remain_depends[w][i + 1][v][j] ||
                                                  program->remain_depends[w][i][v][j + 1];
        }
    }
}

/* ---- All of it ---- */

struct serial_program *serial_program_make(const struct scenario *scenario)
{
    assert(scenario->worker_count <= SCENARIO_WORKERS_MAX);
    assert(scenario->lock_count <= SCENARIO_LOCKS_MAX);
    for (size_t w = 0; w < scenario->worker_count; w++) {
        assert(scenario->workers[w].op_count <= SCENARIO_OPS_MAX);
        if (is_well_locked(scenario, &scenario->workers[w])) continue;
        errno = EINVAL;
        return NULL;
    }
    struct serial_program *program = calloc(1, sizeof *program);
    if (program == NULL) return NULL;
    program->scenario = scenario;
    program->keys = calloc(scenario->setup_count + SERIAL_STEPS_MAX, sizeof *program->keys);
    if (program->keys == NULL) {
        free(program);
        return NULL;
    }
    number_ops(program);
    for (size_t w = 0; w < scenario->worker_count; w++)
        divide(program, w);
    for (size_t w = 0; w < scenario->worker_count; w++) {
        for (size_t v = 0; v < scenario->worker_count; v++)
            relate(program, w, v);
    }
    return program;
}

void serial_program_free(struct serial_program *program)
{
    if (program == NULL) return;
    free(program->keys);
    free(program);
}
