/* order.c - the table of words. What they do is said in the table of keys, unless there is none. */
#include "viz/linear/order.h"

#include <ctype.h>
#include <string.h>

#include "viz/lesson/suggest.h"

enum {
    MENU = 1 << KEYS_IN_MENU,
    LESSON = 1 << KEYS_IN_LESSON | 1 << KEYS_IN_RACE | 1 << KEYS_IN_QUESTION,
    QUESTION = 1 << KEYS_IN_QUESTION,
};

/* back: what "back" behind the word, or "previous" before it, makes of it. */
struct row {
    const char *word;
    enum order_kind kind;
    enum keys_action action, back;
    unsigned contexts; /* of what is no action; an action's are in the table of keys */
    const char *argument;
    const char *words; /* of what is no action; to be looked up */
};

/* clang-format off */
static const struct row rows[] = {
    {"next", ORDER_ACTION, KEYS_MOVE_FORWARD, KEYS_MOVE_FORWARD, 0, "", NULL},
    {"back", ORDER_ACTION, KEYS_MOVE_BACK, KEYS_MOVE_BACK, 0, "", NULL},
    {"step", ORDER_ACTION, KEYS_STEP_FORWARD, KEYS_STEP_BACK, 0, "", NULL},
    {"operation", ORDER_ACTION, KEYS_OPERATION_FORWARD, KEYS_OPERATION_BACK, 0, "", NULL},
    {"first", ORDER_ACTION, KEYS_FIRST, KEYS_FIRST, 0, "", NULL},
    {"last", ORDER_ACTION, KEYS_LAST, KEYS_LAST, 0, "", NULL},
    {"go", ORDER_GO, KEYS_NO_ACTION, KEYS_NO_ACTION, LESSON, "STEP [MOVE]",
     N_("to a step, and a move of it")},
    {"mark", ORDER_ACTION, KEYS_MARK_FORWARD, KEYS_MARK_BACK, 0, "", NULL},
    {"growth", ORDER_ACTION, KEYS_GROWTH_FORWARD, KEYS_GROWTH_BACK, 0, "", NULL},
    {"evacuation", ORDER_ACTION, KEYS_EVACUATION_FORWARD, KEYS_EVACUATION_BACK, 0, "", NULL},
    {"trouble", ORDER_ACTION, KEYS_TROUBLE_FORWARD, KEYS_TROUBLE_BACK, 0, "", NULL},
    {"break", ORDER_ACTION, KEYS_BREAKS, KEYS_BREAKS, 0,
     "slot_moved | bucket 3 | key a | none", NULL},
    {"continue", ORDER_ACTION, KEYS_BREAK_FORWARD, KEYS_BREAK_BACK, 0, "", NULL},
    {"find", ORDER_ACTION, KEYS_FIND, KEYS_FIND, 0, "KEY", NULL},
    {"found", ORDER_ACTION, KEYS_FOUND_FORWARD, KEYS_FOUND_BACK, 0, "", NULL},
    {"move", ORDER_ACTION, KEYS_WORKER, KEYS_WORKER, 0, "WORKER", NULL},
    {"undo", ORDER_ACTION, KEYS_UNDO, KEYS_UNDO, 0, "", NULL},
    {"serial", ORDER_ACTION, KEYS_SERIAL, KEYS_SERIAL, 0, "", NULL},
    {"random", ORDER_ACTION, KEYS_RANDOM, KEYS_RANDOM, 0, "", NULL},
    {"look", ORDER_LOOK, KEYS_NO_ACTION, KEYS_NO_ACTION, LESSON,
     "[bucket 3 | map | race | way | story]",
     N_("tell all that there is, or all of a bucket, or of another thing")},
    {"overview", ORDER_OVERVIEW, KEYS_NO_ACTION, KEYS_NO_ACTION, LESSON, "",
     N_("tell how full the buckets are")},
    {"memory", ORDER_MEMORY, KEYS_NO_ACTION, KEYS_NO_ACTION, LESSON, "[bucket 3]",
     N_("tell the bytes of the map's header and of a bucket")},
    {"history", ORDER_HISTORY, KEYS_NO_ACTION, KEYS_NO_ACTION, LESSON, "",
     N_("tell the operations so far")},
    {"code", ORDER_CODE, KEYS_NO_ACTION, KEYS_NO_ACTION, LESSON, "",
     N_("tell the code that runs, and its present line")},
    {"terms", ORDER_TERMS, KEYS_NO_ACTION, KEYS_NO_ACTION, LESSON, "[noverflow]",
     N_("tell the terms that there are, or what one means")},
    {"why", ORDER_WHY, KEYS_NO_ACTION, KEYS_NO_ACTION, LESSON, "bucket 1 slot 3",
     N_("tell which move a slot has its contents from")},
    {"cause", ORDER_CAUSE, KEYS_NO_ACTION, KEYS_NO_ACTION, LESSON, "bucket 1 slot 3",
     N_("go to that move")},
    {"answer", ORDER_ANSWER, KEYS_NO_ACTION, KEYS_NO_ACTION, QUESTION, "ANSWER",
     N_("answer the question; without the word it will do, too")},
    {"hint", ORDER_ACTION, KEYS_HINT, KEYS_HINT, 0, "", NULL},
    {"skip", ORDER_ACTION, KEYS_SKIP, KEYS_SKIP, 0, "", NULL},
    {"again", ORDER_ACTION, KEYS_AGAIN, KEYS_AGAIN, 0, "", NULL},
    {"open", ORDER_ACTION, KEYS_CHOOSE, KEYS_CHOOSE, MENU, "LESSON", NULL},
    {"anew", ORDER_ACTION, KEYS_AGAIN, KEYS_AGAIN, MENU, "LESSON", NULL},
    {"list", ORDER_LOOK, KEYS_NO_ACTION, KEYS_NO_ACTION, MENU, "", N_("tell the lessons again")},
    {"try", ORDER_ACTION, KEYS_COMMAND, KEYS_COMMAND, 0, "put a 1 | help", NULL},
    {"leave", ORDER_ACTION, KEYS_BACK, KEYS_BACK, 0, "", NULL},
    {"language", ORDER_ACTION, KEYS_LANGUAGE, KEYS_LANGUAGE, 0, "", NULL},
    {"help", ORDER_ACTION, KEYS_HELP, KEYS_HELP, 0, "", NULL},
    {"quit", ORDER_ACTION, KEYS_QUIT, KEYS_QUIT, 0, "", NULL},
};
/* clang-format on */
enum { ROWS = sizeof rows / sizeof rows[0] };

/* ---- Which rows ---- */

static const struct keys_binding *binding_of(enum keys_action action, enum keys_context context)
{
    const struct keys_binding *binding;
    for (size_t i = 0; (binding = keys_binding_at(i)) != NULL; i++) {
        if (binding->action == action && keys_is_bound_in(binding, context)) return binding;
    }
    return NULL;
}

static bool is_in(const struct row *row, enum keys_context context)
{
    if (row->contexts != 0 && (row->contexts >> context & 1) == 0) return false;
    return row->kind != ORDER_ACTION || binding_of(row->action, context) != NULL;
}

/* ---- Words ---- */

struct word {
    const char *text;
    size_t len;
};

static const char *skip_blanks(const char *text)
{
    while (*text == ' ' || *text == '\t')
        text++;
    return text;
}

static struct word first_word(const char *text)
{
    text = skip_blanks(text);
    return (struct word){text, strcspn(text, " \t")};
}

static bool is_word(struct word word, const char *wanted)
{
    return word.len == strlen(wanted) && strncasecmp(word.text, wanted, word.len) == 0;
}

static const struct row *row_of(struct word word, enum keys_context context)
{
    for (size_t i = 0; i < ROWS; i++) {
        if (is_word(word, rows[i].word) && is_in(&rows[i], context)) return &rows[i];
    }
    return NULL;
}

/* One character, whatever its length in UTF-8; KEYCODE_NONE for more, or none. Only those of ASCII
 * are keys of ours. */
static key_code only_character(struct word word, const char *behind)
{
    if (word.len != 1 || *skip_blanks(behind) != '\0') return KEYCODE_NONE;
    return (unsigned char)word.text[0];
}

struct order order_read(const char *line, enum keys_context context)
{
    struct word word = first_word(line);
    struct order order = {.argument = ""};
    if (word.len == 0) {
        order.kind = ORDER_ACTION;
        order.action = context == KEYS_IN_MENU ? KEYS_CHOOSE : KEYS_MOVE_FORWARD;
        return order;
    }
    if (word.text[0] == ':' && binding_of(KEYS_COMMAND, context) != NULL) {
        order.kind = ORDER_ACTION;
        order.action = KEYS_COMMAND;
        order.argument = word.text + 1;
        return order;
    }
    const char *behind = word.text + word.len;
    order.key = only_character(word, behind);
    if (order.key != KEYCODE_NONE) {
        order.action = keys_action_for(order.key, context);
        order.kind = order.action == KEYS_NO_ACTION ? ORDER_UNKNOWN : ORDER_ACTION;
        return order;
    }
    bool is_back = is_word(word, "previous");
    bool is_ahead = is_word(word, "next");
    struct word second = first_word(behind);
    if ((is_back || is_ahead) && row_of(second, context) != NULL) {
        word = second;
        behind = second.text + second.len;
    } else if (is_back) {
        word = (struct word){"back", 4};
    }
    const struct row *row = row_of(word, context);
    if (row == NULL) return order;
    order.argument = skip_blanks(behind);
    order.kind = row->kind;
    is_back = is_back || is_word(first_word(behind), "back");
    order.action = is_back ? row->back : row->action;
    return order;
}

const char *order_suggestion(const char *line, enum keys_context context)
{
    struct word word = first_word(line);
    struct suggestion suggestion = suggestion_for(word.text, word.len);
    for (size_t i = 0; i < ROWS; i++) {
        if (is_in(&rows[i], context)) suggestion_offer(&suggestion, rows[i].word);
    }
    return suggestion.word;
}

/* ---- Help ---- */

/* ", or w": the character that asks for the same. */
static void say_key_of(const struct say *say, const struct keys_binding *binding)
{
    for (size_t i = 0; i < KEYS_PER_ACTION_MAX; i++) {
        key_code code = binding->codes[i];
        if (code <= ' ' || code >= 0x7f) continue;
        say_words(say, ", or %c", (char)code);
        return;
    }
}

static void describe_action(const struct say *say, const struct row *row, enum keys_action action,
                            enum keys_context context)
{
    const struct keys_binding *binding = binding_of(action, context);
    if (binding == NULL) return;
    fputs(row->word, say->out);
    if (action != row->action) fputs(" back", say->out);
    if (row->argument[0] != '\0') fprintf(say->out, " %s", row->argument);
    say_key_of(say, binding);
    say_colon(say);
    fputs(language_text(say->language, binding->words), say->out);
    say_end(say);
}

void order_describe_all(const struct say *say, enum keys_context context)
{
    for (size_t i = 0; i < ROWS; i++) {
        const struct row *row = &rows[i];
        if (!is_in(row, context)) continue;
        if (row->kind == ORDER_ACTION) {
            describe_action(say, row, row->action, context);
            if (row->back != row->action) describe_action(say, row, row->back, context);
            continue;
        }
        fprintf(say->out, "%s%s%s", row->word, row->argument[0] == '\0' ? "" : " ", row->argument);
        say_colon(say);
        fputs(language_text(say->language, row->words), say->out);
        say_end(say);
    }
}
