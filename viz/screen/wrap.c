/* wrap.c - where a line of text may end. */
#include "viz/screen/wrap.h"

#include <string.h>

#include "viz/screen/width.h"

/* May not begin a line, and may not end one. */
static const char closing[] = "，。、；：！？）】》」』〉”’…％·,.;:!?)]}%";
static const char opening[] = "（【《「『〈“‘([{";

static bool is_one_of(const char *set, const struct width_cluster *cluster)
{
    char text[WIDTH_CLUSTER_BYTES_MAX + 1] = {0};

    memcpy(text, cluster->bytes, cluster->len);
    return strstr(set, text) != NULL;
}

static bool may_part(const struct width_cluster *before, const struct width_cluster *after)
{
    if (before->columns < 2 && after->columns < 2) return false;
    return !is_one_of(closing, after) && !is_one_of(opening, before);
}

static bool is_space(const struct width_cluster *cluster)
{
    return cluster->len == 1 && cluster->bytes[0] == ' ';
}

/* A place where the line may end: what of it is shown, and where the next line begins. */
struct cut {
    size_t shown_len;
    size_t next;
    int columns;
    struct markup markup; /* at next */
};

struct wrap wrap_begin(const char *bytes, size_t len, int columns)
{
    return (struct wrap){.rest = bytes, .rest_len = len, .columns = columns};
}

struct wrap wrap_begin_marked(const char *bytes, size_t len, int columns)
{
    return (struct wrap){.rest = bytes, .rest_len = len, .columns = columns, .is_marked = true};
}

static void take_line(struct wrap *wrap, struct cut cut, struct wrap_line *line)
{
    *line = (struct wrap_line){.bytes = wrap->rest,
                               .len = cut.shown_len,
                               .columns = cut.columns,
                               .is_marked = wrap->is_marked,
                               .markup = wrap->markup,
                               .to_end = wrap->rest_len};
    wrap->markup = cut.markup;
    wrap->rest += cut.next;
    wrap->rest_len -= cut.next;
}

/* Over the marks at `at`, to the next text. */
static size_t skip_marks(const struct wrap *wrap, struct markup *markup, size_t at)
{
    if (!wrap->is_marked) return 0;
    return markup_skip(markup, wrap->rest + at, wrap->rest_len - at);
}

bool wrap_next(struct wrap *wrap, struct wrap_line *line)
{
    if (wrap->columns < 1 || wrap->rest_len == 0) return false;

    struct width_cluster before = {0};
    struct width_cluster cluster;
    struct cut last = {0}; /* the last place where a break would be good; none while .next is 0 */
    struct cut here = {0}; /* all that fits so far, without trailing spaces */
    struct markup markup = wrap->markup;
    int columns = 0;
    size_t at = skip_marks(wrap, &markup, 0);

    while (at < wrap->rest_len && wrap->rest[at] != '\n') {
        size_t taken = width_next(wrap->rest + at, wrap->rest_len - at, &cluster);
        struct cut forced = {at, at, columns, markup};

        markup_take(&markup, wrap->rest + at, taken);
        if (is_space(&cluster)) {
            /* A space may hang over the edge: it is never shown there. Leading ones stay. */
            if (here.shown_len > 0) {
                last = here;
                last.next = at + taken;
                last.markup = markup;
            }
        } else {
            if (columns > 0 && !is_space(&before) && may_part(&before, &cluster)) last = here;
            if (columns + cluster.columns > wrap->columns && columns > 0) {
                take_line(wrap, last.next == 0 ? forced : last, line);
                return true;
            }
            here = (struct cut){at + taken, at + taken, columns + cluster.columns, markup};
        }
        columns += cluster.columns;
        before = cluster;
        at += taken;
        at += skip_marks(wrap, &markup, at);
    }
    here.next = at;
    if (at < wrap->rest_len) {
        markup_take(&markup, "\n", 1);
        here.next++;
    }
    here.markup = markup;
    take_line(wrap, here, line);
    return true;
}

int wrap_count(const char *bytes, size_t len, int columns)
{
    struct wrap wrap = wrap_begin(bytes, len, columns);
    struct wrap_line line;
    int count = 0;

    while (wrap_next(&wrap, &line))
        count++;
    return count;
}
