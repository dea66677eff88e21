/* Does the loader know every key of the table, and nothing but them? Is every key used by a good
 * file? Method: each key in turn is given something wrong, and misspelt, inside a lesson that
 * holds little else; and everything.yaml, race.yaml and ask.yaml are searched for it. */
#include "tests/unit/lesson/says.h"

#include "viz/lesson/lesson_keys.h"

#define BEFORE_RACE "tophash: 1\nid: a\ntitle: b\n"

/* A lesson around a mapping: what stands before its first key and behind its last. The first key
 * stands on line 5. */
static const struct {
    const char *before, *behind;
} CONTEXTS[MAPPING_COUNT] = {
    [MAPPING_LESSON] = {"# a\n# b\n# c\n# d\n", ""},
    [MAPPING_TEXT] = {"tophash: 1\nid: a\n\ntitle:\n  ", "\nsteps: [{say: a}]"},
    [MAPPING_MAP] = {"tophash: 1\nid: a\ntitle: b\nmaps:\n  m: {", "}\nsteps: [{say: a}]"},
    [MAPPING_STEP] = {BEGINNING "- ", ""},
    [MAPPING_FILL] = {BEGINNING "- fill: {", "}"},
    [MAPPING_ITERATE] = {BEGINNING "- iterate: {", "}"},
    [MAPPING_START] = {BEGINNING "- iterate: {start: {", "}}"},
    [MAPPING_OPEN] = {BEGINNING "- open: {", "}"},
    [MAPPING_NEXT] = {BEGINNING "- next: {", "}"},
    [MAPPING_EXPECT] = {BEGINNING "- expect: {", "}"},
    [MAPPING_SLOTS] = {BEGINNING "- expect: {slots: [{", "}]}"},
    [MAPPING_ASK] = {BEGINNING "- ask: {", "}"},
    [MAPPING_CHOICE] = {BEGINNING "- ask: {choices: [{", "}, b]}"},
    [MAPPING_ANSWER] = {BEGINNING "- ask: {answer: {", "}}"},
    [MAPPING_HINT] = {BEGINNING "- ask: {question: a, answer: B, hints: [{", "}]}"},
    [MAPPING_RANGE] = {"tophash: 1\nid: a\ntitle: b\nsteps: [{say: a}]\nvary: {n: {", "}}"},
    [MAPPING_SETUP] = {BEFORE_RACE "steps: [{say: a}]\nsetup: [{", "}]\nworkers: {A: [{get: a}]}"},
    [MAPPING_WORK] = {BEFORE_RACE "steps: [{say: a}]\nworkers: {A: [{", "}]}"},
    [MAPPING_WALK] = {BEFORE_RACE "steps: [{say: a}]\nworkers: {A: [{iterate: {", "}}]}"},
    [MAPPING_EXPLORE] = {BEFORE_RACE "workers: {A: [{get: a}]}\nsteps: [{explore: {", "}}]"},
};

static uint32_t column_in(const char *before)
{
    const char *newline = strrchr(before, '\n');
    return (uint32_t)strlen(newline == NULL ? before : newline + 1) + 1;
}

/* Loads `before KEY: VALUE behind`, and looks for the error at that line and column that starts
 * so. */
static void assert_error_at(int mapping, const char *key, const char *value, uint32_t column,
                            const char *start)
{
    char text[1024];
    struct source_errors errors;
    struct lesson *loaded;
    int len = snprintf(text, sizeof text, "%s%s: %s%s\n", CONTEXTS[mapping].before, key, value,
                       CONTEXTS[mapping].behind);
    assert_int_equal(lesson_load_text("test", text, (size_t)len, NULL, &loaded, &errors),
                     LESSON_INVALID);
    for (size_t i = 0; i < errors.count; i++) {
        const struct source_error *error = &errors.items[i];
        if (error->line == 5 && error->column == column &&
            strncmp(error->message, start, strlen(start)) == 0) {
            return;
        }
    }
    source_errors_print(&errors, stderr);
    fail_msg("no error 5:%u \"%s...\" in:\n%s", column, start, text);
}

/* A list in a list is wrong under each key: no type allows it. */
static void each_key_refuses_what_its_type_does_not_allow(void **state)
{
    (void)state;
    for (int id = 0; id < MAPPING_COUNT; id++) {
        const struct lesson_mapping *mapping = lesson_mapping_of((enum lesson_mapping_id)id);
        for (size_t i = 0; i < mapping->key_count; i++) {
            const struct lesson_key *key = &mapping->keys[i];
            bool is_list = (lesson_type_of(key->type)->forms & FORM_LIST) != 0;
            bool is_many = lesson_type_of(key->type)->items_min > 1;
            char start[100];
            snprintf(start, sizeof start,
                     is_many   ? "%s has 1 items; allowed: "
                     : is_list ? "an item of %s is an empty list; allowed: "
                               : "%s is a list; allowed: ",
                     key->name);
            uint32_t column = column_in(CONTEXTS[id].before) + (uint32_t)strlen(key->name) + 2;
            assert_error_at(id, key->name, "[[]]", column + (is_list && !is_many ? 1 : 0), start);
        }
    }
}

static void a_misspelt_key_is_refused_and_the_right_one_suggested(void **state)
{
    (void)state;
    for (int id = 0; id < MAPPING_COUNT; id++) {
        const struct lesson_mapping *mapping = lesson_mapping_of((enum lesson_mapping_id)id);
        for (size_t i = 0; i < mapping->key_count; i++) {
            const char *name = mapping->keys[i].name;
            char misspelt[64];
            char message[160];
            snprintf(misspelt, sizeof misspelt, "%sq", name);
            if (strlen(name) > 1) {
                snprintf(message, sizeof message, "%s has no key \"%s\"; did you mean \"%s\"?",
                         mapping->name, misspelt, name);
            } else { /* all of it would be another word */
                snprintf(message, sizeof message, "%s has no key \"%s\"; allowed: ", mapping->name,
                         misspelt);
            }
            assert_error_at(id, misspelt, "1", column_in(CONTEXTS[id].before), message);
        }
    }
}

static void each_required_key_is_missed(void **state)
{
    (void)state;
    for (int id = 0; id < MAPPING_COUNT; id++) {
        const struct lesson_mapping *mapping = lesson_mapping_of((enum lesson_mapping_id)id);
        for (size_t i = 0; i < mapping->key_count; i++) {
            if (!mapping->keys[i].is_required) continue;
            char message[160];
            snprintf(message, sizeof message, "%s lacks the key \"%s\": %s", mapping->name,
                     mapping->keys[i].name, mapping->keys[i].about);
            uint32_t column = column_in(CONTEXTS[id].before);
            bool is_in_braces = strchr(CONTEXTS[id].before, '{') != NULL;
            assert_error_at(id, "unknown", "1", is_in_braces ? column - 1 : column, message);
        }
    }
}

/* The whole text of a small file. The caller frees it. */
static char *text_of(const char *path)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char *text = calloc(1, 65536);
    assert_non_null(text);
    size_t len = fread(text, 1, 65535, file);
    assert_in_range(len, 1, 65534);
    fclose(file);
    return text;
}

static void every_key_is_used_by_a_good_file(void **state)
{
    (void)state;
    char *ask = text_of("tests/unit/lesson/testdata/ask.yaml");
    char *text = text_of("tests/unit/lesson/testdata/everything.yaml");
    char *race = text_of("tests/unit/lesson/testdata/race.yaml");
    for (int id = 0; id < MAPPING_COUNT; id++) {
        const struct lesson_mapping *mapping = lesson_mapping_of((enum lesson_mapping_id)id);
        for (size_t i = 0; i < mapping->key_count; i++) {
            char key[64];
            snprintf(key, sizeof key, "%s:", mapping->keys[i].name);
            if (strstr(text, key) == NULL && strstr(race, key) == NULL &&
                strstr(ask, key) == NULL) {
                fail_msg("everything.yaml, race.yaml and ask.yaml lack %s", key);
            }
        }
    }
    free(text);
    free(race);
    free(ask);
}

static bool has_word(enum lesson_type_id type, const char *word)
{
    const char *const *words = lesson_type_of(type)->words;
    while (*words != NULL && strcmp(*words, word) != 0)
        words++;
    return *words != NULL;
}

/* Method: the three types' words, one by one. */
static void never_and_some_take_the_outcomes_and_the_ends_of_free_runs_and_no_others(void **state)
{
    (void)state;
    static const enum lesson_type_id parts[] = {TYPE_OUTCOME, TYPE_FREE_RESULT};
    for (size_t i = 0; i < 2; i++) {
        const char *const *word = lesson_type_of(parts[i])->words;
        for (; *word != NULL; word++)
            if (!has_word(TYPE_RESULT, *word)) fail_msg("no result %s", *word);
    }
    const char *const *word = lesson_type_of(TYPE_RESULT)->words;
    for (; *word != NULL; word++)
        assert_true(has_word(TYPE_OUTCOME, *word) || has_word(TYPE_FREE_RESULT, *word));
}

static void a_workers_operations_are_called_as_the_scenarios(void **state)
{
    (void)state;
#define X(id, key, type, kind, about) assert_string_equal(scenario_op_word(kind), key);
    LESSON_WORK_KEYS(X)
#undef X
}

static void every_key_has_a_sentence_of_help(void **state)
{
    (void)state;
    for (int id = 0; id < MAPPING_COUNT; id++) {
        const struct lesson_mapping *mapping = lesson_mapping_of((enum lesson_mapping_id)id);
        for (size_t i = 0; i < mapping->key_count; i++) {
            const char *about = mapping->keys[i].about;
            assert_in_range(strlen(about), 5, 80);
            assert_int_equal(about[strlen(about) - 1], '.');
        }
    }
}

static void what_is_allowed_fits_a_message(void **state)
{
    (void)state;
    for (int id = 0; id < TYPE_COUNT_OF_TYPES; id++) {
        char allowed[SOURCE_ERROR_MESSAGE_BYTES];
        lesson_type_allowed((enum lesson_type_id)id, allowed, sizeof allowed);
        assert_in_range(strlen(allowed), 1, SOURCE_ERROR_MESSAGE_BYTES - 100);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_key_refuses_what_its_type_does_not_allow),
        cmocka_unit_test(a_misspelt_key_is_refused_and_the_right_one_suggested),
        cmocka_unit_test(each_required_key_is_missed),
        cmocka_unit_test(every_key_is_used_by_a_good_file),
        cmocka_unit_test(never_and_some_take_the_outcomes_and_the_ends_of_free_runs_and_no_others),
        cmocka_unit_test(a_workers_operations_are_called_as_the_scenarios),
        cmocka_unit_test(every_key_has_a_sentence_of_help),
        cmocka_unit_test(what_is_allowed_fits_a_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
