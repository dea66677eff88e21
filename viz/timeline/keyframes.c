/* keyframes.c - models parked along the tape, and which of them goes to a position. */
#include "viz/timeline/keyframes.h"

#include <assert.h>

void keyframes_init(struct keyframes *frames, struct tape *tape)
{
    *frames = (struct keyframes){0};
    model_init(&frames->whole.model, tape);
}

static const th_memory *memory_of(const struct keyframes *frames)
{
    return &frames->whole.model.tape->memory;
}

static uint64_t tape_len(const struct keyframes *frames)
{
    return frames->whole.model.tape->moves.len;
}

static void wind(struct keyframe *frame, uint64_t position)
{
    const struct tape *tape = frame->model.tape;
    while (frame->position < position) {
        model_apply(&frame->model, tape_move(tape, frame->position));
        frame->position++;
    }
    while (frame->position > position) {
        frame->position--;
        model_undo(&frame->model, tape_move(tape, frame->position));
    }
}

/* ---- Parking ---- */

static void drop(struct keyframes *frames, struct keyframe *parked, uint64_t count, uint64_t first)
{
    const th_memory *memory = memory_of(frames);
    for (uint64_t i = first; i < count; i++)
        model_free(&parked[i].model);
    memory->give(memory->context, parked, count * sizeof *parked);
}

/* From the last stretch to the first: each model is a copy of the one behind it, which stands where
 * this one's stretch ends. */
bool keyframes_park(struct keyframes *frames, uint64_t stretch)
{
    assert(stretch > 0 && frames->parked == NULL && frames->whole.position == tape_len(frames));
    const th_memory *memory = memory_of(frames);
    uint64_t count = tape_len(frames) / stretch;
    if (count == 0) return true;
    struct keyframe *parked = memory->take(memory->context, count * sizeof *parked);
    if (parked == NULL) return false;
    struct keyframe *behind = &frames->whole;
    for (uint64_t i = count; i-- > 0; behind = &parked[i]) {
        wind(behind, (i + 1) * stretch);
        parked[i].position = behind->position;
        if (model_copy(&behind->model, &frames->whole.model, i * stretch, &parked[i].model))
            continue;
        drop(frames, parked, count, i + 1);
        wind(&frames->whole, tape_len(frames));
        return false;
    }
    frames->parked = parked;
    frames->parked_count = count;
    frames->stretch = stretch;
    return true;
}

void keyframes_unpark(struct keyframes *frames)
{
    if (frames->parked != NULL) drop(frames, frames->parked, frames->parked_count, 0);
    frames->parked = NULL;
    frames->parked_count = 0;
    wind(&frames->whole, tape_len(frames));
}

void keyframes_free(struct keyframes *frames)
{
    if (frames->parked != NULL) drop(frames, frames->parked, frames->parked_count, 0);
    model_free(&frames->whole.model);
}

size_t keyframes_size(const struct keyframes *frames)
{
    size_t size = model_size(&frames->whole.model) + frames->parked_count * sizeof *frames->parked;
    for (uint64_t i = 0; i < frames->parked_count; i++)
        size += model_size(&frames->parked[i].model);
    return size;
}

/* ---- Winding ---- */

struct keyframe *keyframes_seek(struct keyframes *frames, uint64_t position)
{
    struct keyframe *frame = &frames->whole;
    if (frames->parked != NULL && position / frames->stretch < frames->parked_count)
        frame = &frames->parked[position / frames->stretch];
    wind(frame, position);
    return frame;
}
