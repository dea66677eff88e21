/* roles.h - what the current move and its operation have to do with a place. */
#ifndef VIZ_SCREEN_ROLES_H
#define VIZ_SCREEN_ROLES_H

#include "viz/player/view.h"

enum roles_role {
    ROLES_NONE,
    ROLES_TOUCHED, /* changed by an earlier move of the operation */
    ROLES_LOOKED,  /* looked at by this move */
    ROLES_NOW,     /* changed by this move */
};

/* The role of a slot. */
enum roles_role roles_of_slot(const struct view *view, const th_place *place);

/* The role of a bucket as a whole, its slots aside: chosen, entered, evacuated, linked, wiped. */
enum roles_role roles_of_bucket(const struct view *view, const th_place *place);

/* The role of a bucket array as a whole: made, become old, let go. */
enum roles_role roles_of_array(const struct view *view, uint32_t array);

/* The role of a header's field, by its bit REGISTERS_...; looked at: what a check reads. */
enum roles_role roles_of_field(const struct view *view, unsigned field);

/* The role of a flag, by its bit's number: of those that this move is about. */
enum roles_role roles_of_flag(const struct view *view, unsigned bit);

/* True for a kind whose `at` says where the map is at work. */
bool roles_has_place(th_event_kind kind);

#endif
