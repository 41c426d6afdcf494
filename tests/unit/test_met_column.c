/* Hydrostatic columns, rotation, fluxes and their consistency on a grid with mountains. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "grids/grid.h"
#include "model/met/column.h"
#include "model/met/consistency.h"
#include "model/met/constants.h"
#include "model/met/flux.h"
#include "model/met/poisson.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NX = 17, NY = 13, NZ = 6 };
static const double alike[NZ] = {1, 1, 1, 1, 1, 1};
static const double edges[NZ + 1] = {0, 40, 120, 400, 1200, 4000, 8500};
static const lt_air winter = {.sea_level_K = 266.0,
                              .lapse_Km = 0.005,
                              .surface_excess_K = -4.0,
                              .excess_depth_m = 300.0,
                              .sea_level_Pa = 102700.0,
                              .mixing_ratio = 1e-3,
                              .moisture_base_m = 49.0,
                              .moisture_height_m = 2500.0};

static void test_column_mass(void **state) {
    (void)state;
    for (double terrain = 0.0; terrain <= 1500.0; terrain += 250.0) {
        double t[NZ], p[NZ + 1], m[NZ], sum = 0.0;
        lt_air_column(&winter, terrain, NZ, edges, t, p, m);
        for (int k = 0; k < NZ; k++) {
            assert_true(m[k] > 0.0);
            sum += m[k];
        }
        double expected = (lt_air_surface_pressure(&winter, terrain) - p[NZ]) / LT_GRAVITY;
        assert_true(fabs(sum / expected - 1.0) < 1e-12);
    }
}

/* Free air is level: the same pressure at the same height above the sea over any terrain (fine layers: 1e-5). */
static void test_level_pressure(void **state) {
    (void)state;
    lt_air free_air = winter;
    free_air.surface_excess_K = 0.0;
    double fine[41], t[40], p[41], m[40];
    for (int k = 0; k <= 40; k++) fine[k] = 50.0 * k;
    lt_air_column(&free_air, 500.0, 40, fine, t, p, m);
    for (int k = 0; k <= 40; k++)
        assert_true(fabs(p[k] / lt_air_surface_pressure(&free_air, 500.0 + fine[k]) - 1.0) < 1e-5);
}

static double noise(unsigned *seed) { /* -1..1, the same on every machine */
    *seed = *seed * 1664525u + 1013904223u;
    return (double)(*seed >> 8) / 8388608.0 - 1.0;
}

static double *array(size_t n) {
    double *a = calloc(n, sizeof *a);
    assert_non_null(a);
    return a;
}

static lt_grid make_grid(unsigned *seed) {
    lt_grid g = {.nx = NX, .ny = NY, .nz = NZ, .dx = 27000.0, .z_edge = (double *)edges};
    g.area = array(NX * NY);
    g.terrain = array(NX * NY);
    g.angle = array(NX * NY);
    g.face_x = array((NX + 1) * NY);
    g.face_y = array(NX * (NY + 1));
    for (int c = 0; c < NX * NY; c++) {
        g.area[c] = 27000.0 * 27000.0 * (1.0 + 0.02 * noise(seed));
        g.terrain[c] = 600.0 * (1.0 + noise(seed));
        g.angle[c] = 0.1 * noise(seed);
    }
    for (int f = 0; f < (NX + 1) * NY; f++) g.face_x[f] = 27000.0 * (1.0 + 0.01 * noise(seed));
    for (int f = 0; f < NX * (NY + 1); f++) g.face_y[f] = 27000.0 * (1.0 + 0.01 * noise(seed));
    return g;
}

static void free_grid(lt_grid *g) {
    free(g->area);
    free(g->terrain);
    free(g->angle);
    free(g->face_x);
    free(g->face_y);
}

static void make_mass(const lt_grid *g, const lt_air *air, double *mass) {
    for (int c = 0; c < NX * NY; c++) {
        double t[NZ], p[NZ + 1], m[NZ];
        lt_air_column(air, g->terrain[c], NZ, edges, t, p, m);
        for (int k = 0; k < NZ; k++) mass[k * NX * NY + c] = m[k] * g->area[c];
    }
}

typedef struct flow {
    double *begin, *end, *mean, *x, *y;
} flow;

static flow make_flow(const lt_grid *g, unsigned *seed) {
    flow f = {array(NX * NY * NZ), array(NX * NY * NZ), array(NX * NY * NZ), array((NX + 1) * NY * NZ),
              array(NX * (NY + 1) * NZ)};
    lt_air later = winter;
    later.sea_level_Pa += 120.0;
    later.sea_level_K -= 1.0;
    make_mass(g, &winter, f.begin);
    make_mass(g, &later, f.end);
    double *u = array(NX * NY), *v = array(NX * NY);
    for (int k = 0; k < NZ; k++) {
        for (int c = 0; c < NX * NY; c++) {
            f.mean[k * NX * NY + c] = 0.5 * (f.begin[k * NX * NY + c] + f.end[k * NX * NY + c]);
            u[c] = 8.0 + 3.0 * noise(seed);
            v[c] = -4.0 + 3.0 * noise(seed);
        }
        lt_flux_layer(g, u, v, f.mean + k * NX * NY, f.x + k * (NX + 1) * NY, f.y + k * NX * (NY + 1));
    }
    free(u);
    free(v);
    return f;
}

static void free_flow(flow *f) {
    free(f->begin);
    free(f->end);
    free(f->mean);
    free(f->x);
    free(f->y);
}

static void test_consistency(void **state) {
    (void)state;
    unsigned seed = 7;
    lt_grid g = make_grid(&seed);
    flow f = make_flow(&g, &seed);
    lt_consistency *c = NULL;
    double before, after;
    assert_int_equal(lt_consistency_create(&g, &c), LT_OK);
    lt_consistency_apply(c, f.begin, f.end, alike, 1, f.x, f.y, &before, &after);
    assert_true(before > 0.01);
    assert_true(after < 1e-12);
    assert_true(lt_consistency_residual(&g, f.begin, f.end, f.x, f.y) == after);
    /* what is consistent stays: a second correction is nothing but rounding */
    double old = f.x[5 * NX + 3];
    lt_consistency_apply(c, f.begin, f.end, alike, 1, f.x, f.y, &before, &after);
    assert_true(before < 1e-12 && fabs(f.x[5 * NX + 3] / old - 1.0) < 1e-12);
    lt_consistency_free(c);
    free_flow(&f);
    free_grid(&g);
}

/* Layers whose wind is known are left as they are, to the bit; the others bear the whole correction. */
static void test_known_layers_stay(void **state) {
    (void)state;
    const double variance[NZ] = {0, 0, 0, 1, 4, 9};
    unsigned seed = 7;
    lt_grid g = make_grid(&seed);
    flow f = make_flow(&g, &seed);
    const long nfx = (NX + 1) * NY, nfy = NX * (NY + 1);
    double *x = array(nfx * NZ), *y = array(nfy * NZ), before, after;
    memcpy(x, f.x, sizeof(double) * nfx * NZ);
    memcpy(y, f.y, sizeof(double) * nfy * NZ);
    lt_consistency *c = NULL;
    assert_int_equal(lt_consistency_create(&g, &c), LT_OK);
    lt_consistency_apply(c, f.begin, f.end, variance, 2, f.x, f.y, &before, &after);
    assert_true(before > 0.01 && after < 1e-12);
    assert_memory_equal(f.x, x, sizeof(double) * nfx * 3);
    assert_memory_equal(f.y, y, sizeof(double) * nfy * 3);
    /* change of wind, flux over mass, goes with the variance */
    for (long face = 0; face < nfx; face++) {
        double change[NZ];
        for (int k = 3; k < NZ; k++)
            change[k] = (f.x[k * nfx + face] - x[k * nfx + face]) /
                        lt_face_mass_x(&g, f.mean + k * NX * NY, (int)(face % (NX + 1)), (int)(face / (NX + 1)));
        assert_true(fabs(change[4] - 4.0 * change[3]) < 1e-9 * g.face_x[face]);
        assert_true(fabs(change[5] - 9.0 * change[3]) < 1e-9 * g.face_x[face]);
    }
    lt_consistency_free(c);
    free(x);
    free(y);
    free_flow(&f);
    free_grid(&g);
}

static void test_same_bits_for_threads(void **state) {
    (void)state;
    unsigned seed = 7, again = 7;
    lt_grid g = make_grid(&seed), h = make_grid(&again);
    flow one = make_flow(&g, &seed), many = make_flow(&h, &again);
    lt_consistency *c = NULL;
    double before, after;
    assert_int_equal(lt_consistency_create(&g, &c), LT_OK);
    lt_consistency_apply(c, one.begin, one.end, alike, 1, one.x, one.y, &before, &after);
    lt_consistency_apply(c, many.begin, many.end, alike, 4, many.x, many.y, &before, &after);
    assert_memory_equal(one.x, many.x, sizeof(double) * (NX + 1) * NY * NZ);
    assert_memory_equal(one.y, many.y, sizeof(double) * NX * (NY + 1) * NZ);
    lt_consistency_free(c);
    free_flow(&one);
    free_flow(&many);
    free_grid(&g);
    free_grid(&h);
}

static void test_poisson(void **state) {
    (void)state;
    unsigned seed = 3;
    double wx[(NX + 1) * NY], wy[NX * (NY + 1)], rhs[NX * NY], x[NX * NY], rest[NX * NY];
    for (int f = 0; f < (NX + 1) * NY; f++) wx[f] = 2.0 + noise(&seed);
    for (int f = 0; f < NX * (NY + 1); f++) wy[f] = 2.0 + noise(&seed);
    for (int c = 0; c < NX * NY; c++) rhs[c] = noise(&seed);
    lt_poisson *p = NULL;
    assert_int_equal(lt_poisson_create(NX, NY, wx, wy, &p), LT_OK);
    lt_poisson_solve(p, rhs, x);
    lt_poisson_remainder(p, rhs, x, rest);
    for (int c = 0; c < NX * NY; c++) assert_true(fabs(rest[c]) < 1e-13);
    lt_poisson_free(p);
    /* one cell: x = rhs / (sum of the four weights) */
    double four[4] = {1.0, 2.0, 3.0, 4.0};
    assert_int_equal(lt_poisson_create(1, 1, four, four + 2, &p), LT_OK);
    lt_poisson_solve(p, (double[]){5.0}, x);
    assert_true(fabs(x[0] - 0.5) < 1e-15);
    lt_poisson_free(p);
}

/* angle counts counter-clockwise from true to grid north: a grid turned left by 90 degrees sees an east wind component
 * as coming to -v; there and back changes nothing. */
static void test_rotation(void **state) {
    (void)state;
    double u, v, east, north;
    lt_rotate_to_grid(3.0, -2.0, cos(0.3), sin(0.3), &u, &v);
    assert_true(fabs(hypot(u, v) - hypot(3.0, 2.0)) < 1e-15 * 8);
    lt_rotate_to_true(u, v, cos(0.3), sin(0.3), &east, &north);
    assert_true(fabs(east - 3.0) < 1e-14 && fabs(north + 2.0) < 1e-14);
    lt_rotate_to_grid(1.0, 0.0, cos(M_PI_2), sin(M_PI_2), &u, &v);
    assert_true(fabs(u) < 1e-15 && fabs(v + 1.0) < 1e-15);
}

/* A flat grid of squares: flux = wind x mass above a square metre x length. */
static void test_flux(void **state) {
    (void)state;
    unsigned seed = 1;
    lt_grid g = make_grid(&seed);
    double u[NX * NY], v[NX * NY], mass[NX * NY], x[(NX + 1) * NY], y[NX * (NY + 1)];
    for (int c = 0; c < NX * NY; c++) {
        u[c] = 5.0;
        v[c] = -2.0;
        mass[c] = 52.0 * g.area[c];
    }
    lt_flux_layer(&g, u, v, mass, x, y);
    for (int f = 0; f < (NX + 1) * NY; f++) assert_true(fabs(x[f] / (5.0 * 52.0 * g.face_x[f]) - 1.0) < 1e-14);
    for (int f = 0; f < NX * (NY + 1); f++) assert_true(fabs(y[f] / (-2.0 * 52.0 * g.face_y[f]) - 1.0) < 1e-14);
    free_grid(&g);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_column_mass),
        cmocka_unit_test(test_level_pressure),
        cmocka_unit_test(test_consistency),
        cmocka_unit_test(test_known_layers_stay),
        cmocka_unit_test(test_same_bits_for_threads),
        cmocka_unit_test(test_poisson),
        cmocka_unit_test(test_rotation),
        cmocka_unit_test(test_flux),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
