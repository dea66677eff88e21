/* run.c - one script, one map, one reference map, step by step.
 *
 *   operation --+--> th_map ---------> answer --.
 *               '--> reference_map --> answer --+--> the same?
 */
#include "tests/property/run.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/inspect.h"
#include "core/map_layout.h"
#include "core/rules.h"
#include "tests/property/key_hash.h"
#include "tests/property/loans.h"
#include "tests/property/watch.h"
#include "tests/support/counting_memory.h"

/* A large array begins at 32 pages: so maps of some dozen entries have them. */
enum { SMALL_PAGE = 64 };

struct run {
    const struct map_script *script;
    const struct map_calls *calls;
    struct map_result *result;
    struct map_reach *reach;
    th_map *map;
    struct reference_map reference;
    struct watch watches[MAP_SCRIPT_CURSORS];
    const void *opened_in[MAP_SCRIPT_CURSORS]; /* the array that each cursor began in */
    struct loans loans;
    struct key_hash hash;
    struct counting_memory memory;
    th_observer observer;
    size_t next_check; /* the operation after which everything is checked */
};

static bool failed(struct run *run, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool failed(struct run *run, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    run->result->has_failed = true;
    vsnprintf(run->result->text, sizeof run->result->text, format, arguments);
    va_end(arguments);
    return false;
}

/* ---- The whole map ---- */

static bool check_rules(struct run *run)
{
    th_snapshot *snapshot;
    if (th_inspect_map(run->map, &snapshot) != TH_OK) return failed(run, "the map is no map");
    th_hash hash = key_hash_use(&run->hash);
    th_verdict verdict = th_rules_check(snapshot, &hash, run->hash.last_seed);
    th_snapshot_free(snapshot);
    if (verdict.rule == TH_RULES_HOLD) return true;
    return failed(run, "rule %d is broken: %s: %s", (int)verdict.rule, th_rule_text(verdict.rule),
                  verdict.where);
}

/* Aligned, too, where core/map.h says so. */
static bool is_value(const struct run *run, const void *found, const void *wanted)
{
    size_t value_size = run->script->value_size;
    if (value_size % 8 == 0 && (uintptr_t)found % 8 != 0) return false;
    return found != NULL && (value_size == 0 || memcmp(found, wanted, value_size) == 0);
}

/* The lengths are equal, and each entry of the reference is in the map: so they hold the same. */
static bool check_contents(struct run *run)
{
    for (size_t i = 0; i < run->reference.count; i++) {
        const struct reference_entry *entry = &run->reference.entries[i];
        const void *found = run->calls->get(run->map, entry->key);
        if (found == NULL) return failed(run, "a key that was put is not there");
        if (!is_value(run, found, entry->value)) return failed(run, "a value is not what was put");
    }
    return true;
}

static bool check_all(struct run *run)
{
    run->next_check = run->result->op + 4 + run->reference.count / 4;
    return check_contents(run) && check_rules(run);
}

static bool check_len(struct run *run)
{
    size_t len = th_map_len(run->map), wanted = run->reference.count;
    return len == wanted || failed(run, "the map's length is %zu, it has %zu entries", len, wanted);
}

/* ---- Operations ---- */

static unsigned open_cursors(const struct run *run)
{
    unsigned open = 0;
    for (unsigned i = 0; i < MAP_SCRIPT_CURSORS; i++)
        open |= (unsigned)run->watches[i].is_open << i;
    return open;
}

/* From here on the requested take of memory gets nothing. */
static uint64_t begin_starving(struct run *run, const struct map_op *op)
{
    if (op->fail_take > 0) counting_memory_fail(&run->memory, op->fail_take, 1);
    return run->memory.failures;
}

static th_key key_of(const struct run *run, const struct map_op *op)
{
    return run->script->keys[op->key].key;
}

/* A number that stands for all that is to be seen of the map, but not for its values. */
static uint64_t look(const struct run *run)
{
    th_snapshot *snapshot;
    if (th_inspect_map(run->map, &snapshot) != TH_OK) return 0;
    uint64_t sum = snapshot->count * 31 + snapshot->flags + snapshot->nevacuate * 7 +
                   snapshot->noverflow * 13u + snapshot->B + snapshot->stock_left * 3;
    const th_snapshot_array *arrays[] = {&snapshot->buckets, &snapshot->oldbuckets};
    for (unsigned a = 0; a < 2; a++) {
        for (size_t i = 0; i < arrays[a]->chain_count; i++) {
            const th_snapshot_chain *chain = &arrays[a]->chains[i];
            for (size_t depth = 0; depth < chain->bucket_count; depth++) {
                for (unsigned slot = 0; slot < 8; slot++)
                    sum = (sum ^ chain->buckets[depth].tophash[slot]) * 0x100000001b3;
            }
        }
    }
    th_snapshot_free(snapshot);
    return sum;
}

static bool check_failed_put(struct run *run, uint64_t failures_before, uint64_t seen_before)
{
    if (run->memory.failures == failures_before) {
        return failed(run, "a put says that there is no memory, and there is");
    }
    if (run->reach != NULL) run->reach->failed_puts++;
    if (look(run) != seen_before) return failed(run, "a put that failed has changed the map");
    return check_all(run);
}

/* The key that the map was given goes at once, if the map has no right to it. */
static bool note_put(struct run *run, th_key lent, const uint8_t *value)
{
    uint64_t serial = run->reference.next_serial;
    bool is_new = reference_map_put(&run->reference, lent, value);
    if (is_new && !run->script->keys_owned) {
        loans_lend(&run->loans, serial, lent);
    } else {
        loan_end(lent);
    }
    return true;
}

static bool run_put(struct run *run, const struct map_op *op)
{
    uint8_t value[TH_VALUE_SIZE_MAX];
    map_value_bytes(op->value, run->script->value_size, value);
    uint64_t seen = op->fail_take > 0 ? look(run) : 0;
    uint64_t failures = begin_starving(run, op);
    th_key lent = loan_make(key_of(run, op));
    bool has_value = run->script->value_size > 0;
    th_status status = run->calls->put(run->map, lent, has_value ? value : NULL);
    counting_memory_stop_failing(&run->memory);
    if (status == TH_OK) return note_put(run, lent, value);
    loan_end(lent);
    if (status != TH_NO_MEMORY) return failed(run, "a put says: %s", th_status_text(status));
    return check_failed_put(run, failures, seen);
}

static bool run_get(struct run *run, const struct map_op *op)
{
    th_key asked = loan_make(key_of(run, op));
    const void *found = run->calls->get(run->map, asked);
    loan_end(asked);
    const struct reference_entry *wanted = reference_map_find(&run->reference, key_of(run, op));
    if (wanted == NULL) {
        return found == NULL || failed(run, "a get finds a key that is not in the map");
    }
    if (found == NULL) return failed(run, "a get does not find a key that was put");
    return is_value(run, found, wanted->value) || failed(run, "a get finds another value");
}

static bool run_delete(struct run *run, const struct map_op *op)
{
    (void)begin_starving(run, op);
    th_key asked = loan_make(key_of(run, op));
    bool is_deleted = run->calls->delete_key(run->map, asked);
    counting_memory_stop_failing(&run->memory);
    loan_end(asked);
    const struct reference_entry *entry = reference_map_find(&run->reference, key_of(run, op));
    if (is_deleted != (entry != NULL)) {
        return failed(run, is_deleted ? "a delete says that a key was there that was not"
                                      : "a delete does not find a key that was put");
    }
    if (entry == NULL) return true;
    loans_entry_gone(&run->loans, entry->serial, open_cursors(run));
    reference_map_delete(&run->reference, key_of(run, op));
    return true;
}

static bool run_clear(struct run *run, const struct map_op *op)
{
    (void)op;
    bool is_growing = ((const th_hmap *)run->map)->oldbuckets != NULL;
    if (run->reach != NULL && is_growing) run->reach->clears_in_growth++;
    run->calls->clear(run->map);
    for (size_t i = 0; i < run->reference.count; i++)
        loans_entry_gone(&run->loans, run->reference.entries[i].serial, open_cursors(run));
    reference_map_clear(&run->reference);
    return check_all(run);
}

static bool step(struct run *run, struct watch *watch)
{
    const char *wrong = watch_step(watch, run->calls, &run->reference);
    return wrong == NULL || failed(run, "%s", wrong);
}

static bool run_close(struct run *run, const struct map_op *op)
{
    watch_close(&run->watches[op->cursor]);
    loans_cursor_closed(&run->loans, op->cursor);
    return true;
}

static bool run_open(struct run *run, const struct map_op *op)
{
    (void)run_close(run, op);
    struct watch *watch = &run->watches[op->cursor];
    run->opened_in[op->cursor] = ((const th_hmap *)run->map)->buckets;
    watch_open(watch, run->map, &run->reference, op->start_bucket, op->offset);
    return step(run, watch);
}

static bool run_next(struct run *run, const struct map_op *op)
{
    struct watch *watch = &run->watches[op->cursor];
    if (!watch->is_open) return true;
    bool was_at_end = watch->is_at_end;
    if (!step(run, watch)) return false;
    bool has_ended = watch->is_at_end && !was_at_end;
    bool has_grown = ((const th_hmap *)run->map)->buckets != run->opened_in[op->cursor];
    if (run->reach != NULL) run->reach->walks_through_growth += has_ended && has_grown;
    return true;
}

/* At its end the witness has seen each entry once. */
static bool run_iterate(struct run *run, const struct map_op *op)
{
    struct watch watch = {.is_open = false};
    watch_open(&watch, run->map, &run->reference, op->start_bucket, op->offset);
    while (!watch.is_at_end) {
        if (!step(run, &watch)) return false;
    }
    watch_close(&watch);
    return true;
}

static bool (*const runs[MAP_OP_KINDS])(struct run *run, const struct map_op *op) = {
    [MAP_PUT] = run_put,         [MAP_GET] = run_get,     [MAP_DELETE] = run_delete,
    [MAP_CLEAR] = run_clear,     [MAP_OPEN] = run_open,   [MAP_NEXT] = run_next,
    [MAP_ITERATE] = run_iterate, [MAP_CLOSE] = run_close,
};

/* ---- The whole script ---- */

static void note_reach(void *context, const th_event *event)
{
    struct run *run = context;
    struct map_reach *reach = run->reach;
    if (reach == NULL) return;
    reach->events[event->kind]++;
    if (event->kind != TH_EVENT_GROW_START) return;
    bool is_same_size = event->header_after->flags & TH_FLAG_SAME_SIZE;
    reach->same_size_growths += is_same_size;
    reach->doublings += !is_same_size;
    if (event->header_after->B > reach->most_B) reach->most_B = event->header_after->B;
    if (event->header_after->count > reach->most_entries) {
        reach->most_entries = event->header_after->count;
    }
}

static bool begin(struct run *run)
{
    const struct map_script *script = run->script;
    reference_map_set_up(&run->reference, script->value_size);
    key_hash_set_up(&run->hash, script);
    counting_memory_set_up(&run->memory);
    run->memory.page_size = SMALL_PAGE;
    run->observer = (th_observer){.context = run, .event = note_reach};
    th_map_options options = {.hint = script->hint,
                              .value_size = script->value_size,
                              .keys_owned = script->keys_owned,
                              .is_seeded = true,
                              .seed = 7,
                              .hash = key_hash_use(&run->hash),
                              .memory = counting_memory_use(&run->memory),
                              .observer = script->is_watched ? &run->observer : NULL};
    th_status status = th_map_make(&options, &run->map);
    return status == TH_OK || failed(run, "make says: %s", th_status_text(status));
}

static bool end(struct run *run)
{
    if (!check_all(run)) return false;
    for (uint8_t i = 0; i < MAP_SCRIPT_CURSORS; i++)
        (void)run_close(run, &(struct map_op){.cursor = i});
    th_map_free(run->map);
    bool is_balanced = run->memory.held_blocks == 0 && run->memory.held_bytes == 0;
    loans_free(&run->loans);
    reference_map_free(&run->reference);
    key_hash_free(&run->hash);
    if (is_balanced) return true;
    return failed(run, "%zu bytes in %zu blocks were not given back", run->memory.held_bytes,
                  run->memory.held_blocks);
}

void map_script_run(const struct map_script *script, const struct map_calls *calls,
                    struct map_result *result, struct map_reach *reach)
{
    struct run run = {.script = script, .calls = calls, .result = result, .reach = reach};
    *result = (struct map_result){.op = 0};
    if (!begin(&run)) return;
    for (; result->op < script->op_count; result->op++) {
        const struct map_op *op = &script->ops[result->op];
        if (!runs[op->kind](&run, op) || !check_len(&run)) return;
        if (result->op >= run.next_check && !check_all(&run)) return;
    }
    (void)end(&run);
}
