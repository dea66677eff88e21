/* roles.c - read from the current event and from the registers' list of changed places. */
#include "viz/screen/roles.h"

#include "viz/screen/marks.h"

static bool is_slot_look(th_event_kind kind)
{
    return kind == TH_EVENT_SLOT_PROBED || kind == TH_EVENT_SLOT_READ ||
           kind == TH_EVENT_KEY_COMPARED || kind == TH_EVENT_ITER_SKIP ||
           kind == TH_EVENT_ITER_LOOKUP || kind == TH_EVENT_ITER_YIELD;
}

static bool is_bucket_look(th_event_kind kind)
{
    return kind == TH_EVENT_BUCKET_CHOSEN || kind == TH_EVENT_EVACUATE_START ||
           kind == TH_EVENT_ITER_START || kind == TH_EVENT_ITER_BUCKET;
}

bool roles_has_place(th_event_kind kind)
{
    switch (kind) {
    case TH_EVENT_SLOT_MOVED:
    case TH_EVENT_EMPTY_EVACUATED:
    case TH_EVENT_BUCKET_WIPED:
    case TH_EVENT_OVERFLOW_LINKED:
    case TH_EVENT_SLOT_WRITTEN:
    case TH_EVENT_VALUE_WRITTEN:
    case TH_EVENT_SLOT_CLEARED:
    case TH_EVENT_EMPTY_REST:
        return true;
    default:
        return is_slot_look(kind) || is_bucket_look(kind);
    }
}

static enum roles_role role_of_change(const struct registers_place *change)
{
    return change->is_now ? ROLES_NOW : ROLES_TOUCHED;
}

enum roles_role roles_of_slot(const struct view *view, const th_place *place)
{
    const struct registers *registers = &view->registers;

    if (!view->has_now) return ROLES_NONE;

    enum roles_role role = ROLES_NONE;

    if (is_slot_look(view->now.kind) && view->now.at.slot == place->slot &&
        th_place_is_same_bucket(&view->now.at, place))
        role = ROLES_LOOKED;
    for (uint32_t i = 0; i < registers->place_count && role != ROLES_NOW; i++) {
        const struct registers_place *change = &registers->places[i];

        if (change->place.slot != place->slot || change->map != view->map) continue;
        if (!th_place_is_same_bucket(&change->place, place)) continue;
        if (role_of_change(change) > role) role = role_of_change(change);
    }
    return role;
}

enum roles_role roles_of_bucket(const struct view *view, const th_place *place)
{
    const struct registers *registers = &view->registers;

    if (!view->has_now) return ROLES_NONE;
    for (uint32_t i = 0; i < registers->place_count; i++) {
        const struct registers_place *change = &registers->places[i];

        if (change->place.slot != REGISTERS_WHOLE || change->map != view->map) continue;
        if (!th_place_is_same_bucket(&change->place, place)) continue;
        if (change->is_now) return ROLES_NOW;
    }
    if (is_bucket_look(view->now.kind) && th_place_is_same_bucket(&view->now.at, place))
        return ROLES_LOOKED;
    return ROLES_NONE;
}

enum roles_role roles_of_array(const struct view *view, uint32_t array)
{
    if (!view->has_now || array == 0) return ROLES_NONE;
    switch (view->now.kind) {
    case TH_EVENT_BUCKETS_MADE:
    case TH_EVENT_GROW_END:
    case TH_EVENT_ARRAY_FREED:
        return view->now.at.array == array ? ROLES_NOW : ROLES_NONE;
    case TH_EVENT_GROW_START:
    case TH_EVENT_CLEARED:
        return view->now.header_after->buckets == array ||
                       view->now.header_after->oldbuckets == array
                   ? ROLES_NOW
                   : ROLES_NONE;
    default:
        return ROLES_NONE;
    }
}

/* Which fields a look reads. */
static unsigned fields_read(const th_event *now)
{
    switch (now->kind) {
    case TH_EVENT_FLAGS_READ:
    case TH_EVENT_FLAGS_LOADED:
        return REGISTERS_FLAGS;
    case TH_EVENT_FATAL:
        return now->before <= TH_FATAL_ITERATE_AND_WRITE ? REGISTERS_FLAGS : 0;
    case TH_EVENT_COUNT_LOADED:
        return REGISTERS_COUNT;
    case TH_EVENT_SHAPE_READ:
        return REGISTERS_B | REGISTERS_BUCKETS | REGISTERS_OLDBUCKETS;
    case TH_EVENT_GROWTH_CHECKED:
        return REGISTERS_COUNT | REGISTERS_NOVERFLOW;
    default:
        return 0;
    }
}

enum roles_role roles_of_field(const struct view *view, unsigned field)
{
    if (!view->has_now) return ROLES_NONE;
    if (view->registers.header_now & field) return ROLES_NOW;
    if (fields_read(&view->now) & field) return ROLES_LOOKED;
    if (view->registers.header_op & field) return ROLES_TOUCHED;
    return ROLES_NONE;
}

/* The bits that this move changed, or looked at. */
static unsigned bits_concerned(const struct view *view)
{
    switch (view->now.kind) {
    case TH_EVENT_WRITING_SET:
    case TH_EVENT_WRITING_CLEARED:
    case TH_EVENT_ITER_START:
        return (unsigned)(view->now.before ^ view->now.after);
    case TH_EVENT_GROW_START:
    case TH_EVENT_GROW_END:
    case TH_EVENT_CLEARED:
        return (unsigned)view->now.header_before->flags ^ view->now.header_after->flags;
    default:
        return MARKS_FLAG_WRITING; /* the one that is looked at */
    }
}

enum roles_role roles_of_flag(const struct view *view, unsigned bit)
{
    enum roles_role role = roles_of_field(view, REGISTERS_FLAGS);

    if (role == ROLES_TOUCHED || role == ROLES_NONE) return ROLES_NONE;
    return bits_concerned(view) >> bit & 1 ? role : ROLES_NONE;
}
