/* Conservative regridding against closed forms: rectangles in the equal-area plane, constants, linear fields, sums. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "grids/regrid.h"

#include "base/exactsum.h"

#include <math.h>
#include <omp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OK(call) assert_int_equal((call), LT_OK)
static const double DEGREE = M_PI / 180;

static lt_mesh *even(int nx, int ny, double west, double south, double dlon, double dlat) {
    double *lon = malloc(((size_t)nx + 1) * sizeof *lon), *lat = malloc(((size_t)ny + 1) * sizeof *lat);
    for (int i = 0; i <= nx; i++) lon[i] = west + i * dlon;
    for (int j = 0; j <= ny; j++) lat[j] = south + j * dlat;
    lt_mesh *m;
    OK(lt_mesh_lonlat(nx, ny, lon, lat, &m));
    free(lon);
    free(lat);
    return m;
}

/* A Lambert grid of n x n cells around Liaoning. */
static lt_grid *lambert(int n, double cell) {
    static const double edges[] = {0, 40, 9000};
    lt_definition d = {.name = "test", .cell = cell, .nx = n, .ny = n};
    double parallels[2] = {36, 46}, z[3];
    memcpy(z, edges, sizeof z);
    d.projection = (lt_definition_projection){
        .type = "lambert_conformal", .parallels = {parallels, 2}, .lon_0 = 122.25, .lat_0 = 41.1, .radius = 6370000};
    d.layer_edges = (lt_list){z, 3};
    lt_grid *g;
    OK(lt_grid_create(&d, 0, &g));
    return g;
}

static double uniform(uint64_t *state) {
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) * 0x1p-53;
}

static double sum_of(const double *v, long n) {
    lt_exactsum s;
    lt_exactsum_clear(&s);
    lt_exactsum_add_n(&s, v, n);
    return lt_exactsum_value(&s);
}

/* Two grids of longitude and latitude whose edges do not fit: every overlap is a rectangle of known area. */
static void test_rectangles(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (int trial = 0; trial < 20; trial++) {
        double lon[12], lat[9], lon2[8], lat2[6];
        lon[0] = 110 + 360 * (trial % 3 - 1); /* the same place said in three turns */
        lat[0] = trial % 2 ? 60 : 20;
        for (int i = 1; i < 12; i++) lon[i] = lon[i - 1] + 0.1 + uniform(&seed);
        for (int j = 1; j < 9; j++)
            lat[j] = lat[j - 1] + (trial % 2 ? -1 : 1) * (0.1 + uniform(&seed)); /* falls, grows */
        lon2[0] = 109 + uniform(&seed);
        lat2[0] = trial % 2 ? 55 : 21;
        for (int i = 1; i < 8; i++) lon2[i] = lon2[i - 1] + 0.1 + uniform(&seed);
        for (int j = 1; j < 6; j++) lat2[j] = lat2[j - 1] + 0.1 + uniform(&seed);
        lt_mesh *source, *target;
        lt_regrid *r;
        OK(lt_mesh_lonlat(11, 8, lon, lat, &source));
        OK(lt_mesh_lonlat(7, 5, lon2, lat2, &target));
        OK(lt_regrid_create(source, target, &r));
        double worst = 0;
        long seen = 0;
        for (int t = 0; t < 35; t++)
            for (int s = 0; s < 88; s++) {
                int i = s % 11, j = s / 11, i2 = t % 7, j2 = t / 7;
                double shift = 110 - lon[0];
                double width = fmin(lon[i + 1] + shift, lon2[i2 + 1]) - fmax(lon[i] + shift, lon2[i2]);
                double south = fmax(fmin(lat[j], lat[j + 1]), lat2[j2]),
                       north = fmin(fmax(lat[j], lat[j + 1]), lat2[j2 + 1]);
                double want =
                    width > 0 && north > south ? width * DEGREE * (sin(north * DEGREE) - sin(south * DEGREE)) : 0;
                double got = 0;
                int wi = i - r->window.i0, wj = j - r->window.j0;
                for (long e = r->row[t]; e < r->row[t + 1]; e++)
                    if (wi >= 0 && wi < r->window.nx && r->source[e] == wj * r->window.nx + wi) got += r->overlap[e];
                worst = fmax(worst, fabs(got - want));
                seen += want > 1e-9;
            }
        assert_true(seen > 20);
        /* Coordinates near 2 rad are rounded to 2e-16 (4e-16 after a turn); sides are at most 0.02: 1e-16 in all. */
        assert_true(worst < 1e-16 * 40);
        lt_regrid_free(r);
        lt_mesh_free(source);
        lt_mesh_free(target);
    }
}

/* A global grid onto Lambert cells: sources wholly inside are kept to rounding, a constant stays one, all of an amount
 * that lies around one point arrives. */
static void test_global_to_lambert(void **state) {
    (void)state;
    lt_grid *g = lambert(30, 27000);
    lt_mesh *source = even(1440, 720, 0, -90, 0.25, 0.25), *target;
    lt_regrid *r;
    OK(lt_mesh_grid(g, &target));
    OK(lt_regrid_create(source, target, &r));
    double *of_source = malloc((size_t)r->n_source * sizeof(double)), *of_target = malloc(900 * sizeof(double));
    lt_regrid_shares(r, of_source, of_target);
    int inside = 0, part = 0;
    for (long s = 0; s < r->n_source; s++) {
        assert_true(of_source[s] <= 1 + 1e-12);
        if (of_source[s] > 1 - 1e-9) {
            assert_true(fabs(of_source[s] - 1) < 1e-12); /* the goal of the issue */
            inside++;
        } else if (of_source[s] > 0) {
            part++;
        }
    }
    assert_true(inside > 600 && part > 50);
    for (int t = 0; t < 900; t++) assert_true(fabs(of_target[t] - 1) < 1e-12);

    /* Amounts in the middle only: the whole sum arrives. Densities: the integral over the target domain. */
    double *amount = calloc((size_t)r->n_source, sizeof(double)), *out = malloc(900 * 2 * sizeof(double));
    uint64_t seed = 3;
    for (long s = 0; s < r->n_source; s++) amount[s] = of_source[s] > 1 - 1e-9 ? uniform(&seed) : 0;
    lt_regrid_apply(r, LT_REGRID_AMOUNT, 1, amount, out);
    assert_true(fabs(sum_of(out, 900) / sum_of(amount, r->n_source) - 1) < 1e-12);
    double *density = malloc((size_t)r->n_source * 2 * sizeof(double)), want = 0, got = 0;
    for (long s = 0; s < r->n_source; s++) {
        density[2 * s] = uniform(&seed);
        density[2 * s + 1] = 7.25;
        want += density[2 * s] * of_source[s] * r->source_area[s];
    }
    lt_regrid_apply(r, LT_REGRID_DENSITY, 2, density, out);
    for (int t = 0; t < 900; t++) {
        got += out[2 * t] * r->target_area[t];
        assert_true(fabs(out[2 * t + 1] / 7.25 - 1) < 1e-12);
    }
    assert_true(fabs(got / want - 1) < 1e-12);

    /* The chords against the true areas of the cells: bound of mesh.c. */
    double worst = 0, total = 0, cells = 0;
    for (int t = 0; t < 900; t++) {
        double area = r->target_area[t] * 6370000.0 * 6370000.0;
        worst = fmax(worst, fabs(area / g->area[t] - 1));
        total += area;
        cells += g->area[t];
    }
    print_message("chords: worst cell %.2g, domain %.2g\n", worst, fabs(total / cells - 1));
    assert_true(worst < 1e-7 && fabs(total / cells - 1) < 1e-7);
    free(of_source);
    free(of_target);
    free(amount);
    free(density);
    free(out);
    lt_regrid_free(r);
    lt_mesh_free(source);
    lt_mesh_free(target);
    lt_grid_free(g);
}

/* Nested grids of one projection meet on their edges: nine cells make one. */
static void test_nested(void **state) {
    (void)state;
    lt_grid *coarse = lambert(8, 27000),
            *fine = lambert(12, 9000); /* centred on one point: edges 4 x 27 from 12 x 9 / 2 */
    lt_mesh *source, *target;
    lt_regrid *r;
    OK(lt_mesh_grid(fine, &source));
    OK(lt_mesh_grid(coarse, &target));
    OK(lt_regrid_create(source, target, &r));
    double ones[144], out[64], shares_s[144], shares_t[64];
    assert_int_equal(r->n_source, 144);
    lt_regrid_shares(r, shares_s, shares_t);
    for (int s = 0; s < 144; s++) {
        ones[s] = 1;
        assert_true(fabs(shares_s[s] - 1) < 1e-12);
    }
    lt_regrid_apply(r, LT_REGRID_AMOUNT, 1, ones, out);
    int full = 0;
    for (int t = 0; t < 64; t++) {
        int i = t % 8, j = t / 8;
        bool holds = i >= 2 && i < 6 && j >= 2 && j < 6;
        assert_true(fabs(out[t] - (holds ? 9 : 0)) < 1e-9);
        full += holds;
    }
    assert_int_equal(full, 16);
    lt_regrid_free(r);
    lt_mesh_free(source);
    lt_mesh_free(target);
    lt_grid_free(coarse);
    lt_grid_free(fine);
}

/* A smooth field: halving the source cells quarters the error of cell means (second order). */
static double smooth(double lon, double lat) {
    return sin(3 * lon * DEGREE * 4) * cos(5 * lat * DEGREE * 2);
}
static double error_of(int n) {
    lt_mesh *source = even(n, n, 110, 30, 24.0 / n, 20.0 / n), *target;
    lt_grid *g = lambert(24, 27000);
    lt_regrid *r;
    OK(lt_mesh_grid(g, &target));
    OK(lt_regrid_create(source, target, &r));
    double *f = malloc((size_t)r->n_source * sizeof(double)), out[576], worst = 0;
    for (long s = 0; s < r->n_source; s++)
        f[s] = smooth(110 + 24.0 / n * (r->window.i0 + s % r->window.nx + 0.5),
                      30 + 20.0 / n * ((double)(r->window.j0 + s / r->window.nx) + 0.5));
    lt_regrid_apply(r, LT_REGRID_MEAN, 1, f, out);
    /* The mean of the cell by a fine sum of the field. */
    for (int t = 0; t < 576; t++) {
        double mean = 0;
        for (int q = 0; q < 400; q++) {
            double lon, lat;
            OK(lt_projection_inverse(g->projection, g->x0 + (t % 24 + (q % 20 + 0.5) / 20) * g->dx,
                                     g->y0 + ((double)(t / 24) + (q / 20 + 0.5) / 20) * g->dx, &lon, &lat));
            mean += smooth(lon, lat) / 400;
        }
        worst = fmax(worst, fabs(out[t] - mean));
    }
    free(f);
    lt_regrid_free(r);
    lt_mesh_free(source);
    lt_mesh_free(target);
    lt_grid_free(g);
    return worst;
}
static void test_second_order(void **state) {
    (void)state;
    /* Sources smaller than the cells, so that their steps average out. */
    double coarse = error_of(120), fine = error_of(480);
    print_message("smooth field: error %.3g with 1/120, %.3g with 1/480 of the domain: order %.2f\n", coarse, fine,
                  log(coarse / fine) / log(4));
    assert_true(log(coarse / fine) / log(4) > 1.6);
    assert_true(fine < 1e-3);
}

static void test_missing(void **state) {
    (void)state;
    lt_mesh *source = even(4, 4, 100, 10, 1, 1),
            *target = even(1, 2, 101, 9, 2, 2); /* the south half is off the source */
    lt_regrid *r;
    OK(lt_regrid_create(source, target, &r));
    assert_int_equal(r->window.i0, 1);
    assert_int_equal(r->n_source, 2 * 3);
    double v[6] = {4, 4, NAN, NAN, 4, 4}, out[2];
    lt_regrid_apply(r, LT_REGRID_MEAN, 1, v, out);
    assert_true(fabs(out[0] - 4) < 1e-14 && fabs(out[1] - 4) < 1e-14);
    lt_regrid_apply(r, LT_REGRID_AMOUNT, 1, v, out);
    assert_true(fabs(out[0] - 8) < 1e-12 && fabs(out[1] - 8) < 1e-12);
    lt_regrid_apply(r, LT_REGRID_DENSITY, 1, v, out);
    double share = (sin(11 * DEGREE) - sin(10 * DEGREE)) / (sin(11 * DEGREE) - sin(9 * DEGREE));
    assert_true(fabs(out[0] - 4 * share) < 1e-12);
    for (int k = 0; k < 6; k++) v[k] = NAN;
    lt_regrid_apply(r, LT_REGRID_MEAN, 1, v, out);
    assert_true(isnan(out[0]) && isnan(out[1]));
    lt_regrid_free(r);
    lt_mesh_free(source);
    lt_mesh_free(target);
}

/* 1 and 3 threads: the same bits; float differs from double by its rounding; 70 fields take two blocks. */
static void test_threads(void **state) {
    (void)state;
    enum { FIELDS = 70 };
    lt_grid *g = lambert(12, 27000);
    lt_mesh *source = even(100, 100, 115, 35, 0.13, 0.11), *target;
    lt_regrid *one, *many;
    OK(lt_mesh_grid(g, &target));
    int threads = omp_get_max_threads();
    omp_set_num_threads(1);
    OK(lt_regrid_create(source, target, &one));
    double *v = malloc((size_t)one->n_source * FIELDS * sizeof *v), a[144 * FIELDS], b[144 * FIELDS];
    float *vf = malloc((size_t)one->n_source * FIELDS * sizeof *vf), bf[144 * FIELDS];
    uint64_t seed = 11;
    for (long k = 0; k < one->n_source * FIELDS; k++) vf[k] = (float)(v[k] = (float)uniform(&seed));
    lt_regrid_apply(one, LT_REGRID_DENSITY, FIELDS, v, a);
    omp_set_num_threads(3);
    OK(lt_regrid_create(source, target, &many));
    assert_int_equal(one->n, many->n);
    assert_memory_equal(one->overlap, many->overlap, (size_t)one->n * sizeof(double));
    assert_memory_equal(one->source, many->source, (size_t)one->n * sizeof(int));
    lt_regrid_apply(many, LT_REGRID_DENSITY, FIELDS, v, b);
    lt_regrid_apply_float(many, LT_REGRID_DENSITY, FIELDS, vf, bf);
    assert_memory_equal(a, b, sizeof a);
    for (int k = 0; k < 144 * FIELDS; k++) assert_true(bf[k] == (float)a[k]);
    omp_set_num_threads(threads);
    free(v);
    free(vf);
    lt_regrid_free(one);
    lt_regrid_free(many);
    lt_mesh_free(source);
    lt_mesh_free(target);
    lt_grid_free(g);
}

/* Any projection of PROJ: the same Lambert map said in PROJ's words has the same cells; a pole is refused. */
static void test_projected(void **state) {
    (void)state;
    lt_grid *g = lambert(6, 27000);
    lt_mesh *ours, *theirs, *source = even(60, 60, 117, 37, 0.2, 0.2);
    lt_regrid *a, *b;
    OK(lt_mesh_grid(g, &ours));
    OK(lt_mesh_projected(&(lt_mesh_map){g->proj, g->x0, g->y0, g->dx, g->dx, 6, 6}, &theirs));
    OK(lt_regrid_create(source, ours, &a));
    OK(lt_regrid_create(source, theirs, &b));
    assert_int_equal(a->n, b->n);
    double differ = 0;
    for (long e = 0; e < a->n; e++) differ = fmax(differ, fabs(a->overlap[e] - b->overlap[e]) / a->target_area[0]);
    print_message("ours and PROJ's map: %.2g of a cell\n", differ);
    assert_true(differ < 1e-9); /* PROJ's own rounding; both have 9 chords an edge */
    lt_mesh *pole;
    assert_int_equal(
        lt_mesh_projected(&(lt_mesh_map){"+proj=stere +lat_0=90 +R=6370000", -1e6, -1e6, 1e5, 1e5, 20, 20}, &pole),
        LT_ERR_INPUT);
    assert_int_equal(lt_mesh_projected(&(lt_mesh_map){"no projection", 0, 0, 1, 1, 2, 2}, &pole), LT_ERR_INPUT);
    /* UTM zone 51 of the ellipsoid onto Lambert and back: constants stay, sums are kept inside. */
    lt_mesh *utm;
    lt_regrid *there;
    OK(lt_mesh_projected(&(lt_mesh_map){"EPSG:32651", 300000, 4400000, 10000, 12000, 30, 30}, &utm));
    OK(lt_regrid_create(utm, ours, &there));
    double ones[900], out[36], of_source[900], of_target[36];
    for (int k = 0; k < 900; k++) ones[k] = 1;
    lt_regrid_apply(there, LT_REGRID_MEAN, 1, ones, out);
    lt_regrid_shares(there, of_source, of_target);
    int whole = 0, covered = 0;
    for (long s = 0; s < there->n_source; s++) whole += fabs(of_source[s] - 1) < 1e-12;
    for (int t = 0; t < 36; t++) {
        covered += fabs(of_target[t] - 1) < 1e-12;
        assert_true(isnan(out[t]) || fabs(out[t] - 1) < 1e-12);
    }
    assert_true(whole > 20 && covered > 5);
    lt_regrid_free(there);
    lt_mesh_free(utm);
    lt_regrid_free(a);
    lt_regrid_free(b);
    lt_mesh_free(ours);
    lt_mesh_free(theirs);
    lt_mesh_free(source);
    lt_grid_free(g);
}

/* A curved grid by its corners: degrees said as corners are the same cells as degrees said as edges, also where the
 * longitudes jump from 180 to -180; a folded one is refused. */
static void test_corners(void **state) {
    (void)state;
    enum { N = 8 };
    double lon[(N + 1) * (N + 1)], lat[(N + 1) * (N + 1)];
    for (int k = 0; k < (N + 1) * (N + 1); k++) {
        lon[k] = 176 + k % (N + 1);
        lon[k] -= lon[k] > 180 ? 360 : 0;
        lat[k] = 10 + k / (N + 1) * 0.7;
    }
    lt_mesh *corners, *edges = even(N, N, 176, 10, 1, 0.7), *target = even(5, 5, -183.4, 10.3, 1.3, 0.9), *bad;
    lt_regrid *a, *b;
    OK(lt_mesh_corners(N, N, lon, lat, &corners));
    OK(lt_regrid_create(corners, target, &a));
    OK(lt_regrid_create(edges, target, &b));
    assert_true(a->n == b->n && a->n > 30);
    for (long e = 0; e < a->n; e++) {
        assert_int_equal(a->source[e], b->source[e]);
        assert_true(fabs(a->overlap[e] - b->overlap[e]) < 1e-12 * a->target_area[0]);
    }
    lat[40] += 5;
    assert_int_equal(lt_mesh_corners(N, N, lon, lat, &bad), LT_ERR_INPUT);
    lt_regrid_free(a);
    lt_regrid_free(b);
    lt_mesh_free(corners);
    lt_mesh_free(edges);
    lt_mesh_free(target);
}

static void test_bad_axes(void **state) {
    (void)state;
    lt_mesh *m;
    const double lon[] = {0, 1, 1, 3}, lat[] = {0, 1}, good[] = {0, 1, 2, 400}, high[] = {80, 91};
    assert_int_equal(lt_mesh_lonlat(3, 1, lon, lat, &m), LT_ERR_INPUT);
    assert_int_equal(lt_mesh_lonlat(3, 1, good, lat, &m), LT_ERR_INPUT);
    assert_int_equal(lt_mesh_lonlat(1, 1, lat, high, &m), LT_ERR_INPUT);
    assert_null(m);
    /* Axes of centres: the file's global half-degree grid ends at the poles and closes its circle. */
    double c_lon[720], c_lat[360];
    for (int i = 0; i < 720; i++) c_lon[i] = (float)(-179.75 + 0.5 * i);
    for (int j = 0; j < 360; j++) c_lat[j] = (float)(89.75 - 0.5 * j);
    OK(lt_mesh_centres(720, 360, c_lon, c_lat, &m));
    double sum = 0;
    for (int c = 0; c < 720 * 360; c++) sum += lt_mesh_area(m, c);
    assert_true(fabs(sum / (4 * M_PI) - 1) < 1e-12);
    lt_mesh_free(m);
}

/* The cache: made once, read after that with the same bits, made again when damaged or when a grid is another one. */
static void test_cache(void **state) {
    (void)state;
    char folder[] = "/tmp/lantian-weights-XXXXXX", command[256];
    assert_non_null(mkdtemp(folder));
    lt_outdir *dir;
    lt_regrid *a, *b;
    bool made;
    lt_grid *g = lambert(6, 27000);
    lt_mesh *source = even(60, 60, 117, 37, 0.2, 0.2), *other = even(61, 60, 117, 37, 0.2, 0.2), *target;
    OK(lt_mesh_grid(g, &target));
    OK(lt_outdir_open(folder, &dir));
    OK(lt_regrid_cached(dir, source, target, &a, &made));
    assert_true(made);
    OK(lt_regrid_cached(dir, source, target, &b, &made));
    assert_false(made);
    assert_int_equal(a->n, b->n);
    assert_memory_equal(a->overlap, b->overlap, (size_t)a->n * sizeof(double));
    assert_memory_equal(a->source, b->source, (size_t)a->n * sizeof(int));
    assert_memory_equal(a->row, b->row, 37 * sizeof(long));
    assert_memory_equal(&a->window, &b->window, sizeof a->window);
    assert_memory_equal(a->source_area, b->source_area, (size_t)a->n_source * sizeof(double));
    lt_regrid_free(b);
    OK(lt_regrid_cached(dir, other, target, &b, &made));
    assert_true(made);
    lt_regrid_free(b);
    /* One byte in the middle of every file: size and place of the file stay. */
    snprintf(command, sizeof command,
             "for f in %s/weights_*.nc; do printf X | dd of=$f bs=1 seek=9000 conv=notrunc 2>/dev/null; done", folder);
    assert_int_equal(system(command), 0);
    OK(lt_regrid_cached(dir, source, target, &b, &made));
    assert_true(made);
    assert_memory_equal(a->overlap, b->overlap, (size_t)a->n * sizeof(double));
    lt_regrid_free(a);
    lt_regrid_free(b);
    lt_outdir_close(dir);
    lt_mesh_free(source);
    lt_mesh_free(other);
    lt_mesh_free(target);
    lt_grid_free(g);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rectangles), cmocka_unit_test(test_global_to_lambert),
                                       cmocka_unit_test(test_nested),     cmocka_unit_test(test_second_order),
                                       cmocka_unit_test(test_missing),    cmocka_unit_test(test_threads),
                                       cmocka_unit_test(test_projected),  cmocka_unit_test(test_corners),
                                       cmocka_unit_test(test_bad_axes),   cmocka_unit_test(test_cache)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
