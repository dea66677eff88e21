/* nil_map.c - a nil map reads as empty; writing to it is a panic. */
#include "viz/player/nil_map.h"

static th_line line_of(th_op op)
{
    switch (op) {
    case TH_OP_GET:
        return TH_LINE_GET_EMPTY;
    case TH_OP_PUT:
        return TH_LINE_PUT_NIL;
    case TH_OP_DELETE:
        return TH_LINE_DELETE_EMPTY;
    case TH_OP_CLEAR:
        return TH_LINE_CLEAR_EMPTY;
    case TH_OP_OPEN:
        return TH_LINE_ITER_START;
    default:
        return TH_LINE_NONE;
    }
}

void nil_map_tell(const th_observer *who, th_op op, th_key key, const void *value, th_status status)
{
    th_event event = {
        .kind = TH_EVENT_OP_START, .line = line_of(op), .before = op, .key = key, .value = value};
    who->event(who->context, &event);
    if (status != TH_OK) {
        event = (th_event){.kind = TH_EVENT_PANIC, .line = line_of(op), .before = status};
        who->event(who->context, &event);
    }
    event = (th_event){.kind = TH_EVENT_OP_END, .line = line_of(op), .before = op};
    who->event(who->context, &event);
}
