/* Idealised hills: the share of the uphill wind against the formula and its limits, slopes of a plane, a ridge against
 * the flow of equal mass flux, symmetry round a hill, columns that close. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/met/profile.h"
#include "tests/support/one_hour.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { J0 = 20, I0 = 22 };

/* liaoning-27 made a plane: square cells, no rotation, one place on Earth; land of no persons. */
static lt_grid *plane_grid(double (*height)(double x, double y)) {
    lt_definition *definition = NULL;
    lt_grid *g = NULL;
    assert_int_equal(lt_definition_read("liaoning-27", &definition), LT_OK);
    assert_int_equal(lt_grid_create(definition, 0, &g), LT_OK);
    lt_definition_free(definition);
    for (long c = 0; c < (long)g->nx * g->ny; c++) {
        g->lon[c] = 122.0;
        g->lat[c] = 41.0;
        g->area[c] = g->dx * g->dx;
        g->map_factor[c] = 1.0;
        g->angle[c] = 0.0;
        double x = ((double)(c % g->nx) + 0.5) * g->dx - 0.5 * g->nx * g->dx;
        double y = ((double)(c / g->nx) + 0.5) * g->dx - 0.5 * g->ny * g->dx;
        g->terrain[c] = height(x, y);
    }
    for (long f = 0; f < (long)(g->nx + 1) * g->ny; f++) g->face_x[f] = g->dx;
    for (long f = 0; f < (long)g->nx * (g->ny + 1); f++) g->face_y[f] = g->dx;
    return g;
}

static double incline(double x, double y) {
    return 1000.0 + 3e-3 * x - 4e-3 * y;
}

static double ridge(double x, double y) {
    (void)y;
    return 800.0 * exp(-x * x / (2.0 * 60e3 * 60e3));
}

static double hill(double x, double y) {
    return ridge(hypot(x, y), 0.0);
}

static lt_met_settings settings(double hill_radius_m) {
    lt_met_settings s = {.lapse_Km = 5e-3,
                         .upper_damping_m = 1e4,
                         .day_depth_m = 1000,
                         .night_depth_m = 300,
                         .moisture_height_m = 2500,
                         .gradient_depth_m = 1e4,
                         .hill_radius_m = hill_radius_m,
                         .mixing = {LT_MIXING_AUTO, 60, 2500, 6e-3},
                         .ground = {0, 0.5},
                         .kz = {0.1, 0.5},
                         .urban = {0, 500}};
    return s;
}

static lt_domain_state night_air(double sign) {
    lt_domain_state air = {.temperature_K = 268.0, .dew_point_K = 260.0, .sea_level_pressure_Pa = 1.02e5};
    air.day_temperature_K = air.mean_temperature_K = 272.0;
    air.wind_speed_ms = 4.0;
    air.east = sign;
    air.geostrophic_east_ms = 10.0 * sign;
    air.sea_surface_K = 280.0;
    return air;
}

/* A night of west wind, or of east wind, 4 m/s at 10 m and 10 m/s aloft. */
static lt_hour_fields *night(const lt_grid *g, const lt_met_settings *s, double sign) {
    lt_domain_state air = night_air(sign);
    return lt_test_one_hour(g, s, &air, lt_time_from_civil(2020, 1, 9, 18, 0, 0));
}

static void test_share(void **state) {
    (void)state;
    const lt_slope west_foot = {1.0, 0.0, 500.0}, oblique = {M_SQRT1_2, M_SQRT1_2, 500.0};
    double u = 4.0, v = 3.0;
    lt_hills_turn(&west_foot, 100.0, 0.0, &u, &v); /* neutral: over it */
    assert_true(u == 4.0 && v == 3.0);
    lt_hills_turn(&west_foot, 501.0, 1e-3, &u, &v); /* above the slope */
    assert_true(u == 4.0 && v == 3.0);
    lt_hills_turn(&west_foot, 100.0, 25.0 / (400.0 * 400.0), &u, &v); /* Fr = 1: half of it */
    assert_true(fabs(u - 2.0) < 1e-12 && v == 3.0);
    u = 5.0, v = 0.0;
    lt_hills_turn(&oblique, 0.0, 1e6, &u, &v); /* Fr -> 0: along the contour */
    assert_true(fabs(u + v) < 1e-6 && fabs(u - 2.5) < 1e-6);
}

static void test_slopes(void **state) {
    (void)state;
    lt_grid *g = plane_grid(incline);
    lt_slope *slope = calloc((size_t)g->nx * (size_t)g->ny, sizeof *slope);
    const double radii[] = {30e3, 80e3};
    for (int r = 0; r < 2; r++) {
        lt_hills_slopes(g, radii[r], slope);
        for (long c = 0; c < (long)g->nx * g->ny; c++) {
            assert_true(fabs(slope[c].x - 0.6) < 1e-9 && fabs(slope[c].y + 0.8) < 1e-9);
            assert_true(fabs(slope[c].rise_m - 5e-3 * (r ? 3 : 1) * g->dx) < 1e-6);
        }
    }
    lt_hills_slopes(g, 0.0, slope);
    assert_true(slope[7].rise_m == 0.0);
    free(slope);
    lt_grid_free(g);
}

/* Column sum of the flux through an x face of the middle row, and of the mass above a square metre. */
static double flux_through(const lt_hour_fields *f, int i, int j) {
    double sum = 0.0;
    long nfx = (long)(f->grid->nx + 1) * f->grid->ny;
    for (int k = 0; k < f->grid->nz; k++) sum += f->flux_x[k * nfx + (long)j * (f->grid->nx + 1) + i];
    return sum;
}

static double first_guess_through(const lt_hour_fields *f, int i, int j) {
    double sum = 0.0;
    const lt_grid *g = f->grid;
    long n = (long)g->nx * g->ny, c = (long)j * g->nx + i;
    for (int k = 0; k < g->nz; k++)
        sum += 0.25 * (f->u[k * n + c - 1] + f->u[k * n + c]) *
               (f->mass_begin[k * n + c - 1] + f->mass_begin[k * n + c]) / g->area[c] * g->dx;
    return sum;
}

/* Over a long ridge the same mass must pass at the foot and at the top, where the column is thinner by some 9 %: the
 * exact flow has the same flux through all faces of the middle row. Before the correction the flux at the top is that
 * of the thinner column; after it what is left of that lack is below a fifth (the borders in the north and south are
 * open: a part of the air leaves there), and the wind over the top is faster than at the foot. */
static void test_ridge(void **state) {
    (void)state;
    lt_grid *g = plane_grid(ridge);
    lt_met_settings s = settings(0.0);
    lt_hour_fields *f = night(g, &s, 1.0);
    double lack = 1.0 - first_guess_through(f, I0, J0) / first_guess_through(f, I0 - 8, J0);
    double left = 1.0 - flux_through(f, I0, J0) / flux_through(f, I0 - 8, J0);
    double faster = flux_through(f, I0, J0) / first_guess_through(f, I0, J0) /
                    (flux_through(f, I0 - 8, J0) / first_guess_through(f, I0 - 8, J0));
    print_message("ridge: flux at the top short by %.3f before, %.4f after; wind faster by %.3f\n", lack, left,
                  faster - 1.0);
    assert_true(lack > 0.05 && fabs(left) < 0.2 * lack);
    assert_true(faster > 1.0 + 0.8 * lack);
    assert_true(f->residual < 1e-12);
    lt_hour_fields_free(f);
    lt_grid_free(g);
}

/* North and south of a hill mirror each other, west and east change places with the wind; before the hill the lowest
 * layer parts to both sides, and at its foot it keeps as much of its wind as the formula says. */
static void test_hill(void **state) {
    (void)state;
    lt_grid *g = plane_grid(hill);
    lt_met_settings s = settings(30e3), level = settings(0.0);
    lt_hour_fields *west = night(g, &s, 1.0), *east = night(g, &s, -1.0), *free_air = night(g, &level, 1.0);
    long n = (long)g->nx * g->ny;
    int nx = g->nx, ny = g->ny;
    double worst = 0.0;
    for (int k = 0; k < g->nz; k++)
        for (int j = 0; j < ny; j++)
            for (int i = 0; i < nx; i++) {
                long c = k * n + (long)j * nx + i, north = k * n + (long)(ny - 1 - j) * nx + i;
                long back = k * n + (long)j * nx + nx - 1 - i;
                worst = lt_verify_worse(worst, fabs(west->u[c] - west->u[north]));
                worst = lt_verify_worse(worst, fabs(west->v[c] + west->v[north]));
                worst = lt_verify_worse(worst, fabs(west->u[c] + east->u[back]));
                worst = lt_verify_worse(worst, fabs(west->v[c] - east->v[back]));
            }
    assert_true(worst < 1e-10); /* rounding of the coordinates */
    assert_true(west->residual < 1e-12 && east->residual < 1e-12);
    long foot = (long)J0 * nx + I0 - 3, before_north = (long)(J0 + 2) * nx + I0 - 3,
         before_south = (long)(J0 - 3) * nx + I0 - 3;
    double kept = west->u[foot] / free_air->u[foot], z = 0.5 * g->z_edge[1];
    lt_domain_state state_of_night = night_air(1.0);
    lt_air air = lt_air_of(&s, &state_of_night);
    double climb = west->slope[foot].rise_m - z;
    double froude = free_air->u[foot] / (sqrt(lt_air_buoyancy(&air, g->terrain[foot], z)) * climb);
    double share = west->slope[foot].x * west->slope[foot].x / (1.0 + froude * froude);
    print_message(
        "hill at night: Fr %.2f, %.2f of the wind at the foot is kept (%.2f); %.2f m/s to the north, %.2f south\n",
        froude, kept, 1.0 - share, west->v[before_north], west->v[before_south]);
    assert_true(fabs(kept - (1.0 - share)) < 1e-12 && froude > 0.5 && froude < 2.0);
    assert_true(west->v[before_north] > 0.2 && west->v[before_south] < -0.2);
    long far = (long)J0 * nx + 2, top = (g->nz - 1) * n + foot;
    assert_true(fabs(west->u[far] / free_air->u[far] - 1.0) < 1e-3); /* the plain */
    assert_true(fabs(west->u[top] - free_air->u[top]) < 1e-12);      /* high above the slope */
    lt_hour_fields_free(west);
    lt_hour_fields_free(east);
    lt_hour_fields_free(free_air);
    lt_grid_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_share), cmocka_unit_test(test_slopes),
                                       cmocka_unit_test(test_ridge), cmocka_unit_test(test_hill)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
