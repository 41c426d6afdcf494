/* surrogate_fixture.h - liaoning-27w with its counties, and a case's own surrogates filled into it. Header only. */
#ifndef LT_TESTS_SURROGATE_FIXTURE_H
#define LT_TESTS_SURROGATE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "grids/build/counties.h"
#include "grids/build/stage.h"
#include "grids/build/surrogates.h"
#include "tests/support/root.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OK(call)                                                                                                       \
    do {                                                                                                               \
        char text_[2048] = "";                                                                                         \
        lt_status status_ = (call);                                                                                    \
        if (status_ != LT_OK) lt_error_text(status_, text_, sizeof text_);                                             \
        if (status_ != LT_OK) print_error("%s\n", text_);                                                              \
        assert_int_equal(status_, LT_OK);                                                                              \
    } while (0)

static lt_grid *grid;
static lt_geos geos;
static lt_shapes prefectures, counties;
static long cells;

static int set_up(void **state) {
    char path[4096];
    if (make_root(state) != 0 || lt_grid_build("liaoning-27w", NULL, NULL, &grid, NULL) != LT_OK ||
        lt_geos_open(&geos) != LT_OK)
        return -1;
    cells = (long)grid->nx * grid->ny;
    lt_grid copy = *grid; /* counties once more, for their shapes */
    copy.county = NULL;
    copy.counties = (lt_parts){0};
    if (lt_share_path("grids/data/prefectures.geojson", path, sizeof path) != LT_OK ||
        lt_shapes_read(&geos, grid->projection, path, "name_en", &prefectures) != LT_OK ||
        lt_share_path("grids/data/counties.geojson", path, sizeof path) != LT_OK ||
        lt_counties_fill(&geos, &copy, path, &counties) != LT_OK)
        return -1;
    lt_free(copy.county);
    lt_parts_free(&copy.counties);
    for (int want = 0; want < LT_N_PREFECTURES; want++)
        for (int k = want + 1; k < prefectures.n; k++)
            if (strcmp(prefectures.items[k].id, lt_region_ids[want]) == 0) {
                lt_shape keep = prefectures.items[want];
                prefectures.items[want] = prefectures.items[k];
                prefectures.items[k] = keep;
            }
    return 0;
}

static int tear_down(void **state) {
    lt_shapes_free(&geos, &prefectures);
    lt_shapes_free(&geos, &counties);
    lt_geos_close(&geos);
    lt_grid_free(grid);
    return remove_root(state);
}

static const char *put(const char *name, const char *text) {
    const char *path = in_root(name);
    assert_true(files_write_text(path, text));
    return path;
}

/* The surrogates of a case with this text behind "surrogates: ". */
static LT_UNUSED lt_status fill(const char *text) {
    char document[2048];
    lt_node *node;
    lt_parts_free(&grid->surrogates);
    snprintf(document, sizeof document, "surrogates:\n  %s\n", text);
    OK(lt_node_parse("case.yaml", document, &node));
    lt_status status = lt_surrogates_fill(&geos, grid, &prefectures, &counties, node);
    lt_node_free(node);
    return status;
}

#define POINT(lon, lat, n)                                                                                             \
    "{\"type\":\"Feature\",\"properties\":{\"n\":" #n                                                                  \
    ",\"t\":\"x\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[" #lon "," #lat "]}}"
#define COLLECTION(...) "{\"type\":\"FeatureCollection\",\"features\":[" __VA_ARGS__ "]}"

#endif
