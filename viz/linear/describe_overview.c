/* describe_overview.c - how full the buckets are: which hold how much, or of many, how many do. */
#include "viz/linear/describe.h"
#include "viz/screen/bucket_facts.h"

/* Loads from the last class on are told together. */
enum { CLASSES = 64, NAMED_MAX = 64 };

static struct model_sum sum_of(const struct say *say, uint32_t array, uint64_t bucket)
{
    return model_sum(say->view->model, say->view->map, array, bucket, bucket + 1);
}

/* The class of a chain: its load; CLASSES when it has been evacuated. */
static unsigned class_of(const struct say *say, uint32_t array, uint64_t bucket)
{
    struct model_sum sum = sum_of(say, array, bucket);
    if (sum.evacuated > 0) return CLASSES;
    return sum.entries < CLASSES - 1 ? (unsigned)sum.entries : CLASSES - 1;
}

static void say_class(const struct say *say, unsigned class)
{
    if (class == CLASSES)
        say_words(say, "Evacuated");
    else if (class == CLASSES - 1)
        say_words(say, "%u entries or more", class);
    else
        say_words(say, class == 1 ? N_("%u entry") : N_("%u entries"), class);
    say_colon(say);
}

/* "buckets 0, 2 to 5" */
static void say_buckets(const struct say *say, const struct model_array *array, unsigned class,
                        uint64_t count)
{
    bool is_begun = false;
    for (uint64_t bucket = 0; bucket < array->bucket_count; bucket++) {
        uint64_t last = bucket;
        if (class_of(say, array->id, bucket) != class) continue;
        while (last + 1 < array->bucket_count && class_of(say, array->id, last + 1) == class)
            last++;
        if (is_begun)
            say_comma(say);
        else
            say_words(say, count == 1 ? N_("bucket ") : N_("buckets "));
        is_begun = true;
        if (last > bucket)
            say_words(say, "%ju to %ju", bucket, last);
        else
            say_words(say, "%ju", bucket);
        bucket = last;
    }
}

static void describe_class(const struct say *say, const struct model_array *array, unsigned class,
                           uint64_t count)
{
    if (count == 0) return;
    say_class(say, class);
    if (array->bucket_count <= NAMED_MAX)
        say_buckets(say, array, class, count);
    else
        say_words(say, count == 1 ? N_("%ju bucket") : N_("%ju buckets"), count);
    say_end(say);
}

static void describe_overflow(const struct say *say, const struct model_array *array)
{
    bool is_begun = false;
    for (uint64_t bucket = 0; bucket < array->bucket_count; bucket++) {
        uint64_t overflow = sum_of(say, array->id, bucket).overflow;
        if (overflow == 0) continue;
        if (is_begun)
            say_comma(say);
        else
            say_words(say, "Overflow buckets: ");
        is_begun = true;
        say_words(say, "bucket %ju has %ju", bucket, overflow);
    }
    if (is_begun) say_end(say);
}

static void describe_loads(const struct say *say, uint32_t id)
{
    struct model_array array = model_array(say->view->model, say->view->map, id);
    uint64_t counts[CLASSES + 1] = {0};
    for (uint64_t bucket = 0; bucket < array.bucket_count; bucket++)
        counts[class_of(say, id, bucket)]++;
    for (unsigned class = 0; class <= CLASSES; class ++)
        describe_class(say, &array, class, counts[class]);
    if (array.bucket_count <= NAMED_MAX) describe_overflow(say, &array);
}

/* The bucket that this move is about. */
static void describe_focus(const struct say *say, const th_place *place)
{
    struct model_sum sum = sum_of(say, place->array, place->bucket);
    th_place bucket = {.array = place->array, .bucket = place->bucket};
    say_words(say, "This move is about ");
    say_bucket(say, &bucket, false);
    say_colon(say);
    if (sum.evacuated > 0)
        say_words(say, "evacuated");
    else
        say_words(say, sum.entries == 1 ? N_("%ju entry") : N_("%ju entries"), sum.entries);
    if (sum.overflow > 0)
        say_words(say,
                  sum.overflow == 1 ? N_(", %ju overflow bucket") : N_(", %ju overflow buckets"),
                  sum.overflow);
    say_end(say);
}

void describe_overview(const struct say *say)
{
    const struct view *view = say->view;
    uint32_t buckets = model_map(view->model, view->map)->header.buckets;
    uint32_t old = bucket_facts_old_array(view);
    if (model_array(view->model, view->map, buckets).state == MODEL_ARRAY_NONE) {
        say_line(say, "There are no buckets yet.");
        return;
    }
    if (model_array(view->model, view->map, old).state != MODEL_ARRAY_NONE) {
        describe_array(say, old);
        describe_loads(say, old);
    }
    describe_array(say, buckets);
    describe_loads(say, buckets);
    if (!view->has_now || !roles_has_place(view->now.kind)) return;
    if (view->now.at.array != 0) describe_focus(say, &view->now.at);
    if (view->now.kind == TH_EVENT_SLOT_MOVED) describe_focus(say, &view->now.to);
}
