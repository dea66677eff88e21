/* describe_work.c - what an operation works with: key, hash, search, growth, its line of code. */
#include "viz/linear/describe.h"
#include "viz/screen/code_values.h"
#include "viz/screen/hash_shown.h"
#include "viz/screen/marks.h"

/* ---- The operation ---- */

static void describe_operation(const struct say *say)
{
    const struct registers *registers = &say->view->registers;
    say_words(say, "Operation: %s", th_op_name(registers->op.op));
    if (registers->key_id != 0) {
        putc(' ', say->out);
        say_key(say, registers->key);
    }
    if (registers->value_id != 0) {
        say_words(say, ", value ");
        say_value(say, registers->value);
    }
    say_end(say);
}

/* ---- The hash ---- */

static void say_tophash(const struct say *say, uint64_t hash)
{
    unsigned top = (unsigned)(hash >> 56);
    unsigned tophash = marks_tophash(hash);
    say_words(say, "tophash %02x", tophash);
    if (top == tophash)
        say_words(say, ", the top byte");
    else
        say_words(say, ", the top byte %02x plus 5", top);
}

static void say_choice(const struct say *say, const struct hash_shown *shown)
{
    uint64_t bucket = shown->hash & (((uint64_t)1 << shown->bucket_bits) - 1);
    if (shown->growth_bit != BITS_NO_GROWTH) {
        unsigned side = shown->hash >> shown->growth_bit & 1;
        const char *half = side != 0 ? "Y" : "X";
        say_words(say, "; bit %d is %u, so it goes to %s", shown->growth_bit, side, half);
        return;
    }
    say_words(say, shown->is_old ? N_("; old bucket %ju") : N_("; bucket %ju"), bucket);
    if (shown->bucket_bits == 0)
        say_words(say, ", as B is 0");
    else if (shown->bucket_bits == 1)
        say_words(say, ", the lowest bit");
    else
        say_words(say, ", the lowest %u bits", shown->bucket_bits);
}

static void describe_hash(const struct say *say)
{
    struct hash_shown shown = hash_shown_of(say->view);
    const struct registers *registers = &say->view->registers;
    if (!shown.is_known) {
        if (registers->has_moved)
            say_line(say, "Same size: no hash, no choice.");
        else if (registers->probe_count > 0)
            say_line(say, "B is 0 and the key is short: no hash.");
        return;
    }
    say_words(say, "Hash of ");
    say_key(say, shown.key);
    say_words(say, ": 0x%016jx, in bits ", shown.hash);
    say_bits(say, shown.hash);
    say_semicolon(say);
    say_tophash(say, shown.hash);
    say_choice(say, &shown);
    say_end(say);
}

/* ---- Growth ---- */

static void describe_growth(const struct say *say)
{
    const struct registers *registers = &say->view->registers;
    struct text check;
    text_begin(&check);
    code_values_add_check(&check, say->view, registers->growth_count, (unsigned)registers->growth);
    say_words(say, "Growth check: ");
    say_text(say, check.bytes);
    say_end(say);
}

void describe_values(const struct say *say)
{
    const struct view *view = say->view;
    if (!view->has_now || !view->registers.has_op) return;
    describe_operation(say);
    describe_hash(say);
    if (view->registers.is_growth_checked) describe_growth(say);
}

/* ---- Code ---- */

/* Returns false where no code runs, and says so. */
static bool say_procedure(const struct say *say, th_code code)
{
    const struct view *view = say->view;
    if (code == TH_CODE_NONE) {
        if (!view->has_now && view->move_count > 0) {
            say_words(say, "No code runs: nothing has moved yet, moves to come %ju",
                      view->move_count);
            say_end(say);
        }
        return false;
    }
    say_words(say, "Code: ");
    if (code == TH_CODE_GROW) say_words(say, "%s runs ", th_op_name(view->registers.op.op));
    fputs(th_code_name(code), say->out);
    return true;
}

/* The values that a line has come to are short; so many columns are enough for all of them. */
enum { VALUES_COLUMNS = 120 };

static void say_code_line(const struct say *say, th_code code, int index)
{
    th_line line = (th_line)((int)th_code_first_line(code) + index);
    struct text values;
    say_text(say, th_line_of(line).text);
    text_begin(&values);
    if (!code_values_add(&values, say->view, line, VALUES_COLUMNS)) return;
    say_words(say, "; values: ");
    say_text(say, values.bytes);
}

void describe_line(const struct say *say)
{
    th_code code = code_values_procedure(say->view);
    if (!say_procedure(say, code)) return;
    int index = (int)say->view->registers.line - (int)th_code_first_line(code);
    say_words(say, ", line %d of %d: ", index + 1, th_code_line_count(code));
    say_code_line(say, code, index);
    say_line_end(say);
}

void describe_code(const struct say *say)
{
    th_code code = code_values_procedure(say->view);
    if (!say_procedure(say, code)) return;
    say_end(say);
    int now = (int)say->view->registers.line - (int)th_code_first_line(code);
    for (int i = 0; i < th_code_line_count(code); i++) {
        int level = th_line_of((th_line)((int)th_code_first_line(code) + i)).indent;
        say_words(say, "Line %d", i + 1);
        if (level > 0) say_words(say, ", level %d", level);
        if (i == now) say_words(say, ", now");
        say_colon(say);
        say_code_line(say, code, i);
        say_line_end(say);
    }
}
