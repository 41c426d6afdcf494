/* Mass fluxes on a conformal map against winds on the sphere whose divergence is known: what crosses the faces must
 * carry the map factor. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/met/flux.h"

#include <math.h>
#include <stdlib.h>

static const double R = 6370000, DEGREE = M_PI / 180;

typedef struct box {
    lt_grid *grid;
    double *u, *v, *mass, *fx, *fy;
} box;

static box make(const char *name) {
    lt_definition *d;
    box b;
    assert_int_equal(lt_definition_read(name, &d), LT_OK);
    assert_int_equal(lt_grid_create(d, 1, &b.grid), LT_OK);
    lt_definition_free(d);
    size_t n = (size_t)(b.grid->nx + 1) * (size_t)(b.grid->ny + 1);
    b.u = calloc(5 * n, sizeof(double));
    assert_non_null(b.u);
    b.v = b.u + n;
    b.mass = b.v + n;
    b.fx = b.mass + n;
    b.fy = b.fx + n;
    for (int c = 0; c < b.grid->nx * b.grid->ny; c++) b.mass[c] = 100.0 * b.grid->area[c];
    return b;
}

static void drop(box *b) {
    lt_grid_free(b->grid);
    free(b->u);
}

/* Outflow of a cell over its mass, 1/s, as the model's continuity sees it. */
static double divergence(const box *b, int j, int i) {
    const lt_grid *g = b->grid;
    double out =
        b->fx[j * (g->nx + 1) + i + 1] - b->fx[j * (g->nx + 1) + i] + b->fy[(j + 1) * g->nx + i] - b->fy[j * g->nx + i];
    return out / b->mass[j * g->nx + i];
}

/* The largest |divergence - expected| over the inner cells, where winds of both sides of a face are known. */
static double worst(const box *b, double (*expected)(const lt_grid *, int j, int i)) {
    double most = 0;
    for (int j = 1; j < b->grid->ny - 1; j++)
        for (int i = 1; i < b->grid->nx - 1; i++) {
            double error = divergence(b, j, i) - (expected ? expected(b->grid, j, i) : 0.0);
            most = lt_verify_worse(most, fabs(error));
        }
    return most;
}

/* The same fluxes with the faces as long as the map shows them: what a model would do that forgot the map factor. */
static void forget_map_factor(box *b) {
    const lt_grid *g = b->grid;
    for (int f = 0; f < (g->nx + 1) * g->ny; f++) b->fx[f] *= g->dx / g->face_x[f];
    for (int f = 0; f < g->nx * (g->ny + 1); f++) b->fy[f] *= g->dx / g->face_y[f];
}

/* Air that turns like a solid body, 20 m/s, about an axis through the equator, so that it crosses the domain from south
 * to north, through map factors that change: free of divergence on the sphere. What is left is the error of a face's
 * wind as the mean of two centres, of second order: it falls to a ninth from 27 to 9 km cells; with the factor
 * forgotten it stays at the size of v dm/dy, the same on both grids. */
static double turning(const char *name, int forget) {
    box b = make(name);
    const lt_grid *g = b.grid;
    for (int c = 0; c < g->nx * g->ny; c++) {
        double from_axis = (g->lon[c] - 122.25 - 90.0) * DEGREE;
        lt_rotate_to_grid(20.0 * sin(g->lat[c] * DEGREE) * cos(from_axis), -20.0 * sin(from_axis), cos(g->angle[c]),
                          sin(g->angle[c]), &b.u[c], &b.v[c]);
    }
    lt_flux_layer(g, b.u, b.v, b.mass, b.fx, b.fy);
    if (forget) forget_map_factor(&b);
    double most = worst(&b, NULL);
    drop(&b);
    return most;
}

static void test_turning_air(void **state) {
    (void)state;
    double wide = turning("liaoning-27", 0), fine = turning("liaoning-9", 0);
    double wide_without = turning("liaoning-27", 1), fine_without = turning("liaoning-9", 1);
    print_message("divergence 1/s: 27 km %.2e, 9 km %.2e; without the map factor %.2e, %.2e\n", wide, fine,
                  wide_without, fine_without);
    assert_true(wide < 1e-3 * wide_without);
    assert_true(fine < 0.2 * wide);
    assert_true(fine_without > 0.2 * wide_without);
}

/* u = 10 m/s along the map's x everywhere: divergence on the sphere m^2 d(u / m)/dx = -u dm/dx, m the map factor; its
 * difference over two cells, of second order. */
static double of_uniform_wind(const lt_grid *g, int j, int i) {
    const double *m = g->map_factor + j * g->nx + i;
    return -10.0 * (m[1] - m[-1]) / (2.0 * g->dx);
}

static void test_uniform_wind_on_the_map(void **state) {
    (void)state;
    box b = make("liaoning-27");
    const lt_grid *g = b.grid;
    double largest = 0;
    for (int c = 0; c < g->nx * g->ny; c++) b.u[c] = 10.0;
    lt_flux_layer(g, b.u, b.v, b.mass, b.fx, b.fy);
    for (int i = 1; i < g->nx - 1; i++) largest = lt_verify_worse(largest, fabs(of_uniform_wind(g, g->ny - 1, i)));
    assert_true(largest > 1e-9); /* m changes along x: a map without change would show nothing */
    /* Third derivatives of m: of the size (dx / R)^2 of the first, times the divergence of the air above a unit area.
     */
    assert_true(worst(&b, of_uniform_wind) < 10 * g->dx * g->dx / (R * R) * 10.0 / R);
    drop(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_turning_air),
                                       cmocka_unit_test(test_uniform_wind_on_the_map)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
