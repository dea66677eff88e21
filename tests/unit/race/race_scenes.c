/* race_scenes.c - scenarios as tables. Hashes are forced where a scene is about buckets: the top
 * byte becomes the tophash, the low bits choose the bucket. */
#include "tests/unit/race/race_scenes.h"

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define KEY(name)                                                                                  \
    {                                                                                              \
        .bytes = name, .len = sizeof name - 1                                                      \
    }
#define PUT(name, number)                                                                          \
    {                                                                                              \
        .kind = SCENARIO_PUT, .key = KEY(name), .value = &values[number]                           \
    }
#define GET(name)                                                                                  \
    {                                                                                              \
        .kind = SCENARIO_GET, .key = KEY(name)                                                     \
    }
#define DELETE(name)                                                                               \
    {                                                                                              \
        .kind = SCENARIO_DELETE, .key = KEY(name)                                                  \
    }
#define OF_LOCK(move, index)                                                                       \
    {                                                                                              \
        .kind = SCENARIO_##move, .lock = index                                                     \
    }
#define HASH(name, top, bucket)                                                                    \
    {                                                                                              \
        KEY(name), (uint64_t)(top) << 56 | (bucket)                                                \
    }
#define WORKER(letter, table)                                                                      \
    {                                                                                              \
        .name = letter, .ops = table, .op_count = COUNT(table)                                     \
    }
#define SCENE(name, its_workers)                                                                   \
    .id = name, .map_name = "m", .value_size = 8, .seed = 7, .workers = its_workers,               \
    .worker_count = COUNT(its_workers)

static const int64_t values[32] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
                                   16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};

/* ---- What workers do ---- */

static const struct scenario_op put_a[] = {PUT("a", 28)};
static const struct scenario_op put_b[] = {PUT("b", 29)};
static const struct scenario_op put_c[] = {PUT("c", 30)};
static const struct scenario_op puts_ac[] = {PUT("a", 28), PUT("c", 30)};
static const struct scenario_op puts_bd[] = {PUT("b", 29), PUT("d", 31)};
static const struct scenario_op get_a[] = {GET("a")};
static const struct scenario_op delete_a[] = {DELETE("a")};
static const struct scenario_op clear[] = {{.kind = SCENARIO_CLEAR}};
static const struct scenario_op walk[] = {{.kind = SCENARIO_ITERATE}};
static const struct scenario_op walk_from_2[] = {
    {.kind = SCENARIO_ITERATE, .start_bucket = 2, .offset = 3}};
static const struct scenario_op locked_put_a[] = {OF_LOCK(LOCK, 0), PUT("a", 28),
                                                  OF_LOCK(UNLOCK, 0)};
static const struct scenario_op locked_put_b[] = {OF_LOCK(LOCK, 0), PUT("b", 29),
                                                  OF_LOCK(UNLOCK, 0)};
static const struct scenario_op rlocked_get_a[] = {OF_LOCK(RLOCK, 0), GET("a"),
                                                   OF_LOCK(RUNLOCK, 0)};
static const struct scenario_op locks_01[] = {OF_LOCK(LOCK, 0), OF_LOCK(LOCK, 1), GET("a"),
                                              OF_LOCK(UNLOCK, 1), OF_LOCK(UNLOCK, 0)};
static const struct scenario_op locks_10[] = {OF_LOCK(LOCK, 1), OF_LOCK(LOCK, 0), GET("a"),
                                              OF_LOCK(UNLOCK, 0), OF_LOCK(UNLOCK, 1)};
static const struct scenario_op locks_00[] = {OF_LOCK(LOCK, 0), OF_LOCK(LOCK, 0), GET("a"),
                                              OF_LOCK(UNLOCK, 0)};
static const struct scenario_op rlocks_00[] = {OF_LOCK(RLOCK, 0), OF_LOCK(RLOCK, 0),
                                               OF_LOCK(RUNLOCK, 0), GET("a"), OF_LOCK(RUNLOCK, 0)};
static const struct scenario_op upgrade[] = {OF_LOCK(RLOCK, 0), OF_LOCK(LOCK, 0),
                                             OF_LOCK(UNLOCK, 0), OF_LOCK(RUNLOCK, 0)};

/* ---- Workers ---- */

static const struct scenario_worker two_writers[] = {WORKER("A", put_a), WORKER("B", put_b)};
static const struct scenario_worker three_writers[] = {WORKER("A", put_a), WORKER("B", put_b),
                                                       WORKER("C", put_c)};
static const struct scenario_worker two_each[] = {WORKER("A", puts_ac), WORKER("B", puts_bd)};
static const struct scenario_worker put_get[] = {WORKER("A", put_a), WORKER("B", get_a)};
static const struct scenario_worker put_delete[] = {WORKER("A", put_b), WORKER("B", delete_a)};
static const struct scenario_worker put_walk[] = {WORKER("A", put_c), WORKER("B", walk)};
static const struct scenario_worker put_walk_from_2[] = {WORKER("A", put_a),
                                                         WORKER("B", walk_from_2)};
static const struct scenario_worker put_clear[] = {WORKER("A", put_a), WORKER("B", clear)};
static const struct scenario_worker get_delete[] = {WORKER("A", get_a), WORKER("B", get_a),
                                                    WORKER("C", delete_a)};
static const struct scenario_worker mutex[] = {WORKER("A", locked_put_a),
                                               WORKER("B", locked_put_b)};
static const struct scenario_worker rwmutex[] = {WORKER("A", rlocked_get_a),
                                                 WORKER("B", locked_put_a)};
static const struct scenario_worker readers[] = {WORKER("A", rlocked_get_a),
                                                 WORKER("B", rlocked_get_a)};
static const struct scenario_worker opposite[] = {WORKER("A", locks_01), WORKER("B", locks_10)};
static const struct scenario_worker twice[] = {WORKER("A", locks_00), WORKER("B", get_a)};
static const struct scenario_worker twice_read[] = {WORKER("A", rlocks_00),
                                                    WORKER("B", locked_put_a)};
static const struct scenario_worker upgrader[] = {WORKER("A", upgrade), WORKER("B", get_a)};

static const struct scenario_lock mutexes[] = {{"mu", false}, {"nu", false}};
static const struct scenario_lock rw[] = {{"rw", true}};

/* ---- Maps before the race ---- */

static const struct scenario_op an_a[] = {PUT("a", 1)};
static const struct scenario_op an_a_and_a_b[] = {PUT("a", 1), PUT("b", 2)};

/* Eight keys fill the one bucket of B = 0; or, with room for more, that bucket of B = 1 which all
 * hashes choose. */
static const struct scenario_op eight[] = {PUT("k0", 0), PUT("k1", 1), PUT("k2", 2), PUT("k3", 3),
                                           PUT("k4", 4), PUT("k5", 5), PUT("k6", 6), PUT("k7", 7)};
static const struct scenario_hash all_in_bucket_0[] = {
    HASH("k0", 0x10, 0), HASH("k1", 0x11, 0), HASH("k2", 0x12, 0), HASH("k3", 0x13, 0),
    HASH("k4", 0x14, 0), HASH("k5", 0x15, 0), HASH("k6", 0x16, 0), HASH("k7", 0x17, 0),
    HASH("a", 0x80, 0),  HASH("b", 0x81, 0)};

/* B = 2 holds 26; the 27th begins to grow it, and evacuates buckets 3 (its own) and 0. What is left
 * are old bucket 1 with one entry, where a belongs, and 2 with two, where b does. */
static const struct scenario_op twenty_seven[] = {
    PUT("k0", 0),   PUT("k1", 1),   PUT("k2", 2),   PUT("k3", 3),   PUT("k4", 4),   PUT("k5", 5),
    PUT("k6", 6),   PUT("k7", 7),   PUT("k8", 8),   PUT("k9", 9),   PUT("k10", 10), PUT("k11", 11),
    PUT("k12", 12), PUT("k13", 13), PUT("k14", 14), PUT("k15", 15), PUT("k16", 16), PUT("k17", 17),
    PUT("k18", 18), PUT("k19", 19), PUT("k20", 20), PUT("k21", 21), PUT("k22", 22), PUT("k23", 23),
    PUT("k24", 24), PUT("k25", 25), PUT("k26", 26)};
static const struct scenario_hash mostly_in_bucket_3[] = {
    HASH("k0", 0x10, 1),  HASH("k1", 0x11, 6),  HASH("k2", 0x12, 2),  HASH("k3", 0x13, 7),
    HASH("k4", 0x14, 3),  HASH("k5", 0x15, 7),  HASH("k6", 0x16, 3),  HASH("k7", 0x17, 7),
    HASH("k8", 0x18, 3),  HASH("k9", 0x19, 7),  HASH("k10", 0x1a, 3), HASH("k11", 0x1b, 7),
    HASH("k12", 0x1c, 3), HASH("k13", 0x1d, 7), HASH("k14", 0x1e, 3), HASH("k15", 0x1f, 7),
    HASH("k16", 0x20, 3), HASH("k17", 0x21, 7), HASH("k18", 0x22, 3), HASH("k19", 0x23, 7),
    HASH("k20", 0x24, 3), HASH("k21", 0x25, 7), HASH("k22", 0x26, 3), HASH("k23", 0x27, 7),
    HASH("k24", 0x28, 3), HASH("k25", 0x29, 7), HASH("k26", 0x2a, 3), HASH("a", 0x80, 1),
    HASH("b", 0x81, 2)};

/* ---- Scenes ---- */

#define SETUP(table) .setup = table, .setup_count = COUNT(table)
#define HASHES(table) .hashes = table, .hash_count = COUNT(table)
#define LOCKS(table) .locks = table, .lock_count = COUNT(table)

static const struct scenario scenes[] = {
    [SCENE_TWO_WRITERS] = {SCENE("two-writers", two_writers)},
    [SCENE_THREE_WRITERS] = {SCENE("three-writers", three_writers)},
    [SCENE_TWO_EACH] = {SCENE("two-each", two_each)},
    [SCENE_PUT_GET] = {SCENE("put-get", put_get), SETUP(an_a)},
    [SCENE_PUT_DELETE] = {SCENE("put-delete", put_delete), SETUP(an_a)},
    [SCENE_PUT_ITERATE] = {SCENE("put-iterate", put_walk), SETUP(an_a_and_a_b)},
    [SCENE_PUT_CLEAR] = {SCENE("put-clear", put_clear), SETUP(an_a)},
    [SCENE_GET_DELETE] = {SCENE("get-delete", get_delete), SETUP(an_a)},
    [SCENE_GROWTH_BEGINS] = {SCENE("growth-begins", two_writers), SETUP(eight),
                             HASHES(all_in_bucket_0)},
    [SCENE_GROWTH] = {SCENE("growth", two_writers), SETUP(twenty_seven),
                      HASHES(mostly_in_bucket_3)},
    [SCENE_GROWTH_READ] = {SCENE("growth-read", put_walk_from_2), SETUP(twenty_seven),
                           HASHES(mostly_in_bucket_3)},
    [SCENE_OVERFLOW] = {SCENE("overflow", two_writers), .hint = 9, SETUP(eight),
                        HASHES(all_in_bucket_0)},
    [SCENE_MUTEX] = {SCENE("mutex", mutex), LOCKS(mutexes)},
    [SCENE_RWMUTEX] = {SCENE("rwmutex", rwmutex), SETUP(an_a), LOCKS(rw)},
    [SCENE_READERS] = {SCENE("readers", readers), SETUP(an_a), LOCKS(rw)},
    [SCENE_OPPOSITE_LOCKS] = {SCENE("opposite-locks", opposite), SETUP(an_a), LOCKS(mutexes)},
    [SCENE_TWICE_LOCKED] = {SCENE("twice-locked", twice), SETUP(an_a), LOCKS(mutexes)},
    [SCENE_TWICE_READ] = {SCENE("twice-read", twice_read), SETUP(an_a), LOCKS(rw)},
    [SCENE_UPGRADE] = {SCENE("upgrade", upgrader), SETUP(an_a), LOCKS(rw)},
};

_Static_assert(COUNT(scenes) == SCENE_COUNT, "each scene has its table");

const char *race_scene_about(enum race_scene scene)
{
    static const char *const abouts[] = {
#define X(name, about) [name] = about,
        RACE_SCENE_LIST(X)
#undef X
    };
    return abouts[scene];
}

const struct scenario *race_scene(enum race_scene scene) { return &scenes[scene]; }
