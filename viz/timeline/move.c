/* move.c - the table of kinds: how each is packed, and whether it changes the model. */
#include "viz/timeline/move.h"

/* Some kinds change the model though they only look at the map: an op_start of make says that there
 * is a map now, a panic that there is none after all; an array freed is no longer the map's. */
const struct move_kind move_kinds[TH_EVENT_COUNT_OF_KINDS] = {
    [TH_EVENT_OP_START] = {MOVE_WORD, true},        [TH_EVENT_OP_END] = {MOVE_WORD, false},
    [TH_EVENT_FLAGS_READ] = {MOVE_WORD, false},     [TH_EVENT_HASH] = {MOVE_WORD, false},
    [TH_EVENT_WRITING_SET] = {MOVE_WORD, true},     [TH_EVENT_WRITING_CLEARED] = {MOVE_WORD, true},
    [TH_EVENT_BUCKETS_MADE] = {MOVE_HEADER, true},  [TH_EVENT_BUCKET_CHOSEN] = {MOVE_WORD, false},
    [TH_EVENT_SLOT_PROBED] = {MOVE_WORD, false},    [TH_EVENT_KEY_COMPARED] = {MOVE_WORD, false},
    [TH_EVENT_GROWTH_CHECKED] = {MOVE_WORD, false}, [TH_EVENT_GROW_START] = {MOVE_HEADER, true},
    [TH_EVENT_EVACUATE_START] = {MOVE_WORD, false}, [TH_EVENT_SLOT_MOVED] = {MOVE_SLOT, true},
    [TH_EVENT_EMPTY_EVACUATED] = {MOVE_SLOT, true}, [TH_EVENT_BUCKET_WIPED] = {MOVE_LINK, true},
    [TH_EVENT_NEVACUATE] = {MOVE_WORD, true},       [TH_EVENT_GROW_END] = {MOVE_HEADER, true},
    [TH_EVENT_ARRAY_FREED] = {MOVE_WORD, true},     [TH_EVENT_OVERFLOW_LINKED] = {MOVE_LINK, true},
    [TH_EVENT_SLOT_WRITTEN] = {MOVE_SLOT, true},    [TH_EVENT_VALUE_WRITTEN] = {MOVE_SLOT, true},
    [TH_EVENT_SLOT_CLEARED] = {MOVE_SLOT, true},    [TH_EVENT_EMPTY_REST] = {MOVE_SLOT, true},
    [TH_EVENT_COUNT] = {MOVE_WORD, true},           [TH_EVENT_SEED] = {MOVE_WORD, true},
    [TH_EVENT_CLEARED] = {MOVE_HEADER, true},       [TH_EVENT_ITER_START] = {MOVE_CURSOR, true},
    [TH_EVENT_ITER_BUCKET] = {MOVE_CURSOR, true},   [TH_EVENT_ITER_SKIP] = {MOVE_CURSOR, true},
    [TH_EVENT_ITER_LOOKUP] = {MOVE_CURSOR, false},  [TH_EVENT_ITER_YIELD] = {MOVE_CURSOR, true},
    [TH_EVENT_ITER_END] = {MOVE_CURSOR, true},      [TH_EVENT_ITER_CLOSED] = {MOVE_CURSOR, true},
    [TH_EVENT_PANIC] = {MOVE_WORD, true},           [TH_EVENT_FATAL] = {MOVE_WORD, false},
};
