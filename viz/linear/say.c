/* say.c - pieces of sentences. */
#include "viz/linear/say.h"

#include <stdarg.h>
#include <stdlib.h>

#include "viz/screen/plain.h"
#include "viz/screen/text.h"

bool say_keep(struct say_kept *kept, const struct say *say)
{
    *kept = (struct say_kept){.say = *say};
    kept->say.out = open_memstream(&kept->text, &kept->len);
    return kept->say.out != NULL;
}

char *say_kept_text(struct say_kept *kept)
{
    if (fclose(kept->say.out) == 0) return kept->text;
    free(kept->text);
    return NULL;
}

void say_words(const struct say *say, const char *words, ...)
{
    va_list arguments;
    va_start(arguments, words);
    vfprintf(say->out, language_text(say->language, words), arguments);
    va_end(arguments);
}

void say_text(const struct say *say, const char *text) { plain_put(say->out, say->charset, text); }

void say_key(const struct say *say, th_key key)
{
    plain_quote_bytes(say->out, say->charset, key.bytes, key.len);
}

void say_value(const struct say *say, const void *value)
{
    struct text text;
    text_begin(&text);
    text_add_value(&text, value, model_map(say->view->model, say->view->map)->value_size);
    fputs(text.bytes, say->out);
}

void say_bits(const struct say *say, uint64_t hash)
{
    for (int bit = 63; bit >= 0; bit--) {
        putc(hash >> bit & 1 ? '1' : '0', say->out);
        if (bit % 8 == 0 && bit > 0) putc(' ', say->out);
    }
}

void say_role(const struct say *say, enum roles_role role)
{
    if (say->is_bare) return;
    if (role == ROLES_NOW) say_words(say, ", changed by this move");
    if (role == ROLES_LOOKED) say_words(say, ", looked at by this move");
    if (role == ROLES_TOUCHED) say_words(say, ", changed earlier in this operation");
}

void say_bucket(const struct say *say, const th_place *place, bool begins)
{
    const struct view *view = say->view;
    bool is_old = place->array != model_map(view->model, view->map)->header.buckets;
    if (is_old)
        say_words(say, begins ? N_("Old bucket %u") : N_("old bucket %u"), place->bucket);
    else
        say_words(say, begins ? N_("Bucket %u") : N_("bucket %u"), place->bucket);
    if (place->depth > 0) say_words(say, ", overflow %u", place->depth);
}

void say_slots(const struct say *say, const th_place *place, uint32_t last, bool begins)
{
    say_bucket(say, place, begins);
    if (last == place->slot)
        fprintf(say->out, language_text_in(say->language, "sentence", ", slot %u"), place->slot);
    else
        say_words(say, ", slots %u to %u", place->slot, last);
}

void say_slot(const struct say *say, const th_place *place, bool begins)
{
    say_slots(say, place, place->slot, begins);
}

void say_comma(const struct say *say)
{
    fputs(language_text_in(say->language, "sentence", ", "), say->out);
}

void say_semicolon(const struct say *say)
{
    fputs(language_text_in(say->language, "sentence", "; "), say->out);
}

void say_colon(const struct say *say)
{
    fputs(language_text_in(say->language, "sentence", ": "), say->out);
}

void say_line_end(const struct say *say)
{
    putc('\n', say->out);
    fflush(say->out);
}

void say_end(const struct say *say)
{
    fputs(language_text_in(say->language, "sentence", "."), say->out);
    say_line_end(say);
}

void say_line(const struct say *say, const char *words)
{
    fputs(language_text(say->language, words), say->out);
    say_line_end(say);
}

void say_text_line(const struct say *say, const char *text)
{
    say_text(say, text);
    say_line_end(say);
}

void say_marked_line(const struct say *say, const char *text)
{
    plain_put_marked(say->out, say->charset, text);
    say_line_end(say);
}
