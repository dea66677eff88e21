/* contest.h - what is measured of a map, and how: the loops that are timed.
 *
 * A part of contender.h, which declares the map before it includes this. Everything that is not the
 * map's (keys, their order, plans) is made before the clock starts, and lies outside the heap. */
#ifndef TESTS_BENCH_RIVALS_CONTEST_H
#define TESTS_BENCH_RIVALS_CONTEST_H

/* A figure rests on at least so many operations. */
enum { WORK_MIN = 200000, FIGURES_MAX = 3, BUILDS_MAX = 64, SAMPLES = 32, BATCH = 64 };

struct contest {
    struct keys keys;
    bool is_cold;
    struct map *full; /* grown from empty: the first half of the universe */
    struct map *churned;
    uint64_t churn_count;
    uint32_t *builds[BUILDS_MAX]; /* nanoseconds of each insert */
    unsigned build_count;
};

struct answer {
    bool is_none;
    uint64_t check;
    unsigned figure_count;
    double figures[FIGURES_MAX];
};

static inline struct answer answer_time(uint64_t check, double taken_ns, uint64_t operations)
{
    struct answer answer = {false, check, 1, {taken_ns / (double)operations, 0, 0}};
    return answer;
}

/* How often so many operations are to be done. */
static inline uint64_t repeats_of(uint64_t operations)
{
    return operations < WORK_MIN ? WORK_MIN / operations : 1;
}

static struct map *build(const struct contest *contest, uint64_t hint)
{
    struct map *map = map_make(hint);
    for (uint64_t i = 0; i < contest->keys.count; i++)
        map_put(map, contest->keys.universe[i], i);
    return map;
}

static clockid_t clock_used = CLOCK_MONOTONIC;

static inline double now_ns(void)
{
    struct timespec now;
    clock_gettime(clock_used, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* What malloc has handed out, and what the map has mapped itself. */
static inline double heap_bytes(void)
{
    struct mallinfo2 info = mallinfo2();
    double bytes = (double)(info.uordblks + info.hblkhd);
#ifdef CONTENDER_MAPS
    bytes += (double)map_mapped_bytes();
#endif
    return bytes;
}

static inline void settle(const struct contest *contest)
{
    if (contest->is_cold) malloc_trim(0);
}

/* ---- Keys and gets ---- */

static struct answer do_keys(struct contest *contest)
{
    struct answer answer = {false, 0, 0, {0, 0, 0}};
    keys_ask(&contest->keys);
#ifdef CONTENDER_IS_STATIC
    contest->full = build(contest, contest->keys.count);
#else
    contest->full = build(contest, 0);
#endif
    answer.check = keys_checksum(&contest->keys);
    return answer;
}

/* ask asks the full map each key once, and says what that came to. A pass that is not timed comes
 * first, so that all begin with the map in the caches, as far as it fits: Go's does, whose
 * collector has just walked it. */
static inline struct answer time_asking(const struct contest *contest, const struct text *asked,
                                        uint64_t (*ask)(const struct map *map,
                                                        const struct text *asked, uint64_t count))
{
    uint64_t count = contest->keys.asked_count, repeats = repeats_of(count);
    uint64_t check = ask(contest->full, asked, count);
    double start = now_ns();
    for (uint64_t repeat = 1; repeat <= repeats; repeat++) {
        check += ask(contest->full, asked, count);
        __asm__ volatile("" ::: "memory"); /* no pass is known to be as the one before */
    }
    return answer_time(check, now_ns() - start, repeats * count);
}

static inline uint64_t ask_all(const struct map *map, const struct text *asked, uint64_t count)
{
    uint64_t sum = 0, value = 0;
    for (uint64_t i = 0; i < count; i++)
        if (map_get(map, asked[i], &value)) sum += value;
    return sum;
}

/* A value's top bit is never set, which the processor cannot know: it must wait for the value. */
static inline uint64_t ask_dependent(const struct map *map, const struct text *asked,
                                     uint64_t count)
{
    uint64_t sum = 0, value = 0;
    for (uint64_t i = 0; i < count; i += 1 + (value >> 63))
        if (map_get(map, asked[i], &value)) sum += value;
    return sum;
}

static inline uint64_t count_found(const struct map *map, const struct text *asked, uint64_t count)
{
    uint64_t found = 0, value = 0;
    for (uint64_t i = 0; i < count; i++)
        found += map_get(map, asked[i], &value);
    return found;
}

static struct answer do_hit(struct contest *contest)
{
    return time_asking(contest, contest->keys.present, ask_all);
}

static struct answer do_hit_dependent(struct contest *contest)
{
    return time_asking(contest, contest->keys.present, ask_dependent);
}

static struct answer do_miss(struct contest *contest)
{
    return time_asking(contest, contest->keys.absent, count_found);
}

#ifndef CONTENDER_IS_STATIC

/* ---- Writes ---- */

static struct answer insert(const struct contest *contest, uint64_t hint)
{
    uint64_t count = 0, repeats = repeats_of(contest->keys.count);
    double taken_ns = 0;
    if (!contest->is_cold) map_free(build(contest, hint));
    for (uint64_t repeat = 0; repeat < repeats; repeat++) {
        settle(contest);
        double start = now_ns();
        struct map *map = build(contest, hint);
        taken_ns += now_ns() - start;
        count += map_len(map);
        map_free(map);
    }
    return answer_time(count, taken_ns, repeats * contest->keys.count);
}

static struct answer do_insert(struct contest *contest) { return insert(contest, 0); }

#ifndef CONTENDER_HAS_NO_HINT
static struct answer do_insert_presized(struct contest *contest)
{
    return insert(contest, contest->keys.count);
}
#endif

static struct answer do_delete(struct contest *contest)
{
    const struct keys *keys = &contest->keys;
    uint64_t deleted = 0, repeats = repeats_of(keys->count);
    double taken_ns = 0;
    for (uint64_t repeat = 0; repeat < repeats; repeat++) {
        settle(contest);
        struct map *map = build(contest, 0);
        double start = now_ns();
        for (uint64_t i = 0; i < keys->count; i++)
            deleted += map_delete(map, keys->present[i]);
        taken_ns += now_ns() - start;
        map_free(map);
    }
    return answer_time(deleted, taken_ns, repeats * keys->count);
}

static struct answer do_iterate(struct contest *contest)
{
    uint64_t repeats = repeats_of(contest->keys.count), sum = map_sum(contest->full);
    double start = now_ns();
    for (uint64_t repeat = 0; repeat < repeats; repeat++) {
        sum += map_sum(contest->full);
        __asm__ volatile("" ::: "memory");
    }
    return answer_time(sum, now_ns() - start, repeats * contest->keys.count);
}

/* ---- All of it mixed: 8 of 10 get, 1 puts, 1 deletes, any key of the universe ---- */

struct errand {
    struct text key;
    uint64_t value;
    uint32_t die; /* 0 to 7 get, 8 puts, 9 deletes */
};

enum { DIE_PUT = 8, DIE_DELETE, DIE_SIDES };

/* Gets and deletes ask copies; a put brings the key itself, as the map will keep it. Each call is
 * another sequence. */
static void plan_errands(struct contest *contest, struct errand *errands, char *bytes,
                         uint64_t count)
{
    struct chance chance = {contest->keys.seed ^ (3 + contest->churn_count++)};
    for (uint64_t i = 0; i < count; i++) {
        uint64_t index = chance_below(&chance, 2 * contest->keys.count);
        struct text key = contest->keys.universe[index];
        errands[i].die = (uint32_t)chance_below(&chance, DIE_SIDES);
        errands[i].value = index;
        errands[i].key = errands[i].die == DIE_PUT ? key : keys_copy(key, &bytes);
    }
}

static uint64_t run_errands(struct map *map, const struct errand *errands, uint64_t count)
{
    uint64_t check = 0, value = 0;
    for (uint64_t i = 0; i < count; i++) {
        if (errands[i].die < DIE_PUT) {
            if (map_get(map, errands[i].key, &value)) check += value;
        } else if (errands[i].die == DIE_PUT) {
            map_put(map, errands[i].key, errands[i].value);
        } else {
            check += map_delete(map, errands[i].key);
        }
    }
    return check;
}

static struct answer do_mixed(struct contest *contest)
{
    static struct errand *errands;
    static char *bytes;
    uint64_t count = contest->keys.count;
    if (count < WORK_MIN) count = WORK_MIN;
    if (errands == NULL) {
        errands = (struct errand *)keys_room(count * sizeof *errands);
        bytes = (char *)keys_room(count * KEY_LEN_MAX);
        contest->churned = build(contest, 0);
    }
    plan_errands(contest, errands, bytes, count);
    uint64_t check = map_sum(contest->churned); /* into the caches */
    double start = now_ns();
    check += run_errands(contest->churned, errands, count);
    return answer_time(check, now_ns() - start, count);
}

/* ---- The worst single insert ---- */

/* By the clock on the wall: reading the thread's own takes longer than an insert. */
static void time_each_insert(const struct contest *contest, uint32_t *times_ns)
{
    struct map *map = map_make(0);
    double before = bench_now_ns();
    for (uint64_t i = 0; i < contest->keys.count; i++) {
        map_put(map, contest->keys.universe[i], i);
        double now = bench_now_ns();
        times_ns[i] = (uint32_t)(now - before);
        before = now;
    }
    map_free(map);
}

static int by_time(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Each call is one more build of the same keys. Of each insert the median over all builds so far;
 * of these the largest. */
static struct answer do_worst(struct contest *contest)
{
    uint64_t count = contest->keys.count;
    uint32_t worst = 0, times[BUILDS_MAX];
    bench_must(contest->build_count < BUILDS_MAX, "so many builds");
    uint32_t *build_times = (uint32_t *)keys_room(count * sizeof *build_times);
    contest->builds[contest->build_count++] = build_times;
    settle(contest);
    time_each_insert(contest, build_times);
    for (uint64_t i = 0; i < count; i++) {
        for (unsigned b = 0; b < contest->build_count; b++)
            times[b] = contest->builds[b][i];
        qsort(times, contest->build_count, sizeof *times, by_time);
        uint32_t median = times[contest->build_count / 2];
        if (median > worst) worst = median;
    }
    return answer_time(count, worst, 1);
}

/* ---- Memory ---- */

/* Bytes an entry while the map doubles, count to 2 x count entries: mean, least, most. */
static struct answer do_bytes(struct contest *contest)
{
    uint64_t count = contest->keys.count, entries = 0;
    double before = heap_bytes(), sum = 0, least = 0, most = 0;
    struct map *map = map_make(0);
    for (uint64_t sample = 0; sample < SAMPLES; sample++) {
        uint64_t until = count + count * (sample + 1) / SAMPLES;
        for (; entries < until; entries++)
            map_put(map, contest->keys.universe[entries], entries);
        double each = (heap_bytes() - before) / (double)entries;
        sum += each;
        if (sample == 0 || each < least) least = each;
        if (each > most) most = each;
    }
    struct answer answer = {false, map_len(map), 3, {sum / SAMPLES, least, most}};
    map_free(map);
    return answer;
}

/* A line of /proc/self/status, in bytes. */
static double own_memory(const char *name)
{
    char line[256];
    double bytes = 0;
    FILE *status = fopen("/proc/self/status", "r");
    bench_must(status != NULL, "reading /proc/self/status");
    while (fgets(line, sizeof line, status) != NULL)
        if (strncmp(line, name, strlen(name)) == 0) bytes = atof(line + strlen(name)) * 1024;
    fclose(status);
    return bytes;
}

/* In a process that has done nothing else: how far the resident size rises, at its highest, over
 * what it was before, while a map of the whole universe is built. */
static struct answer do_peak(struct contest *contest)
{
    uint64_t count = 2 * contest->keys.count;
    FILE *forget = fopen("/proc/self/clear_refs", "w");
    bench_must(forget != NULL && fputs("5\n", forget) >= 0 && fclose(forget) == 0,
               "forgetting the peak so far");
    double before = own_memory("VmRSS:");
    struct map *map = map_make(0);
    for (uint64_t i = 0; i < count; i++)
        map_put(map, contest->keys.universe[i], i);
    double peak = own_memory("VmHWM:");
    struct answer answer = {false, map_len(map), 1, {(peak - before) / (double)count, 0, 0}};
    map_free(map);
    return answer;
}

#ifdef CONTENDER_HAS_MANY

/* ---- By the batch ---- */

static uint64_t ask_many(const struct map *map, const struct text *asked, uint64_t count)
{
    uint64_t values[BATCH], sum = 0;
    for (uint64_t i = 0; i < count; i += BATCH) {
        uint64_t left = count - i, batch = left < BATCH ? left : BATCH;
        map_get_many(map, asked + i, values, batch);
        for (uint64_t j = 0; j < batch; j++)
            sum += values[j];
    }
    return sum;
}

static struct answer do_hit_many(struct contest *contest)
{
    return time_asking(contest, contest->keys.present, ask_many);
}

static struct answer do_insert_many(struct contest *contest)
{
    const struct keys *keys = &contest->keys;
    uint64_t values[BATCH], count = 0, repeats = repeats_of(keys->count);
    double taken_ns = 0;
    if (!contest->is_cold) map_free(build(contest, 0));
    for (uint64_t repeat = 0; repeat < repeats; repeat++) {
        settle(contest);
        double start = now_ns();
        struct map *map = map_make(0);
        for (uint64_t i = 0; i < keys->count; i += BATCH) {
            uint64_t left = keys->count - i, batch = left < BATCH ? left : BATCH;
            for (uint64_t j = 0; j < batch; j++)
                values[j] = i + j;
            map_put_many(map, keys->universe + i, values, batch);
        }
        taken_ns += now_ns() - start;
        count += map_len(map);
        map_free(map);
    }
    return answer_time(count, taken_ns, repeats * keys->count);
}

#endif
#endif

#endif
