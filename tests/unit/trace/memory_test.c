/* memory_test.c - a run without memory ends with that status, whatever allocation fails, and loses
 * none.
 *
 * Method: run one script again and again, failing its 1st, 2nd, 3rd ... allocation, until a run
 * needs no more. The linker wraps malloc, calloc and realloc as our own files call them, not as
 * jansson does: in jansson 2.14 a failed allocation ends in an assertion of its own. What is not
 * given back, the sanitizers see.
 */
#include "tests/unit/trace/ran.h"

void *__real_malloc(size_t size_bytes);
void *__real_calloc(size_t count, size_t size_bytes);
void *__real_realloc(void *block, size_t size_bytes);
void *__wrap_malloc(size_t size_bytes);
void *__wrap_calloc(size_t count, size_t size_bytes);
void *__wrap_realloc(void *block, size_t size_bytes);

static bool is_counting;
static unsigned left; /* allocations that still succeed */

static bool fails(void)
{
    if (!is_counting || left == 0) return is_counting;
    left--;
    return false;
}

void *__wrap_malloc(size_t size_bytes) { return fails() ? NULL : __real_malloc(size_bytes); }

void *__wrap_calloc(size_t count, size_t size_bytes)
{
    return fails() ? NULL : __real_calloc(count, size_bytes);
}

void *__wrap_realloc(void *block, size_t size_bytes)
{
    return fails() ? NULL : __real_realloc(block, size_bytes);
}

/* Puts enough to grow, with cursors, a long integer and keys of all sizes. */
static char *make_script(void)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    fputs("{\"type\":\"map\",\"value_size\":8,\"seed\":18446744073709551615}\n", out);
    for (unsigned i = 0; i < 30; i++) {
        fprintf(out, "{\"op\":\"put\",\"key\":\"%0*u\",\"hash\":\"0x%016x\",\"value\":%u}\n",
                1 + (int)(i % 7) * 40, i, i % 3, i);
        fprintf(out, "{\"op\":\"iter_open\",\"id\":%u,\"start_bucket\":%u,\"offset\":%u}\n", i % 11,
                i, i);
        fprintf(out, "{\"op\":\"iter_next\",\"id\":%u}\n", i % 11);
    }
    fputs("{\"op\":\"iterate\",\"start_bucket\":18446744073709551615,\"offset\":0}\n", out);
    fclose(out);
    return text;
}

static enum trace_status run_with(char *script, unsigned allocations)
{
    char errors[200] = "", in_buffer[BUFSIZ], out_buffer[BUFSIZ];
    FILE *in = fmemopen(script, strlen(script), "r"), *out = fopen("/dev/null", "w");
    FILE *errors_file = fmemopen(errors, sizeof errors, "w");
    setvbuf(in, in_buffer, _IOFBF,
            sizeof in_buffer); /* the C library's own would be counted, too */
    setvbuf(out, out_buffer, _IOFBF, sizeof out_buffer);
    left = allocations;
    is_counting = true;
    enum trace_status status = trace_run(in, "it.jsonl", out, errors_file);
    is_counting = false;
    fclose(in);
    fclose(out);
    fclose(errors_file);
    assert_true((status == TRACE_BAD_SCRIPT) == (errors[0] != '\0'));
    return status;
}

static void every_failed_allocation_is_reported_as_such(void **state)
{
    (void)state;
    char *script = make_script();
    unsigned allocations = 0;
    enum trace_status status;
    while ((status = run_with(script, allocations)) == TRACE_NO_MEMORY)
        allocations++;
    assert_int_equal(status, TRACE_OK);
    assert_true(allocations > 30);
    free(script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_failed_allocation_is_reported_as_such),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
