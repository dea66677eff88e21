/* lines.c - reading, refusing. */
#include "viz/linear/lines.h"

#include <string.h>

/* Up to the line's end, which is left out. */
static void drop_rest(FILE *in)
{
    int byte;
    do {
        byte = getc(in);
    } while (byte != EOF && byte != '\n');
}

enum lines_result lines_read(const struct linear *linear, char line[LINES_BYTES_MAX])
{
    if (linear->has_prompt) {
        fputs("> ", linear->out);
        fflush(linear->out);
    }
    if (fgets(line, LINES_BYTES_MAX, linear->in) == NULL) return LINES_ENDED;
    size_t len = strlen(line);
    if (len > 0 && line[len - 1] == '\n') {
        line[--len] = '\0';
    } else if (len + 1 == LINES_BYTES_MAX) {
        drop_rest(linear->in);
        return LINES_TOO_LONG;
    }
    while (len > 0 && (line[len - 1] == ' ' || line[len - 1] == '\r' || line[len - 1] == '\t'))
        line[--len] = '\0';
    return LINES_READ;
}

struct say lines_say(const struct linear *linear, const struct view *view)
{
    return (struct say){
        .out = linear->out, .charset = linear->charset, .language = linear->language, .view = view};
}

void lines_refuse(const struct linear *linear, const char *line, enum keys_context context)
{
    struct say say = lines_say(linear, NULL);
    const char *near = order_suggestion(line, context);
    if (near != NULL)
        say_words(&say, "That is no order here; did you mean \"%s\"?", near);
    else
        say_words(&say, "That is no order here. \"help\" tells them all.");
    say_line_end(&say);
}

void lines_change_language(struct linear *linear)
{
    if (linear->charset == GLYPH_ASCII) return;
    linear->language = language_next(linear->language);
}
