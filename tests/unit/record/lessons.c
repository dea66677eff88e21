/* lessons.c - one lesson at a time. */
#include "tests/unit/record/lessons.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "viz/lesson/catalog.h"
#include "viz/screen/screen.h"

static struct catalog *catalog;
static struct lesson *plan;

struct player *lessons_play(const char *id)
{
    static const struct player_options options = {.asks_nobody = true};
    struct source_errors errors = {0};
    struct player *player = NULL;

    assert_int_equal(catalog_of_embedded(&catalog), CATALOG_OK);
    for (size_t i = 0; i < catalog_count(catalog) && plan == NULL; i++) {
        if (strcmp(catalog_at(catalog, i)->id, id) != 0) continue;
        assert_int_equal(catalog_load(catalog, i, &plan, &errors), LESSON_OK);
    }
    assert_non_null(plan);
    assert_int_equal(player_make(plan, &options, &player), PLAYER_OK);
    player_first(player);
    return player;
}

void lessons_stop(struct player *player)
{
    player_free(player);
    lesson_free(plan);
    plan = NULL;
    catalog_free(catalog);
}

struct frame *lessons_draw(const struct player *player, int height, int width,
                           enum language language)
{
    struct view view;
    struct frame *frame = NULL;

    assert_int_equal(frame_make(&frame, height, width), FRAME_OK);
    player_view(player, language, &view);
    screen_draw(frame, &view, NULL);
    return frame;
}
