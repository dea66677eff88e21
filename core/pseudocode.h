/* pseudocode.h - the map's algorithm in few lines, as the screen shows it.
 *
 * Each event names the line that it belongs to; the .c files follow these lines in their order, and
 * a change to one side without the other is a bug. */
#ifndef TH_CORE_PSEUDOCODE_H
#define TH_CORE_PSEUDOCODE_H

/* X(line, procedure, indent, text) */
#define TH_LINE_LIST(X)                                                                            \
    X(TH_LINE_MAKE_HINT, TH_CODE_MAKE, 0, "B := least with hint <= 8, or <= 6.5 × 2^B")            \
    X(TH_LINE_MAKE_BUCKETS, TH_CODE_MAKE, 0, "if B > 0: buckets := 2^B buckets, and a stock")      \
    X(TH_LINE_MAKE_DONE, TH_CODE_MAKE, 0, "else: wait for the first write")                        \
                                                                                                   \
    X(TH_LINE_GET_EMPTY, TH_CODE_GET, 0, "if the map is nil or count = 0: not found")              \
    X(TH_LINE_GET_CHECK, TH_CODE_GET, 0, "if flags has writing: fatal, read and write")            \
    X(TH_LINE_GET_SMALL, TH_CODE_GET, 0, "if B = 0 and the key is short: compare keys, no hash")   \
    X(TH_LINE_GET_HASH, TH_CODE_GET, 0, "hash := H(key, hash0)")                                   \
    X(TH_LINE_GET_BUCKET, TH_CODE_GET, 0, "bucket := low B bits; the old one if not evacuated")    \
    X(TH_LINE_GET_PROBE, TH_CODE_GET, 0, "for each slot of the chain, up to rest:")                \
    X(TH_LINE_GET_COMPARE, TH_CODE_GET, 1, "if tophash is equal: compare the keys")                \
    X(TH_LINE_GET_FOUND, TH_CODE_GET, 1, "equal: give back the value")                             \
    X(TH_LINE_GET_ABSENT, TH_CODE_GET, 0, "not found: the zero value")                             \
                                                                                                   \
    X(TH_LINE_PUT_NIL, TH_CODE_PUT, 0, "if the map is nil: panic")                                 \
    X(TH_LINE_PUT_CHECK, TH_CODE_PUT, 0, "if flags has writing: fatal, concurrent writes")         \
    X(TH_LINE_PUT_HASH, TH_CODE_PUT, 0, "hash := H(key, hash0)")                                   \
    X(TH_LINE_PUT_WRITING, TH_CODE_PUT, 0, "flags ^= writing")                                     \
    X(TH_LINE_PUT_BUCKETS, TH_CODE_PUT, 0, "if there are no buckets: make one")                    \
    X(TH_LINE_PUT_WORK, TH_CODE_PUT, 0, "if growing: evacuate the key's old bucket, and one more") \
    X(TH_LINE_PUT_BUCKET, TH_CODE_PUT, 0, "bucket := low B bits of hash")                          \
    X(TH_LINE_PUT_PROBE, TH_CODE_PUT, 0, "for each slot of the chain, up to rest:")                \
    X(TH_LINE_PUT_COMPARE, TH_CODE_PUT, 1, "if tophash is equal: compare the keys")                \
    X(TH_LINE_PUT_UPDATE, TH_CODE_PUT, 1, "equal: overwrite the value, done")                      \
    X(TH_LINE_PUT_GROW, TH_CODE_PUT, 0, "if too full, or too many overflow buckets: grow, again")  \
    X(TH_LINE_PUT_OVERFLOW, TH_CODE_PUT, 0, "if no slot is free: link an overflow bucket")         \
    X(TH_LINE_PUT_WRITE, TH_CODE_PUT, 0, "first free slot := tophash, key, value")                 \
    X(TH_LINE_PUT_COUNT, TH_CODE_PUT, 0, "count := count + 1")                                     \
    X(TH_LINE_PUT_DONE, TH_CODE_PUT, 0, "writing gone? fatal. flags &= ~writing")                  \
                                                                                                   \
    X(TH_LINE_DELETE_EMPTY, TH_CODE_DELETE, 0, "if the map is nil or count = 0: nothing to do")    \
    X(TH_LINE_DELETE_CHECK, TH_CODE_DELETE, 0, "if flags has writing: fatal, concurrent writes")   \
    X(TH_LINE_DELETE_HASH, TH_CODE_DELETE, 0, "hash := H(key, hash0)")                             \
    X(TH_LINE_DELETE_WRITING, TH_CODE_DELETE, 0, "flags ^= writing")                               \
    X(TH_LINE_DELETE_WORK, TH_CODE_DELETE, 0, "if growing: evacuate the key's bucket, and one")    \
    X(TH_LINE_DELETE_BUCKET, TH_CODE_DELETE, 0, "bucket := low B bits of hash")                    \
    X(TH_LINE_DELETE_PROBE, TH_CODE_DELETE, 0, "for each slot of the chain, up to rest:")          \
    X(TH_LINE_DELETE_COMPARE, TH_CODE_DELETE, 1, "if tophash is equal: compare the keys")          \
    X(TH_LINE_DELETE_CLEAR, TH_CODE_DELETE, 1, "equal: wipe key and value, mark empty")            \
    X(TH_LINE_DELETE_REST, TH_CODE_DELETE, 1, "nothing behind? rest, and back over empty slots")   \
    X(TH_LINE_DELETE_COUNT, TH_CODE_DELETE, 1, "count := count - 1; at 0: a new hash0")            \
    X(TH_LINE_DELETE_DONE, TH_CODE_DELETE, 0, "writing gone? fatal. flags &= ~writing")            \
                                                                                                   \
    X(TH_LINE_CLEAR_EMPTY, TH_CODE_CLEAR, 0, "if the map is nil or count = 0: nothing to do")      \
    X(TH_LINE_CLEAR_CHECK, TH_CODE_CLEAR, 0, "if flags has writing: fatal, concurrent writes")     \
    X(TH_LINE_CLEAR_WRITING, TH_CODE_CLEAR, 0, "flags ^= writing")                                 \
    X(TH_LINE_CLEAR_WIPE, TH_CODE_CLEAR, 0, "wipe all buckets; growth is over; a new hash0")       \
    X(TH_LINE_CLEAR_DONE, TH_CODE_CLEAR, 0, "writing gone? fatal. flags &= ~writing")              \
                                                                                                   \
    X(TH_LINE_GROW_START, TH_CODE_GROW, 0, "oldbuckets := buckets; buckets := a new array")        \
    X(TH_LINE_GROW_EVACUATE, TH_CODE_GROW, 0, "evacuate(old bucket):")                             \
    X(TH_LINE_GROW_EMPTY, TH_CODE_GROW, 1, "an empty slot: mark it evacuated")                     \
    X(TH_LINE_GROW_OVERFLOW, TH_CODE_GROW, 1, "no room left there: link an overflow bucket")       \
    X(TH_LINE_GROW_MOVE, TH_CODE_GROW, 1, "the next hash bit chooses X or Y: move, leave a mark")  \
    X(TH_LINE_GROW_WIPE, TH_CODE_GROW, 1, "no cursor may stand here: wipe keys and values")        \
    X(TH_LINE_GROW_MARK, TH_CODE_GROW, 0, "nevacuate := first old bucket not evacuated")           \
    X(TH_LINE_GROW_END, TH_CODE_GROW, 0, "all evacuated: oldbuckets := nil")                       \
                                                                                                   \
    X(TH_LINE_ITER_START, TH_CODE_ITERATE, 0,                                                      \
      "empty: done. start := a random bucket and slot offset")                                     \
    X(TH_LINE_ITER_CHECK, TH_CODE_ITERATE, 0, "if flags has writing: fatal, iteration and write")  \
    X(TH_LINE_ITER_END, TH_CODE_ITERATE, 0, "back at the start bucket: done")                      \
    X(TH_LINE_ITER_BUCKET, TH_CODE_ITERATE, 0, "next bucket; the old one if not evacuated")        \
    X(TH_LINE_ITER_SLOT, TH_CODE_ITERATE, 1, "each slot of the chain, from the offset on:")        \
    X(TH_LINE_ITER_SKIP, TH_CODE_ITERATE, 2, "empty, or another bucket's: go on")                  \
    X(TH_LINE_ITER_LOOKUP, TH_CODE_ITERATE, 2, "evacuated meanwhile: look its key up again")       \
    X(TH_LINE_ITER_YIELD, TH_CODE_ITERATE, 2, "give key and value")                                \
    X(TH_LINE_ITER_CLOSE, TH_CODE_ITERATE, 0, "close: unpin the array")

typedef enum th_code {
    TH_CODE_NONE,
    TH_CODE_MAKE,
    TH_CODE_GET,
    TH_CODE_PUT,
    TH_CODE_DELETE,
    TH_CODE_CLEAR,
    TH_CODE_GROW,
    TH_CODE_ITERATE,
} th_code;

typedef enum th_line {
    TH_LINE_NONE,
#define X(name, code, indent, text) name,
    TH_LINE_LIST(X)
#undef X
        TH_LINE_COUNT
} th_line;

typedef struct th_line_info {
    th_code code;
    int indent;
    const char *text;
} th_line_info;

/* What stands in a line. TH_LINE_NONE: TH_CODE_NONE and "". */
th_line_info th_line_of(th_line line);

/* The procedure's name as the screen heads it: "put (mapassign)". */
const char *th_code_name(th_code code);

/* The first line of a procedure; its lines follow one another. TH_LINE_NONE for TH_CODE_NONE. */
th_line th_code_first_line(th_code code);

/* How many lines a procedure has; 0 for TH_CODE_NONE. */
int th_code_line_count(th_code code);

#endif
