/* map_std.cc - std::unordered_map, as a contender. */
#include <string_view>
#include <unordered_map>

#include "tests/bench/rivals/contender.h"

static const char *map_about(void) { return "std::unordered_map"; }

/* Not noexcept: libstdc++ then keeps each hash in its node, as it does for strings. */
struct hash_of {
    size_t operator()(std::string_view key) const
    {
        return XXH3_64bits_withSeed(key.data(), key.size(), text_hash_seed);
    }
};

using entries = std::unordered_map<std::string_view, uint64_t, hash_of>;

#include "tests/bench/rivals/map_of_std.h"
