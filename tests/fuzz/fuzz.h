/* fuzz.h - what a fuzzer calls: libFuzzer under --config=fuzz, replay_main.c in every other build.
 * */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Does with any bytes what the target is about; a fault aborts or crashes. Gives back all it took.
 * */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes);

#endif
