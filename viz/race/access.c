/* access.c - conflicts: of locks, of fields, of slots. */
#include "viz/race/access.h"

static bool is_shared(th_lock_move move) { return move == TH_RLOCK || move == TH_RUNLOCK; }

static bool locks_conflict(const th_access *a, const th_access *b)
{
    if (a->lock_move == TH_LOCK_NONE || a->lock != b->lock) return false;
    return !is_shared(a->lock_move) || !is_shared(b->lock_move);
}

static bool writes_anything(const th_access *access)
{
    return access->writes != 0 || access->touches[0].writes != 0 || access->touches[1].writes != 0;
}

static bool fields_conflict(const th_access *a, const th_access *b)
{
    if ((a->writes & (b->reads | b->writes)) != 0 || (a->reads & b->writes) != 0) return true;
    if ((a->writes & TH_FIELD_ALL) != 0 || (b->writes & TH_FIELD_ALL) != 0) return true;
    return ((a->reads & TH_FIELD_ALL) != 0 && writes_anything(b)) ||
           ((b->reads & TH_FIELD_ALL) != 0 && writes_anything(a));
}

static bool touches_conflict(const th_touch *a, const th_touch *b)
{
    if (a->bucket != b->bucket || a->bucket == NULL) return false;
    return (a->writes & (b->reads | b->writes)) != 0 || (a->reads & b->writes) != 0;
}

static bool slots_conflict(const th_access *a, const th_access *b)
{
    return touches_conflict(&a->touches[0], &b->touches[0]) ||
           touches_conflict(&a->touches[0], &b->touches[1]) ||
           touches_conflict(&a->touches[1], &b->touches[0]) ||
           touches_conflict(&a->touches[1], &b->touches[1]);
}

bool access_conflicts(const th_access *a, const th_access *b)
{
    if (a->map == NULL || b->map == NULL) return locks_conflict(a, b);
    return a->map == b->map && (fields_conflict(a, b) || slots_conflict(a, b));
}
