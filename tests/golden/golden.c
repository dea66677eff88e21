/* golden.c - what every lesson does and shows, held against files that people have looked at.
 *
 *     golden compare DIR     exit status 1 when something differs; says what, and the command that
 *                            takes the change over
 *     golden update [DIR]    writes the files; without DIR those of the workspace bazel runs in
 *
 * The files of a lesson:
 *     ID.tape           its moves (tape.h)
 *     ID.frames         the screen after each step, 80x24
 *     ID.sizes.frames   the middle of its longest operation in other sizes, in ASCII and in Chinese
 *     ID.en.linear, ID.zh.linear   of one lesson: what --linear tells, from beginning to end
 *
 * and pictures/NAME.svg, the README's pictures: the table below.
 *
 * Each screen is drawn twice: reached forwards, and wound back to from the lesson's end. */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/golden/tape.h"
#include "viz/lesson/catalog.h"
#include "viz/linear/linear.h"
#include "viz/player/player_ask.h"
#include "viz/record/record.h"
#include "viz/screen/screen.h"

enum { NAMES_MAX = 1024 };

/* The run: what was asked, what became of it. */
struct golden {
    bool is_update;
    const char *folder;
    char *names[NAMES_MAX]; /* of the files that belong here */
    size_t name_count;
    size_t differences;
};

static void die(const char *what)
{
    fprintf(stderr, "golden: %s: %s\n", what, strerror(errno));
    exit(3);
}

static char *text_of(const char *format, ...) __attribute__((format(printf, 1, 2)));
static char *text_of(const char *format, ...)
{
    char *text;
    va_list arguments;
    va_start(arguments, format);
    int len = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (len < 0) die("memory");
    return text;
}

/* ---- Files ---- */

/* The whole file, or NULL when there is none. */
static char *read_file(const char *path)
{
    FILE *in = fopen(path, "rb");
    if (in == NULL) return NULL;
    char *text = NULL;
    size_t cap = 0;
    if (getdelim(&text, &cap, '\0', in) < 0) {
        free(text);
        text = text_of("%s", "");
    }
    fclose(in);
    return text;
}

static void write_file(const char *path, const char *text)
{
    FILE *out = fopen(path, "wb");
    if (out == NULL) die(path);
    fputs(text, out);
    if (ferror(out) || fclose(out) != 0) die(path);
}

/* Prints the first line where they part. */
static void show_difference(const char *name, const char *golden, const char *now)
{
    int line = 1;
    const char *golden_line = golden, *now_line = now;
    for (; *golden != '\0' && *golden == *now; golden++, now++) {
        if (*golden != '\n') continue;
        line++;
        golden_line = golden + 1;
        now_line = now + 1;
    }
    printf("%s:%d differs\n  was: %.*s\n  is:  %.*s\n", name, line, (int)strcspn(golden_line, "\n"),
           golden_line, (int)strcspn(now_line, "\n"), now_line);
}

/* Compares a file with what it should be, or writes it. */
static void settle(struct golden *golden, char *name, const char *text)
{
    char *path = text_of("%s/%s", golden->folder, name);
    if (golden->name_count == NAMES_MAX) die("too many files");
    golden->names[golden->name_count++] = name;
    char *there = read_file(path);
    if (golden->is_update) {
        if (there == NULL || strcmp(there, text) != 0) {
            write_file(path, text);
            printf("wrote %s\n", path);
        }
    } else if (there == NULL) {
        printf("%s is missing\n", name);
        golden->differences++;
    } else if (strcmp(there, text) != 0) {
        show_difference(name, there, text);
        golden->differences++;
    }
    free(there);
    free(path);
}

static bool belongs(const struct golden *golden, const char *name)
{
    size_t len = strlen(name);
    bool is_golden = (len > 5 && strcmp(name + len - 5, ".tape") == 0) ||
                     (len > 7 && strcmp(name + len - 7, ".frames") == 0) ||
                     (len > 7 && strcmp(name + len - 7, ".linear") == 0);
    for (size_t i = 0; i < golden->name_count && is_golden; i++) {
        if (strcmp(golden->names[i], name) == 0) return true;
    }
    return !is_golden;
}

/* Files of lessons that are gone. */
static void settle_leftovers(struct golden *golden)
{
    DIR *folder = opendir(golden->folder);
    if (folder == NULL) die(golden->folder);
    for (const struct dirent *found; (found = readdir(folder)) != NULL;) {
        if (belongs(golden, found->d_name)) continue;
        char *path = text_of("%s/%s", golden->folder, found->d_name);
        if (!golden->is_update) {
            printf("%s belongs to no lesson\n", found->d_name);
            golden->differences++;
        } else if (unlink(path) == 0) {
            printf("removed %s\n", path);
        } else {
            die(path);
        }
        free(path);
    }
    closedir(folder);
}

/* ---- Screens ---- */

struct look {
    int height, width;
    enum glyph_charset charset;
    enum language language;
    const char *name;
    enum screen_body body;
    bool shows_terms;   /* the glossary, at its fifth term */
    bool has_no_styles; /* of a large screen, whose style plane says what a smaller one has said */
};

static void draw(struct player *player, const struct look *look, struct frame *frame)
{
    struct view view;
    struct screen_options options = {
        .body = look->body, .shows_terms = look->shows_terms, .scroll = {.term = 4}};
    player_view(player, look->language, &view);
    screen_draw(frame, &view, &options);
}

/* Writes the screen at a stop: its text plane, then its style plane. */
static void put_screen(struct player *player, size_t step, uint64_t move, const struct look *look,
                       FILE *out)
{
    struct frame *frame, *again;
    if (frame_make(&frame, look->height, look->width) != FRAME_OK) die("memory");
    if (frame_make(&again, look->height, look->width) != FRAME_OK) die("memory");
    player_first(player);
    player_seek(player, step, move);
    draw(player, look, frame);
    player_last(player);
    player_seek(player, step, move);
    draw(player, look, again);
    uint64_t begin, end;
    player_step_moves(player, step, &begin, &end);
    fprintf(out, "== step %zu/%zu move %" PRIu64 "/%" PRIu64 " %s", step + 1,
            player_step_count(player), move < end - begin ? move : end - begin, end - begin,
            look->name);
    if (look->shows_terms)
        fputs(" terms\n", out);
    else if (look->body == SCREEN_BODY_BUCKETS)
        fputs("\n", out);
    else
        fprintf(out, " %s\n", screen_body_name(look->body, LANGUAGE_ENGLISH));
    if (!frame_is_same(frame, again)) fputs("wound back, the screen is another one\n", out);
    if (frame_write_text(frame, look->charset, true, out) != FRAME_OK) die("memory");
    if (!look->has_no_styles) {
        fputs("-- styles\n", out);
        if (frame_write_styles(frame, out) != FRAME_OK) die("memory");
    }
    frame_free(frame);
    frame_free(again);
}

static void put_steps(struct player *player, const struct lesson *plan, FILE *out)
{
    static const struct look look = {.height = 24, .width = 80, .name = "80x24"};
    (void)plan;
    for (size_t step = 0; step < player_step_count(player); step++)
        put_screen(player, step, UINT64_MAX, &look, out);
}

struct stop {
    size_t step;
    uint64_t move;
};

/* The stop in the middle of the lesson's longest operation: there most is going on. */
static struct stop middle_of_longest(const struct player *player)
{
    const struct timeline *timeline = player_timeline(player);
    uint64_t most = 0, middle = 0;
    for (uint64_t number = 0; number < timeline_op_count(timeline); number++) {
        struct timeline_op op = timeline_op(timeline, number);
        if (op.end - op.first <= most) continue;
        most = op.end - op.first;
        middle = op.first + most / 2;
    }
    for (size_t step = 0; step < player_step_count(player); step++) {
        uint64_t begin, end;
        player_step_moves(player, step, &begin, &end);
        if (middle >= begin && middle < end) return (struct stop){step, middle - begin};
    }
    return (struct stop){0, 0};
}

static void put_sizes(struct player *player, const struct lesson *plan, FILE *out)
{
    static const struct look looks[] = {
        {.height = 10,
         .width = 40,
         .charset = GLYPH_UTF8,
         .language = LANGUAGE_ENGLISH,
         .name = "40x10"},
        {.height = 40,
         .width = 120,
         .charset = GLYPH_UTF8,
         .language = LANGUAGE_ENGLISH,
         .name = "120x40"},
        {.height = 24,
         .width = 80,
         .charset = GLYPH_ASCII,
         .language = LANGUAGE_ENGLISH,
         .name = "80x24 ASCII"},
        {.height = 24,
         .width = 80,
         .charset = GLYPH_UTF8,
         .language = LANGUAGE_CHINESE,
         .name = "80x24 Chinese"},
    };
    struct stop stop = middle_of_longest(player);
    (void)plan;
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++)
        put_screen(player, stop.step, stop.move, &looks[i], out);
}

/* The glossary, over the buckets. */
static void put_terms(struct player *player, struct stop stop, FILE *out)
{
    static const struct look looks[] = {
        {.height = 10, .width = 40, .name = "40x10"},
        {.height = 24, .width = 80, .name = "80x24"},
        {.height = 24, .width = 80, .language = LANGUAGE_CHINESE, .name = "80x24 Chinese"},
        {.height = 36, .width = 120, .name = "120x36"},
    };
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
        struct look look = looks[i];
        look.shows_terms = true;
        put_screen(player, stop.step, stop.move, &look, out);
    }
}

/* Each body of the screen, at all sizes. */
static void put_views(struct player *player, const struct lesson *plan, FILE *out)
{
    static const struct look looks[] = {
        {.height = 1, .width = 1, .name = "1x1"},
        {.height = 10, .width = 40, .name = "40x10"},
        {.height = 24, .width = 80, .name = "80x24"},
        {.height = 24, .width = 80, .charset = GLYPH_ASCII, .name = "80x24 ASCII"},
        {.height = 24, .width = 80, .language = LANGUAGE_CHINESE, .name = "80x24 Chinese"},
        {.height = 36, .width = 120, .name = "120x36"},
        {.height = 80, .width = 250, .has_no_styles = true, .name = "250x80"},
    };
    struct stop stop = middle_of_longest(player);
    (void)plan;
    for (int body = 0; body < SCREEN_BODY_COUNT; body++) {
        for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
            struct look look = looks[i];
            look.body = (enum screen_body)body;
            put_screen(player, stop.step, stop.move, &look, out);
        }
    }
    put_terms(player, stop, out);
}

/* ---- Sentences ---- */

/* What a learner types who goes through it move by move: at a question for a hint, then that it is
 * 1; and at each step's end to look. */
static char *lines_of(const struct player *player)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    if (out == NULL) die("memory");
    for (size_t step = 0; step < player_step_count(player); step++) {
        uint64_t begin, end;
        player_step_moves(player, step, &begin, &end);
        if (player_verdict(player, step) != PLAYER_ASKS_NOTHING) fputs("hint\n1\n", out);
        for (; begin < end; begin++)
            fputc('\n', out);
        fputs("look\n\n", out);
    }
    fputs("quit\n", out);
    if (fclose(out) != 0) die("memory");
    return text;
}

static void put_linear(const struct lesson *plan, enum language language, FILE *out)
{
    static const struct player_options options;
    struct player *player;
    if (player_make(plan, &options, &player) != PLAYER_OK) die("player");
    char *lines = lines_of(player);
    struct linear linear = {.out = out, .language = language};
    linear.in = fmemopen(lines, strlen(lines), "r");
    if (linear.in == NULL || linear_play(&linear, player, NULL) != WAY_OUT_QUIT) die("linear");
    fclose(linear.in);
    free(lines);
    player_free(player);
}

static void put_english(struct player *player, const struct lesson *plan, FILE *out)
{
    (void)player;
    put_linear(plan, LANGUAGE_ENGLISH, out);
}

static void put_chinese(struct player *player, const struct lesson *plan, FILE *out)
{
    (void)player;
    put_linear(plan, LANGUAGE_CHINESE, out);
}

/* ---- Lessons ---- */

/* One lesson, and one race, show each body: their pictures are large. */
static bool has_views(const struct lesson *plan)
{
    return strcmp(plan->id, "growth-by-doubling") == 0 || strcmp(plan->id, "two-writers") == 0;
}

typedef void writer(struct player *player, const struct lesson *plan, FILE *out);

static void settle_kind(struct golden *golden, struct player *player, const struct lesson *plan,
                        const char *ending, writer *write)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    if (out == NULL) die("memory");
    write(player, plan, out);
    if (fclose(out) != 0) die("memory");
    settle(golden, text_of("%s.%s", plan->id, ending), text);
    free(text);
}

static void settle_lesson(struct golden *golden, const struct catalog *catalog, size_t index)
{
    static const struct player_options options = {.checks_mirror = true, .asks_nobody = true};
    struct source_errors errors = {0};
    struct lesson *plan;
    struct player *player;
    if (catalog_load(catalog, index, &plan, &errors) != LESSON_OK) {
        source_errors_print(&errors, stdout);
        golden->differences++;
        return;
    }
    enum player_status status = player_make(plan, &options, &player);
    if (status != PLAYER_OK) {
        printf("%s: %s %s\n", plan->id, player_status_text(status), player_mirror_difference());
        golden->differences++;
    } else {
        settle_kind(golden, player, plan, "tape", tape_write);
        settle_kind(golden, player, plan, "frames", put_steps);
        settle_kind(golden, player, plan, "sizes.frames", put_sizes);
        if (has_views(plan)) settle_kind(golden, player, plan, "views.frames", put_views);
        if (strcmp(plan->id, "tophash") == 0) {
            settle_kind(golden, player, plan, "en.linear", put_english);
            settle_kind(golden, player, plan, "zh.linear", put_chinese);
        }
        player_free(player);
    }
    lesson_free(plan);
}

/* ---- Pictures ---- */

/* As `tophash record LESSON --at STEP.MOVE -o NAME.svg` makes it; steps from 1. */
struct picture {
    const char *name;
    const char *lesson;
    size_t step;
    uint64_t move; /* more than there are: the step's end */
};

static char *text_of_picture(const struct picture *picture, struct player *player)
{
    struct record_options options = {
        .height = 24, .width = 80, .theme = THEME_DARK, .speed = RECORD_SPEED_NORMAL};
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    if (out == NULL) die("memory");
    player_seek(player, picture->step - 1, picture->move);
    if (record_svg(player, &options, out) != RECORD_OK || fclose(out) != 0) die("memory");
    return text;
}

static void settle_picture(struct golden *golden, const struct catalog *catalog,
                           const struct picture *picture)
{
    static const struct player_options options = {.asks_nobody = true};
    struct source_errors errors = {0};
    struct lesson *plan = NULL;
    struct player *player = NULL;
    for (size_t i = 0; i < catalog_count(catalog); i++) {
        const char *id = catalog_at(catalog, i)->id;
        if (id == NULL || strcmp(id, picture->lesson) != 0) continue;
        if (catalog_load(catalog, i, &plan, &errors) != LESSON_OK) plan = NULL;
    }
    if (plan == NULL || player_make(plan, &options, &player) != PLAYER_OK) {
        printf("pictures/%s.svg: no lesson %s\n", picture->name, picture->lesson);
        golden->differences++;
    } else {
        char *text = text_of_picture(picture, player);
        settle(golden, text_of("pictures/%s.svg", picture->name), text);
        free(text);
    }
    player_free(player);
    lesson_free(plan);
}

static void settle_pictures(struct golden *golden, const struct catalog *catalog)
{
    static const struct picture pictures[] = {
        {"growth", "growth-by-doubling", 6, 20},
        {"fatal", "two-writers", 2, UINT64_MAX},
        {"outcomes", "two-writers", 4, UINT64_MAX},
    };
    for (size_t i = 0; i < sizeof pictures / sizeof pictures[0]; i++)
        settle_picture(golden, catalog, &pictures[i]);
}

/* The folder given, or that of the workspace. */
static char *folder_of(int argc, char **argv)
{
    const char *workspace = getenv("BUILD_WORKSPACE_DIRECTORY");
    if (argc > 2) return text_of("%s", argv[2]);
    return text_of("%s/tests/golden", workspace == NULL ? "." : workspace);
}

int main(int argc, char **argv)
{
    if (argc < 2 || (strcmp(argv[1], "update") != 0 && strcmp(argv[1], "compare") != 0)) {
        fputs("usage: golden compare|update [DIR]\n", stderr);
        return 2;
    }
    struct golden golden = {.is_update = strcmp(argv[1], "update") == 0};
    char *folder = folder_of(argc, argv);
    golden.folder = folder;
    struct catalog *catalog;
    if (catalog_of_embedded(&catalog) != CATALOG_OK) die("catalog");
    for (size_t i = 0; i < catalog_count(catalog); i++)
        settle_lesson(&golden, catalog, i);
    settle_pictures(&golden, catalog);
    settle_leftovers(&golden);
    catalog_free(catalog);
    for (size_t i = 0; i < golden.name_count; i++)
        free(golden.names[i]);
    free(folder);
    if (golden.differences == 0) return 0;
    printf("\n%zu differences. If they are meant:  ./bazelw run //tests/golden:update\n",
           golden.differences);
    return 1;
}
