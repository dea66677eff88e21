/* map_script.c - scripts are made, copied and cut. */
#include "tests/property/map_script.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void *zeroed(size_t count, size_t size_bytes)
{
    void *bytes = calloc(count + 1, size_bytes);
    if (bytes == NULL) abort();
    return bytes;
}

struct map_script map_script_make(size_t key_count, size_t op_max)
{
    struct map_script script = {.key_count = key_count};
    script.keys = zeroed(key_count, sizeof *script.keys);
    script.ops = zeroed(op_max, sizeof *script.ops);
    for (size_t i = 0; i < key_count; i++)
        map_script_set_key(&script, i, (th_key){"", 0});
    return script;
}

void map_script_free(struct map_script *script)
{
    for (size_t i = 0; i < script->key_count; i++)
        free((char *)(uintptr_t)script->keys[i].key.bytes);
    free(script->keys);
    free(script->ops);
    *script = (struct map_script){.hint = 0};
}

struct map_script map_script_copy(const struct map_script *script)
{
    struct map_script made = map_script_make(script->key_count, script->op_count);
    struct map_script copy = *script;
    copy.keys = made.keys;
    copy.ops = made.ops;
    for (size_t i = 0; i < script->key_count; i++) {
        map_script_set_key(&copy, i, script->keys[i].key);
        copy.keys[i].hash = script->keys[i].hash;
    }
    memcpy(copy.ops, script->ops, script->op_count * sizeof *script->ops);
    return copy;
}

void map_script_set_key(struct map_script *script, size_t index, th_key key)
{
    assert(index < script->key_count);
    char *bytes = zeroed(key.len, 1);
    if (key.len > 0) memcpy(bytes, key.bytes, key.len);
    free((char *)(uintptr_t)script->keys[index].key.bytes);
    script->keys[index].key = (th_key){bytes, key.len};
}

void map_script_drop(struct map_script *script, size_t start, size_t count)
{
    assert(start + count <= script->op_count);
    size_t behind = script->op_count - start - count;
    memmove(script->ops + start, script->ops + start + count, behind * sizeof *script->ops);
    script->op_count -= count;
}

void map_value_bytes(int64_t value, size_t value_size, uint8_t bytes[TH_VALUE_SIZE_MAX])
{
    if (value_size == 1) {
        bytes[0] = value & 1;
        return;
    }
    for (size_t i = 0; i < value_size; i++) {
        uint8_t byte = (uint8_t)((uint64_t)value >> (8 * (i % 8)));
        uint8_t twist = i < 8 ? 0 : (uint8_t)(0xff - 0x3b * (i / 8 - 1));
        bytes[i] = byte ^ twist;
    }
}
