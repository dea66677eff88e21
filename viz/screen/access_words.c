/* access_words.c - fields in the order of their bits, then slots. */
#include "viz/screen/access_words.h"

#include <assert.h>

#include "viz/language/language.h"
#include "viz/screen/marks.h"

enum { LOCK_NAME_COLUMNS = 12, ALL_SLOTS = 0xff };

/* By the number of the bit TH_FIELD_... */
static const struct {
    const char *english;
    const char *chinese;
} fields[] = {
    {"count", "count"},
    {"flags", "flags"},
    {"B and buckets", "B 和 buckets"},
    {"noverflow", "noverflow"},
    {"hash0", "hash0"},
    {"nevacuate", "nevacuate"},
    {"overflow links", "溢出链"},
    {"old buckets' marks", "旧桶标记"},
    {"cursors", "游标"},
    {"the whole map", "整个 map"},
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
        text_add(list->text,
                 marks_either(list->view->language, fields[i].english, fields[i].chinese));
    }
}

static void add_bucket(struct list *list, th_place place)
{
    static const char *const english[] = {"bucket", "old bucket", "dropped bucket"};
    static const char *const chinese[] = {"桶", "旧桶", "弃桶"};
    const struct view *view = list->view;
    enum model_array_state state = model_array(view->model, view->map, place.array).state;
    int kind = 0;

    if (state == MODEL_ARRAY_OLD) kind = 1;
    if (state > MODEL_ARRAY_OLD) kind = 2;
    if (view->language == LANGUAGE_CHINESE) {
        text_add_format(list->text, "%s %u", chinese[kind], place.bucket);
        if (place.depth > 0) text_add_format(list->text, " 的溢出桶 %u", place.depth);
        return;
    }
    if (place.depth > 0) text_add_format(list->text, "overflow %u of ", place.depth);
    text_add_format(list->text, "%s %u", english[kind], place.bucket);
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
    bool is_one = (slots & (slots - 1)) == 0;

    if (slots == 0) return;
    add_joint(list);
    if (slots == ALL_SLOTS) {
        add_bucket(list, place);
        return;
    }
    if (list->view->language == LANGUAGE_CHINESE) {
        add_bucket(list, place);
        text_add(list->text, " 槽位 ");
        add_numbers(list->text, slots);
        return;
    }
    text_add(list->text, is_one ? "slot " : "slots ");
    add_numbers(list->text, slots);
    text_add(list->text, " of ");
    add_bucket(list, place);
}

static void add_lock(struct text *text, const struct view *view, th_lock_move move,
                     const char *lock)
{
    static const struct {
        const char *english;
        const char *chinese;
    } words[] = {
        [TH_LOCK] = {"takes lock ", "加锁 "},
        [TH_UNLOCK] = {"releases lock ", "解锁 "},
        [TH_RLOCK] = {"takes read lock ", "加读锁 "},
        [TH_RUNLOCK] = {"releases read lock ", "解读锁 "},
    };

    text_add(text, marks_either(view->language, words[move].english, words[move].chinese));
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
