/* markup.c - which signs are marks, and which is closed by which. */
#include "viz/markup/markup.h"

#include <string.h>

enum { STARS_MOST = 2 };

static bool is_blank(char byte) { return byte == ' ' || byte == '\n' || byte == '\t'; }

/* What a backslash may stand before. */
static bool is_punctuation(char byte)
{
    return byte != '\0' && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", byte) != NULL;
}

static size_t run_of(const char *rest, size_t len)
{
    size_t count = 1;

    while (count < len && rest[count] == rest[0])
        count++;
    return count;
}

static bool is_escape(const char *rest, size_t len)
{
    return len > 1 && rest[0] == '\\' && is_punctuation(rest[1]);
}

/* The bytes of a code span, both backticks included; 0 where rest begins none. */
static size_t code_span(const char *rest, size_t len)
{
    if (len == 0 || rest[0] != '`' || run_of(rest, len) != 1) return 0;
    for (size_t at = 1; at < len;) {
        size_t count = rest[at] == '`' ? run_of(rest + at, len - at) : 1;

        if (rest[at] == '`' && count == 1) return at + 1;
        at += count;
    }
    return 0;
}

/* A run of stars that may open, and so many. */
static bool may_open(const char *rest, size_t len, size_t *stars)
{
    if (len == 0 || rest[0] != '*') return false;
    *stars = run_of(rest, len);
    return *stars <= STARS_MOST && *stars < len && !is_blank(rest[*stars]);
}

/* Behind a run of stars that opens: is there one that closes it? */
static bool is_closed(const char *rest, size_t len, size_t stars)
{
    char before = ' ';

    for (size_t at = 0; at < len;) {
        size_t span = code_span(rest + at, len - at);
        size_t count = is_escape(rest + at, len - at) ? 2 : span > 0 ? span : 1;

        if (rest[at] == '*' || (rest[at] == '`' && span == 0)) count = run_of(rest + at, len - at);
        if (rest[at] == '*' && count == stars && !is_blank(before)) return true;
        before = rest[at + count - 1];
        at += count;
    }
    return false;
}

static size_t skip_star(struct markup *markup, const char *rest, size_t len)
{
    size_t stars = run_of(rest, len);

    if (markup->stars > 0) {
        if (stars != markup->stars || is_blank(markup->before)) return 0;
        markup->stars = 0;
        return stars;
    }
    if (!may_open(rest, len, &stars) || !is_closed(rest + stars, len - stars, stars)) return 0;
    markup->stars = (unsigned)stars;
    markup->before = ' ';
    return stars;
}

static size_t skip_backtick(struct markup *markup, const char *rest, size_t len)
{
    if (run_of(rest, len) != 1) return 0;
    if (!markup->is_code && code_span(rest, len) == 0) return 0;
    markup->is_code = !markup->is_code;
    markup->before = '`';
    return 1;
}

/* The next byte is text, whatever stands behind it. */
static bool is_text(const struct markup *markup, char byte)
{
    return markup->is_literal || (markup->is_run && markup->before == byte);
}

/* The mark or backslash that rest begins with; 0 where it is text. */
static size_t skip_one(struct markup *markup, const char *rest, size_t len)
{
    if (len == 0 || is_text(markup, rest[0])) return 0;
    if (rest[0] == '`') return skip_backtick(markup, rest, len);
    if (markup->is_code) return 0;
    if (rest[0] == '*') return skip_star(markup, rest, len);
    if (!is_escape(rest, len)) return 0;
    markup->is_literal = true;
    return 1;
}

size_t markup_skip(struct markup *markup, const char *rest, size_t len)
{
    size_t skipped = 0;

    for (size_t one = 1; one > 0; skipped += one)
        one = skip_one(markup, rest + skipped, len - skipped);
    return skipped;
}

void markup_take(struct markup *markup, const char *bytes, size_t len)
{
    if (len == 0) return;
    markup->is_run = !markup->is_literal && (bytes[0] == '*' || bytes[0] == '`');
    markup->is_literal = false;
    markup->before = bytes[len - 1];
}

/* What is text would be a mark, were it closed. */
static bool is_left_open(const struct markup *markup, const char *rest, size_t len)
{
    size_t stars;

    if (markup->is_code || is_text(markup, rest[0])) return false;
    return may_open(rest, len, &stars) || (rest[0] == '`' && run_of(rest, len) == 1);
}

bool markup_is_whole(const char *text, size_t len, size_t *at)
{
    struct markup markup = {0};

    for (*at = 0; *at < len; *at += 1) {
        *at += markup_skip(&markup, text + *at, len - *at);
        if (*at == len) return true;
        if (is_left_open(&markup, text + *at, len - *at)) return false;
        markup_take(&markup, text + *at, 1);
    }
    return true;
}

size_t markup_plain(const char *text, char *to)
{
    struct markup markup = {0};
    size_t len = strlen(text);
    size_t used = 0;

    for (size_t at = 0; at < len;) {
        at += markup_skip(&markup, text + at, len - at);
        if (at == len) break;
        markup_take(&markup, text + at, 1);
        to[used++] = text[at++];
    }
    to[used] = '\0';
    return used;
}
