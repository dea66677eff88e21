/* testing.h - cmocka, with what it wants to be included before it. */
#ifndef TESTS_SUPPORT_TESTING_H
#define TESTS_SUPPORT_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* In the rules build every write checks all rules, which hashes every key and takes memory. A test
 * that counts either says so at its beginning. */
#ifdef TH_RULES
#define SKIP_UNDER_RULES() skip()
enum { RULES_STEP = 10 };
#else
#define SKIP_UNDER_RULES() ((void)0)
enum { RULES_STEP = 1 };
#endif

#endif
