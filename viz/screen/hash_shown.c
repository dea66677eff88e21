/* hash_shown.c - the operation's hash, or that of the entry which moves. */
#include "viz/screen/hash_shown.h"

static unsigned B_of(const struct view *view, uint32_t array)
{
    return model_array(view->model, view->map, array).B;
}

struct hash_shown hash_shown_of(const struct view *view)
{
    const struct registers *registers = &view->registers;
    struct hash_shown shown = {
        .key = registers->key,
        .is_known = registers->is_hash_known,
        .hash = registers->hash,
        .bucket_bits = model_map(view->model, view->map)->header.B,
        .growth_bit = BITS_NO_GROWTH,
    };

    if (registers->has_bucket) {
        shown.bucket_bits = B_of(view, registers->bucket.array);
        shown.is_old = registers->is_bucket_old;
    } else if (registers->is_evacuating && !registers->has_moved) {
        shown.bucket_bits = B_of(view, registers->evacuating.array);
        shown.is_old = true;
    }
    if (!registers->has_moved) return shown;
    shown.key = view->now.key;
    shown.hash = registers->moved_hash;
    shown.is_known =
        B_of(view, registers->moved_from.array) != B_of(view, registers->moved_to.array);
    shown.bucket_bits = B_of(view, registers->moved_from.array);
    if (shown.is_known) shown.growth_bit = (int)shown.bucket_bits;
    return shown;
}
