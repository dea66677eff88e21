/* map_absl.cc - absl::flat_hash_map, as a contender. */
#include <string_view>

#include <absl/base/config.h>
#include <absl/container/flat_hash_map.h>

#include "tests/bench/rivals/contender.h"

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)

static const char *map_about(void) { return "absl::flat_hash_map " TEXT(ABSL_LTS_RELEASE_VERSION); }

struct hash_of {
    size_t operator()(std::string_view key) const
    {
        return XXH3_64bits_withSeed(key.data(), key.size(), text_hash_seed);
    }
};

using entries = absl::flat_hash_map<std::string_view, uint64_t, hash_of>;

#include "tests/bench/rivals/map_of_std.h"
