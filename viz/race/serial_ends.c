/* serial_ends.c - all serial orders that do not commute, made on a table of keys.
 *
 *   walk down: a worker's next step changes the table, and is undone on the way back
 *   at the bottom: the end's digest, and which worker made each step
 *
 *   E1  at each stop only workers that depend on each other, now or later, are tried: nothing that
 *       the others do can matter to them (a persistent set).
 *   E2  a worker that was tried sleeps until something happens that does not commute with its step
 *       (a sleep set). */
#include "viz/race/serial_ends.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/hash.h"
#include "viz/race/serial_program.h"

/* ---- Digests ---- */

static uint64_t digest_of(uint64_t seed, const void *bytes, size_t len)
{
    th_hash hash = th_hash_default();
    return hash.hash(hash.context, seed, (th_key){bytes, len});
}

uint64_t race_entry(th_key key, const void *value, size_t value_size)
{
    uint64_t digest = digest_of(digest_of(1, key.bytes, key.len), value, value_size);
    return digest == 0 ? 1 : digest;
}

static uint64_t digest_end(const uint64_t *results, size_t count, uint64_t contents,
                           uint64_t entries)
{
    const uint64_t map[] = {contents, entries};
    return digest_of(digest_of(2, results, count * sizeof *results), map, sizeof map);
}

/* ---- What is known at last ---- */

struct known_end {
    uint64_t digest;
    size_t order; /* index */
};

struct serial_ends {
    struct serial_program *program;
    struct known_end *known; /* by digest, in the end */
    uint8_t *orders;         /* step_count workers for each */
    size_t step_count, order_count, order_cap;
};

void serial_ends_free(struct serial_ends *ends)
{
    if (ends == NULL) return;
    serial_program_free(ends->program);
    free(ends->known);
    free(ends->orders);
    free(ends);
}

static bool make_room(struct serial_ends *ends)
{
    if (ends->order_count < ends->order_cap) return true;
    if (ends->order_cap >= SERIAL_ORDERS_MAX) {
        errno = E2BIG;
        return false;
    }
    size_t cap = ends->order_cap == 0 ? 64 : ends->order_cap * 2;
    if (cap > SERIAL_ORDERS_MAX) cap = SERIAL_ORDERS_MAX;
    struct known_end *known = realloc(ends->known, cap * sizeof *known);
    if (known == NULL) return false;
    ends->known = known;
    uint8_t *orders = realloc(ends->orders, cap * ends->step_count + 1);
    if (orders == NULL) return false;
    ends->orders = orders;
    ends->order_cap = cap;
    return true;
}

/* ---- The table ---- */

/* A lock's holders: writers first, then readers. */
struct holders {
    size_t writers, readers;
};

struct walk {
    struct serial_ends *ends;
    uint64_t *entries; /* by key: race_entry; 0: none */
    uint64_t *cleared; /* what each clear on the way took away: key_count each */
    size_t clears_made;
    uint64_t contents, count;
    uint64_t results[SERIAL_STEPS_MAX];
    size_t at[SCENARIO_WORKERS_MAX]; /* each worker's next step */
    struct holders locks[SCENARIO_LOCKS_MAX];
    uint8_t order[SERIAL_STEPS_MAX];
    size_t depth;
};

static void set_entry(struct walk *walk, size_t key, uint64_t entry)
{
    walk->contents += entry - walk->entries[key];
    walk->count += (uint64_t)(entry != 0) - (uint64_t)(walk->entries[key] != 0);
    walk->entries[key] = entry;
}

static void clear(struct walk *walk)
{
    size_t key_count = walk->ends->program->key_count;
    uint64_t *kept = walk->cleared + walk->clears_made++ * key_count;
    if (key_count > 0) memcpy(kept, walk->entries, key_count * sizeof *kept);
    for (size_t key = 0; key < key_count; key++)
        set_entry(walk, key, 0);
}

static void unclear(struct walk *walk)
{
    size_t key_count = walk->ends->program->key_count;
    const uint64_t *kept = walk->cleared + --walk->clears_made * key_count;
    for (size_t key = 0; key < key_count; key++)
        set_entry(walk, key, kept[key]);
}

/* The operation's result; what stood under its key before in *before. */
static uint64_t make_op(struct walk *walk, size_t op, enum scenario_op_kind kind, uint64_t *before)
{
    const struct serial_program *program = walk->ends->program;
    size_t key = program->op_keys[op];
    if (kind == SCENARIO_ITERATE) return walk->contents;
    if (kind == SCENARIO_CLEAR) {
        clear(walk);
        return 0;
    }
    *before = walk->entries[key];
    if (kind == SCENARIO_GET) return *before;
    set_entry(walk, key, kind == SCENARIO_PUT ? program->op_entries[op] : 0);
    return kind == SCENARIO_PUT ? TH_OK : *before != 0;
}

static void undo_op(struct walk *walk, size_t op, enum scenario_op_kind kind, uint64_t before)
{
    if (kind == SCENARIO_CLEAR) unclear(walk);
    if (kind == SCENARIO_PUT || kind == SCENARIO_DELETE) {
        set_entry(walk, walk->ends->program->op_keys[op], before);
    }
}

/* ---- Steps ---- */

static const struct scenario_op *step_ops(const struct walk *walk, size_t w,
                                          const struct serial_step **step)
{
    const struct serial_program *program = walk->ends->program;
    *step = &program->steps[w][walk->at[w]];
    return &program->scenario->workers[w].ops[(*step)->first];
}

/* Takes and gives back the step's locks; false: one of them is held, and the others are as they are
 * after the part that went well. */
static bool move_locks(struct walk *walk, size_t w)
{
    const struct serial_step *step;
    const struct scenario_op *ops = step_ops(walk, w, &step);
    for (size_t i = 0; i < step->count; i++) {
        struct holders *lock = &walk->locks[ops[i].lock];
        switch (ops[i].kind) {
        case SCENARIO_LOCK:
            if (lock->writers + lock->readers > 0) return false;
            lock->writers++;
            break;
        case SCENARIO_RLOCK:
            if (lock->writers > 0) return false;
            lock->readers++;
            break;
        case SCENARIO_UNLOCK:
            lock->writers--;
            break;
        case SCENARIO_RUNLOCK:
            lock->readers--;
            break;
        default: /* it is the map's */
            break;
        }
    }
    return true;
}

static bool is_done(const struct walk *walk, size_t w)
{
    return walk->at[w] == walk->ends->program->step_counts[w];
}

static bool is_ready(struct walk *walk, size_t w)
{
    struct holders before[SCENARIO_LOCKS_MAX];
    if (is_done(walk, w)) return false;
    memcpy(before, walk->locks, sizeof before);
    bool can_move = move_locks(walk, w);
    memcpy(walk->locks, before, sizeof before);
    return can_move;
}

/* The first worker that is not done, and all that depend on it, on those, and so on (E1). */
static uint32_t cluster(const struct walk *walk)
{
    const struct serial_program *program = walk->ends->program;
    size_t worker_count = program->scenario->worker_count, first = 0;
    while (first < worker_count && is_done(walk, first))
        first++;
    if (first == worker_count) return 0;
    uint32_t in = 1u << first, before = 0;
    while (in != before) {
        before = in;
        for (size_t w = 0; w < worker_count; w++) {
            for (size_t v = 0; v < worker_count; v++) {
                if (!(in >> w & 1)) continue;
                if (program->remain_depends[w][walk->at[w]][v][walk->at[v]]) in |= 1u << v;
            }
        }
    }
    return in;
}

/* Those of the sleepers that a step of w does not wake (E2). */
static uint32_t still_asleep(const struct walk *walk, uint32_t asleep, size_t w)
{
    const struct serial_program *program = walk->ends->program;
    for (size_t v = 0; v < program->scenario->worker_count; v++) {
        if (!(asleep >> v & 1)) continue;
        if (program->depends[w][walk->at[w]][v][walk->at[v]]) asleep &= ~(1u << v);
    }
    return asleep;
}

static bool keep_end(struct walk *walk)
{
    struct serial_ends *ends = walk->ends;
    if (!make_room(ends)) return false;
    uint64_t digest =
        digest_end(walk->results, ends->program->op_count, walk->contents, walk->count);
    ends->known[ends->order_count] =
        (struct known_end){.digest = digest, .order = ends->order_count};
    memcpy(ends->orders + ends->order_count * ends->step_count, walk->order, ends->step_count);
    ends->order_count++;
    return true;
}

static bool walk_on(struct walk *walk, uint32_t asleep);

/* Makes the step of w, walks on from there, and undoes it. */
static bool walk_through(struct walk *walk, size_t w, uint32_t asleep)
{
    const struct serial_step *step;
    const struct scenario_op *ops = walk->ends->program->scenario->workers[w].ops;
    struct holders locks_before[SCENARIO_LOCKS_MAX];
    uint64_t before = 0;
    enum scenario_op_kind kind = SCENARIO_GET;
    (void)step_ops(walk, w, &step);
    memcpy(locks_before, walk->locks, sizeof locks_before);
    asleep = still_asleep(walk, asleep, w);
    (void)move_locks(walk, w);
    if (step->op != SERIAL_NO_OP) {
        kind = ops[step->op - walk->ends->program->first_op[w]].kind;
        walk->results[step->op] = make_op(walk, step->op, kind, &before);
    }
    walk->order[walk->depth++] = (uint8_t)w;
    walk->at[w]++;
    bool went_well = walk_on(walk, asleep);
    walk->at[w]--;
    walk->depth--;
    if (step->op != SERIAL_NO_OP) undo_op(walk, step->op, kind, before);
    memcpy(walk->locks, locks_before, sizeof locks_before);
    return went_well;
}

static bool walk_on(struct walk *walk, uint32_t asleep)
{
    if (walk->depth == walk->ends->step_count) return keep_end(walk);
    uint32_t in = cluster(walk);
    for (size_t w = 0; w < walk->ends->program->scenario->worker_count; w++) {
        if (!((in & ~asleep) >> w & 1) || !is_ready(walk, w)) continue;
        if (!walk_through(walk, w, asleep)) return false;
        asleep |= 1u << w;
    }
    return true;
}

/* ---- Making ---- */

static void set_up(struct walk *walk)
{
    const struct scenario *scenario = walk->ends->program->scenario;
    for (size_t i = 0; i < scenario->setup_count; i++) {
        const struct scenario_op *op = &scenario->setup[i];
        if (op->kind == SCENARIO_CLEAR) {
            for (size_t key = 0; key < walk->ends->program->key_count; key++)
                set_entry(walk, key, 0);
            continue;
        }
        uint64_t entry = 0;
        if (op->kind == SCENARIO_PUT) entry = race_entry(op->key, op->value, scenario->value_size);
        set_entry(walk, serial_program_key(walk->ends->program, op->key), entry);
    }
}

static int compare_ends(const void *a, const void *b)
{
    const struct known_end *left = a, *right = b;
    if (left->digest != right->digest) return left->digest < right->digest ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

static bool try_all(struct serial_ends *ends)
{
    const struct serial_program *program = ends->program;
    struct walk *walk = calloc(1, sizeof *walk);
    uint64_t *entries = calloc(program->key_count + 1, sizeof *entries);
    uint64_t *cleared = calloc(program->clear_count * program->key_count + 1, sizeof *cleared);
    bool went_well = walk != NULL && entries != NULL && cleared != NULL;
    if (went_well) {
        *walk = (struct walk){.ends = ends, .entries = entries, .cleared = cleared};
        set_up(walk);
        went_well = walk_on(walk, 0);
    }
    int why = errno;
    free(walk);
    free(entries);
    free(cleared);
    errno = why;
    return went_well;
}

struct serial_ends *serial_ends_make(const struct scenario *scenario)
{
    struct serial_ends *ends = calloc(1, sizeof *ends);
    if (ends == NULL) return NULL;
    ends->program = serial_program_make(scenario);
    if (ends->program == NULL) goto fail;
    for (size_t w = 0; w < scenario->worker_count; w++)
        ends->step_count += ends->program->step_counts[w];
    if (!try_all(ends)) goto fail;
    if (ends->order_count > 0) {
        qsort(ends->known, ends->order_count, sizeof *ends->known, compare_ends);
    }
    return ends;
fail:;
    int why = errno;
    serial_ends_free(ends);
    errno = why;
    return NULL;
}

size_t serial_ends_orders(const struct serial_ends *ends) { return ends->order_count; }

/* ---- Asking ---- */

/* A step of an order, by worker and number. */
struct placed {
    size_t worker, step, op;
};

/* Must be made before: it does not commute and stands earlier, or was over before. */
static bool comes_before(const struct serial_ends *ends, const struct race_span *spans,
                         const struct placed *steps, size_t a, size_t b)
{
    const struct placed *x = &steps[a], *y = &steps[b];
    if (a < b && ends->program->depends[x->worker][x->step][y->worker][y->step]) return true;
    if (x->op == SERIAL_NO_OP || y->op == SERIAL_NO_OP) return false;
    return spans[x->op].end <= spans[y->op].begin;
}

/* The order, or one that commutes with it, agrees with spans: there is always a step that nothing
 * which is left must precede. */
static bool agrees(const struct serial_ends *ends, const uint8_t *order,
                   const struct race_span *spans)
{
    struct placed steps[SERIAL_STEPS_MAX];
    bool is_made[SERIAL_STEPS_MAX] = {false};
    size_t at[SCENARIO_WORKERS_MAX] = {0}, count = ends->step_count;
    for (size_t i = 0; i < count; i++) {
        size_t w = order[i], step = at[w]++;
        steps[i] = (struct placed){w, step, ends->program->steps[w][step].op};
    }
    for (size_t made = 0; made < count; made++) {
        size_t next = 0;
        for (; next < count; next++) {
            bool is_free = !is_made[next];
            for (size_t i = 0; is_free && i < count; i++) {
                if (i == next || is_made[i]) continue;
                is_free = !comes_before(ends, spans, steps, i, next);
            }
            if (is_free) break;
        }
        if (next == count) return false;
        is_made[next] = true;
    }
    return true;
}

bool serial_ends_has(const struct serial_ends *ends, const struct race_end *end)
{
    uint64_t digest = digest_end(end->results, ends->program->op_count, end->contents, end->count);
    size_t low = 0, high = ends->order_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ends->known[middle].digest < digest)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < ends->order_count && ends->known[low].digest == digest; low++) {
        const uint8_t *order = ends->orders + ends->known[low].order * ends->step_count;
        if (end->spans == NULL || agrees(ends, order, end->spans)) return true;
    }
    return false;
}
