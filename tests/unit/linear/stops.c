/* stops.c - every stop of every lesson, as the screen shows it and as it is told: for facts.pl,
 * which looks for each fact of the one in the other.
 *
 *     stops [LESSON.yaml...]      the lessons inside the program, then these
 *
 * A line a thing, its kind first: STOP begins a stop, T is a line that is told, all others are
 * parts of the screen at 250x80, cut out of it as they stand there. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "viz/lesson/catalog.h"
#include "viz/linear/describe.h"
#include "viz/player/player_ask.h"
#include "viz/player/player_search.h"
#include "viz/screen/bucket_facts.h"
#include "viz/screen/panes.h"
#include "viz/screen/screen.h"
#include "viz/screen/spot.h"

enum { HEIGHT = 80, WIDTH = 250, SPREAD = 100 };

static struct frame *frame;

/* ---- Cutting out ---- */

/* Cells [col, col + width) of a row, its trailing blanks left out. */
static void put_cells(int row, int col, int width)
{
    int end = col + width < WIDTH ? col + width : WIDTH;
    while (end > col) {
        struct frame_cell cell = frame_read_cell(frame, row, end - 1, GLYPH_UTF8);
        if (cell.len != 1 || cell.bytes[0] != ' ') break;
        end--;
    }
    for (; col < end; col++) {
        struct frame_cell cell = frame_read_cell(frame, row, col, GLYPH_UTF8);
        fwrite(cell.bytes, 1, cell.len, stdout);
    }
}

static bool is_blank(int row, int col, int width)
{
    for (int i = col; i < col + width && i < WIDTH; i++) {
        struct frame_cell cell = frame_read_cell(frame, row, i, GLYPH_UTF8);
        if (cell.len != 1 || cell.bytes[0] != ' ') return false;
    }
    return true;
}

static void put_row(const char *kind, int row, int col, int width)
{
    if (is_blank(row, col, width)) return;
    printf("%s ", kind);
    put_cells(row, col, width);
    putchar('\n');
}

static void put_rect(const char *kind, struct panes_rect rect)
{
    for (int i = 0; i < rect.height; i++)
        put_row(kind, rect.row + i, rect.col, rect.width);
}

/* The line over a pane. */
static void put_title(const char *kind, struct panes_rect rect)
{
    if (rect.height > 0) put_row(kind, rect.row - 1, rect.col, rect.width);
}

/* What was noted for those who point: a slot's cell, a bucket's label. */
static void put_spot(const struct view *view, const struct frame_spot *noted)
{
    struct spot spot = spot_under(frame, noted->row, noted->col);
    bool is_slot = noted->kind == SPOT_SLOT, is_bucket = noted->kind == SPOT_BUCKET;
    if (!is_slot && !is_bucket) return;
    bool is_old = spot.place.array != model_map(view->model, view->map)->header.buckets;
    printf("%s %d %" PRIu32 " %" PRIu32 " %" PRIu32, is_slot ? "SLOT" : "BUCKET", is_old,
           spot.place.bucket, spot.place.depth, spot.place.slot);
    for (int i = 0; i < noted->height; i++) {
        putchar('\t');
        put_cells(noted->row + i, noted->col, noted->width);
    }
    putchar('\n');
}

/* ---- The screen ---- */

static struct panes panes_of_view(const struct view *view)
{
    struct panes_facts facts = {
        .has_values = model_map(view->model, view->map)->value_size > 0,
        .has_oldbuckets = bucket_facts_old_array(view) != 0,
        .lane_count = (int)view->race.lane_count,
        .table_rows = (int)view->race.table.row_count,
    };
    return panes_of(HEIGHT, WIDTH, facts);
}

static void put_hash(enum screen_body body)
{
    uint64_t hash = 14695981039346656037u;
    for (int row = 0; row < HEIGHT; row++) {
        for (int col = 0; col < WIDTH; col++) {
            struct frame_cell cell = frame_read_cell(frame, row, col, GLYPH_UTF8);
            for (size_t i = 0; i < cell.len; i++)
                hash = (hash ^ (unsigned char)cell.bytes[i]) * 1099511628211u;
        }
    }
    printf("HASH %d %016" PRIx64 "\n", (int)body, hash);
}

static void draw(const struct view *view, enum screen_body body)
{
    struct screen_options options = {.body = body};
    screen_draw(frame, view, &options);
    put_hash(body);
}

/* The first row of a question's pane; HEIGHT: there is none. */
static int question_row(void)
{
    for (int row = 1; row < HEIGHT; row++) {
        struct frame_cell cell = frame_read_cell(frame, row, 3, GLYPH_UTF8);
        struct frame_cell next = frame_read_cell(frame, row, 4, GLYPH_UTF8);
        struct frame_cell last = frame_read_cell(frame, row, 10, GLYPH_UTF8);
        bool is_it = frame_read_cell(frame, row, 0, GLYPH_UTF8).len == 3 && cell.bytes[0] == 'q' &&
                     next.bytes[0] == 'u' && last.bytes[0] == 'n';
        if (is_it) return row;
    }
    return HEIGHT;
}

static void put_buckets(const struct view *view, const struct panes *panes)
{
    put_rect("HEADER", panes->header);
    put_title("ARRAY", panes->oldbuckets);
    put_title("ARRAY", panes->buckets);
    for (size_t i = 0; i < frame_spot_count(frame); i++)
        put_spot(view, frame_spot_at(frame, i));
}

static void put_below(const struct view *view, const struct panes *panes)
{
    int question = question_row();
    if (view->race.lane_count > 0) {
        put_title("SCHEDULE", panes->lanes);
        put_rect("LANE", panes->lanes);
    }
    if (panes->code.height > 0 && question >= panes->code.row) {
        put_title("PROCEDURE", panes->code);
        put_rect("CODE", panes->code);
        put_rect("VALUE", panes->values);
    }
    if (question < HEIGHT) {
        for (int row = question + 1; row < HEIGHT - 1; row++)
            put_row("ASK", row, 1, WIDTH - 2);
        return;
    }
    put_row("WAY", panes->words.row - 1, 1, WIDTH - 2);
    put_rect("WORDS", panes->words);
}

/* The rows of both bucket panes. */
static void put_body(const char *kind, const struct panes *panes)
{
    struct panes_rect both = panes->buckets;
    both.width += both.col - panes->oldbuckets.col;
    both.col = panes->oldbuckets.col;
    put_title(kind, both);
    put_rect(kind, both);
}

static void put_screens(const struct view *view)
{
    struct panes panes = panes_of_view(view);
    draw(view, SCREEN_BODY_BUCKETS);
    put_row("TITLE", 0, 0, WIDTH);
    put_row("FOOTER", HEIGHT - 1, 0, WIDTH);
    if (view->race.table.row_count > 0)
        put_body("TABLE", &panes);
    else if (!view->has_beside)
        put_buckets(view, &panes);
    put_below(view, &panes);
    if (view->race.table.row_count > 0) return;
    draw(view, SCREEN_BODY_OVERVIEW);
    put_body("OVERVIEW", &panes);
    draw(view, SCREEN_BODY_MEMORY);
    put_body("MEMORY", &panes);
    draw(view, SCREEN_BODY_HISTORY);
    put_body("HISTORY", &panes);
    if (!view->has_beside) return;
    /* Each map alone, as the halves have no spots. */
    struct view one = *view, other = bucket_facts_beside(view);
    one.has_beside = other.has_beside = false;
    draw(&one, SCREEN_BODY_BUCKETS);
    put_buckets(&one, &panes);
    puts("MAP beside");
    draw(&other, SCREEN_BODY_BUCKETS);
    put_buckets(&other, &panes);
}

/* ---- Told ---- */

static void tell_memory(const struct say *say)
{
    const struct view *view = say->view;
    describe_memory(say, NULL);
    enum { BUCKETS_IN_VIEW = 64 };
    const th_header *header = &model_map(view->model, view->map)->header;
    uint32_t ids[] = {header->buckets, bucket_facts_old_array(view)};
    for (size_t i = 0; i < 2; i++) {
        struct model_array array = model_array(view->model, view->map, ids[i]);
        for (uint64_t bucket = 0; bucket < array.bucket_count && bucket < BUCKETS_IN_VIEW;
             bucket++) {
            th_place place = {.array = ids[i], .bucket = (uint32_t)bucket};
            describe_memory(say, &place);
        }
    }
}

/* Of arrays that are too large to be described whole, the buckets in view. */
static void tell_chains(const struct say *say)
{
    struct screen_options options = {0};
    screen_draw(frame, say->view, &options);
    for (size_t i = 0; i < frame_spot_count(frame); i++) {
        const struct frame_spot *noted = frame_spot_at(frame, i);
        struct spot spot = spot_under(frame, noted->row, noted->col);
        if (noted->kind == SPOT_BUCKET && !describe_is_small(say, spot.place.array))
            describe_chain(say, spot.place.array, spot.place.bucket);
    }
}

static void put_told(struct view *view)
{
    char *text = NULL;
    size_t len;
    struct say say = {.charset = GLYPH_UTF8, .language = view->language, .view = view};
    say.out = open_memstream(&text, &len);
    view->is_spoken = true;
    describe_all(&say);
    describe_code(&say);
    describe_overview(&say);
    tell_memory(&say);
    tell_chains(&say);
    describe_history(&say);
    fclose(say.out);
    for (char *line = text; *line != '\0';) {
        size_t end = strcspn(line, "\n");
        printf("T %.*s\n", (int)end, line);
        line += end + 1;
    }
    free(text);
}

static void put_stop(const char *lesson, struct player *player)
{
    struct view view;
    player_view(player, LANGUAGE_ENGLISH, &view);
    printf("STOP %s step %zu move %" PRIu64 "\n", lesson, view.step + 1, view.move);
    put_screens(&view);
    printf("QUOTE %s\n", view.say);
    if (view.ask.form != VIEW_ASK_NOTHING) printf("QUOTE %s\n", view.ask.question);
    put_told(&view);
}

/* ---- Lessons ---- */

/* All its hints, then an answer; which one, differs from question to question. */
static void answer(const char *lesson, struct player *player)
{
    static unsigned turn;
    static const char *const answers[] = {"1", "2", "0.0", "0", "9c", "k1", "3"};
    enum { ANSWERS = sizeof answers / sizeof answers[0] };
    put_stop(lesson, player);
    while (player_next_hint(player))
        put_stop(lesson, player);
    for (unsigned i = 0; i < ANSWERS; i++) {
        if (player_say(player, answers[(turn + i) % ANSWERS]) == PLAYER_SAID) break;
    }
    turn++;
    if (player_waits(player)) player_skip_question(player);
}

/* The learner as the scheduler, some choices each. */
static void choose(const char *lesson, struct player *player)
{
    static const size_t workers[] = {0, 0, 0, 1, 1, 0, 1, 2, 1, 0, 0, 1, 1, 1, 1, 1, 1};
    for (size_t i = 0; i < sizeof workers / sizeof workers[0]; i++) {
        if (player_choose(player, workers[i]) == PLAYER_CHOSEN) put_stop(lesson, player);
    }
    struct policy_plan policy = {.kind = POLICY_RANDOM, .seed = 3};
    (void)player_hand_over(player, &policy);
    put_stop(lesson, player);
}

/* stops_most: of a longer lesson, as many stops, evenly spread. */
static void walk(const struct lesson *plan, uint64_t stops_most)
{
    static const struct player_options options;
    struct player *player;
    if (player_make(plan, &options, &player) != PLAYER_OK) exit(3);
    struct player_match breaks[] = {{.has_bucket = true, .bucket = 1}};
    if (!player_set_breaks(player, breaks, 1)) exit(3);
    uint64_t stride = 1 + player_stop_count(player) / stops_most;
    do {
        if (player_waits(player)) answer(plan->id, player);
        if (player_stop(player) % stride == 0) put_stop(plan->id, player);
    } while (player_move_forward(player));
    if (plan->scenario != NULL) {
        player_seek(player, 1, 0);
        choose(plan->id, player);
    }
    player_free(player);
}

static void walk_embedded(void)
{
    struct catalog *catalog;
    if (catalog_of_embedded(&catalog) != CATALOG_OK) exit(3);
    for (size_t i = 0; i < catalog_count(catalog); i++) {
        struct source_errors errors = {0};
        struct lesson *plan;
        if (catalog_load(catalog, i, &plan, &errors) != LESSON_OK) exit(3);
        walk(plan, UINT64_MAX);
        lesson_free(plan);
    }
    catalog_free(catalog);
}

int main(int argc, char **argv)
{
    if (frame_make(&frame, HEIGHT, WIDTH) != FRAME_OK) return 3;
    walk_embedded();
    for (int i = 1; i < argc; i++) {
        struct source_errors errors = {0};
        struct lesson *plan;
        if (lesson_load_file(argv[i], NULL, &plan, &errors) != LESSON_OK) {
            source_errors_print(&errors, stderr);
            return 3;
        }
        walk(plan, SPREAD);
        lesson_free(plan);
    }
    frame_free(frame);
    return 0;
}
