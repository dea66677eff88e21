/* testing.h - cmocka, with what it wants to be included before it. */
#ifndef TESTS_SUPPORT_TESTING_H
#define TESTS_SUPPORT_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/rules.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* In the rules build every write checks all rules, which hashes every key and takes memory. A test
 * that counts either says so at its beginning, and one that does much does a tenth. */
#define SKIP_UNDER_RULES()                                                                         \
    do {                                                                                           \
        if (th_rules_are_asserted()) skip();                                                       \
    } while (0)

static inline unsigned rules_step(void) { return th_rules_are_asserted() ? 10 : 1; }

#endif
