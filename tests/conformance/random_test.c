/* random_test.c - this map does what the real Go map did, in hundreds of random scripts.
 *
 * Method: random_traces.txt holds, for each number, a digest of the trace that Go's map gave for
 * the script of that number. The script is made again, run, and its trace digested. What a
 * difference is, only Go can tell: regenerate.sh shows it where Go is installed.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "tests/conformance/scenario.h"
#include "tests/conformance/script_maker.h"
#include "viz/trace/digest.h"

typedef struct record {
    uint64_t number, digest;
    size_t operations;
} record;

static scenario_bytes make_script(uint64_t number)
{
    scenario_bytes script = {.bytes = NULL};
    FILE *out = open_memstream(&script.bytes, &script.len);
    if (out == NULL) abort();
    script_make(number, out);
    fclose(out);
    return script;
}

static size_t count_lines(scenario_bytes text)
{
    size_t lines = 0;
    for (size_t i = 0; i < text.len; i++)
        lines += text.bytes[i] == '\n';
    return lines;
}

static bool is_as_recorded(const record *recorded)
{
    char name[40];
    snprintf(name, sizeof name, "random script %" PRIu64, recorded->number);
    scenario_bytes script = make_script(recorded->number);
    scenario_bytes trace = scenario_run(name, script);
    size_t operations = count_lines(trace) - 1;
    uint64_t digest = digest_bytes(DIGEST_START, trace.bytes, trace.len);
    free(script.bytes);
    free(trace.bytes);
    if (operations == recorded->operations && digest == recorded->digest) return true;
    printf("%s: %zu operations, digest 0x%016" PRIx64 "; Go's %zu, 0x%016" PRIx64 "\n", name,
           operations, digest, recorded->operations, recorded->digest);
    printf("  repeat: ./bazelw run //tests/conformance:regenerate -- --random %" PRIu64 "\n",
           recorded->number);
    return false;
}

int main(void)
{
    FILE *list = fopen("tests/conformance/random_traces.txt", "r");
    if (list == NULL) return 3;
    record recorded;
    size_t same = 0, different = 0, operations = 0;
    int fields;
    while ((fields = fscanf(list, "%" SCNu64 " %zu 0x%" SCNx64, &recorded.number,
                            &recorded.operations, &recorded.digest)) == 3) {
        if (is_as_recorded(&recorded)) {
            same++;
            operations += recorded.operations;
        } else {
            different++;
        }
    }
    fclose(list);
    if (fields != EOF) puts("random_traces.txt: a line that is not NUMBER OPERATIONS DIGEST");
    printf("%zu random scripts as in Go (%zu operations), %zu different\n", same, operations,
           different);
    return fields == EOF && different == 0 && same > 0 ? 0 : 1;
}
