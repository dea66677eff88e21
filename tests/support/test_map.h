/* test_map.h - a map to try things on: its memory is counted, its keys spell their hashes.
 *
 *     struct test_map test;
 *     test_map_make(&test, (th_map_options){.hint = 9});     // 8-byte values unless said otherwise
 *     put(test.map, key_spelling(hash_with(0x9c, 1), 0), 42);
 *     test_map_free(&test);                                  // and nothing is left of it */
#ifndef TESTS_SUPPORT_TEST_MAP_H
#define TESTS_SUPPORT_TEST_MAP_H

#include "core/map.h"
#include "tests/support/counting_memory.h"
#include "tests/support/keys.h"

struct test_map {
    struct counting_memory memory;
    struct spelled_hash hash;
    th_map *map;
};

/* options.memory is counting memory; value_size 0 becomes 8; the seed is given; the hash is
 * spelled_hash unless options.hash says another. */
void test_map_make(struct test_map *test, th_map_options options);

/* The same; its memory has pages of that size. */
void test_map_make_paged(struct test_map *test, th_map_options options, size_t page_size);

/* Fails the test when a byte is still held. */
void test_map_free(struct test_map *test);

/* The calls, for maps of 8-byte values; a failing one fails the test. */
void put(th_map *map, th_key key, uint64_t value);
void assert_holds(const th_map *map, th_key key, uint64_t value);
void assert_lacks(const th_map *map, th_key key);

/* Puts count keys whose hashes are spread evenly: key i hashes to i in its low bits, serial first
 * + i, value first + i. */
void put_many(th_map *map, uint32_t first, uint32_t count);
th_key key_of_many(uint32_t number);

/* Key number serial of those whose low hash bits are bucket; the tophash is 5 + serial % 251. */
th_key key_in_bucket(uint64_t bucket, uint32_t serial);

/* Puts (serial as value) or deletes serials first to first + count - 1 of the bucket. */
void put_in_bucket(th_map *map, uint64_t bucket, uint32_t first, uint32_t count);
void delete_in_bucket(th_map *map, uint64_t bucket, uint32_t first, uint32_t count);

/* Gives an empty bucket an overflow bucket, of which one entry stays: that of serial 8. */
void give_overflow(th_map *map, uint64_t bucket);

/* Forces hidden fields of the hmap, through its layout: see core/map_layout.h. */
uint8_t flags_of(const th_map *map);
void set_flags(th_map *map, uint8_t flags);

#endif
