/* op_line.c - an operation's own moves, read from its first to its last. */
#include "viz/timeline/op_line.h"

uint64_t op_line_count(const struct timeline *timeline, uint64_t position)
{
    uint64_t low = 0, high = timeline_op_count(timeline);
    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        if (timeline_op(timeline, middle).first < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void read_start(struct op_line *line, const th_event *event)
{
    line->has_key =
        line->op.op == TH_OP_GET || line->op.op == TH_OP_PUT || line->op.op == TH_OP_DELETE;
    line->key = event->key;
    line->value = event->value;
    line->cursor = event->cursor;
    if (line->op.op == TH_OP_MAKE) line->hint = event->after;
}

static void read_growth(struct op_line *line, const th_event *event)
{
    uint8_t before = event->header_before->B, after = event->header_after->B;
    line->growth = before == after ? TH_GROWTH_SAME_SIZE : TH_GROWTH_DOUBLE;
    line->B = after;
}

static void read_event(struct op_line *line, const th_event *event)
{
    switch (event->kind) {
    case TH_EVENT_OP_START:
        read_start(line, event);
        return;
    case TH_EVENT_ITER_START:
        line->cursor = event->cursor;
        return;
    case TH_EVENT_ITER_YIELD:
        line->has_key = true;
        line->key = event->key;
        line->value = event->value;
        return;
    case TH_EVENT_GROW_START:
        read_growth(line, event);
        return;
    case TH_EVENT_PANIC:
        line->status = (th_status)event->before;
        return;
    case TH_EVENT_FATAL:
        line->is_fatal = true;
        line->fatal = (th_fatal_kind)event->before;
        return;
    case TH_EVENT_OP_END:
        line->is_over = true;
        line->result = event->after != 0;
        if (line->op.op == TH_OP_GET) line->value = event->value;
        return;
    default:
        return;
    }
}

/* Runs of one race after another share a tape and its workers, but no map. */
static bool is_own(const struct timeline_op *op, const struct move *move)
{
    return move->worker == op->worker && move->map == op->map;
}

void op_line_read(const struct timeline *timeline, uint64_t position, uint64_t number,
                  struct op_line *line)
{
    *line = (struct op_line){.op = timeline_op(timeline, number)};
    uint64_t end = line->op.end < position ? line->op.end : position;
    for (uint64_t index = line->op.first; index < end && !line->is_fatal; index++) {
        if (!is_own(&line->op, timeline_move(timeline, index))) continue;
        th_event event;
        timeline_event(timeline, index, &event);
        read_event(line, &event);
        line->move_count++;
    }
}
