/* language.c - from a language to its catalog, and from a text to its translation. */
#include "viz/language/language.h"

#include <assert.h>
#include <string.h>

#include "viz/language/embedded.h"
#include "viz/language/mo.h"

/* The ends of their catalogs' paths. The words in C are English, so English has none. */
static const char *const catalogs[LANGUAGE_COUNT] = {[LANGUAGE_CHINESE] = "/zh.mo"};

static const struct embedded_file *catalog_of(enum language language)
{
    const char *end = catalogs[language];

    for (size_t i = 0; end != NULL && i < embedded_catalogs_count; i++) {
        const char *name = strrchr(embedded_catalogs[i].path, '/');

        if (name != NULL && strcmp(name, end) == 0) return &embedded_catalogs[i];
    }
    return NULL;
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

    const struct embedded_file *catalog = catalog_of(language);
    const char *translation =
        catalog == NULL ? NULL : mo_find(catalog->bytes, catalog->len, context, english);

    return translation == NULL ? english : translation;
}
