/* map_fuzz.c - bytes are a script of map operations, held to the reference map and the map's rules.
 *
 *   +0 value size   +1 options   +2 hint   +3 shape and hashes of keys   +4 how many keys   +5
 *   their seed then three bytes an operation: what and which cursor, which key, the value or start
 *
 * A failure is printed as a script that `tophash trace` replays. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/fuzz/fuzz.h"
#include "tests/property/keys_of.h"
#include "tests/property/run.h"
#include "tests/property/write.h"

enum { HEAD_SIZE = 6, OP_SIZE = 3, OPS_MAX = 3000, KEYS_MAX = 200 };

static struct map_script make_map(const uint8_t head[HEAD_SIZE], size_t op_count)
{
    struct map_script script = map_script_make(1 + head[4] % KEYS_MAX, op_count);
    script.value_size = head[0] % (TH_VALUE_SIZE_MAX + 1);
    script.keys_owned = head[1] & 1;
    script.is_watched = head[1] & 2;
    script.has_seed_hash = head[1] & 4;
    script.hint = head[2] < 128 ? 0 : (head[2] - 128) * 2;
    struct chance chance = {head[5]};
    map_script_fill_keys(&script, (enum key_shape)(head[3] / 32 % KEY_SHAPES),
                         (enum hash_family)(head[3] % 32 % HASH_FAMILIES), &chance);
    return script;
}

static struct map_op decode(const struct map_script *script, const uint8_t bytes[OP_SIZE])
{
    static const uint8_t kinds[16] = {
        MAP_PUT,    MAP_PUT,    MAP_PUT,    MAP_PUT,  MAP_PUT,  MAP_PUT,  MAP_GET,     MAP_GET,
        MAP_DELETE, MAP_DELETE, MAP_DELETE, MAP_OPEN, MAP_NEXT, MAP_NEXT, MAP_ITERATE, MAP_CLEAR,
    };
    struct map_op op = {.kind = kinds[bytes[0] & 15],
                        .cursor = bytes[0] >> 4 & 3,
                        .offset = bytes[2] & 7,
                        .start_bucket = bytes[2] >> 3,
                        .key = (uint32_t)(bytes[1] % script->key_count),
                        .value = bytes[2]};
    if (op.kind == MAP_OPEN && bytes[1] >= 224) op.kind = MAP_CLOSE;
    if (op.kind == MAP_PUT || op.kind == MAP_DELETE) op.fail_take = bytes[0] >> 6;
    return op;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes)
{
    if (size_bytes < HEAD_SIZE) return 0;
    size_t op_count = (size_bytes - HEAD_SIZE) / OP_SIZE;
    if (op_count > OPS_MAX) op_count = OPS_MAX;
    struct map_script script = make_map(bytes, op_count);
    while (script.op_count < op_count) {
        struct map_op op = decode(&script, bytes + HEAD_SIZE + OP_SIZE * script.op_count);
        script.ops[script.op_count++] = op;
    }
    struct map_result result;
    map_script_run(&script, &map_calls_real, &result, NULL);
    if (result.has_failed) {
        fprintf(stderr, "operation %zu: %s\n", result.op, result.text);
        map_script_write(&script, 0, stderr);
        abort();
    }
    map_script_free(&script);
    return 0;
}
