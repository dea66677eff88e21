/* array_pieces.c - large bucket arrays come and go a piece at a time.
 *
 *            prepare_from   6.5 * 2^B
 *   count  -------|-------------|------------------------------->   one write each
 *                 |             | growth starts       | growth ends
 *   ahead         [#>   ] [###> ]
 *   buckets   [#############]   [#####################################]
 *   oldbuckets                  [#############]       |
 *   leaving                                           [########<]  [###<]  [<]
 *
 *   # is there   > populated next   < given back next
 *
 *   An array of LARGE_FROM pieces or more is made of pages, if the map's memory has some. It is
 *   mapped when count nears the limit, and each put of a new key populates a piece of it: so few
 *   keys before the limit that the map holds no more memory for it, so many that all of it is there
 *   when growth starts. When a growth has ended, each write gives a piece of the old array back,
 *   its overflow buckets first, its head last. Other writes pass by one bit.
 *
 *   A1  an array ahead is no part of the map yet: it has no id and no entry, no event tells of it,
 *       and nobody but this file knows it. It becomes the next array, or goes again when count
 *       falls.
 *   A2  edge_bytes of a paged array: all before it has been populated; of one that leaves, is still
 *       there.
 *   A3  a write does one chore, and a put of a new key may prepare: each is a piece. Only clear,
 *       free, the last pin of a cursor, and a growth that gets no memory give back at once.
 *   A4  an array that leaves is neither current nor old nor pinned, and its entries are gone.
 *   A5  what cannot be had ahead is no error: growth takes it, or says that there is none (P1).
 *
 * The sizes: a piece of 8 pages takes as long a page as one of 16 (memory.c has the figures), and
 * a dozen us is what the worst insert may well cost. Smaller arrays than 128 KiB are zeroed and
 * unmapped in as little. */
#include "core/array_pieces.h"

#include <assert.h>

enum {
    PIECE_PAGES = 8,        /* populated at once, */
    PIECE_BYTES = 32 << 10, /* or fewer pages, where they are larger than usual */
    LARGE_FROM = 4,         /* pieces */
    GIVEN_PIECES = 2,
    GIVEN_OVERFLOW = 32,    /* overflow buckets; each is likely to miss the caches */
    LARGE_PAGES_FROM = 128, /* pieces, 4 MiB: a hint's array that is better off in large pages */
    SLACK = 16,             /* pieces: for puts that found no memory */
};

/* ---- How long ---- */

/* Go's allocator hands out small blocks in these sizes (sizeclasses.go of Go 1.19). Only those that
 * an array with a stock can have matter here: 17 buckets of 144 bytes are 2448. */
static const uint16_t size_classes[] = {
    2688,  3072,  3200,  3456,  4096,  4864,  5376,  6144,  6528,  6784,
    6912,  8192,  9472,  9728,  10240, 10880, 12288, 13568, 14336, 16384,
    18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
};

enum { GO_PAGE_SIZE = 8192, STOCK_FROM_B = 4 };

static uint64_t round_up(uint64_t value, uint64_t unit) { return (value + unit - 1) / unit * unit; }

static uint64_t round_up_as_go(uint64_t size_bytes)
{
    for (size_t i = 0; i < sizeof size_classes / sizeof size_classes[0]; i++) {
        if (size_bytes <= size_classes[i]) return size_classes[i];
    }
    return round_up(size_bytes, GO_PAGE_SIZE);
}

uint64_t th_bucket_total(uint8_t B, size_t bucket_size)
{
    if (B >= 48) return 0;
    uint64_t main_count = (uint64_t)1 << B;
    if (B < STOCK_FROM_B) return main_count;
    uint64_t wanted = main_count + (main_count >> STOCK_FROM_B);
    return round_up_as_go(wanted * bucket_size) / bucket_size;
}

/* What is populated at once. */
static size_t piece_size(const th_map *map)
{
    size_t page_size = map->memory.page_size, size = PIECE_PAGES * page_size;
    return size <= PIECE_BYTES ? size : round_up(PIECE_BYTES, page_size);
}

static bool is_large(const th_map *map, size_t size)
{
    return map->memory.page_size > 0 && size >= LARGE_FROM * piece_size(map);
}

/* Of an array of so many buckets. */
static size_t size_of(const th_map *map, uint64_t bucket_total)
{
    size_t size = TH_ARRAY_HEAD_SIZE + bucket_total * map->bucket_size;
    return is_large(map, size) ? round_up(size, map->memory.page_size) : size;
}

static size_t array_size(const th_map *map, const th_array *array)
{
    return size_of(map, array->bucket_total);
}

/* ---- Ahead ---- */

/* How far a paged array is to be populated. Pages of the stock may come as they are needed: most
 * growths end before half of it is. */
static size_t populated_size(const th_map *map, const th_array *array)
{
    size_t main_size = TH_ARRAY_HEAD_SIZE + (map->bucket_size << array->B);
    size_t main_pages = round_up(main_size, map->memory.page_size), size = array_size(map, array);
    return main_pages < size ? main_pages : size;
}

static bool is_populated(const th_map *map, const th_array *array)
{
    return !array->is_paged || array->edge_bytes >= populated_size(map, array);
}

static void populate_piece(const th_map *map, th_array *array)
{
    size_t left = populated_size(map, array) - array->edge_bytes, piece = piece_size(map);
    if (piece > left) piece = left;
    char *edge = (char *)array + array->edge_bytes;
    map->memory.populate_pages(map->memory.context, edge, piece);
    array->edge_bytes += piece;
}

/* What an array is taken for: a map that has none, a growth to come, one that starts. */
enum purpose { FIRST, AHEAD, NEXT };

/* The first array is better a block, if it is not very large: the heap often has one whose pages
 * are there. */
static bool is_wanted_paged(const th_map *map, size_t size, enum purpose purpose)
{
    return is_large(map, size) && (purpose != FIRST || size >= LARGE_PAGES_FROM * piece_size(map));
}

/* Where there are no pages (the system lets a process have so many mappings), there may be a block.
 * The pages of a first array have no edge: they come as they are touched. */
static th_array *take(th_map *map, uint8_t B, enum purpose purpose)
{
    uint64_t total = th_bucket_total(B, map->bucket_size);
    if (total == 0) return NULL;
    const th_memory *memory = &map->memory;
    size_t size = size_of(map, total);
    th_array *array = NULL;
    if (is_wanted_paged(map, size, purpose))
        array = memory->take_pages(memory->context, size, purpose != FIRST);
    bool is_paged = array != NULL;
    if (!is_paged && purpose != AHEAD) array = memory->take(memory->context, size);
    if (array == NULL) return NULL;
    array->bucket_total = total;
    array->B = B;
    array->is_paged = is_paged;
    array->edge_bytes = is_paged && purpose != FIRST ? memory->page_size : size;
    return array;
}

th_array *th_array_take(th_map *map, uint8_t B, bool is_for_growth)
{
    th_array *array = map->ahead;
    if (array == NULL || array->B != B) return take(map, B, is_for_growth ? NEXT : FIRST);
    map->ahead = NULL;
    return array;
}

/* ---- Behind ---- */

uint64_t th_overflow_give(th_map *map, th_overflow **list, uint64_t max)
{
    uint64_t given = 0;
    for (; *list != NULL && given < max; given++) {
        th_overflow *first = *list;
        *list = first->next;
        map->memory.give(map->memory.context, first, th_overflow_block_size(map));
    }
    return given;
}

/* edge is how far it is there. */
static void give_whole(th_map *map, th_array *array, size_t edge)
{
    const th_memory *memory = &map->memory;
    th_overflow_give(map, &array->linked, UINT64_MAX);
    th_overflow_give(map, &array->spare, UINT64_MAX);
    if (array->is_paged) {
        memory->give_pages(memory->context, array, edge);
    } else {
        memory->give(memory->context, array, edge);
    }
}

void th_array_free(th_map *map, th_array *array) { give_whole(map, array, array_size(map, array)); }

static bool is_current_populated(const th_map *map)
{
    return map->h.buckets == NULL || is_populated(map, th_array_of(map->h.buckets));
}

/* After a change of any of these. */
static void look_for_chores(th_map *map)
{
    map->has_chores = map->leaving != NULL || map->ahead != NULL || !is_current_populated(map);
    map->detours &= (uint8_t)~TH_DETOUR_CHORES;
    if (map->has_chores) map->detours |= TH_DETOUR_CHORES;
}

static void leave(th_map *map, th_array *array)
{
    array->edge_bytes = array_size(map, array);
    array->next = map->leaving;
    map->leaving = array;
    look_for_chores(map);
}

void th_array_leave(th_map *map, th_array *array)
{
    if (is_large(map, array_size(map, array))) {
        leave(map, array);
    } else {
        th_array_free(map, array);
    }
}

/* The first array on the list loses a piece. */
static void give_piece(th_map *map)
{
    th_array *array = map->leaving;
    if (th_overflow_give(map, &array->linked, GIVEN_OVERFLOW) > 0) return;
    if (th_overflow_give(map, &array->spare, GIVEN_OVERFLOW) > 0) return;
    size_t piece = GIVEN_PIECES * piece_size(map);
    if (!array->is_paged || array->edge_bytes <= piece) {
        map->leaving = array->next;
        give_whole(map, array, array->edge_bytes);
        return;
    }
    array->edge_bytes -= piece;
    char *edge = (char *)array + array->edge_bytes;
    map->memory.give_pages(map->memory.context, edge, piece);
}

/* ---- Chores ---- */

/* The most entries that 2^B buckets may have; one more starts a growth. */
static uint64_t limit_of(uint8_t B)
{
    return ((uint64_t)TH_LOAD_NUMERATOR << B) / TH_LOAD_DENOMINATOR;
}

/* So far below the limit again that the array ahead would lie idle. */
static bool has_fallen(const th_map *map)
{
    uint64_t window = limit_of(map->h.B) - map->prepare_from;
    return (uint64_t)map->h.count + window < map->prepare_from;
}

TH_NOINLINE void th_chore_do(th_map *map)
{
    if (map->leaving != NULL) {
        give_piece(map);
    } else if (map->ahead != NULL && has_fallen(map)) {
        leave(map, map->ahead);
        map->ahead = NULL;
    } else if (!is_current_populated(map)) {
        populate_piece(map, th_array_of(map->h.buckets));
    }
    look_for_chores(map);
}

TH_NOINLINE void th_array_prepare(th_map *map)
{
    if (!is_current_populated(map)) return; /* that is this write's chore: one piece is enough */
    if (map->ahead == NULL) {
        map->ahead = take(map, (uint8_t)(map->h.B + 1), AHEAD);
        look_for_chores(map);
    } else if (!is_populated(map, map->ahead)) {
        populate_piece(map, map->ahead);
    }
}

void th_pieces_aim(th_map *map)
{
    uint8_t next_B = (uint8_t)(map->h.B + 1);
    size_t size = size_of(map, th_bucket_total(next_B, map->bucket_size));
    map->prepare_from = UINT64_MAX;
    if (is_large(map, size)) {
        uint64_t limit = limit_of(map->h.B), window = size / piece_size(map) + SLACK;
        map->prepare_from = limit > window ? limit - window : 0;
    }
    look_for_chores(map);
}

void th_pieces_give_all(th_map *map)
{
    if (map->ahead != NULL) th_array_free(map, map->ahead);
    map->ahead = NULL;
    while (map->leaving != NULL) {
        th_array *array = map->leaving;
        map->leaving = array->next;
        give_whole(map, array, array->edge_bytes);
    }
    look_for_chores(map);
}
