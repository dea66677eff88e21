/* parse.c - words first, then one small reader for each command. */
#include "viz/shell/parse.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <utf8proc.h>

#include "viz/lesson/lesson.h"
#include "viz/lesson/suggest.h"

/* ---- The table ---- */

static const struct {
    const char *word;
    const char *takes;
    const char *about;
} verbs[SHELL_VERB_COUNT] = {
#define X(verb, word, takes, about) [verb] = {word, takes, about},
    SHELL_VERB_LIST(X)
#undef X
};

const char *shell_verb_word(enum shell_verb verb) { return verbs[verb].word; }

void shell_verb_usage(enum shell_verb verb, enum language language, char *to, size_t size)
{
    const char *takes = verbs[verb].takes;
    snprintf(to, size, "%s%s%s%s%s", verbs[verb].word, takes[0] == '\0' ? "" : " ", takes,
             language_text(language, ": "), language_text(language, verbs[verb].about));
}

bool shell_refuse(struct shell_trouble *trouble, size_t at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    trouble->at = at;
    vsnprintf(trouble->text, sizeof trouble->text, format, arguments);
    va_end(arguments);
    return false;
}

size_t shell_column(const char *line, size_t at)
{
    size_t column = 1;
    for (size_t i = 0; i < at; i++)
        column += ((unsigned char)line[i] & 0xc0) != 0x80;
    return column;
}

/* ---- Words ---- */

struct reading {
    const char *line;
    size_t len;
    size_t at;
    enum language language;
    struct shell_command *command;
    size_t used; /* of command->bytes */
    struct shell_trouble *trouble;
};

static void skip_blanks(struct reading *reading)
{
    while (reading->at < reading->len && reading->line[reading->at] == ' ')
        reading->at++;
}

static bool is_at_end(struct reading *reading)
{
    skip_blanks(reading);
    return reading->at == reading->len;
}

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9') return byte - '0';
    if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F') return byte - 'A' + 10;
    return -1;
}

static void keep(struct reading *reading, char byte)
{
    reading->command->bytes[reading->used++] = byte;
}

/* \xHH is a character below U+0080: keys are texts. */
static bool read_escape(struct reading *reading)
{
    size_t left = reading->len - reading->at;
    const char *escape = reading->line + reading->at;
    static const char letters[] = "\"\\nt", meant[] = "\"\\\n\t";
    const char *letter = left > 1 && escape[1] != '\0' ? strchr(letters, escape[1]) : NULL;
    int high = left > 3 && escape[1] == 'x' ? hex_digit(escape[2]) : -1;
    int low = high >= 0 ? hex_digit(escape[3]) : -1;
    if (letter != NULL) {
        keep(reading, meant[letter - letters]);
        reading->at += 2;
        return true;
    }
    if (low < 0 || high > 7)
        return shell_refuse(
            reading->trouble, reading->at, "%s",
            language_text(reading->language,
                          "no such escape; allowed: \\\" \\\\ \\n \\t \\x00-\\x7f"));
    keep(reading, (char)(high * 16 + low));
    reading->at += 4;
    return true;
}

static bool read_quoted(struct reading *reading)
{
    size_t begin = reading->at++;
    while (reading->at < reading->len && reading->line[reading->at] != '"') {
        if (reading->line[reading->at] == '\\') {
            if (!read_escape(reading)) return false;
        } else {
            keep(reading, reading->line[reading->at++]);
        }
    }
    if (reading->at == reading->len)
        return shell_refuse(reading->trouble, begin, "%s",
                            language_text(reading->language, "these quotes are never closed"));
    reading->at++;
    return true;
}

/* Up to a blank, or to `end` outside of quotes. */
static bool read_word(struct reading *reading, char end, struct shell_word *word)
{
    *word =
        (struct shell_word){.bytes = reading->command->bytes + reading->used, .at = reading->at};
    size_t begin = reading->used;
    while (reading->at < reading->len) {
        char byte = reading->line[reading->at];
        if (byte == ' ' || (byte == end && end != '\0')) break;
        if (byte == '"') {
            word->is_quoted = true;
            if (!read_quoted(reading)) return false;
        } else {
            keep(reading, byte);
            reading->at++;
        }
    }
    word->len = reading->used - begin;
    keep(reading, '\0');
    return true;
}

static bool next_word(struct reading *reading, struct shell_word *word)
{
    skip_blanks(reading);
    return read_word(reading, '\0', word);
}

static bool word_is(const struct shell_word *word, const char *text)
{
    return word->len == strlen(text) && memcmp(word->bytes, text, word->len) == 0;
}

/* ---- What is missing, or too much ---- */

static bool lacks(struct reading *reading, const char *what)
{
    enum shell_verb verb = reading->command->verb;
    return shell_refuse(reading->trouble, reading->at,
                        language_text(reading->language, "%s is missing: %s %s"), what,
                        verbs[verb].word, verbs[verb].takes);
}

static bool read_end(struct reading *reading)
{
    enum shell_verb verb = reading->command->verb;
    if (is_at_end(reading)) return true;
    return shell_refuse(reading->trouble, reading->at,
                        language_text(reading->language, "this is too much; allowed: %s%s%s"),
                        verbs[verb].word, verbs[verb].takes[0] == '\0' ? "" : " ",
                        verbs[verb].takes);
}

/* ---- Keys ---- */

static bool too_many(struct reading *reading)
{
    return shell_refuse(
        reading->trouble, reading->at,
        language_text(reading->language, "more than %d keys; allowed: that many in one command"),
        SHELL_ITEMS_MAX);
}

static bool read_keys(struct reading *reading)
{
    struct shell_command *command = reading->command;
    if (is_at_end(reading)) return lacks(reading, "KEY");
    while (!is_at_end(reading)) {
        if (command->item_count == SHELL_ITEMS_MAX) return too_many(reading);
        if (!next_word(reading, &command->items[command->item_count++].key)) return false;
    }
    return true;
}

/* A key alone, or KEY=VALUE. */
static bool read_item(struct reading *reading, struct shell_item *item)
{
    skip_blanks(reading);
    if (!read_word(reading, '=', &item->key)) return false;
    if (reading->at == reading->len || reading->line[reading->at] != '=') return true;
    if (item->key.len == 0 && !item->key.is_quoted)
        return shell_refuse(
            reading->trouble, item->key.at, "%s",
            language_text(reading->language, "a key is missing before =; the empty key is \"\""));
    reading->at++;
    item->has_value = true;
    if (reading->at == reading->len || reading->line[reading->at] == ' ')
        return shell_refuse(reading->trouble, reading->at, "%s",
                            language_text(reading->language, "a value is missing behind ="));
    return read_word(reading, '\0', &item->value);
}

/* No lesson can put a key twice in one step. */
static bool is_key_new(struct reading *reading)
{
    const struct shell_command *command = reading->command;
    const struct shell_word *key = &command->items[command->item_count - 1].key;
    for (size_t i = 0; i + 1 < command->item_count; i++) {
        const struct shell_word *other = &command->items[i].key;
        if (other->len == key->len && memcmp(other->bytes, key->bytes, key->len) == 0)
            return shell_refuse(
                reading->trouble, key->at,
                language_text(reading->language, "\"%.60s\" is put twice; use two commands"),
                key->bytes);
    }
    return true;
}

/* `put k 5` has its value in a word of its own; with an = anywhere each word is an item. */
static bool read_puts(struct reading *reading)
{
    struct shell_command *command = reading->command;
    struct shell_item *first = &command->items[0];
    if (is_at_end(reading)) return lacks(reading, "KEY");
    while (!is_at_end(reading)) {
        if (command->item_count == SHELL_ITEMS_MAX) return too_many(reading);
        struct shell_item *item = &command->items[command->item_count++];
        if (!read_item(reading, item)) return false;
        bool is_value = command->item_count == 2 && !first->has_value && !item->has_value;
        if (is_value) {
            first->value = item->key;
            first->has_value = true;
            command->item_count = 1;
            return read_end(reading);
        }
        if (!is_key_new(reading)) return false;
    }
    return true;
}

/* ---- Numbers ---- */

static bool digits_of(const char *bytes, size_t len, int64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < len; i++) {
        int64_t digit = bytes[i] - '0';
        if (digit < 0 || digit > 9 || *number > (INT64_MAX - digit) / 10) return false;
        *number = *number * 10 + digit;
    }
    return len > 0;
}

static bool read_range(struct reading *reading)
{
    struct shell_command *command = reading->command;
    struct shell_word word;
    if (is_at_end(reading)) return lacks(reading, "FROM..TO");
    if (!next_word(reading, &word)) return false;
    const char *dots = strstr(word.bytes, "..");
    size_t from_len = dots == NULL ? 0 : (size_t)(dots - word.bytes);
    if (dots == NULL || !digits_of(word.bytes, from_len, &command->from) ||
        !digits_of(dots + 2, word.len - from_len - 2, &command->to))
        return shell_refuse(
            reading->trouble, word.at,
            language_text(reading->language, "\"%.60s\" is no range; allowed: FROM..TO, as 1..20"),
            word.bytes);
    command->to_at = word.at + from_len + 2;
    if (command->to < command->from)
        return shell_refuse(
            reading->trouble, command->to_at,
            language_text(reading->language, "TO is %lld; allowed: not less than FROM, %lld"),
            (long long)command->to, (long long)command->from);
    if (command->to - command->from < SHELL_FILL_MAX) return true;
    return shell_refuse(reading->trouble, command->to_at,
                        language_text(reading->language,
                                      "that is more than %d keys; allowed: that many in one fill"),
                        SHELL_FILL_MAX);
}

static bool read_fill(struct reading *reading)
{
    struct shell_command *command = reading->command;
    if (is_at_end(reading)) return lacks(reading, "PREFIX");
    if (!next_word(reading, &command->prefix)) return false;
    if (strlen(command->prefix.bytes) != command->prefix.len)
        return shell_refuse(reading->trouble, command->prefix.at, "%s",
                            language_text(reading->language, "a prefix holds no \\x00"));
    return read_range(reading) && read_end(reading);
}

/* A number of at most `most`; what is what the message calls it. */
static bool read_number(struct reading *reading, const char *what, int64_t most, int64_t *number,
                        size_t *at)
{
    struct shell_word word;
    if (is_at_end(reading)) return lacks(reading, what);
    if (!next_word(reading, &word)) return false;
    *at = word.at;
    if (digits_of(word.bytes, word.len, number) && *number <= most) return true;
    return shell_refuse(
        reading->trouble, word.at,
        language_text(reading->language, "%s is \"%.60s\"; allowed: a number, %lld at most"), what,
        word.bytes, (long long)most);
}

/* ---- Maps ---- */

static bool read_name(struct reading *reading, const char *what, struct shell_word *word)
{
    if (is_at_end(reading)) return lacks(reading, what);
    return next_word(reading, word);
}

static bool refuse_detail(struct reading *reading, const struct shell_word *word)
{
    static const char *const words[] = {"nil", "hint", "value", "named"};
    struct suggestion near = suggestion_for(word->bytes, word->len);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        suggestion_offer(&near, words[i]);
    if (near.word != NULL)
        return shell_refuse(
            reading->trouble, word->at,
            language_text(reading->language, "make knows no \"%.60s\"; did you mean \"%s\"?"),
            word->bytes, near.word);
    return shell_refuse(
        reading->trouble, word->at,
        language_text(reading->language, "make knows no \"%.60s\"; allowed: make %s"), word->bytes,
        verbs[SHELL_MAKE].takes);
}

/* What is said twice counts as it was said last. */
static bool read_make(struct reading *reading)
{
    struct shell_command *command = reading->command;
    while (!is_at_end(reading)) {
        struct shell_word word;
        bool is_read = true;
        if (!next_word(reading, &word)) return false;
        if (word_is(&word, "nil"))
            command->is_nil = true;
        else if (word_is(&word, "hint"))
            is_read =
                read_number(reading, "N", LESSON_KEYS_MAX, &command->number, &command->number_at);
        else if (word_is(&word, "value"))
            is_read = read_name(reading, "KIND", &command->kind);
        else if (word_is(&word, "named"))
            is_read = read_name(reading, "M", &command->name);
        else
            is_read = refuse_detail(reading, &word);
        if (!is_read) return false;
    }
    if (!command->is_nil || (command->number_at == 0 && command->kind.len == 0)) return true;
    return shell_refuse(reading->trouble, command->at, "%s",
                        language_text(reading->language, "a nil map has no hint and no values"));
}

static bool read_collide(struct reading *reading)
{
    struct shell_command *command = reading->command;
    struct shell_word word;
    if (!read_number(reading, "N", SHELL_COLLIDE_MAX, &command->number, &command->number_at))
        return false;
    if (command->number == 0)
        return shell_refuse(reading->trouble, command->number_at,
                            language_text(reading->language, "N is 0; allowed: 1 to %d"),
                            SHELL_COLLIDE_MAX);
    if (is_at_end(reading)) return true;
    size_t at = reading->at;
    if (!next_word(reading, &word)) return false;
    if (!word_is(&word, "in")) {
        reading->at = at;
        return read_end(reading);
    }
    command->has_bucket = true;
    return read_number(reading, "BUCKET", UINT32_MAX, &command->bucket, &command->bucket_at) &&
           read_end(reading);
}

/* ---- Commands ---- */

static bool read_verb(struct reading *reading, enum shell_verb *verb)
{
    struct shell_word word;
    if (!next_word(reading, &word)) return false;
    struct suggestion near = suggestion_for(word.bytes, word.len);
    for (*verb = 0; *verb < SHELL_VERB_COUNT; ++*verb) {
        if (word_is(&word, verbs[*verb].word)) return true;
        suggestion_offer(&near, verbs[*verb].word);
    }
    if (near.word == NULL)
        return shell_refuse(
            reading->trouble, word.at,
            language_text(reading->language, "there is no command \"%.60s\"; help names them all"),
            word.bytes);
    return shell_refuse(
        reading->trouble, word.at,
        language_text(reading->language, "there is no command \"%.60s\"; did you mean \"%s\"?"),
        word.bytes, near.word);
}

/* run and play take no other name for a file's. */
static bool read_file_name(struct reading *reading)
{
    struct shell_word *name = &reading->command->name;
    if (!read_name(reading, "FILE.yaml", name)) return false;
    bool is_yaml = name->len > 5 && strcmp(name->bytes + name->len - 5, ".yaml") == 0;
    if (is_yaml && strlen(name->bytes) == name->len) return read_end(reading);
    return shell_refuse(
        reading->trouble, name->at,
        language_text(reading->language, "a lesson's file has .yaml at its end, as %.60s.yaml"),
        name->len == 0 ? "my-lesson" : name->bytes);
}

static bool read_help(struct reading *reading)
{
    reading->command->about = SHELL_VERB_COUNT;
    if (is_at_end(reading)) return true;
    return read_verb(reading, &reading->command->about) && read_end(reading);
}

static bool read_rest(struct reading *reading)
{
    struct shell_command *command = reading->command;
    switch (command->verb) {
    case SHELL_PUT:
        return read_puts(reading);
    case SHELL_GET:
    case SHELL_DELETE:
        return read_keys(reading);
    case SHELL_FILL:
        return read_fill(reading);
    case SHELL_MAKE:
        return read_make(reading);
    case SHELL_HINT:
        return read_number(reading, "N", LESSON_KEYS_MAX, &command->number, &command->number_at) &&
               read_end(reading);
    case SHELL_COLLIDE:
        return read_collide(reading);
    case SHELL_ON:
        return read_name(reading, "MAP", &command->name) && read_end(reading);
    case SHELL_WRITE:
    case SHELL_OVERWRITE:
        return read_file_name(reading);
    case SHELL_HELP:
        return read_help(reading);
    default:
        return read_end(reading);
    }
}

/* Control characters, and bytes that are no UTF-8, cannot be seen: who means one writes \xHH. */
static bool is_text(const char *line, size_t len, enum language language,
                    struct shell_trouble *trouble)
{
    for (size_t at = 0; at < len;) {
        utf8proc_int32_t point;
        utf8proc_ssize_t took = utf8proc_iterate((const utf8proc_uint8_t *)line + at,
                                                 (utf8proc_ssize_t)(len - at), &point);
        if (took <= 0)
            return shell_refuse(trouble, at,
                                language_text(language, "byte 0x%02x is no UTF-8 here"),
                                (unsigned char)line[at]);
        if (point < 0x20 || point == 0x7f)
            return shell_refuse(
                trouble, at,
                language_text(language, "a control character; allowed: \\x%02x in quotes"),
                (unsigned)point);
        at += (size_t)took;
    }
    return true;
}

bool shell_parse(const char *line, size_t len, enum language language,
                 struct shell_command *command, struct shell_trouble *trouble)
{
    struct reading reading = {
        .line = line, .len = len, .language = language, .command = command, .trouble = trouble};
    *command = (struct shell_command){0};
    if (len > SHELL_LINE_BYTES_MAX)
        return shell_refuse(trouble, SHELL_LINE_BYTES_MAX,
                            language_text(language, "the line has more than %d bytes"),
                            SHELL_LINE_BYTES_MAX);
    if (!is_text(line, len, language, trouble)) return false;
    skip_blanks(&reading);
    if (reading.at < len && line[reading.at] == ':') reading.at++;
    if (is_at_end(&reading))
        return shell_refuse(trouble, reading.at, "%s",
                            language_text(language, "a command is missing; help names them all"));
    command->at = reading.at;
    return read_verb(&reading, &command->verb) && read_rest(&reading);
}
