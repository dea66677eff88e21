/* driver.c - asks every contender in turn, and prints what they took.
 *
 *     driver [OPTION...] NAME=PROGRAM...
 *
 *     --size N,...     entries of a map: 1e3,1e5,1e6
 *     --rounds N       9
 *     --only NAME,...  these contenders
 *     --ops WORD,...   these of the operations that are timed; worst: of each single insert
 *     --seed N         of the keys and of the hashes: 1
 *     --cold           every large block of memory is mapped anew
 *     --cpu            the time of the one thread that works, not that of the clock on the wall
 *     --brief          no round to warm up, no memory figures
 *
 * Method: a process a contender and size. All get the same keys, which a checksum proves. In each
 * round each operation is asked of all, one at a time, each time in another order; so what else the
 * machine does slows them alike. A first round is forgotten. What the work came to must be the same
 * for all: who counts otherwise ends the run, with exit status 1. Bad usage is 2. */
#include <getopt.h>
#include <inttypes.h>
#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "tests/bench/rivals/comparison.h"
#include "tests/bench/rivals/process.h"
#include "tests/bench/rivals/report.h"

/* Under this many entries pages are too coarse to say anything of. */
enum { PEAK_SIZE_MIN = 100000 };

struct options {
    const char *only, *ops; /* NULL: all */
    bool is_brief;
};

/* All that a size is measured with. */
struct field {
    struct comparison *comparison;
    const struct options *options;
    unsigned size_index;
    struct process processes[CONTENDERS_MAX];
};

static _Noreturn void usage(const char *what, const char *of)
{
    fprintf(stderr, "rivals: %s: %s; see the head of tests/bench/rivals/driver.c\n", of, what);
    exit(2);
}

/* word is one of a list with commas. */
static bool is_listed(const char *list, const char *word)
{
    size_t len = strlen(word);
    if (len == 0) return false; /* it would be found behind the list's end, too */
    for (const char *at = list; (at = strstr(at, word)) != NULL; at++) {
        bool begins = at == list || at[-1] == ',';
        if (begins && (at[len] == ',' || at[len] == '\0')) return true;
    }
    return false;
}

/* ---- Asking ---- */

/* Asks all that are there, each call in another order, and holds their checks to each other. */
static void ask_all(struct field *field, const char *operation, unsigned turn,
                    struct reply *replies)
{
    unsigned count = field->comparison->contender_count;
    const struct process *first = NULL;
    uint64_t check = 0;
    for (unsigned i = 0; i < count; i++) {
        unsigned step = turn / count % 2 ? count - 1 - i : i;
        unsigned which = (turn + step) % count;
        process_ask(&field->processes[which], operation, &replies[which]);
        if (replies[which].is_none) continue;
        if (first == NULL) {
            first = &field->processes[which];
            check = replies[which].check;
        } else if (replies[which].check != check) {
            fprintf(stderr, "rivals: %s: %s came to %" PRIu64 " with %s, to %" PRIu64 " with %s\n",
                    operation, operation, check, first->name, replies[which].check,
                    field->processes[which].name);
            exit(1);
        }
    }
}

static struct result *result_of(struct field *field, unsigned contender)
{
    return &field->comparison->results[field->size_index][contender];
}

static void one_round(struct field *field, unsigned round, bool is_kept)
{
    struct reply replies[CONTENDERS_MAX];
    unsigned count = field->comparison->contender_count;
    for (unsigned timed = 0; timed < TIMED_COUNT; timed++) {
        const char *word = timed_names[timed].word;
        if (field->options->ops != NULL && !is_listed(field->options->ops, word)) continue;
        ask_all(field, word, round + timed, replies);
        for (unsigned i = 0; is_kept && i < count; i++) {
            struct figures *figures = &result_of(field, i)->timed[timed];
            if (!replies[i].is_none) figures->rounds[figures->count++] = replies[i].figures[0];
        }
    }
}

static void ask_bytes(struct field *field)
{
    struct reply replies[CONTENDERS_MAX];
    ask_all(field, "bytes", 0, replies);
    for (unsigned i = 0; i < field->comparison->contender_count; i++) {
        struct result *result = result_of(field, i);
        result->bytes_mean = replies[i].figures[0];
        result->bytes_least = replies[i].figures[1];
        result->bytes_most = replies[i].figures[2];
    }
}

static void start(struct field *field, unsigned contender, uint64_t count, const char *heap)
{
    const char *options[2] = {heap, field->comparison->is_cpu_time ? "--cpu" : NULL};
    const struct named_contender *named = &field->comparison->contenders[contender];
    process_start(&field->processes[contender], named->name, named->path, count,
                  field->comparison->seed, options);
}

/* Each in a process of its own, whose malloc maps and gives back as it does by default. A build a
 * round; the last answer is about all of them. */
static void ask_worst(struct field *field)
{
    uint64_t size = field->comparison->sizes[field->size_index], check = 0;
    for (unsigned i = 0; i < field->comparison->contender_count; i++) {
        struct reply reply = {0};
        start(field, i, size, "--as-is");
        for (unsigned round = 0; round < field->comparison->round_count && !reply.is_none; round++)
            process_ask(&field->processes[i], "worst", &reply);
        process_stop(&field->processes[i]);
        result_of(field, i)->worst_ns = reply.figures[0];
        if (reply.is_none) continue;
        if (check == 0) check = reply.check;
        if (reply.check != check) {
            fprintf(stderr, "rivals: worst came to %" PRIu64 " with %s, to %" PRIu64 " before\n",
                    reply.check, field->processes[i].name, check);
            exit(1);
        }
    }
}

/* Each in a process of its own, that builds its whole universe: twice what it is told. */
static void ask_peaks(struct field *field)
{
    uint64_t size = field->comparison->sizes[field->size_index];
    if (size < PEAK_SIZE_MIN) return;
    for (unsigned i = 0; i < field->comparison->contender_count; i++) {
        struct reply reply;
        start(field, i, size / 2, "--as-is");
        process_ask(&field->processes[i], "peak", &reply);
        result_of(field, i)->peak = reply.figures[0];
        process_stop(&field->processes[i]);
    }
}

/* ---- A size ---- */

static void measure_size(struct field *field)
{
    struct comparison *comparison = field->comparison;
    struct reply replies[CONTENDERS_MAX];
    uint64_t size = comparison->sizes[field->size_index];
    for (unsigned i = 0; i < comparison->contender_count; i++) {
        start(field, i, size, comparison->is_cold ? "--cold" : "--warm");
        process_ask_about(&field->processes[i], comparison->contenders[i].about, ABOUT_SIZE);
    }
    ask_all(field, "keys", 0, replies);
    if (!field->options->is_brief) one_round(field, 0, false);
    for (unsigned round = 0; round < comparison->round_count; round++) {
        fprintf(stderr, "rivals: %" PRIu64 " entries, round %u of %u\n", size, round + 1,
                comparison->round_count);
        one_round(field, round, true);
    }
    if (!field->options->is_brief) ask_bytes(field);
    for (unsigned i = 0; i < comparison->contender_count; i++)
        process_stop(&field->processes[i]);
    const char *ops = field->options->ops;
    if (ops == NULL || is_listed(ops, "worst")) ask_worst(field);
    if (!field->options->is_brief) ask_peaks(field);
}

/* ---- Options ---- */

/* A whole number, as 1000 or as 1e3. */
static uint64_t number_in(const char *text, double most, const char *option)
{
    char *end;
    double number = strtod(text, &end);
    if (end == text || (*end != '\0' && *end != ',') || !(number >= 1 && number <= most) ||
        number != floor(number))
        usage("not such a number", option);
    return (uint64_t)number;
}

static void read_sizes(struct comparison *comparison, const char *text)
{
    comparison->size_count = 0;
    for (const char *at = text; at != NULL; at = strchr(at, ',')) {
        if (at != text) at++;
        if (comparison->size_count == SIZES_MAX) usage("too many", "--size");
        comparison->sizes[comparison->size_count++] = number_in(at, 1e8, "--size");
    }
}

/* Each word of list is an operation. */
static void check_ops(const char *list)
{
    for (const char *at = list; at != NULL; at = strchr(at, ',')) {
        if (at != list) at++;
        bool is_known = strncmp(at, "worst", 5) == 0 && strcspn(at, ",") == 5;
        for (unsigned timed = 0; timed < TIMED_COUNT; timed++) {
            const char *word = timed_names[timed].word;
            if (strncmp(at, word, strlen(word)) == 0 && strcspn(at, ",") == strlen(word))
                is_known = true;
        }
        if (!is_known) usage("no such operation", at);
    }
}

static void add_contender(struct comparison *comparison, const char *argument)
{
    const char *path = strchr(argument, '=');
    struct named_contender *named = &comparison->contenders[comparison->contender_count];
    if (path == NULL) usage("not NAME=PROGRAM", argument);
    if (comparison->contender_count == CONTENDERS_MAX) usage("too many contenders", argument);
    snprintf(named->name, sizeof named->name, "%.*s", (int)(path - argument), argument);
    named->path = path + 1;
    comparison->contender_count++;
}

static void read_options(int argc, char **argv, struct comparison *comparison,
                         struct options *options)
{
    enum { SIZE, ROUNDS, ONLY, OPS, SEED, COLD, CPU, BRIEF };
    static const struct option known[] = {{"size", required_argument, NULL, SIZE},
                                          {"rounds", required_argument, NULL, ROUNDS},
                                          {"only", required_argument, NULL, ONLY},
                                          {"ops", required_argument, NULL, OPS},
                                          {"seed", required_argument, NULL, SEED},
                                          {"cold", no_argument, NULL, COLD},
                                          {"cpu", no_argument, NULL, CPU},
                                          {"brief", no_argument, NULL, BRIEF},
                                          {NULL, 0, NULL, 0}};
    int option;
    read_sizes(comparison, "1e3,1e5,1e6");
    while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
        switch (option) {
        case SIZE:
            read_sizes(comparison, optarg);
            break;
        case ROUNDS:
            comparison->round_count = (unsigned)number_in(optarg, ROUNDS_MAX, "--rounds");
            break;
        case ONLY:
            options->only = optarg;
            break;
        case OPS:
            options->ops = optarg;
            break;
        case SEED:
            comparison->seed = number_in(optarg, 1e15, "--seed");
            break;
        case COLD:
            comparison->is_cold = true;
            break;
        case CPU:
            comparison->is_cpu_time = true;
            break;
        case BRIEF:
            options->is_brief = true;
            break;
        default:
            exit(2);
        }
    }
    if (options->ops != NULL) check_ops(options->ops);
}

int main(int argc, char **argv)
{
    static struct comparison comparison = {.seed = 1, .round_count = 9};
    struct options options = {0};
    struct field field = {.comparison = &comparison, .options = &options};
    read_options(argc, argv, &comparison, &options);
    for (int i = optind; i < argc; i++) {
        char name[32];
        snprintf(name, sizeof name, "%.*s", (int)strcspn(argv[i], "="), argv[i]);
        if (options.only == NULL || is_listed(options.only, name))
            add_contender(&comparison, argv[i]);
    }
    if (comparison.contender_count == 0) usage("no contender", "arguments");
    signal(SIGPIPE, SIG_IGN);
    /* Its children inherit it: pages of 4 KiB for all, whatever the machine would give. */
    prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
    for (; field.size_index < comparison.size_count; field.size_index++)
        measure_size(&field);
    report_print(&comparison);
    return 0;
}
