/* lesson_text.c - texts: which language is shown; spaces between wide characters, taken out. */
#include "viz/lesson/lesson_text.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "viz/lesson/lesson.h"

const char *lesson_in_language(struct lesson_text text, enum language language)
{
    bool is_chinese = (language == LANGUAGE_CHINESE && text.zh != NULL) || text.en == NULL;
    const char *words = is_chinese ? text.zh : text.en;
    return words == NULL ? "" : words;
}

/* A character of text, as far as the spaces beside it go. */
struct character {
    size_t len; /* its bytes */
    bool is_wide;
    bool is_punctuation; /* wide, such as an ideographic comma */
};

/* The one that text begins with; at the end, one that is not wide. */
static struct character character_at(const char *text)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t took = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point);
    if (took <= 0 || point == 0) return (struct character){.len = 1};
    bool is_wide = utf8proc_charwidth(point) == 2;
    utf8proc_category_t category = utf8proc_category(point);
    return (struct character){.len = (size_t)took,
                              .is_wide = is_wide,
                              .is_punctuation = is_wide && category >= UTF8PROC_CATEGORY_PC &&
                                                category <= UTF8PROC_CATEGORY_PO};
}

const char *lesson_text_unfold(struct arena *arena, const char *text)
{
    char *unfolded = arena_copy(arena, text, strlen(text));
    if (unfolded == NULL) return NULL;
    char *to = unfolded;
    struct character here, before = {0};
    for (; *text != '\0'; text += here.len) {
        here = character_at(text);
        if (*text == ' ') {
            struct character after = character_at(text + 1);
            if (before.is_wide && after.is_wide) continue;
            if (before.is_punctuation || after.is_punctuation) continue;
        }
        memcpy(to, text, here.len);
        to += here.len;
        before = here;
    }
    *to = '\0';
    return unfolded;
}
