/* Random polygons against grids: regrid's own cutting, GEOS and Green's theorem give the same areas. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/verify.h"
#include "grids/build/polygons.h"
#include "inventory/verify/clamp_area.h"
#include "tests/support/uniform.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OK(call) assert_int_equal((call), LT_OK)
static const double DEGREE = M_PI / 180;
static const lt_projection_spec SPEC = {36, 46, 122.25, 41.1, 6370000};

static lt_mesh *source_mesh(void) {
    double lon[61], lat[51];
    for (int i = 0; i <= 60; i++) lon[i] = 118 + 0.13 * i + 0.02 * sin(i);
    for (int j = 0; j <= 50; j++) lat[j] = 45 - 0.11 * j + 0.02 * cos(j);
    lt_mesh *m;
    OK(lt_mesh_lonlat(60, 50, lon, lat, &m));
    return m;
}

static void rectangle(const lt_mesh *m, long s, const lt_regrid_window *w, double r[4]) {
    int i = w->i0 + (int)(s % w->nx), j = w->j0 + (int)(s / w->nx);
    r[0] = fmin(m->u[i], m->u[i + 1]);
    r[1] = fmax(m->u[i], m->u[i + 1]);
    r[2] = fmin(m->v[j], m->v[j + 1]);
    r[3] = fmax(m->v[j], m->v[j + 1]);
}

/* Every entry of a row and every cell without one, against the oracle. */
static double worst_of_row(const lt_mesh *source, const lt_regrid *r, long t, const double *ring, int n) {
    double worst = 0, *got = calloc((size_t)r->n_source, sizeof *got);
    for (long e = r->row[t]; e < r->row[t + 1]; e++) got[r->source[e]] += r->overlap[e];
    for (long s = 0; s < r->n_source; s++) {
        double box[4];
        rectangle(source, s, &r->window, box);
        worst = lt_verify_worse(worst, fabs(got[s] - clamp_area(ring, n, box)) / r->source_area[s]);
    }
    free(got);
    return worst;
}

/* Cells of maps of several projections, laid askew over the source. */
static void test_cells_of_maps(void **state) {
    (void)state;
    static const lt_mesh_map maps[] = {
        {"+proj=lcc +lat_1=30 +lat_2=60 +lon_0=110 +lat_0=41 +R=6370000", 760000, -220000, 23000, 31000, 12, 9},
        {"+proj=merc +R=6370000", 13250000, 4900000, 41000, 17000, 9, 14},
        {"+proj=stere +lat_0=90 +lon_0=0 +R=6370000", 4660000, 2850000, 30000, 30000, 10, 10},
        {"+proj=omerc +lat_0=41 +lonc=122 +alpha=30 +gamma=0 +R=6370000", -200000, -150000, 37000, 29000, 11, 10}};
    lt_mesh *source = source_mesh();
    for (size_t k = 0; k < sizeof maps / sizeof *maps; k++) {
        lt_mesh *target;
        lt_regrid *r;
        OK(lt_mesh_projected(&maps[k], &target));
        OK(lt_regrid_create(source, target, &r));
        double worst = 0;
        assert_true(r->n > 200);
        for (long t = 0; t < r->n_target; t++) {
            double ring[128];
            int n = lt_mesh_polygon(target, (int)t, ring);
            worst = lt_verify_worse(worst, worst_of_row(source, r, t, ring, n));
        }
        print_message("%.30s: largest difference %.2g of a cell\n", maps[k].projection, worst);
        assert_true(worst < 1e-11); /* rounding of coordinates, 4e-16 of 2, beside cells of 2e-3: 2e-13 an edge */
        lt_regrid_free(r);
        lt_mesh_free(target);
    }
    lt_mesh_free(source);
}

/* Two grids, cell by cell against GEOS; returns how many cells overlap. */
static double against_geos(const lt_mesh *a, const lt_mesh *b) {
    lt_regrid *r;
    lt_geos geos;
    OK(lt_regrid_create(a, b, &r));
    OK(lt_geos_open(&geos));
    double worst = 0, seen = 0;
    double *got = calloc((size_t)r->n_source, sizeof *got);
    for (int t = 0; t < b->nx * b->ny; t++) {
        memset(got, 0, (size_t)r->n_source * sizeof *got);
        for (long e = r->row[t]; e < r->row[t + 1]; e++) got[r->source[e]] = r->overlap[e];
        for (long s = 0; s < r->n_source; s++) {
            GEOSGeometry *cell[2], *both;
            double area;
            int c = (r->window.j0 + (int)(s / r->window.nx)) * a->nx + r->window.i0 + (int)(s % r->window.nx);
            for (int k = 0; k < 2; k++) {
                double ring[130];
                int n = lt_mesh_polygon(k ? b : a, k ? t : c, ring);
                ring[2 * n] = ring[0];
                ring[2 * n + 1] = ring[1];
                cell[k] = GEOSGeom_createPolygon_r(
                    geos.handle,
                    GEOSGeom_createLinearRing_r(
                        geos.handle, GEOSCoordSeq_copyFromBuffer_r(geos.handle, ring, (unsigned)n + 1, 0, 0)),
                    NULL, 0);
            }
            OK(lt_shape_intersection(&geos, cell[0], cell[1], &both));
            GEOSArea_r(geos.handle, both, &area);
            worst = lt_verify_worse(worst, fabs(area - got[s]) / r->source_area[s]);
            seen += area > 0;
            GEOSGeom_destroy_r(geos.handle, both);
            GEOSGeom_destroy_r(geos.handle, cell[0]);
            GEOSGeom_destroy_r(geos.handle, cell[1]);
        }
    }
    print_message("against GEOS: %.2g of a cell, %.0f overlaps\n", worst, seen);
    assert_true(worst < 1e-11);
    free(got);
    lt_geos_close(&geos);
    lt_regrid_free(r);
    return seen;
}

/* Any grid onto any grid: two maps, whose edges bend in and out. */
static void test_map_to_map(void **state) {
    (void)state;
    lt_mesh *a, *b;
    OK(lt_mesh_projected(&(lt_mesh_map){"+proj=lcc +lat_1=36 +lat_2=46 +lon_0=122.25 +lat_0=41.1 +R=6370000", -150000,
                                        -150000, 27000, 27000, 10, 10},
                         &a));
    OK(lt_mesh_projected(
        &(lt_mesh_map){"+proj=stere +lat_0=90 +lon_0=0 +R=6370000", 4660000, 2850000, 30000, 30000, 10, 10}, &b));
    assert_true(against_geos(a, b) > 150);
    assert_true(against_geos(b, a) > 150);
    lt_mesh_free(a);
    lt_mesh_free(b);
}

/* A curved grid with a corner pulled so far that one of its cells is no longer convex. */
static void test_dart(void **state) {
    (void)state;
    enum { N = 4 };
    double lon[(N + 1) * (N + 1)], lat[(N + 1) * (N + 1)], edge_lon[8], edge_lat[8];
    for (int k = 0; k < (N + 1) * (N + 1); k++) {
        lon[k] = 121 + k % (N + 1);
        lat[k] = 40 + k / (N + 1);
    }
    lon[2 * (N + 1) + 2] += 0.6;
    lat[2 * (N + 1) + 2] += 0.6;
    for (int k = 0; k < 8; k++) {
        edge_lon[k] = 120.7 + 0.67 * k;
        edge_lat[k] = 39.8 + 0.71 * k;
    }
    lt_mesh *curved, *straight;
    OK(lt_mesh_corners(N, N, lon, lat, &curved));
    OK(lt_mesh_lonlat(7, 7, edge_lon, edge_lat, &straight));
    assert_true(against_geos(curved, straight) > 50);
    assert_true(against_geos(straight, curved) > 50);
    lt_mesh_free(curved);
    lt_mesh_free(straight);
}

/* Stars of random points: shapes through GeoJSON and GEOS, and the same ring through Green's theorem. */
static void test_random_polygons(void **state) {
    (void)state;
    uint64_t seed = 5;
    lt_mesh *source = source_mesh();
    lt_projection *projection;
    lt_geos geos;
    OK(lt_projection_create(&SPEC, &projection));
    OK(lt_geos_open(&geos));
    for (int trial = 0; trial < 20; trial++) {
        enum { POINTS = 9 };
        double lon[POINTS + 1], lat[POINTS + 1], *ring = malloc(8000 * sizeof *ring);
        char text[2048];
        int used = snprintf(text, sizeof text, "{\"type\":\"Polygon\",\"coordinates\":[["), n = 0;
        for (int k = 0; k < POINTS; k++) {
            double turn = 2 * M_PI * (k + 0.7 * uniform(&seed)) / POINTS, reach = 0.2 + 1.2 * uniform(&seed);
            lon[k] = 122 + reach * cos(turn);
            lat[k] = 42 + reach * sin(turn);
        }
        lon[POINTS] = lon[0];
        lat[POINTS] = lat[0];
        for (int k = 0; k <= POINTS; k++)
            used += snprintf(text + used, sizeof text - (size_t)used, "%s[%.17g,%.17g]", k ? "," : "", lon[k], lat[k]);
        snprintf(text + used, sizeof text - (size_t)used, "]]}");
        for (int k = 0; k < POINTS; k++) {
            double span = fmax(fabs(lon[k + 1] - lon[k]), fabs(lat[k + 1] - lat[k]));
            int pieces = span > 0.05 ? (int)ceil(span / 0.05) : 1; /* as shape_read.c cuts edges */
            for (int s = 0; s < pieces; s++, n++) {
                double t = (double)s / pieces;
                ring[2 * n] = (lon[k] + t * (lon[k + 1] - lon[k])) * DEGREE;
                ring[2 * n + 1] = sin((lat[k] + t * (lat[k + 1] - lat[k])) * DEGREE);
            }
        }
        lt_shapes shapes;
        lt_regrid *r;
        OK(lt_shapes_parse(&geos, projection, "star", text, NULL, &shapes));
        OK(lt_polygons_regrid(&geos, projection, source, &shapes, &r));
        const double all[4] = {-10, 10, -1, 1};
        assert_true(r->n > 5);
        assert_true(fabs(r->target_area[0] / clamp_area(ring, n, all) - 1) < 1e-11);
        double worst = worst_of_row(source, r, 0, ring, n);
        assert_true(worst < 1e-10); /* the way over the map and back costs some digits */
        lt_regrid_free(r);
        lt_shapes_free(&geos, &shapes);
        free(ring);
    }
    lt_geos_close(&geos);
    lt_projection_free(projection);
    lt_mesh_free(source);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cells_of_maps), cmocka_unit_test(test_map_to_map),
                                       cmocka_unit_test(test_dart), cmocka_unit_test(test_random_polygons)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
