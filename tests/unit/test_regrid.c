/* Conservative regridding against closed forms: rectangles in the equal-area plane, constants, linear fields, sums. */
#include "base/verify.h"
#include "mesh_fixture.h"

#include "base/exactsum.h"
#include "tests/support/uniform.h"

#include <omp.h>

static const double DEGREE = M_PI / 180;

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
                worst = lt_verify_worse(worst, fabs(got - want));
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
        worst = lt_verify_worse(worst, fabs(area / g->area[t] - 1));
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
        worst = lt_verify_worse(worst, fabs(out[t] - mean));
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

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rectangles), cmocka_unit_test(test_global_to_lambert),
                                       cmocka_unit_test(test_nested),     cmocka_unit_test(test_second_order),
                                       cmocka_unit_test(test_missing),    cmocka_unit_test(test_threads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
