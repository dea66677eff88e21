/* map_boost.cc - boost::unordered_flat_map, as a contender. */
#include <string_view>

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/version.hpp>

#include "tests/bench/rivals/contender.h"

static const char *map_about(void) { return "boost::unordered_flat_map " BOOST_LIB_VERSION; }

struct hash_of {
    using is_avalanching = void; /* XXH3 needs no mixing afterwards */
    size_t operator()(std::string_view key) const
    {
        return XXH3_64bits_withSeed(key.data(), key.size(), text_hash_seed);
    }
};

using entries = boost::unordered_flat_map<std::string_view, uint64_t, hash_of>;

#include "tests/bench/rivals/map_of_std.h"
