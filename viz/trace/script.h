/* script.h - reads a script of map operations: JSON, one object a line.
 *
 *     {"type":"map","hint":0,"value_size":8,"nil":false}     the header: which map
 *     {"op":"put","key":"a","hash":"0x9c3f000000000001","value":1}
 *     {"op":"get","key":"a","hash":"0x9c3f000000000001"}     a key keeps its hash throughout
 *     {"op":"delete","key":"a","hash":"0x9c3f000000000001"}
 *     {"op":"clear"}
 *     {"op":"iterate","start_bucket":0,"offset":3}           from there, to the end
 *     {"op":"iter_open","id":1,"start_bucket":0,"offset":3}  from there, to the first entry
 *     {"op":"iter_next","id":1}
 *
 * The header may say dump ("full", the default, or "compact"), digest_every (1) and final_full
 * (false); name, family and seed say nothing to the map. Blank lines are passed over. The reader
 * holds one line and the next: a script may be longer than memory. */
#ifndef VIZ_TRACE_SCRIPT_H
#define VIZ_TRACE_SCRIPT_H

#include <stdio.h>

#include "viz/trace/trace_status.h"

struct script_reader;

struct script_header {
    int64_t hint;
    size_t value_size; /* 0, 1, 8 or 16 */
    bool is_nil;
    bool is_compact;       /* else each line is to show all buckets */
    bool has_final_full;   /* compact, but the last line shows all buckets */
    uint64_t digest_every; /* compact: a digest on lines that it divides, and on the last */
};

enum script_op_kind {
    SCRIPT_PUT,
    SCRIPT_GET,
    SCRIPT_DELETE,
    SCRIPT_CLEAR,
    SCRIPT_ITERATE,
    SCRIPT_ITER_OPEN,
    SCRIPT_ITER_NEXT,
    SCRIPT_OP_KINDS
};

/* Fields that the kind does not have are zero. */
struct script_op {
    enum script_op_kind kind;
    th_key key; /* owned by the script */
    int64_t value;
    uint64_t start_bucket;
    uint64_t offset;
    int64_t id;
};

/* Reads the header of the script in file. name is what errors call the file; they are written to
 * errors, as `name:line: what is wrong; what is allowed`, safe to print.
 *   Owner    close *opened with script_close. file, name and errors are borrowed until then.
 *   Errors   TRACE_BAD_SCRIPT, TRACE_NO_MEMORY; *opened is then NULL. */
TH_CHECKED enum trace_status script_open(FILE *file, const char *name, FILE *errors,
                                         struct script_reader **opened);

/* The keys of all operations go. NULL is fine. */
void script_close(struct script_reader *script);

const struct script_header *script_header_of(const struct script_reader *script);

/* There is another operation (or something that should be one). */
bool script_has_next(const struct script_reader *script);

/* Reads the next operation. Only where there is one.
 *   Errors   TRACE_BAD_SCRIPT, TRACE_NO_MEMORY. */
TH_CHECKED enum trace_status script_next(struct script_reader *script, struct script_op *op);

/* Says that the operation just read cannot be: a finding of whoever runs it.
 *   Errors   TRACE_BAD_SCRIPT, always. */
enum trace_status script_refuse(const struct script_reader *script, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The hash of the script's keys, for th_map_options: each key's own, whatever the seed.
 *   Owner    borrows script. */
th_hash script_hash(struct script_reader *script);

const char *script_op_name(enum script_op_kind kind);

#endif
