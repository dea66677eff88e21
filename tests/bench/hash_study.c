/* hash_study.c - is the map's hash the right one? Prints tables; ARCHITECTURE.md quotes them.
 *
 *     ./bazelw run -c opt //tests/bench:hash_study            all four parts, some minutes 
 *     ./bazelw run -c opt //tests/bench:hash_study -- a d     the parts named
 *
 * Only part a depends on the machine: all keys and seeds are drawn from fixed numbers. */
#include "tests/bench/hash_study.h"

#include <stdio.h>
#include <string.h>

#include "tests/bench/rival_hashes.h"

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(void);
    } parts[] = {
        {"a", study_speed}, {"b", study_avalanche}, {"c", study_spread}, {"d", study_attacks}};
    if (!rivals_are_right()) {
        fputs("hash_study: a hash of the study does not give its published values\n", stderr);
        return 1;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        bool is_wanted = argc < 2;
        for (int arg = 1; arg < argc; arg++)
            is_wanted = is_wanted || strcmp(argv[arg], parts[i].name) == 0;
        if (is_wanted) parts[i].run();
    }
    return 0;
}
