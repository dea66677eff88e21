/* play_prompt.c - lines that the learner types in a lesson: a key to be found, a breakpoint. */
#include <string.h>

#include "viz/tui/tui_state.h"

const char *play_label(const struct playing *playing)
{
    switch (playing->prompt) {
    case PLAY_PROMPT_KEY:
        return play_either(playing, "find key:", "查找键：");
    case PLAY_PROMPT_BREAK:
        return play_either(playing, "break at (a move's name, bucket N, key K, none):",
                           "断点（动作名、bucket N、key K、none）：");
    case PLAY_PROMPT_NOTHING:
        break;
    }
    return NULL;
}

/* ---- A key ---- */

static void find_key(struct playing *playing)
{
    th_key key = {playing->entry.bytes, playing->entry.len};
    th_place place;
    playing->found = playing->entry;
    playing->has_found = true;
    if (player_place_of_key(playing->player, key, &place)) {
        play_point_at(playing, &place);
        return;
    }
    play_point_end(playing);
    play_say(playing, "not in the map now; n goes to a move that names it",
             "此刻不在 map 中；按 n 跳到涉及它的动作");
}

/* ---- Breakpoints ---- */

static bool is_same(const struct player_match *one, const struct player_match *other)
{
    if (one->kinds != other->kinds || one->has_bucket != other->has_bucket) return false;
    if (one->bucket != other->bucket || one->has_key != other->has_key) return false;
    return !one->has_key || th_key_is_equal(one->key, other->key);
}

/* A number and nothing else. */
static bool read_bucket(const char *text, uint32_t *bucket)
{
    uint64_t number = 0;
    if (text[0] == '\0') return false;
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9') return false;
        number = number * 10 + (uint64_t)(*text - '0');
        if (number > UINT32_MAX) return false;
    }
    *bucket = (uint32_t)number;
    return true;
}

static bool read_match(const struct entry *entry, struct player_match *match)
{
    const char *text = entry->bytes;
    *match = (struct player_match){0};
    if (strncmp(text, "bucket ", 7) == 0) {
        match->has_bucket = true;
        return read_bucket(text + 7, &match->bucket);
    }
    if (strncmp(text, "key ", 4) == 0) {
        match->has_key = true;
        match->key = (th_key){text + 4, entry->len - 4};
        return true;
    }
    th_event_kind kind = th_event_named(text);
    match->kinds = PLAYER_MATCH_KIND(kind);
    return kind != TH_EVENT_COUNT_OF_KINDS;
}

/* Sets it, or clears it when it is set already.
 *   Returns  the new count in matches. */
static size_t toggle(struct player_match *matches, size_t count, const struct player_match *match)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_same(&matches[i], match)) continue;
        matches[i] = matches[count - 1];
        return count - 1;
    }
    matches[count] = *match;
    return count + 1;
}

static void add_match(struct text *text, const struct player_match *match)
{
    if (match->has_bucket) {
        text_add_format(text, " bucket %u", (unsigned)match->bucket);
    } else if (match->has_key) {
        text_add(text, " key ");
        text_add_key(text, match->key, 16);
    } else {
        for (unsigned kind = 0; kind < TH_EVENT_COUNT_OF_KINDS; kind++) {
            if (match->kinds & PLAYER_MATCH_KIND(kind))
                text_add_format(text, " %s", th_event_name((th_event_kind)kind));
        }
    }
}

static void say_breaks(struct playing *playing)
{
    size_t count;
    const struct player_match *matches = player_breaks(playing->player, &count);
    if (count == 0) {
        play_say(playing, "no breakpoints", "没有断点");
        return;
    }
    play_say(playing, "breaks at:", "断点：");
    for (size_t i = 0; i < count; i++) {
        if (i > 0) text_add(&playing->notice, ",");
        add_match(&playing->notice, &matches[i]);
    }
}

static void set_break(struct playing *playing)
{
    struct player_match matches[PLAYER_BREAKS_MAX + 1], match;
    size_t count;
    const struct player_match *had = player_breaks(playing->player, &count);
    memcpy(matches, had, count * sizeof matches[0]);
    if (playing->entry.len == 0) {
        say_breaks(playing);
        return;
    }
    if (strcmp(playing->entry.bytes, "none") == 0) {
        count = 0;
    } else if (!read_match(&playing->entry, &match)) {
        play_say(playing, "not known; such as grow_start, slot_moved, bucket 3, key a",
                 "不认识；例如 grow_start、slot_moved、bucket 3、key a");
        return;
    } else {
        count = toggle(matches, count, &match);
    }
    if (count > PLAYER_BREAKS_MAX)
        play_say(playing, "no more breakpoints than 16; `none` clears them",
                 "最多 16 个断点；none 清除全部");
    else if (!player_set_breaks(playing->player, matches, count))
        play_say(playing, "out of memory", "内存不足");
    else
        say_breaks(playing);
}

/* ---- Typing ---- */

static void submit(struct playing *playing)
{
    enum play_prompt prompt = playing->prompt;
    playing->prompt = PLAY_PROMPT_NOTHING;
    if (prompt == PLAY_PROMPT_KEY) find_key(playing);
    if (prompt == PLAY_PROMPT_BREAK) set_break(playing);
}

void play_type(struct playing *playing, key_code code)
{
    enum entry_result result = entry_key(&playing->entry, code);
    if (result == ENTRY_CANCELLED) playing->prompt = PLAY_PROMPT_NOTHING;
    if (result == ENTRY_DONE) submit(playing);
}

bool play_ask_for(struct playing *playing, enum keys_action action)
{
    if (action != KEYS_FIND && action != KEYS_BREAKS) return false;
    playing->prompt = action == KEYS_FIND ? PLAY_PROMPT_KEY : PLAY_PROMPT_BREAK;
    playing->options.run = SCREEN_STILL;
    entry_clear(&playing->entry);
    return true;
}
