/* play_race.c - the learner as the scheduler: keys that make choices in a race. What cannot be done
 * is answered. */
#include "viz/action/going.h"
#include "viz/tui/tui_state.h"

bool play_race(struct playing *playing, enum keys_action action, key_code code)
{
    size_t worker = keys_worker_for(code);
    enum screen_refusal refusal;
    if (!going_race(playing->player, action, worker, &playing->seed, &refusal)) return false;
    playing->options.refusal = refusal;
    if (action == KEYS_WORKER) playing->options.refused_worker = worker;
    return true;
}
