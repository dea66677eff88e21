/* breaks.c - reads a breakpoint, sets it or clears it. */
#include "viz/action/breaks.h"

#include <string.h>

#include "viz/player/player_search.h"

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

static bool read_match(const char *text, struct player_match *match)
{
    *match = (struct player_match){0};
    if (strncmp(text, "bucket ", 7) == 0) {
        match->has_bucket = true;
        return read_bucket(text + 7, &match->bucket);
    }
    if (strncmp(text, "key ", 4) == 0) {
        match->has_key = true;
        match->key = th_key_of(text + 4);
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

static void say_breaks(const struct player *player, enum language language, struct text *notice)
{
    size_t count;
    const struct player_match *matches = player_breaks(player, &count);
    if (count == 0) {
        text_say(notice, language, "no breakpoints");
        return;
    }
    text_say(notice, language, "breaks at:");
    for (size_t i = 0; i < count; i++) {
        if (i > 0) text_add(notice, ",");
        add_match(notice, &matches[i]);
    }
}

void breaks_change(struct player *player, const char *text, enum language language,
                   struct text *notice)
{
    struct player_match matches[PLAYER_BREAKS_MAX + 1], match;
    size_t count;
    const struct player_match *had = player_breaks(player, &count);
    memcpy(matches, had, count * sizeof matches[0]);
    if (text[0] == '\0') {
        say_breaks(player, language, notice);
        return;
    }
    if (strcmp(text, "none") == 0) {
        count = 0;
    } else if (!read_match(text, &match)) {
        text_say(notice, language, "not known; such as grow_start, slot_moved, bucket 3, key a");
        return;
    } else {
        count = toggle(matches, count, &match);
    }
    if (count > PLAYER_BREAKS_MAX)
        text_say(notice, language, "no more breakpoints than 16; `none` clears them");
    else if (!player_set_breaks(player, matches, count))
        text_say(notice, language, "out of memory");
    else
        say_breaks(player, language, notice);
}
