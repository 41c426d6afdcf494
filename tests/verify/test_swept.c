/* Dry deposition on the grid: what each cell sweeps is what gas_dry.h and particle_dry.h say of it alone, times its air
 * over its depth; tracers share their parent's; the same bits for any blocks and threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/deposition/gas_dry.h"
#include "model/deposition/particle_dry.h"
#include "model/deposition/swept.h"
#include "model/kernel/sun.h"
#include "tests/support/removal_air.h"

enum { NX = MINI_NX, NY = MINI_NY, PLANE = NX * NY, MONTH = 5 };
static const lt_time begin = 1589074200; /* 2020-05-10 01:30 UTC */
static lt_outdir *dir;
static char folder[64];
static double sun[PLANE];

static int make(void **state) {
    (void)state;
    dir = mini_dir(folder, R_HOURS);
    lt_grid *grid;
    MINI_OK(lt_grid_read(dir, "grid.nc", &grid));
    const lt_direction at_two = lt_sun_direction(130.0 + 7200.0 / 86400.0, 7200.0); /* the 131st day, 02:00 UTC */
    for (int c = 0; c < PLANE; ++c) sun[c] = lt_sun_cosine(lt_sun_place(grid->lat[c], grid->lon[c]), at_two);
    assert_true(sun[0] > 0.5 && sun[0] != sun[1]);
    lt_grid_free(grid);
    return 0;
}

static int drop(void **state) {
    (void)state;
    return mini_remove(dir, folder);
}

/* One cell, alone in a tile. */
typedef struct cell {
    double x[11][LT_LANES], fraction[LT_N_LAND * LT_LANES];
    lt_gas_dry_weather weather;
} cell;

static void look_at(const removal_air *a, int c, cell *out) {
    const lt_weather *w = &a->weather;
    const double *const from[11] = {w->friction_velocity, w->inverse_obukhov_length,
                                    w->roughness,         w->temperature_2m,
                                    w->skin_temperature,  w->humidity,
                                    w->shortwave,         sun,
                                    w->cloud_cover,       w->precipitation,
                                    w->snow_cover};
    double(*x)[LT_LANES] = out->x;
    for (int l = 0; l < LT_LANES; ++l) {
        for (int n = 0; n < 11; ++n) x[n][l] = from[n][c];
        for (int n = 0; n < LT_N_LAND; ++n) out->fraction[n * LT_LANES + l] = a->grid->land_fraction[n * PLANE + c];
    }
    out->weather = (lt_gas_dry_weather){20.0, x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10]};
}

/* v_d of the particles of both modes. */
static void particles_alone(const removal_air *a, const lt_particle_dry *dry, int c, const cell *of, double v[2]) {
    double air[LT_LANES], diameter[2][LT_LANES], density[2][LT_LANES], velocity[2 * LT_LANES];
    for (int mode = 0; mode < 2; ++mode)
        for (int l = 0; l < LT_LANES; ++l) {
            air[l] = a->weather.mass_begin[c] / a->grid->area[c] / 40.0;
            diameter[mode][l] = removal_growth(a, mode == 1, c, &density[mode][l]) * lt_size_modes[mode].median;
        }
    const lt_particle_lanes lanes = {air, {diameter[0], diameter[1]}, {density[0], density[1]}};
    lt_particle_dry_velocity(dry, MONTH, of->fraction, &of->weather, &lanes, velocity);
    v[0] = velocity[7];
    v[1] = velocity[LT_LANES + 7];
}

static void expect_every_cell(const char *chemistry, const char *scheme) {
    removal_air a;
    lt_swept *swept;
    lt_gas_dry *dry;
    lt_particle_dry *particles;
    double *work, *velocity, v_of[2];
    cell alone;
    int gas_of[256], n_gases = 0, n_fast = 0;
    const char *names[256];
    removal_open(dir, chemistry, 2, 2, &a);
    MINI_OK(lt_swept_create(&a.setup, scheme, &swept));
    removal_read(&a, R_HOUR);
    for (int s = 0; s < a.chemical->n; ++s) {
        gas_of[s] = lt_removal_is_gas(a.chemical, s) ? n_gases : -1;
        if (gas_of[s] >= 0) names[n_gases++] = a.chemical->info[s].gas;
    }
    assert_true(n_gases >= 4);
    MINI_OK(lt_gas_dry_create(scheme, names, n_gases, &dry));
    MINI_OK(lt_calloc(lt_gas_dry_work(dry), sizeof *work, &work));
    MINI_OK(lt_calloc((size_t)n_gases * LT_LANES, sizeof *velocity, &velocity));
    MINI_OK(lt_particle_dry_create(&particles));
    lt_swept_hour(swept, begin);
    double *const *of = lt_swept_of(swept);
    for (int c = 0; c < PLANE; ++c) {
        const ptrdiff_t at = lt_air_at(a.air, 0, c / NX, c % NX);
        look_at(&a, c, &alone);
        lt_gas_dry_velocity(dry, MONTH, alone.fraction, &alone.weather, work, velocity);
        particles_alone(&a, particles, c, &alone, v_of);
        for (int s = 0; s < a.chemical->n; ++s) {
            const int class = a.chemical->info[s].dry_class;
            const double v = gas_of[s] >= 0                                   ? velocity[gas_of[s] * LT_LANES + 3]
                             : class == LT_DRY_FINE || class == LT_DRY_COARSE ? v_of[class == LT_DRY_COARSE]
                                                                              : 0.0;
            const double want = v * a.weather.mass_begin[c] / 40.0;
            assert_true(fabs(of[s][at] - want) <= (gas_of[s] >= 0 ? 1e-15 : 1e-12) * want); /* cbrt here */
            n_fast += v > 1e-4;
        }
    }
    assert_true(n_fast > 3 * PLANE); /* it is not nothing that is compared */
    const int n = a.chemical->n;
    const int parent = a.removed_as[n];
    assert_ptr_equal(of[n], of[parent]);
    assert_ptr_equal(of[n + 1], of[parent]);
    for (ptrdiff_t p = 0; p < a.air->layer; ++p) assert_true(of[n + 2][p] == 0.0);
    lt_free(work);
    lt_free(velocity);
    lt_gas_dry_free(dry);
    lt_particle_dry_free(particles);
    lt_swept_free(swept);
    removal_close(&a);
}

static void test_every_cell(void **state) {
    (void)state;
    expect_every_cell("cb6r5", NULL);
    expect_every_cell("cb6r5", "wesely");
    expect_every_cell("off", NULL);
}

static void test_any_blocks_and_threads(void **state) {
    (void)state;
    removal_air one, many;
    lt_swept *x, *y;
    removal_open(dir, "cb6r5", 1, 1, &one);
    removal_open(dir, "cb6r5", 3, 3, &many);
    const int had = omp_get_max_threads();
    omp_set_num_threads(4);
    MINI_OK(lt_swept_create(&one.setup, NULL, &x));
    MINI_OK(lt_swept_create(&many.setup, NULL, &y));
    removal_read(&one, R_HOUR);
    removal_read(&many, R_HOUR);
    lt_swept_hour(y, begin);
    omp_set_num_threads(1);
    lt_swept_hour(x, begin);
    omp_set_num_threads(had);
    for (int s = 0; s < one.state->n_species; ++s)
        assert_memory_equal(lt_swept_of(x)[s], lt_swept_of(y)[s], (size_t)one.air->layer * sizeof(double));
    lt_swept_free(x);
    lt_swept_free(y);
    removal_close(&one);
    removal_close(&many);
}

static void test_unknown_scheme(void **state) {
    (void)state;
    removal_air a;
    lt_swept *swept;
    removal_open(dir, "cb6r5", 1, 1, &a);
    assert_int_equal(lt_swept_create(&a.setup, "zang", &swept), LT_ERR_INPUT);
    assert_null(swept);
    lt_error_clear();
    removal_close(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_cell), cmocka_unit_test(test_any_blocks_and_threads),
                                       cmocka_unit_test(test_unknown_scheme)};
    return cmocka_run_group_tests(tests, make, drop);
}
