/* race_scenes.h - the scenarios that the tests of races share: small, each for one thing that two
 * workers can do to each other.
 *
 * X(scene, what its workers do, on which map) */
#ifndef TESTS_UNIT_RACE_RACE_SCENES_H
#define TESTS_UNIT_RACE_RACE_SCENES_H

#include "viz/race/scenario.h"

#define RACE_SCENE_LIST(X)                                                                         \
    X(SCENE_TWO_WRITERS, "two puts of different keys into an empty map")                           \
    X(SCENE_THREE_WRITERS, "three puts of different keys into an empty map")                       \
    X(SCENE_TWO_EACH, "two puts each, into an empty map")                                          \
    X(SCENE_PUT_GET, "a put over a key, and its get")                                              \
    X(SCENE_PUT_DELETE, "a put of a new key, and the delete of an old one")                        \
    X(SCENE_PUT_ITERATE, "a put of a new key, and a walk over two")                                \
    X(SCENE_PUT_CLEAR, "a put over a key, and a clear")                                            \
    X(SCENE_GET_DELETE, "two readers of a key, and its delete")                                    \
    X(SCENE_GROWTH_BEGINS, "both puts find the map full: both begin to grow it")                   \
    X(SCENE_GROWTH, "two puts into a map that is growing: both evacuate")                          \
    X(SCENE_GROWTH_READ, "a put into a map that is growing, and a walk over it")                   \
    X(SCENE_OVERFLOW, "two puts into one full bucket: both link another behind it")                \
    X(SCENE_MUTEX, "two puts, each under the same mutex")                                          \
    X(SCENE_RWMUTEX, "a get under rlock, and a put under lock, of one rwmutex")                    \
    X(SCENE_READERS, "two gets under rlock of one rwmutex")                                        \
    X(SCENE_OPPOSITE_LOCKS, "two mutexes, taken in opposite order")                                \
    X(SCENE_TWICE_LOCKED, "a mutex that is taken twice by one, and a get by the other")            \
    X(SCENE_TWICE_READ, "a get between two runlocks of one rwmutex, and a put under its lock")     \
    X(SCENE_UPGRADE, "an rlock and then a lock of one rwmutex by one, and a get by the other")

enum race_scene {
#define X(scene, about) scene,
    RACE_SCENE_LIST(X)
#undef X
        SCENE_COUNT
};

const char *race_scene_about(enum race_scene scene);

/* Valid for ever. */
const struct scenario *race_scene(enum race_scene scene);

#endif
