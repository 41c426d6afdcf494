/* Our own met.nc as weather for another grid: a uniform true wind, an isothermal column and rain come back from mass
 * and fluxes as the transport has them; without its grid the file is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "grids/grid.h"
#include "model/met/constants.h"
#include "model/met/flux.h"
#include "tests/support/gridded.h"
#include "tests/support/nc_make.h"
#include "tests/support/near.h"
#include "tests/support/root.h"

enum { NT = 2 };
static const lt_time start = 1388534400; /* 2014-01-01 00:00 UTC */
static const double EAST = 8.0, NORTH = -3.0, KELVIN = 270.0, GROUND = 98000.0;
static lt_grid *grid;
static bool has_pressure; /* at the ground; older files have none */

static double pressure(double z) {
    return GROUND * exp(-LT_GRAVITY * z / (LT_R_DRY * KELVIN));
}

/* Air mass, and fluxes of the wind, of every hour. */
static void put_air(int id) {
    int nx = grid->nx, ny = grid->ny, nz = grid->nz;
    size_t n = (size_t)nx * (size_t)ny, n_x = (size_t)(nx + 1) * (size_t)ny, n_y = (size_t)nx * (size_t)(ny + 1);
    double *mass = malloc((NT + 1) * (size_t)nz * n * sizeof *mass), *u = malloc(n * sizeof *u),
           *v = malloc(n * sizeof *v);
    double *flux_x = malloc(NT * (size_t)nz * n_x * sizeof *mass),
           *flux_y = malloc(NT * (size_t)nz * n_y * sizeof *mass);
    for (size_t p = 0; p < n; p++) {
        u[p] = EAST * cos(grid->angle[p]) + NORTH * sin(grid->angle[p]);
        v[p] = NORTH * cos(grid->angle[p]) - EAST * sin(grid->angle[p]);
    }
    for (size_t t = 0; t <= NT; t++)
        for (size_t k = 0; k < (size_t)nz; k++) {
            double *layer = mass + (t * (size_t)nz + k) * n;
            for (size_t p = 0; p < n; p++)
                layer[p] = grid->area[p] * (pressure(grid->z_edge[k]) - pressure(grid->z_edge[k + 1])) / LT_GRAVITY;
            if (t < NT)
                lt_flux_layer(grid, u, v, layer, flux_x + (t * (size_t)nz + k) * n_x,
                              flux_y + (t * (size_t)nz + k) * n_y);
        }
    nc_put(id, "air_mass", mass);
    nc_put(id, "mass_flux_x", flux_x);
    nc_put(id, "mass_flux_y", flux_y);
    free(mass), free(u), free(v), free(flux_x), free(flux_y);
}

/* The second hour is warmer by 1 K; pressures come from the air mass and the pressure at the ground. */
static void put_temperature(int id) {
    size_t n = (size_t)grid->nx * (size_t)grid->ny, all = n * (size_t)grid->nz;
    double *values = malloc(NT * all * sizeof *values);
    for (size_t p = 0; p < NT * all; p++) values[p] = KELVIN + (double)(p / all);
    nc_put(id, "air_temperature", values);
    free(values);
}

static void put_axes(int id) {
    double *x = malloc((size_t)grid->nx * sizeof *x), *y = malloc((size_t)grid->ny * sizeof *y);
    for (int i = 0; i < grid->nx; i++) x[i] = grid->x0 + (i + 0.5) * grid->dx;
    for (int j = 0; j < grid->ny; j++) y[j] = grid->y0 + (j + 0.5) * grid->dx;
    nc_put(id, "x", x);
    nc_put(id, "y", y);
    nc_put(id, "z_edge", grid->z_edge);
    nc_put(id, "time", (double[]){(double)start + 1800.0, (double)start + 5400.0});
    nc_put(id, "time_edge", (double[]){(double)start, (double)start + 3600.0, (double)start + 7200.0});
    free(x), free(y);
}

static const char *write_met(const char *name) {
    static const char since[] = "seconds since 1970-01-01 00:00:00";
    int id = nc_begin(in_root(name));
    const struct {
        const char *name;
        int n;
    } dims[] = {{"time", NT},    {"time_edge", NT + 1}, {"z", grid->nz},          {"z_edge", grid->nz + 1},
                {"y", grid->ny}, {"x", grid->nx},       {"y_edge", grid->ny + 1}, {"x_edge", grid->nx + 1}};
    for (size_t d = 0; d < sizeof dims / sizeof *dims; d++) nc_dim(id, dims[d].name, (size_t)dims[d].n);
    const struct {
        const char *name, *dims, *unit;
    } variables[] = {{"time", "time", since},
                     {"time_edge", "time_edge", since},
                     {"x", "x", "m"},
                     {"y", "y", "m"},
                     {"z_edge", "z_edge", "m"},
                     {"air_mass", "time_edge z y x", "kg"},
                     {"mass_flux_x", "time z y x_edge", "kg s-1"},
                     {"mass_flux_y", "time z y_edge x", "kg s-1"},
                     {"air_temperature", "time z y x", "K"},
                     {"relative_humidity", "time z y x", "1"},
                     {"precipitation_flux", "time y x", "kg m-2 s-1"},
                     {"cloud_cover", "time", "1"},
                     {"u_wind_10m", "time y x", "m s-1"}};
    for (size_t v = 0; v < sizeof variables / sizeof *variables; v++)
        nc_var(id, variables[v].name, NC_DOUBLE, variables[v].dims, variables[v].unit);
    nc_text(id, NC_GLOBAL, "proj4", grid->proj);
    nc_text(id, NC_GLOBAL, "grid_name", grid->name);
    nc_text(id, NC_GLOBAL, "weather_label_en", "test");
    put_axes(id);
    put_air(id);
    put_temperature(id);
    if (has_pressure) nc_var(id, "surface_pressure", NC_DOUBLE, "time y x", "Pa");
    if (has_pressure) nc_fill(id, "surface_pressure", GROUND);
    nc_fill(id, "relative_humidity", 0.5);
    nc_fill(id, "precipitation_flux", 1e-4);
    nc_fill(id, "cloud_cover", 0.5);
    nc_fill(id, "u_wind_10m", 4.0);
    nc_end(id);
    return in_root(name);
}

/* Bound of the wind: two means over neighbours whose angle differs by at most 0.004 rad (27 km, 9 m/s): the second
 * derivative of the turning is below 1e-5 of the wind. */
static void check_back(void) {
    lt_gridded *g = gridded_open(write_met("met_p.nc"));
    size_t n = (size_t)grid->nx * (size_t)grid->ny, all = n * (size_t)grid->nz;
    float *got = malloc(all * sizeof *got);
    assert_string_equal(g->reader->name, "lantian");
    gridded_read(g, LT_G_PRESSURE, 1, got);
    for (size_t p = 0; p < all; p++) {
        size_t k = p / n;
        assert_near((double)got[p], pressure(0.5 * (grid->z_edge[k] + grid->z_edge[k + 1])), 0.02);
    }
    gridded_read(g, LT_G_EAST, 0, got);
    for (size_t p = 0; p < all; p++) assert_near((double)got[p], EAST, 1e-3 * EAST);
    gridded_read(g, LT_G_NORTH, 1, got);
    for (size_t p = 0; p < all; p++) assert_near((double)got[p], NORTH, 1e-3 * EAST);
    gridded_read(g, LT_G_HEIGHT, 0, got);
    assert_near((double)got[n + 3], 100.0 + 0.5 * (grid->z_edge[1] + grid->z_edge[2]), 1e-3);
    gridded_read(g, LT_G_RAIN, 1, got);
    assert_near((double)got[0], 0.36, 1e-6);
    assert_true(g->records[LT_G_RAIN].items[1].begin == start + LT_HOUR);
    const lt_gridded_record *states = g->records[LT_G_TEMPERATURE].items; /* both ends, and between them the middles */
    assert_int_equal(g->records[LT_G_TEMPERATURE].n, NT + 2);
    assert_true(states[0].end == start && states[1].end == start + LT_HOUR / 2 && states[3].end == start + 2 * LT_HOUR);
    gridded_read(g, LT_G_TEMPERATURE, 0, got);
    assert_near((double)got[0], KELVIN, 1e-4);
    gridded_read(g, LT_G_TEMPERATURE, 3, got);
    assert_near((double)got[0], KELVIN + 1.0, 1e-4);
    assert_true(!lt_gridded_has(g, LT_G_CLOUD_TOTAL)); /* one number for all cells is no field */
    lt_gridded_close(g);
    free(got);
}

static void test_back(void **state) {
    (void)state;
    has_pressure = true;
    check_back();
    has_pressure = false;
    check_back();
}

static void test_without_grid(void **state) {
    (void)state;
    assert_int_equal(remove(in_root("grid.nc")), 0);
    gridded_expect(write_met("met_q.nc"), "without its grid");
}

static int setup(void **state) {
    lt_definition *definition = NULL;
    lt_outdir *dir = NULL;
    if (make_root(state) != 0) return -1;
    gridded_good(lt_definition_read("liaoning-27", &definition));
    gridded_good(lt_grid_create(definition, 0, &grid));
    for (long p = 0; p < (long)grid->nx * grid->ny; p++) grid->terrain[p] = 100.0;
    gridded_good(lt_outdir_open(root, &dir));
    gridded_good(lt_grid_write(grid, dir, "grid.nc"));
    lt_outdir_close(dir);
    lt_definition_free(definition);
    return 0;
}

static int teardown(void **state) {
    lt_grid_free(grid);
    return remove_root(state);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_back), cmocka_unit_test(test_without_grid)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
