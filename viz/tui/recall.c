/* recall.c - a short list; what stands in it is moved up when it is full. */
#include "viz/tui/recall.h"

#include <string.h>

void recall_begin(struct recall *recall)
{
    recall->at = recall->count;
    recall->draft[0] = '\0';
}

void recall_add(struct recall *recall, const char *line)
{
    size_t count = recall->count;
    if (line[0] == '\0') return;
    if (count > 0 && strcmp(recall->lines[count - 1], line) == 0) return;
    if (count == RECALL_LINES_MAX) {
        memmove(recall->lines[0], recall->lines[1], (count - 1) * sizeof recall->lines[0]);
        count--;
    }
    struct entry kept;
    entry_set(&kept, line);
    memcpy(recall->lines[count], kept.bytes, sizeof kept.bytes);
    recall->count = count + 1;
    recall_begin(recall);
}

bool recall_back(struct recall *recall, struct entry *entry)
{
    if (recall->at == 0) return false;
    if (recall->at == recall->count) memcpy(recall->draft, entry->bytes, sizeof recall->draft);
    entry_set(entry, recall->lines[--recall->at]);
    return true;
}

bool recall_forward(struct recall *recall, struct entry *entry)
{
    if (recall->at == recall->count) return false;
    recall->at++;
    entry_set(entry, recall->at == recall->count ? recall->draft : recall->lines[recall->at]);
    return true;
}
