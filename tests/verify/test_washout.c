/* Wet removal on the grid: each cell loses what the rates of its column alone say and gets back what they say; what is
 * reported is what left; tracers go as their parent; an hour without rain takes nothing; the same bits for any blocks
 * and threads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/deposition/gas_wet.h"
#include "model/deposition/particle_wet.h"
#include "model/deposition/washout.h"
#include "tests/support/removal_air.h"

#include <float.h>

enum { NX = MINI_NX, NY = MINI_NY, NZ = MINI_NZ, PLANE = NX * NY, STEPS = 4 };
static const double dt = 900.0;
static lt_outdir *dir;
static char folder[64];

static int make(void **state) {
    (void)state;
    dir = mini_dir(folder, R_HOURS);
    return 0;
}

static int drop(void **state) {
    (void)state;
    return mini_remove(dir, folder);
}

typedef struct column {
    double x[8][NZ * LT_LANES], growth[2][NZ * LT_LANES], work[(7 * NZ + 2) * LT_LANES + NZ];
    double *rate, *back, of_mode[2 * NZ * LT_LANES];
    lt_fall fall;
} column;

static const lt_particle_wet *by_mode(void) {
    static lt_particle_wet made;
    lt_particle_wet_make(&made);
    return &made;
}

/* Rates of all gases and of the particles in one column, alone in a tile. */
static void alone(const removal_air *a, const lt_gas_wet *wet, const lt_particle_wet *particles, int c, column *out) {
    const lt_weather *w = &a->weather;
    for (int k = 0; k < NZ; ++k)
        for (int l = 0; l < LT_LANES; ++l) {
            const int at = k * LT_LANES + l, cell = k * PLANE + c;
            double density;
            out->x[0][at] = mini_edges[k + 1] - mini_edges[k];
            out->x[1][at] = w->mass_begin[cell] / a->grid->area[c];
            out->x[2][at] = w->temperature[cell];
            out->x[3][at] = w->humidity[cell];
            out->x[4][at] = w->cloud_water[cell];
            out->x[5][at] = w->cloud_ice[cell];
            out->x[6][at] = w->cloud_fraction[cell];
            out->x[7][at] = w->precipitation[c];
            for (int mode = 0; mode < 2; ++mode) out->growth[mode][at] = removal_growth(a, mode == 1, cell, &density);
        }
    const lt_fall_column of = {NZ,        out->x[0], out->x[1], out->x[2], out->x[3],
                               out->x[4], out->x[5], out->x[6], out->x[7]};
    const double *const growth[2] = {out->growth[0], out->growth[1]};
    lt_fall_of(&of, out->work, &out->fall);
    lt_gas_wet_rate(wet, &of, &out->fall, out->rate, out->back);
    lt_particle_wet_rate(particles, &of, &out->fall, growth, out->of_mode);
}

/* What is left of a species after the steps; rate and back of lane 9. */
static void walk(const removal_air *a, int s, int c, const double *rate, const double *back, double left[NZ]) {
    for (int k = 0; k < NZ; ++k) left[k] = (double)removal_value(s, k * PLANE + c);
    for (int step = 0; step < STEPS; ++step) {
        double carried = 0.0;
        for (int k = NZ - 1; k >= 0; --k) {
            const double mass = a->weather.mass_begin[k * PLANE + c], given = carried * back[k * LT_LANES + 9];
            const double lost = left[k] * -expm1(-rate[k * LT_LANES + 9] * dt);
            left[k] += given / mass - lost;
            carried += lost * mass - given;
        }
    }
}

/* kg that each species lost, by column, and what it had. */
static void lost(const removal_air *a, double *by_column, double *had) {
    static lt_real after[R_CELLS];
    for (int s = 0; s < a->state->n_species; ++s) {
        const int as = lt_removal_as(&a->setup, s);
        lt_state_get(a->state, s, after);
        for (int c = 0; c < R_CELLS; ++c) {
            const double before = (double)removal_value(as < 0 ? s : as, c), mass = a->weather.mass_begin[c];
            by_column[s * PLANE + c % PLANE] += (before - (double)after[c]) * mass;
            had[s * PLANE + c % PLANE] += before * mass;
        }
    }
}

static void expect_closed_form(const removal_air *a) {
    static lt_real after[R_CELLS];
    static column of;
    const lt_particle_wet *particles = by_mode();
    lt_gas_wet *wet;
    const char *names[256];
    int n_gases = 0, gas_of[256], n_gone = 0, n_won = 0, n_fine = 0;
    for (int s = 0; s < a->chemical->n; ++s) {
        gas_of[s] = lt_removal_is_gas(a->chemical, s) ? n_gases : -1;
        if (gas_of[s] >= 0) names[n_gases++] = a->chemical->info[s].gas;
    }
    MINI_OK(lt_gas_wet_create(names, n_gases, LT_GAS_WET_PH, &wet));
    MINI_OK(lt_calloc((size_t)(n_gases * NZ) * LT_LANES, sizeof *of.rate, &of.rate));
    MINI_OK(lt_calloc((size_t)(n_gases * NZ) * LT_LANES, sizeof *of.back, &of.back));
    /* a step rounds the state once, the share it takes and what it gives back of all above; what is left out is less
     * than half a bit; 1e-12: the growth here is made with cbrt */
    const double eps = sizeof(lt_real) == 8 ? DBL_EPSILON : (double)FLT_EPSILON;
    for (int c = 0; c < PLANE; ++c) {
        alone(a, wet, particles, c, &of);
        for (int s = 0; s < a->chemical->n; ++s) {
            const int class = a->chemical->info[s].dry_class;
            if (gas_of[s] < 0 && class == LT_DRY_NONE) continue;
            const double *rate = gas_of[s] >= 0 ? of.rate + gas_of[s] * NZ * LT_LANES
                                                : of.of_mode + (class == LT_DRY_COARSE) * NZ * LT_LANES;
            const double *back = gas_of[s] >= 0 ? of.back + gas_of[s] * NZ * LT_LANES : of.fall.back;
            double want[NZ], most = 0.0;
            walk(a, s, c, rate, back, want);
            lt_state_get(a->state, s, after);
            for (int k = NZ - 1; k >= 0; --k) {
                const double before = (double)removal_value(s, k * PLANE + c);
                most = fmax(most, fmax(before, want[k]));
                assert_true(fabs((double)after[k * PLANE + c] - want[k]) <= STEPS * (4.0 * eps + 1e-12) * most);
                n_gone += want[k] < 0.99 * before;
                n_won += want[k] > before * (1.0 + 1e-4);
                n_fine += class == LT_DRY_FINE && want[k] < 0.99 * before;
            }
        }
    }
    assert_true(n_gone > 100 && n_won > 10 && n_fine > 10);
    lt_free(of.rate);
    lt_free(of.back);
    lt_gas_wet_free(wet);
}

static void rain(removal_air *a, size_t hour, double *washed) {
    lt_washout *washout;
    MINI_OK(lt_washout_create(&a->setup, &washout));
    removal_read(a, hour);
    MINI_OK(lt_washout_hour(washout, dt));
    for (int step = 0; step < STEPS; ++step) lt_washout_step(washout, a->state, washed);
    lt_washout_free(washout);
}

static void test_closed_form(void **state) {
    (void)state;
    removal_air a;
    removal_open(dir, "cb6r5", 2, 2, &a);
    const int n = a.state->n_species, hno3 = lt_chemical_set_find(a.chemical, "HNO3");
    double *washed, *gone, *had, total[256] = {0};
    static lt_real parent[R_CELLS], tracer[R_CELLS];
    MINI_OK(lt_calloc((size_t)(n * PLANE), sizeof *washed, &washed));
    MINI_OK(lt_calloc((size_t)(n * PLANE), sizeof *gone, &gone));
    MINI_OK(lt_calloc((size_t)(n * PLANE), sizeof *had, &had));
    rain(&a, R_HOUR, washed);
    expect_closed_form(&a);
    lost(&a, gone, had);
    for (int i = 0; i < n * PLANE; ++i) {
        assert_true(fabs(washed[i] - gone[i]) <= 4 * STEPS * NZ * DBL_EPSILON * had[i]); /* exact but for sums */
        total[i / PLANE] += washed[i];
    }
    lt_state_get(a.state, hno3, parent);
    for (int t = 0; t < 2; ++t) {
        lt_state_get(a.state, a.chemical->n + t, tracer);
        assert_memory_equal(parent, tracer, sizeof parent);
        assert_true(total[a.chemical->n + t] == total[hno3]);
    }
    assert_true(total[hno3] > 0.0 && total[lt_chemical_set_find(a.chemical, "NH3")] > 0.0);
    assert_true(total[lt_chemical_set_find(a.chemical, "ASO4J")] > 0.0);
    assert_true(total[lt_chemical_set_find(a.chemical, "CO")] == 0.0 && total[a.chemical->n + 2] == 0.0);
    lt_free(washed);
    lt_free(gone);
    lt_free(had);
    removal_close(&a);
}

static void test_dry_hour(void **state) {
    (void)state;
    removal_air a;
    lt_digest before, after;
    double *washed;
    removal_open(dir, "cb6r5", 1, 1, &a);
    MINI_OK(lt_calloc((size_t)(a.state->n_species * PLANE), sizeof *washed, &washed));
    MINI_OK(lt_state_digest(a.state, before));
    rain(&a, 0, washed);
    MINI_OK(lt_state_digest(a.state, after));
    assert_string_equal(before, after);
    for (int i = 0; i < a.state->n_species * PLANE; ++i) assert_true(washed[i] == 0.0);
    lt_free(washed);
    removal_close(&a);
}

static void run(int bx, int by, int threads, removal_air *a, double **washed, lt_digest digest) {
    const int had = omp_get_max_threads();
    omp_set_num_threads(threads);
    removal_open(dir, "cb6r5", bx, by, a);
    MINI_OK(lt_calloc((size_t)(a->state->n_species * PLANE), sizeof **washed, washed));
    rain(a, R_HOUR, *washed);
    MINI_OK(lt_state_digest(a->state, digest));
    omp_set_num_threads(had);
}

static void test_any_blocks_and_threads(void **state) {
    (void)state;
    removal_air one, many;
    double *x, *y;
    lt_digest a, b;
    run(1, 1, 1, &one, &x, a);
    run(3, 3, 4, &many, &y, b);
    assert_string_equal(a, b);
    assert_memory_equal(x, y, (size_t)(one.state->n_species * PLANE) * sizeof *x);
    lt_free(x);
    lt_free(y);
    removal_close(&one);
    removal_close(&many);
}

/* Where a species is not, rain changes nothing: a zero keeps its sign, whether or not rain falls beside it in the tile,
 * so bits do not hang on which columns share one (found by ranks: a zero lost its sign in a dry column). */
static void test_zeros_keep_their_sign(void **state) {
    (void)state;
    removal_air a;
    static lt_real zeros[R_CELLS], after[R_CELLS];
    double *washed;
    removal_open(dir, "cb6r5", 1, 1, &a);
    const int hno3 = lt_chemical_set_find(a.chemical, "HNO3");
    for (int c = 0; c < R_CELLS; ++c) zeros[c] = c % 3 ? (lt_real)-0.0 : (lt_real)0.0;
    lt_state_set(a.state, hno3, zeros);
    MINI_OK(lt_calloc((size_t)(a.state->n_species * PLANE), sizeof *washed, &washed));
    rain(&a, R_HOUR, washed);
    lt_state_get(a.state, hno3, after);
    assert_memory_equal(zeros, after, sizeof zeros);
    for (int c = 0; c < PLANE; ++c) assert_true(washed[hno3 * PLANE + c] == 0.0);
    lt_free(washed);
    removal_close(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_closed_form), cmocka_unit_test(test_dry_hour),
                                       cmocka_unit_test(test_any_blocks_and_threads),
                                       cmocka_unit_test(test_zeros_keep_their_sign)};
    return cmocka_run_group_tests(tests, make, drop);
}
