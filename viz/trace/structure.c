/* structure.c - a map's structure as the text of a trace line. */
#include "viz/trace/structure.h"

#include "core/map_layout.h"
#include "viz/trace/digest.h"
#include "viz/trace/value.h"

static void write_header(struct trace_text *line, const th_snapshot *header)
{
    const struct {
        const char *name;
        uint64_t number;
    } fields[] = {
        {"{\"count\":", header->count},
        {",\"flags\":", header->flags},
        {",\"B\":", header->B},
        {",\"noverflow\":", header->noverflow},
        {",\"nevacuate\":", header->nevacuate},
        {",\"nbuckets\":", header->buckets.chain_count},
        {",\"noldbuckets\":", header->oldbuckets.chain_count},
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        trace_text_word(line, fields[i].name);
        trace_text_uint(line, fields[i].number);
    }
    trace_text_word(line, ",\"same_size_grow\":");
    trace_text_bool(line, header->flags & TH_FLAG_SAME_SIZE);
    trace_text_word(line, ",\"prealloc_free\":");
    trace_text_uint(line, header->stock_left);
}

static bool is_live(const th_snapshot_bucket *bucket, unsigned slot)
{
    return bucket->tophash[slot] >= TH_MIN_TOPHASH;
}

static void write_bucket(struct trace_text *line, const th_snapshot_bucket *bucket,
                         size_t value_size)
{
    for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
        trace_text_word(line, slot == 0 ? "{\"tophash\":[" : ",");
        trace_text_uint(line, bucket->tophash[slot]);
    }
    for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
        trace_text_word(line, slot == 0 ? "],\"keys\":[" : ",");
        if (is_live(bucket, slot)) {
            trace_text_string(line, bucket->keys[slot]);
        } else {
            trace_text_word(line, "null");
        }
    }
    for (unsigned slot = 0; slot < TH_BUCKET_SLOTS; slot++) {
        trace_text_word(line, slot == 0 ? "],\"values\":[" : ",");
        if (is_live(bucket, slot)) {
            trace_value_write(line, bucket->values + slot * value_size, value_size);
        } else {
            trace_text_word(line, "null");
        }
    }
    trace_text_word(line, "]}");
}

static void write_array(struct trace_text *line, const th_map *map, bool is_old)
{
    th_walk walk = th_walk_start(map, is_old);
    if (walk.chain_count == 0) {
        trace_text_word(line, "null");
        return;
    }
    while (th_walk_next(&walk)) {
        if (walk.depth > 0) {
            trace_text_word(line, ",");
        } else {
            trace_text_word(line, walk.chain == 0 ? "[[" : "],[");
        }
        write_bucket(line, &walk.bucket, walk.value_size);
    }
    trace_text_word(line, "]]");
}

th_status structure_write(struct trace_text *line, const th_map *map, enum structure_detail detail,
                          th_snapshot *header)
{
    if (map == NULL) {
        trace_text_word(line, "null");
        return TH_OK;
    }
    th_status status = th_inspect_header(map, header);
    if (status != TH_OK) return status;
    write_header(line, header);
    trace_text_word(line, ",\"digest\":");
    if (detail == STRUCTURE_HEADER) {
        trace_text_word(line, "null");
    } else {
        trace_text_hex(line, digest_map(map));
    }
    if (detail == STRUCTURE_BUCKETS) {
        trace_text_word(line, ",\"buckets\":");
        write_array(line, map, false);
        trace_text_word(line, ",\"oldbuckets\":");
        write_array(line, map, true);
    }
    trace_text_word(line, "}");
    return TH_OK;
}
