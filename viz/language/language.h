/* language.h - the program's own words, in the language that is asked for.
 *
 *     text_add(text, language_text(language, "There are no buckets yet."));
 *     text_add_format(text, language_text(language, "%zu questions"), count);
 *
 *     static const char *const words[] = {N_("not begun"), NC_("lane", "waits")};
 *     language_text(language, words[0]), language_text_in(language, "lane", words[1])
 *
 * C has the English words. Those of another language stand in its catalog beside this file, an
 * ordinary PO file (zh.po), which becomes part of the program when that is built. xgettext finds
 * the texts by the names of these functions and macros, so each text is a literal right there.
 *
 * The catalog is read here and not by the C library's gettext(), which takes the language from the
 * process (setlocale, the environment) and the catalog from a file on the disk. What is drawn is a
 * pure function of what it is given, and the program is one file.
 *
 * One and many are two texts ("%zu question", "%zu questions"): plural forms are not read.
 *
 * In a format, write %ju for a uint64_t and %u for a uint32_t: texts with the PRI macros cannot be
 * looked up without putting each together first. The compiler checks a format through these
 * functions, and msgfmt holds its translation to it. A text with a percent sign that is no format
 * has the comment "xgettext:no-c-format" before it. */
#ifndef VIZ_LANGUAGE_LANGUAGE_H
#define VIZ_LANGUAGE_LANGUAGE_H

enum language { LANGUAGE_ENGLISH, LANGUAGE_CHINESE, LANGUAGE_COUNT };

/* The language's name, in itself. */
const char *language_name(enum language language);

/* Its code, "en"; NULL past the last. */
const char *language_code(enum language language);

/* The one after it; behind the last comes the first. */
enum language language_next(enum language language);

/* The language of a locale's name, such as "zh_CN.UTF-8"; English where it has no catalog. */
enum language language_of_locale(const char *locale);

/* Marks a text that is looked up elsewhere: in tables. NC_ says in which context it will be. */
#define N_(text) text
#define NC_(context, text) text

/* The text in that language; as it is where its catalog lacks it.
 *   Owner    english's, or static. */
const char *language_text(enum language language, const char *english)
    __attribute__((format_arg(2)));

/* The same for an English word that is not the same word everywhere: context tells the entries
 * apart. */
const char *language_text_in(enum language language, const char *context, const char *english)
    __attribute__((format_arg(3)));

#endif
