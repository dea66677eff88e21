/* language.c - from a language to its catalog, and from a text to its translation. */
#include "viz/language/language.h"

#include <assert.h>
#include <string.h>

#include "viz/language/embedded.h"
#include "viz/language/mo.h"

/* Each is the name of a catalog, CODE.po, too; the words in C are English, so English has none. */
static const char *const codes[LANGUAGE_COUNT] = {
    [LANGUAGE_ENGLISH] = "en",
    [LANGUAGE_CHINESE] = "zh",
};

static const struct embedded_file *catalog_of(enum language language)
{
    size_t len = strlen(codes[language]);

    for (size_t i = 0; i < embedded_catalogs_count; i++) {
        const char *name = strrchr(embedded_catalogs[i].path, '/');

        if (name != NULL && strncmp(name + 1, codes[language], len) == 0 &&
            strcmp(name + 1 + len, ".mo") == 0)
            return &embedded_catalogs[i];
    }
    return NULL;
}

const char *language_code(enum language language)
{
    return language < LANGUAGE_COUNT ? codes[language] : NULL;
}

enum language language_next(enum language language)
{
    return language + 1 < LANGUAGE_COUNT ? language + 1 : LANGUAGE_ENGLISH;
}

enum language language_of_locale(const char *locale)
{
    for (enum language language = LANGUAGE_ENGLISH; language < LANGUAGE_COUNT; language++) {
        size_t len = strlen(codes[language]);

        if (strncmp(locale, codes[language], len) == 0 && strchr("_.@", locale[len]) != NULL)
            return language;
    }
    return LANGUAGE_ENGLISH;
}

const char *language_name(enum language language)
{
    return language_text_in(language, "the name of this language, in itself", "English");
}

const char *language_text(enum language language, const char *english)
{
    return language_text_in(language, NULL, english);
}

const char *language_text_in(enum language language, const char *context, const char *english)
{
    assert(language < LANGUAGE_COUNT);

    const struct embedded_file *catalog =
        language == LANGUAGE_ENGLISH ? NULL : catalog_of(language);
    const char *translation =
        catalog == NULL ? NULL : mo_find(catalog->bytes, catalog->len, context, english);

    return translation == NULL ? english : translation;
}
