/* lesson_text.c - texts: which language is shown; spaces between wide characters, taken out. */
#include "viz/lesson/lesson_text.h"

#include <string.h>
#include <utf8proc.h>

#include "viz/lesson/lesson.h"

const char *lesson_in_language(struct lesson_text text, enum language language)
{
    bool is_chinese = (language == LANGUAGE_CHINESE && text.zh != NULL) || text.en == NULL;
    const char *words = is_chinese ? text.zh : text.en;
    return words == NULL ? "" : words;
}

/* The width of the character that begins at text, and its bytes in *len; 0 at the end. */
static int width_at(const char *text, size_t *len)
{
    utf8proc_int32_t point;
    utf8proc_ssize_t took = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point);
    *len = took > 0 ? (size_t)took : 1;
    return took > 0 && point != 0 ? utf8proc_charwidth(point) : 0;
}

const char *lesson_text_unfold(struct arena *arena, const char *text)
{
    char *unfolded = arena_copy(arena, text, strlen(text));
    if (unfolded == NULL) return NULL;
    char *to = unfolded;
    int width_before = 0;
    for (size_t len; *text != '\0'; text += len) {
        int width = width_at(text, &len);
        size_t unused;
        if (*text == ' ' && width_before == 2 && width_at(text + 1, &unused) == 2) continue;
        memcpy(to, text, len);
        to += len;
        width_before = width;
    }
    *to = '\0';
    return unfolded;
}
