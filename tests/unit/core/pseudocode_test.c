/* pseudocode_test.c - the lines of pseudo-code are whole, and events name lines of their
 * operation. */
#include "core/pseudocode.h"

#include <string.h>

#include "tests/support/event_recorder.h"
#include "tests/support/script.h"
#include "tests/support/testing.h"

static void no_line_is_the_empty_one(void **state)
{
    (void)state;
    assert_int_equal(th_line_of(TH_LINE_NONE).code, TH_CODE_NONE);
    assert_string_equal(th_line_of(TH_LINE_NONE).text, "");
    assert_int_equal(th_code_first_line(TH_CODE_NONE), TH_LINE_NONE);
    assert_int_equal(th_code_line_count(TH_CODE_NONE), 0);
    assert_string_equal(th_code_name(TH_CODE_NONE), "");
}

/* Of text without wide characters. */
static size_t columns_of(const char *text)
{
    size_t columns = 0;
    for (; *text != '\0'; text++)
        columns += ((unsigned char)*text & 0xc0) != 0x80;
    return columns;
}

static void every_line_has_a_text_that_fits_a_pane(void **state)
{
    (void)state;
    for (unsigned line = TH_LINE_NONE + 1; line < TH_LINE_COUNT; line++) {
        th_line_info info = th_line_of((th_line)line);
        assert_in_range(info.code, TH_CODE_MAKE, TH_CODE_ITERATE);
        assert_in_range(info.indent, 0, 2);
        assert_in_range(columns_of(info.text), 5, 66);
        for (unsigned other = TH_LINE_NONE + 1; other < line; other++) {
            th_line_info before = th_line_of((th_line)other);
            if (before.code == info.code) assert_string_not_equal(before.text, info.text);
        }
    }
}

static void the_lines_of_a_procedure_follow_one_another(void **state)
{
    unsigned next = TH_LINE_NONE + 1;
    (void)state;
    for (unsigned code = TH_CODE_MAKE; code <= TH_CODE_ITERATE; code++) {
        unsigned first = next;
        assert_int_equal(th_code_first_line((th_code)code), first);
        while (next < TH_LINE_COUNT && th_line_of((th_line)next).code == code)
            next++;
        assert_int_equal(th_code_line_count((th_code)code), next - first);
        assert_non_null(strstr(th_code_name((th_code)code), " ("));
    }
    assert_int_equal(next, TH_LINE_COUNT);
}

static void assert_line_fits(th_op op, const th_event *event)
{
    static const th_code code_of[TH_OP_COUNT] = {
        [TH_OP_MAKE] = TH_CODE_MAKE,    [TH_OP_GET] = TH_CODE_GET,
        [TH_OP_PUT] = TH_CODE_PUT,      [TH_OP_DELETE] = TH_CODE_DELETE,
        [TH_OP_CLEAR] = TH_CODE_CLEAR,  [TH_OP_OPEN] = TH_CODE_ITERATE,
        [TH_OP_NEXT] = TH_CODE_ITERATE, [TH_OP_CLOSE] = TH_CODE_ITERATE};
    th_code code = th_line_of(event->line).code;
    if (code == code_of[op]) return;
    assert_int_equal(code, TH_CODE_GROW);
    assert_true(op == TH_OP_PUT || op == TH_OP_DELETE);
}

static void use_lines(int64_t hint, bool is_used[TH_LINE_COUNT])
{
    struct event_recorder recorder;
    struct script script = {.seed = 3, .key_count = 448};
    struct script_run run;
    th_op op = TH_OP_MAKE;
    event_recorder_set_up(&recorder);
    script_run_set_up(&run, (th_map_options){.observer = &recorder.observer, .hint = hint});
    while (script.step < 6000) {
        for (size_t i = 0; i < recorder.count; i++) {
            const th_event *event = &recorder.events[i].event;
            if (event->kind == TH_EVENT_OP_START) op = (th_op)event->before;
            assert_line_fits(op, event);
            is_used[event->line] = true;
        }
        event_recorder_forget(&recorder);
        struct script_line line = script_next(&script);
        script_run_line(&run, &line);
    }
    script_run_end(&run);
    event_recorder_free(&recorder);
}

/* Method: scripts that do everything are observed; of what they tell, each line must be one of its
 * operation's procedure, or of growth within a write. Three lines are headings of others. */
static void each_event_names_a_line_of_its_operation(void **state)
{
    bool is_used[TH_LINE_COUNT] = {false};
    (void)state;
    use_lines(0, is_used);
    use_lines(20, is_used);
    for (unsigned line = TH_LINE_NONE + 1; line < TH_LINE_COUNT; line++) {
        bool is_heading =
            line == TH_LINE_PUT_WORK || line == TH_LINE_DELETE_WORK || line == TH_LINE_ITER_SLOT;
        if (is_used[line] == is_heading) fail_msg("%s", th_line_of((th_line)line).text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_line_is_the_empty_one),
        cmocka_unit_test(every_line_has_a_text_that_fits_a_pane),
        cmocka_unit_test(the_lines_of_a_procedure_follow_one_another),
        cmocka_unit_test(each_event_names_a_line_of_its_operation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
