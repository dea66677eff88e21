/* map_of_std.h - a contender on a C++ map with the standard's interface. Its source defines, before
 * it includes this, `entries`: the map's type, from std::string_view to uint64_t. */
#ifndef TESTS_BENCH_RIVALS_MAP_OF_STD_H
#define TESTS_BENCH_RIVALS_MAP_OF_STD_H

struct map {
    entries all;
};

static inline std::string_view view_of(struct text key)
{
    return std::string_view(key.bytes, key.len);
}

static struct map *map_make(uint64_t hint)
{
    struct map *map = new struct map;
    if (hint > 0) map->all.reserve(hint);
    return map;
}

static void map_free(struct map *map) { delete map; }

static inline void map_put(struct map *map, struct text key, uint64_t value)
{
    map->all[view_of(key)] = value;
}

static inline bool map_get(const struct map *map, struct text key, uint64_t *value)
{
    auto found = map->all.find(view_of(key));
    if (found == map->all.end()) return false;
    *value = found->second;
    return true;
}

static inline bool map_delete(struct map *map, struct text key)
{
    return map->all.erase(view_of(key)) > 0;
}

static uint64_t map_len(const struct map *map) { return map->all.size(); }

static uint64_t map_sum(struct map *map)
{
    uint64_t sum = 0;
    for (const auto &entry : map->all)
        sum += entry.second;
    return sum;
}

#endif
