/* Polygons from GeoJSON: areas, holes, repair of invalid ones, faults of the file; the overlay with cells. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "grids/build/overlay.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double R = 6370000, DEGREE = M_PI / 180;

typedef struct world {
    lt_geos geos;
    lt_projection *projection;
} world;

static int set_up(void **state) {
    static world w;
    const lt_projection_spec spec = {36, 46, 122.25, 41.1, 6370000};
    *state = &w;
    return lt_geos_open(&w.geos) == LT_OK && lt_projection_create(&spec, &w.projection) == LT_OK ? 0 : -1;
}

static int tear_down(void **state) {
    world *w = *state;
    lt_projection_free(w->projection);
    lt_geos_close(&w->geos);
    return 0;
}

/* Exact area of a box of meridians and parallels on the sphere. */
static double box_area(double west, double east, double south, double north) {
    return R * R * (east - west) * DEGREE * (sin(north * DEGREE) - sin(south * DEGREE));
}

#define POLYGON(rings) "{\"type\":\"Polygon\",\"coordinates\":[" rings "]}"
#define BOX "[[122,41],[124,41],[124,42],[122,42],[122,41]]"
#define HOLE "[[122.5,41.25],[123.5,41.25],[123.5,41.75],[122.5,41.75],[122.5,41.25]]"
#define BOW_TIE "[[122,41],[124,42],[124,41],[122,42],[122,41]]"
/* A box whose ring makes a loop inside: from (123,41) up round a small box that it winds round twice. */
#define LOOP "[[122,41],[123.4,41],[123.4,41.5],[123,41.5],[123,41],[124,41],[124,42],[122,42],[122,41]]"

static double area_of(world *w, const char *text, bool invalid) {
    lt_shapes shapes;
    assert_int_equal(lt_shapes_parse(&w->geos, w->projection, "test", text, NULL, &shapes), LT_OK);
    assert_int_equal(shapes.n, 1);
    assert_true(shapes.items[0].was_invalid == invalid);
    assert_true(GEOSisValid_r(w->geos.handle, shapes.items[0].geometry) == 1);
    double area = shapes.items[0].area;
    lt_shapes_free(&w->geos, &shapes);
    return area;
}

static void test_areas(void **state) {
    world *w = *state;
    double box = box_area(122, 124, 41, 42), hole = box_area(122.5, 123.5, 41.25, 41.75);
    /* Map lines of 0.05 degree stand for arcs of parallels: relative difference of order (0.05 degree)^2 / 12 < 1e-7.
     */
    assert_true(fabs(area_of(*state, POLYGON(BOX), false) / box - 1) < 2e-7);
    assert_true(fabs(area_of(w, POLYGON(BOX "," HOLE), false) / (box - hole) - 1) < 4e-7);
}

static void test_invalid_is_made_valid(void **state) {
    double box = box_area(122, 124, 41, 42);
    double bow_tie = area_of(*state, POLYGON(BOW_TIE), true);
    assert_true(fabs(bow_tie / box - 0.5) < 2e-3); /* two triangles: half the box but for the narrowing to the north */
    double loop = area_of(*state, POLYGON(LOOP), true);
    assert_true(loop > 0.99 * box && loop < 1.0001 * box); /* what the ring winds round twice stays land */
}

static void expect_fault(world *w, const char *text, const char *key, const char *say) {
    lt_shapes shapes;
    char message[4096];
    lt_status status = lt_shapes_parse(&w->geos, w->projection, "test", text, key, &shapes);
    assert_int_equal(status, LT_ERR_INPUT);
    assert_true(shapes.n == 0 && shapes.items == NULL);
    lt_error_text(status, message, sizeof message);
    if (!strstr(message, say)) fail_msg("'%s' is not in: %s", say, message);
}

static void test_faults(void **state) {
    world *w = *state;
    expect_fault(w, "{\"type\":\"Polygon\",\"coordinates\":[[[122,41],[12", NULL, "JSON");
    expect_fault(w, POLYGON("[[122,41],[124,41],[124,42],[122,42]]"), NULL, "open");
    expect_fault(w, POLYGON("[[122,41],[122,41]]"), NULL, "short");
    expect_fault(w, POLYGON("[[122,41],[124,\"x\"],[124,42],[122,41]]"), NULL, "point");
    expect_fault(w, POLYGON("[[122,41],[124,141],[124,42],[122,41]]"), NULL, "point");
    expect_fault(w, "{\"type\":\"LineString\",\"coordinates\":[[122,41],[124,41]]}", NULL, "LineString");
    expect_fault(w, "{\"type\":\"FeatureCollection\",\"features\":[]}", NULL, "no polygon");
    expect_fault(w, "{\"type\":\"Feature\",\"properties\":{},\"geometry\":" POLYGON(BOX) "}", "id", "name");
}

static void test_same_id_is_joined(void **state) {
    world *w = *state;
    lt_shapes shapes;
    const char *text = "{\"type\":\"FeatureCollection\",\"features\":["
                       "{\"type\":\"Feature\",\"properties\":{\"id\":\"a\"},\"geometry\":" POLYGON(
                           BOX) "},"
                                "{\"type\":\"Feature\",\"properties\":{\"id\":\"b\"},\"geometry\":" POLYGON(
                                    HOLE) "},"
                                          "{\"type\":\"Feature\",\"properties\":{\"id\":\"a\"},\"geometry\":" POLYGON(
                                              "[[124,41],[125,41],[125,42],[124,42],[124,41]]") "}]}";
    assert_int_equal(lt_shapes_parse(&w->geos, w->projection, "test", text, "id", &shapes), LT_OK);
    assert_int_equal(shapes.n, 2);
    assert_true(fabs(shapes.items[0].area / box_area(122, 125, 41, 42) - 1) < 2e-7);
    lt_shapes_free(&w->geos, &shapes);
}

/* The overlay keeps a polygon's area, whatever the cells; a polygon of exactly one cell fills it. */
static void test_overlay_keeps_area(void **state) {
    world *w = *state;
    lt_definition *d;
    lt_grid *g;
    lt_shapes shapes;
    assert_int_equal(lt_definition_read("liaoning-9", &d), LT_OK);
    assert_int_equal(lt_grid_create(d, 1, &g), LT_OK);
    lt_definition_free(d);
    assert_int_equal(lt_shapes_parse(&w->geos, w->projection, "test", POLYGON(BOX "," HOLE), NULL, &shapes), LT_OK);
    double *f = g->terrain, sum = 0; /* any array of cells */
    assert_int_equal(lt_overlay_fractions(&w->geos, g, shapes.items[0].geometry, f), LT_OK);
    for (int c = 0; c < g->nx * g->ny; c++) {
        assert_true(f[c] >= 0 && f[c] <= 1);
        sum += f[c] * g->area[c];
    }
    assert_true(fabs(sum / shapes.items[0].area - 1) < 1e-11); /* rounding: about 1e3 pieces at 1e-15 and sums */
    GEOSGeometry *cell;
    int i = 20, j = 30, c = j * g->nx + i;
    double x = g->x0 + i * g->dx, y = g->y0 + j * g->dx;
    assert_int_equal(lt_shape_box(&w->geos, x, y, x + g->dx, y + g->dx, &cell), LT_OK);
    assert_int_equal(lt_overlay_fractions(&w->geos, g, cell, f), LT_OK);
    for (int q = 0; q < g->nx * g->ny; q++) assert_true(f[q] == (q == c ? 1 : 0));
    GEOSGeom_destroy_r(w->geos.handle, cell);
    lt_shapes_free(&w->geos, &shapes);
    lt_grid_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_areas), cmocka_unit_test(test_invalid_is_made_valid),
                                       cmocka_unit_test(test_faults), cmocka_unit_test(test_same_id_is_joined),
                                       cmocka_unit_test(test_overlay_keeps_area)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
