/* history.c - a ring of a map's last operations, written by all threads without a lock.
 *
 *   begun  [ stopped: 1 bit | how many have begun: 63 bits ]
 *   ring   [ 9 over ][ 10 over ][ 11 ........ ][ 12 under way ][ 5 over ][ 6 over ] ...
 *                                ^ being written: has no number     ^ to be overwritten next
 *
 *   H1  the number n lives in slot (n - 1) mod the ring's length, and nowhere else.
 *   H2  a slot says its number last, and takes it away first: a reader that sees the same number
 *       before and after has copied one operation (but for what core/history.h says is torn).
 *   H3  stopping is one bit of the counter: what has no number by then will never get one.
 */
#include "core/history.h"

#include "core/map_watch.h"

enum { KEY_WORDS = TH_HISTORY_KEY_SIZE / sizeof(uint64_t), OP_BITS = 8 };

#define STOPPED ((uint64_t)1 << 63)

/* Everything in it is atomic, as threads write and read it at the same time; the order of memory
 * matters for the state alone. */
typedef struct record {
    _Atomic uint64_t state; /* number * 2, + 1 when it is over; 0: being written, or never was */
    const char *_Atomic thread_name;
    const void *_Atomic caller;
    _Atomic uint64_t who_and_op; /* the thread's number above, the operation in OP_BITS below */
    _Atomic uint64_t key_len;
    _Atomic uint64_t key[KEY_WORDS];
} record;
static_assert(sizeof(record) == 64, "core/history.h says what an entry costs");
static_assert(TH_OP_COUNT <= 1 << OP_BITS, "an operation fits below the thread's number");

struct th_history {
    _Atomic uint64_t begun;
    uint64_t mask; /* the ring's length - 1 */
    record ring[];
};

#define LOAD(field) atomic_load_explicit(&(field), memory_order_relaxed)
#define STORE(field, value) atomic_store_explicit(&(field), (value), memory_order_relaxed)

/* ---- Threads ---- */

static _Atomic uint32_t last_thread;
static _Thread_local uint32_t own_number; /* 0: none yet */
static _Thread_local const char *own_name;

void th_thread_name_set(const char *name) { own_name = name; }

static uint32_t number_of_thread(void)
{
    if (own_number == 0) {
        own_number = atomic_fetch_add_explicit(&last_thread, 1, memory_order_relaxed) + 1;
    }
    return own_number;
}

/* ---- The ring ---- */

static size_t size_of(uint64_t length) { return sizeof(th_history) + length * sizeof(record); }

th_history *th_history_make(th_memory memory, uint32_t count)
{
    uint64_t length = 1;
    while (length < count && length < TH_HISTORY_MAX)
        length *= 2;
    th_history *history = memory.take(memory.context, size_of(length));
    if (history != NULL) history->mask = length - 1;
    return history;
}

void th_history_free(th_history *history, th_memory memory)
{
    if (history != NULL) memory.give(memory.context, history, size_of(history->mask + 1));
}

/* H1 */
static record *slot_of(const th_history *history, uint64_t number)
{
    return (record *)(uintptr_t)&history->ring[(number - 1) & history->mask];
}

static void write_key(record *slot, th_key key)
{
    uint64_t words[KEY_WORDS] = {0};
    size_t len = key.len < sizeof words ? key.len : sizeof words;
    if (len > 0) memcpy(words, key.bytes, len);
    STORE(slot->key_len, key.len);
    for (unsigned i = 0; i < KEY_WORDS; i++)
        STORE(slot->key[i], words[i]);
}

uint64_t th_history_begin(th_history *history, th_op op, th_key key, const void *caller)
{
    if (history == NULL) return 0;
    if (LOAD(history->begun) & STOPPED) return 0;
    uint64_t begun = atomic_fetch_add_explicit(&history->begun, 1, memory_order_relaxed);
    if (begun & STOPPED) { /* just now; the count must not move the ring's end */
        atomic_fetch_sub_explicit(&history->begun, 1, memory_order_relaxed);
        return 0;
    }
    uint64_t number = begun + 1;
    record *slot = slot_of(history, number);
    STORE(slot->state, 0);
    STORE(slot->thread_name, own_name);
    STORE(slot->caller, caller);
    STORE(slot->who_and_op, (uint64_t)number_of_thread() << OP_BITS | (uint64_t)op);
    write_key(slot, key);
    atomic_store_explicit(&slot->state, number * 2, memory_order_release);
    return number;
}

void th_history_end(th_history *history, uint64_t number)
{
    if (number == 0 || (LOAD(history->begun) & STOPPED)) return;
    record *slot = slot_of(history, number);
    uint64_t state = number * 2;
    atomic_compare_exchange_strong_explicit(&slot->state, &state, state + 1, memory_order_relaxed,
                                            memory_order_relaxed);
}

void th_history_stop(th_history *history)
{
    if (history != NULL) {
        atomic_fetch_or_explicit(&history->begun, STOPPED, memory_order_relaxed);
    }
}

/* ---- Reading ---- */

bool th_history_find(const th_history *history, uint64_t number, th_history_entry *entry)
{
    const record *slot = slot_of(history, number);
    uint64_t state = atomic_load_explicit(&slot->state, memory_order_acquire);
    if (state >> 1 != number) return false;
    uint64_t who_and_op = LOAD(slot->who_and_op);
    uint64_t words[KEY_WORDS];
    for (unsigned i = 0; i < KEY_WORDS; i++)
        words[i] = LOAD(slot->key[i]);
    *entry = (th_history_entry){
        .number = number,
        .thread_name = LOAD(slot->thread_name),
        .thread = (uint32_t)(who_and_op >> OP_BITS),
        .op = (th_op)(who_and_op & ((1 << OP_BITS) - 1)),
        .key_len = LOAD(slot->key_len),
        .caller = LOAD(slot->caller),
        .is_over = state & 1,
        .is_mine = who_and_op >> OP_BITS == own_number,
    };
    memcpy(entry->key, words, sizeof words);
    return LOAD(slot->state) >> 1 == number; /* H2 */
}

void th_history_bounds(const th_history *history, uint64_t *first, uint64_t *end)
{
    *first = *end = 1;
    if (history == NULL) return;
    *end = (LOAD(history->begun) & ~STOPPED) + 1;
    if (*end - 1 > history->mask + 1) *first = *end - (history->mask + 1);
}

size_t th_history_read(const th_map *map, th_history_entry *entries, size_t count)
{
    uint64_t first, end;
    size_t found = 0;
    th_history_bounds(map == NULL ? NULL : map->history, &first, &end);
    if (end - first > count) first = end - count;
    for (uint64_t number = first; number < end; number++)
        found += th_history_find(map->history, number, &entries[found]);
    return found;
}
