/* reports.h - reports of lessons that stand in a test as text. */
#ifndef TESTS_UNIT_HEADLESS_REPORTS_H
#define TESTS_UNIT_HEADLESS_REPORTS_H

/* cmocka.h needs these ahead of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "viz/headless/headless.h"

/* A lesson whose expectations all hold: two maps, three steps, four expectations. */
extern const char lesson_that_holds[];

/* A lesson where two expectations fail and a panic comes that nobody expects. Its texts and keys
 * hold quotes, a #, a backslash, letters that are not ASCII and what steers a terminal. */
extern const char lesson_that_fails[];

/* Report of the lessons in texts, which NULL ends; they are called lesson-1.yaml and so on.
 *   Owner    the caller frees it. */
char *report_of(const struct headless_options *options, const char *const texts[],
                struct headless_totals *totals);

/* The same of one lesson, with nobody interested in the totals. */
char *report_of_one(const struct headless_options *options, const char *text);

/* Fails unless each byte of text is printable ASCII or a newline. */
void assert_is_plain_ascii(const char *text);

#endif
