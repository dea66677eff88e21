/* going.c - from an action to a stop. */
#include "viz/action/going.h"

#include "viz/language/language.h"

/* ---- Steps ---- */

static bool go(struct player *player, enum keys_action action)
{
    switch (action) {
    case KEYS_MOVE_FORWARD:
        player_move_forward(player);
        return true;
    case KEYS_MOVE_BACK:
        player_move_back(player);
        return true;
    case KEYS_STEP_FORWARD:
        player_step_forward(player);
        return true;
    case KEYS_STEP_BACK:
        player_step_back(player);
        return true;
    case KEYS_OPERATION_FORWARD:
        player_op_forward(player);
        return true;
    case KEYS_OPERATION_BACK:
        player_op_back(player);
        return true;
    case KEYS_FIRST:
        player_first(player);
        return true;
    case KEYS_LAST:
        player_last(player);
        return true;
    default:
        return false;
    }
}

/* ---- Jumps ---- */

static const uint64_t trouble =
    PLAYER_MATCH_KIND(TH_EVENT_PANIC) | PLAYER_MATCH_KIND(TH_EVENT_FATAL);

/* A jump: what is looked for, which way, and what is said when it is not there. */
struct jump {
    enum keys_action action;
    bool is_back;
    uint64_t kinds;
    const char *words; /* to be looked up */
};

static const struct jump jumps[] = {
    {KEYS_GROWTH_FORWARD, false, PLAYER_MATCH_KIND(TH_EVENT_GROW_START),
     N_("no growth comes after this")},
    {KEYS_GROWTH_BACK, true, PLAYER_MATCH_KIND(TH_EVENT_GROW_START),
     N_("no growth came before this")},
    {KEYS_EVACUATION_FORWARD, false, PLAYER_MATCH_KIND(TH_EVENT_EVACUATE_START),
     N_("no evacuation comes after this")},
    {KEYS_EVACUATION_BACK, true, PLAYER_MATCH_KIND(TH_EVENT_EVACUATE_START),
     N_("no evacuation came before this")},
    {KEYS_TROUBLE_FORWARD, false, 0, N_("nothing goes wrong after this")},
    {KEYS_TROUBLE_BACK, true, 0, N_("nothing went wrong before this")},
};

static bool find(struct player *player, bool is_back, const struct player_match *matches,
                 size_t count)
{
    return is_back ? player_find_back(player, matches, count)
                   : player_find_forward(player, matches, count);
}

static bool jump(struct player *player, enum keys_action action, enum language language,
                 struct text *notice)
{
    for (size_t i = 0; i < sizeof jumps / sizeof jumps[0]; i++) {
        if (jumps[i].action != action) continue;
        struct player_match match = {.kinds = jumps[i].kinds != 0 ? jumps[i].kinds : trouble};
        if (!find(player, jumps[i].is_back, &match, 1)) text_say(notice, language, jumps[i].words);
        return true;
    }
    return false;
}

/* The marks on the scrubber, beginnings of steps left out: ↑ and ↓ go there. */
static void jump_to_mark(struct player *player, bool is_back, enum language language,
                         struct text *notice)
{
    struct view view;
    player_view(player, language, &view);
    const struct view_scrub *scrub = &view.scrub;
    uint64_t found = scrub->stop;
    for (size_t i = 0; i < scrub->mark_count; i++) {
        const struct view_mark *mark = &scrub->marks[i];
        if (mark->kind == VIEW_MARK_STEP) continue;
        if (is_back ? mark->stop < scrub->stop : mark->stop > scrub->stop && found == scrub->stop)
            found = mark->stop;
    }
    if (found != scrub->stop)
        player_seek_stop(player, found);
    else if (is_back)
        text_say(notice, language, "there is no mark before this");
    else
        text_say(notice, language, "there is no mark after this");
}

static void jump_to_break(struct player *player, bool is_back, enum language language,
                          struct text *notice)
{
    size_t count;
    const struct player_match *breaks = player_breaks(player, &count);
    if (count == 0)
        text_say(notice, language, "there are no breakpoints; b sets one");
    else if (find(player, is_back, breaks, count))
        return;
    else if (is_back)
        text_say(notice, language, "no breakpoint before this");
    else
        text_say(notice, language, "no breakpoint after this");
}

bool going_go(struct player *player, enum keys_action action, enum language language,
              struct text *notice)
{
    switch (action) {
    case KEYS_MARK_FORWARD:
    case KEYS_MARK_BACK:
        jump_to_mark(player, action == KEYS_MARK_BACK, language, notice);
        return true;
    case KEYS_BREAK_FORWARD:
    case KEYS_BREAK_BACK:
        jump_to_break(player, action == KEYS_BREAK_BACK, language, notice);
        return true;
    default:
        return go(player, action) || jump(player, action, language, notice);
    }
}

bool going_to_key(struct player *player, th_key key, bool is_back, enum language language,
                  struct text *notice)
{
    struct player_match match = {.has_key = true, .key = key};
    if (find(player, is_back, &match, 1)) return true;
    text_say(notice, language, "no further move names that key");
    return false;
}

/* ---- Races ---- */

bool going_race(struct player *player, enum keys_action action, size_t worker, uint64_t *seed,
                enum screen_refusal *refusal)
{
    struct policy_plan policy = {.kind = POLICY_SERIAL};
    *refusal = SCREEN_NOTHING_REFUSED;
    switch (action) {
    case KEYS_WORKER:
        if (player_choose(player, worker) != PLAYER_CHOSEN) *refusal = SCREEN_REFUSED_WORKER;
        return true;
    case KEYS_UNDO:
        if (!player_undo_choice(player)) *refusal = SCREEN_REFUSED_UNDO;
        return true;
    case KEYS_SERIAL:
    case KEYS_RANDOM:
        if (action == KEYS_RANDOM)
            policy = (struct policy_plan){.kind = POLICY_RANDOM, .seed = ++*seed};
        if (player_hand_over(player, &policy) != PLAYER_CHOSEN) *refusal = SCREEN_REFUSED_POLICY;
        return true;
    default:
        return false;
    }
}
