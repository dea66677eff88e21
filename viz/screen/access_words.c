/* access_words.c - fields in the order of their bits, then slots. */
#include "viz/screen/access_words.h"

#include <assert.h>

#include "viz/language/language.h"
#include "viz/screen/marks.h"

enum { LOCK_NAME_COLUMNS = 12, ALL_SLOTS = 0xff };

/* By the number of the bit TH_FIELD_...; the names of hmap are Go's. */
static const char *const fields[] = {
    "count",
    "flags",
    NC_("field", "B and buckets"),
    "noverflow",
    "hash0",
    "nevacuate",
    NC_("field", "overflow links"),
    NC_("field", "old buckets' marks"),
    NC_("field", "cursors"),
    NC_("field", "the whole map"),
};
enum { FIELD_KINDS = sizeof fields / sizeof fields[0] };
static_assert(1 << (FIELD_KINDS - 1) == TH_FIELD_ALL, "a word for every field");

/* Things of one kind, read or written: "writes count, slot 1 of bucket 0". */
struct list {
    struct text *text;
    const struct view *view;
    const char *verb;
    bool is_begun;
};

/* What stands before the next thing. */
static void add_joint(struct list *list)
{
    if (!list->is_begun)
        text_add(list->text, list->verb);
    else
        text_add(list->text, language_text(list->view->language, ", "));
    list->is_begun = true;
}

static void add_fields(struct list *list, unsigned bits)
{
    for (unsigned i = 0; i < FIELD_KINDS; i++) {
        if ((bits >> i & 1) == 0) continue;
        add_joint(list);
        text_add(list->text, language_text_in(list->view->language, "field", fields[i]));
    }
}

static void add_bucket(struct text *text, const struct view *view, th_place place)
{
    static const struct {
        const char *main, *overflow;
    } words[] = {
        {N_("bucket %u"), N_("overflow %u of bucket %u")},
        {N_("old bucket %u"), N_("overflow %u of old bucket %u")},
        {N_("dropped bucket %u"), N_("overflow %u of dropped bucket %u")},
    };
    enum language language = view->language;
    enum model_array_state state = model_array(view->model, view->map, place.array).state;
    int kind = 0;

    if (state == MODEL_ARRAY_OLD) kind = 1;
    if (state > MODEL_ARRAY_OLD) kind = 2;
    if (place.depth > 0)
        text_add_format(text, language_text(language, words[kind].overflow), place.depth,
                        place.bucket);
    else
        text_add_format(text, language_text(language, words[kind].main), place.bucket);
}

/* "3", "0-2, 5": the numbers of the bits. */
static void add_numbers(struct text *text, unsigned slots)
{
    const char *joint = "";

    for (unsigned slot = 0; slot < MARKS_SLOTS; slot++) {
        unsigned last = slot;

        if ((slots >> slot & 1) == 0) continue;
        while (slots >> (last + 1) & 1)
            last++;
        text_add_format(text, last > slot ? "%s%u–%u" : "%s%u", joint, slot, last);
        joint = ", ";
        slot = last;
    }
}

static void add_slots(struct list *list, unsigned slots, th_place place)
{
    enum language language = list->view->language;
    bool is_one = (slots & (slots - 1)) == 0;
    struct text numbers, bucket;

    if (slots == 0) return;
    add_joint(list);
    if (slots == ALL_SLOTS) {
        add_bucket(list->text, list->view, place);
        return;
    }
    text_begin(&numbers);
    add_numbers(&numbers, slots);
    text_begin(&bucket);
    add_bucket(&bucket, list->view, place);
    text_add_format(list->text,
                    is_one ? language_text(language, "slot %s of %s")
                           : language_text(language, "slots %s of %s"),
                    numbers.bytes, bucket.bytes);
}

static void add_lock(struct text *text, const struct view *view, th_lock_move move,
                     const char *lock)
{
    static const char *const words[] = {
        [TH_LOCK] = N_("takes lock "),
        [TH_UNLOCK] = N_("releases lock "),
        [TH_RLOCK] = N_("takes read lock "),
        [TH_RUNLOCK] = N_("releases read lock "),
    };

    text_add(text, language_text(view->language, words[move]));
    text_add_key(text, th_key_of(lock), LOCK_NAME_COLUMNS);
}

void access_words_add(struct text *text, const struct view *view, const th_access *access,
                      const char *lock)
{
    enum language language = view->language;
    struct list writes = {text, view, language_text(language, "writes "), false};
    struct list reads = {text, view, language_text(language, "reads "), false};
    const th_touch *touches = access->touches;

    if (access->lock_move != TH_LOCK_NONE) {
        add_lock(text, view, access->lock_move, lock);
        return;
    }
    add_fields(&writes, access->writes);
    add_slots(&writes, touches[0].writes, access->at);
    add_slots(&writes, touches[1].writes, access->to);
    if (writes.is_begun) reads.verb = language_text(language, "; reads ");
    add_fields(&reads, access->reads & ~(unsigned)access->writes);
    add_slots(&reads, touches[0].reads & ~(unsigned)touches[0].writes, access->at);
    add_slots(&reads, touches[1].reads & ~(unsigned)touches[1].writes, access->to);
    if (!writes.is_begun && !reads.is_begun)
        text_add(text, language_text(language, "touches nothing shared"));
}
