/* play_race.c - the learner as the scheduler: keys that make choices in a race. What cannot be done
 * is answered. */
#include "viz/tui/tui_state.h"

static void answer(struct playing *playing, bool is_done, enum screen_refusal refusal)
{
    if (!is_done) playing->options.refusal = refusal;
}

bool play_race(struct playing *playing, enum keys_action action, key_code code)
{
    struct policy_plan policy = {.kind = POLICY_SERIAL};
    struct player *player = playing->player;
    size_t worker = keys_worker_for(code);
    switch (action) {
    case KEYS_WORKER:
        playing->options.refused_worker = worker;
        answer(playing, player_choose(player, worker) == PLAYER_CHOSEN, SCREEN_REFUSED_WORKER);
        return true;
    case KEYS_UNDO:
        answer(playing, player_undo_choice(player), SCREEN_REFUSED_UNDO);
        return true;
    case KEYS_SERIAL:
    case KEYS_RANDOM:
        if (action == KEYS_RANDOM)
            policy = (struct policy_plan){.kind = POLICY_RANDOM, .seed = ++playing->seed};
        answer(playing, player_hand_over(player, &policy) == PLAYER_CHOSEN, SCREEN_REFUSED_POLICY);
        return true;
    default:
        return false;
    }
}
