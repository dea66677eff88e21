/* timeline_bench.c - what a move costs: time to record and to wind, and bytes.
 *
 *     bazel run -c opt //tests/unit/timeline:timeline_bench [PUTS]
 *
 * Method: one map takes PUTS puts (100,000 unless told) of new eight-byte keys, once unobserved and
 * once recorded; then the tape is wound from end to end, and to places drawn at random. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "viz/timeline/timeline.h"

enum { SEEKS = 40, KEY_BYTES = 24 };

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Milliseconds for the puts. */
static double put_all(const th_observer *observer, char (*keys)[KEY_BYTES], int64_t puts)
{
    th_map *map;
    th_map_options options = {
        .value_size = sizeof puts, .is_seeded = true, .seed = 7, .observer = observer};
    double start = now_ms();
    if (th_map_make(&options, &map) != TH_OK) abort();
    for (int64_t i = 0; i < puts; i++) {
        if (th_map_put(map, th_key_of(keys[i]), &i) != TH_OK) abort();
    }
    double ms = now_ms() - start;
    th_map_observe(map, NULL);
    th_map_free(map);
    return ms;
}

static double seek_ms(struct timeline *timeline, uint64_t position)
{
    double start = now_ms();
    timeline_seek(timeline, position);
    return now_ms() - start;
}

static void report_seeks(struct timeline *timeline)
{
    uint64_t len = timeline_len(timeline);
    uint64_t random = 1;
    double worst = 0;
    double total = 0;
    for (int i = 0; i < SEEKS; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        double ms = seek_ms(timeline, (random >> 20) % (len + 1));
        total += ms;
        if (ms > worst) worst = ms;
    }
    printf("seek      random: mean %.2f ms, worst %.2f ms\n", total / SEEKS, worst);
    seek_ms(timeline, len);
    double back = seek_ms(timeline, 0);
    double forth = seek_ms(timeline, len);
    printf("seek      end to start %.1f ms (%.1f ns a move), start to end %.1f ms (%.1f ns)\n",
           back, back * 1e6 / (double)len, forth, forth * 1e6 / (double)len);
}

int main(int argc, char **argv)
{
    int64_t puts = argc > 1 ? strtoll(argv[1], NULL, 10) : 100000;
    if (puts <= 0) return 2;
    char(*keys)[KEY_BYTES] = malloc((size_t)puts * sizeof *keys);
    struct timeline *timeline = timeline_make(NULL);
    uint32_t map;
    if (keys == NULL || timeline == NULL || !timeline_add_map(timeline, "m", 8, &map)) return 3;
    for (int64_t i = 0; i < puts; i++)
        snprintf(keys[i], sizeof keys[i], "k%07" PRId64, i);
    double untold = put_all(NULL, keys, puts);
    double told = put_all(timeline_observer(timeline, map), keys, puts);
    if (timeline_status(timeline) != TIMELINE_OK) return 3;
    double len = (double)timeline_len(timeline);
    struct timeline_size size = timeline_size(timeline);
    printf("recorded  %" PRId64 " puts, %.0f moves: %.1f ms, %.1f ns a move (untold: %.1f ms)\n",
           puts, len, told, told * 1e6 / len, untold);
    printf("memory    %.1f bytes a move on the tape, %.1f MB; model %.1f MB\n",
           (double)size.tape_bytes / len, (double)size.tape_bytes / 1e6,
           (double)size.model_bytes / 1e6);
    report_seeks(timeline);
    timeline_free(timeline);
    free(keys);
    return 0;
}
