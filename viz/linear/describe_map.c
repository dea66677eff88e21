/* describe_map.c - a map's header and its bucket arrays. */
#include "viz/linear/describe.h"
#include "viz/screen/bucket_facts.h"
#include "viz/screen/marks.h"

static const struct model_map *map_of(const struct say *say)
{
    return model_map(say->view->model, say->view->map);
}

static struct model_array array_of(const struct say *say, uint32_t id)
{
    return model_array(say->view->model, say->view->map, id);
}

/* ---- The header ---- */

static void say_field_role(const struct say *say, unsigned fields)
{
    say_role(say, roles_of_field(say->view, fields));
}

static void say_count(const struct say *say)
{
    say_words(say, "count %ju", map_of(say)->header.count);
    say_field_role(say, REGISTERS_COUNT);
}

static void say_B(const struct say *say)
{
    const th_header *header = &map_of(say)->header;
    if (header->oldbuckets == 0)
        say_words(say, "B %u", header->B);
    else
        say_words(say, "B %u, growing from %u", header->B, array_of(say, header->oldbuckets).B);
    say_field_role(say, REGISTERS_B);
}

static void say_nevacuate(const struct say *say)
{
    const th_header *header = &map_of(say)->header;
    say_words(say, "nevacuate %ju", header->nevacuate);
    if (header->oldbuckets != 0)
        say_words(say, " of %ju", array_of(say, header->oldbuckets).bucket_count);
    say_field_role(say, REGISTERS_NEVACUATE | REGISTERS_OLDBUCKETS);
}

static void say_noverflow(const struct say *say)
{
    say_words(say, "noverflow %u", map_of(say)->header.noverflow);
    say_field_role(say, REGISTERS_NOVERFLOW);
}

static void say_hash0(const struct say *say)
{
    say_words(say, "hash0 %08x", map_of(say)->header.hash0);
    say_field_role(say, REGISTERS_HASH0);
}

/* In a race, who set the writing flag. */
static void say_writer(const struct say *say, unsigned bit)
{
    const struct view_race *race = &say->view->race;
    for (size_t i = 0; i < race->lane_count && 1u << bit == MARKS_FLAG_WRITING; i++) {
        if (!race->lanes[i].set_writing) continue;
        say_words(say, ", set by ");
        say_text(say, race->lanes[i].name);
    }
}

static void say_flag(const struct say *say, unsigned bit)
{
    bool is_on = map_of(say)->header.flags >> bit & 1;
    say_words(say, is_on ? N_("%s on") : N_("%s off"), marks_flag_name(bit, true));
    say_writer(say, bit);
    say_role(say, roles_of_flag(say->view, bit));
}

static void (*const fields[])(const struct say *say) = {say_count, say_B, say_nevacuate,
                                                        say_noverflow, say_hash0};
enum { FIELDS = sizeof fields / sizeof fields[0] };

bool describe_field(const struct say *say, unsigned index)
{
    if (index >= FIELDS + MARKS_FLAG_COUNT || !map_of(say)->is_made) return false;
    if (index < FIELDS)
        fields[index](say);
    else
        say_flag(say, index - FIELDS);
    return true;
}

/* The role of all flags together is told once, where it is not that of one bit. */
static void describe_flags(const struct say *say)
{
    say_words(say, "Flags: ");
    for (unsigned bit = 0; bit < MARKS_FLAG_COUNT; bit++) {
        if (bit > 0) say_semicolon(say);
        say_flag(say, bit);
    }
    say_end(say);
}

static void say_map_name(const struct say *say)
{
    say_words(say, "Map ");
    say_text(say, map_of(say)->name);
}

void describe_map_name(const struct say *say)
{
    say_map_name(say);
    say_end(say);
}

void describe_header(const struct say *say)
{
    const struct model_map *map = map_of(say);
    say_map_name(say);
    say_colon(say);
    if (!map->is_made) {
        if (say->view->is_map_nil)
            say_line(say, "nil. There is no map; it reads as empty, writing panics.");
        else
            say_line(say, "not made yet. make comes first.");
        return;
    }
    for (unsigned i = 0; i < FIELDS; i++) {
        if (i > 0) say_semicolon(say);
        fields[i](say);
    }
    say_end(say);
    describe_flags(say);
    say_words(say,
              map->header.count == 1
                  ? N_("Load: %ju entry; it grows before it holds more than %ju")
                  : N_("Load: %ju entries; it grows before it holds more than %ju"),
              map->header.count, marks_load_limit(map->header.B));
    say_end(say);
}

/* ---- Arrays ---- */

/* Load and overflow of all chains that have not been evacuated. */
static void say_sums(const struct say *say, const struct model_array *array)
{
    struct model_sum sum =
        model_sum(say->view->model, say->view->map, array->id, 0, array->bucket_count);
    uint64_t chains = array->bucket_count - sum.evacuated;
    if (array->id != map_of(say)->header.buckets) say_words(say, ", %ju evacuated", sum.evacuated);
    if (chains == 0) return;
    uint64_t tenths = (sum.entries * 10 + chains / 2) / chains;
    say_words(say, "; load from %u to %u, mean %ju.%ju", sum.least, sum.most, tenths / 10,
              tenths % 10);
    if (sum.overflow == 0) return;
    say_words(say, "; overflow buckets %ju, at most %u in a chain", sum.overflow, sum.deepest);
}

void describe_array(const struct say *say, uint32_t id)
{
    struct model_array array = array_of(say, id);
    bool is_old = id != map_of(say)->header.buckets;
    fputs(is_old ? bucket_facts_old_name(say->view, id) : "buckets", say->out);
    if (array.bucket_count == 1)
        say_words(say, ": 2 to the power of %u, which is %ju bucket", array.B, array.bucket_count);
    else
        say_words(say, ": 2 to the power of %u, which is %ju buckets", array.B, array.bucket_count);
    if (!say->is_bare) say_sums(say, &array);
    say_role(say, roles_of_array(say->view, id));
    say_end(say);
}

void describe_arrays(const struct say *say)
{
    const struct view *view = say->view;
    uint32_t old = bucket_facts_old_array(view);
    if (array_of(say, old).state != MODEL_ARRAY_NONE)
        describe_array(say, old);
    else
        say_line(say, "oldbuckets: nil, no growth under way.");
    if (array_of(say, map_of(say)->header.buckets).state != MODEL_ARRAY_NONE)
        describe_array(say, map_of(say)->header.buckets);
    else if (view->is_map_nil)
        say_line(say, "buckets: nil, and they stay so.");
    else
        say_line(say, "buckets: nil, the first write makes them.");
}
