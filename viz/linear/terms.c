/* terms.c - terms in what would be told, and their meanings. */
#include "viz/linear/terms.h"

#include <stdlib.h>

#include "viz/linear/describe.h"
#include "viz/screen/glossary.h"

/* All that there is to tell; the caller's to free, NULL: no memory. */
static char *all_of(const struct say *say)
{
    struct say_kept kept;
    if (!say_keep(&kept, say)) return NULL;
    describe_all(&kept.say);
    return say_kept_text(&kept);
}

/* The header's fields are there at any time, and B is no word by itself. */
static void list_terms(const struct say *say)
{
    bool is_told[GLOSSARY_TERMS] = {[GLOSSARY_B] = true};
    enum glossary_term term;
    size_t len;
    char *text = all_of(say);
    if (text == NULL) return;
    say_text(say, glossary_name(GLOSSARY_B, say->language));
    for (size_t at = 0; text[at] != '\0'; at += len > 0 ? len : 1) {
        if (!glossary_in_text(text, at, say->language, &term, &len) || is_told[term]) continue;
        is_told[term] = true;
        say_comma(say);
        say_text(say, glossary_name(term, say->language));
    }
    say_end(say);
    free(text);
}

void terms_tell(const struct say *say, const char *word)
{
    enum glossary_term term;
    if (word[0] == '\0') {
        list_terms(say);
    } else if (glossary_named(word, say->language, &term)) {
        say_text(say, glossary_name(term, say->language));
        say_colon(say);
        say_text_line(say, glossary_meaning(term, say->language));
    } else {
        say_line(say, "No such term; \"terms\" lists those that are told now.");
    }
}
