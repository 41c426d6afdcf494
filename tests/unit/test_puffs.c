/* Puffs over hours: a receptor's bits do not depend on threads, sources add up, the budget closes through turning wind,
 * a calm and a morning; a plume that comes over a coast is mixed into the layer there; halves of wide puffs keep the
 * whole; what cannot be is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/gaussian/puff/puffs.h"
#include "model/gaussian/verify/hours.h"

#include <math.h>
#include <string.h>

enum { N = 120, HOURS = 4, SOURCES = 2 };
static double x[N], y[N], above[N];
static const lt_plume_receptors receptors = {.n = N, .x_m = x, .y_m = y, .above_m = above};
static const lt_plume_source sources[SOURCES] = {
    {.kind = LT_PLUME_POINT, .height_m = 80, .diameter_m = 3, .exit_ms = 15, .exit_K = 390, .downwash = true},
    {.kind = LT_PLUME_VOLUME, .x_m = 300.0, .height_m = 4, .sigma_y0_m = 6, .sigma_z0_m = 3}};
static const double rates[HOURS * SOURCES] = {10, 1, 10, 1, 10, 0, 5, 1};
/* Deposition, settling, washout, decay. */
static const lt_plume_removal removals[HOURS] = {{0.005, 0, 0, 0}, {0, 0, 0, 1e-5}, {0, 0, 0, 0}, {0, 0, 1e-4, 0}};

static int setup(void **state) {
    (void)state;
    uint64_t seed = 5;
    for (int n = 0; n < N; n++) {
        x[n] = 8000.0 * (lt_verify_random(&seed) - 0.5);
        y[n] = 8000.0 * (lt_verify_random(&seed) - 0.5);
        above[n] = n % 4 ? 1.5 : 20.0;
    }
    return 0;
}

/* A night wind that turns, a calm, a morning, noon. */
static void day(lt_profile profiles[HOURS], bool calm[HOURS]) {
    static const int kind[HOURS] = {1, 0, 3, 4};
    for (int k = 0; k < HOURS; k++) {
        lt_plume_hour hour = lt_named_hours[kind[k]].hour;
        hour.wind_from_deg = 200.0 + 50.0 * k;
        calm[k] = k == 1;
        if (calm[k]) {
            hour.wind_ms = 0.0;
            hour.friction_velocity_ms = -9.0; /* as files write what is missing */
            hour = lt_puff_calm(&hour);
        }
        lt_profile_make(&profiles[k], &hour, NULL);
    }
}

static void run(int threads, bool by_source, double *out, lt_puffs_budget *budget) {
    lt_profile profiles[HOURS];
    bool calm[HOURS];
    day(profiles, calm);
    const lt_puff_hours hours = {.n = HOURS, .at = profiles, .calm = calm, .hour_s = 3600.0};
    const lt_puff_air air = lt_puff_air_hours(&hours);
    lt_puffs_setup how = lt_puffs_usual();
    how.threads = threads;
    how.by_source = by_source;
    how.cell_m = 8000.0;
    how.reach_m = 20e3;
    lt_puffs *puffs = NULL;
    assert_int_equal(lt_puffs_create(&how, &puffs), LT_OK);
    const lt_puffs_run hourly = {.air = &air,
                                 .sources = sources,
                                 .n_sources = SOURCES,
                                 .n_hours = HOURS,
                                 .rates_gs = rates,
                                 .removals = removals,
                                 .receptors = &receptors};
    assert_int_equal(lt_puffs_hours(puffs, &hourly, out), LT_OK);
    *budget = lt_puffs_budget_of(puffs);
    lt_puffs_free(puffs);
}

static void test_hours(void **state) {
    (void)state;
    static double one[HOURS * N], two[HOURS * N], split[HOURS * SOURCES * N];
    lt_puffs_budget b, other;
    run(1, false, one, &b);
    run(2, false, two, &other);
    assert_memory_equal(one, two, sizeof one);
    assert_memory_equal(&b, &other, sizeof b);
    run(2, true, split, &other);
    for (int h = 0; h < HOURS; h++) {
        double sum = 0.0;
        for (int n = 0; n < N; n++) {
            const double parts = split[(h * SOURCES) * N + n] + split[(h * SOURCES + 1) * N + n];
            assert_true(fabs(parts - one[h * N + n]) <= 1e-12 * one[h * N + n]); /* another order of the sum */
            sum += one[h * N + n];
        }
        assert_true(sum > 0.0 && isfinite(sum)); /* in the calm, too */
    }
    double emitted = 0.0;
    for (int k = 0; k < HOURS * SOURCES; k++) emitted += rates[k] * 3600.0;
    assert_true(fabs(b.emitted / emitted - 1.0) < 1e-12);
    assert_true(b.deposited > 0.0 && b.washed > 0.0 && b.decayed > 0.0 && b.left > 0.0 && b.aloft > 0.0);
    assert_true(fabs((b.aloft + b.deposited + b.washed + b.decayed + b.left) / b.emitted - 1.0) < 1e-12);
}

/* Sea to the west: stable. Land: a layer that grows with the root of the way. */
static void coast(const void *self, double t, double px, double py, double z, lt_puff_weather *out) {
    (void)self, (void)t, (void)py, (void)z;
    *out = (lt_puff_weather){.u_ms = 4.0, .convective = px > 0.0, .mixing_m = px > 0.0 ? 6.0 * sqrt(px) : 1000.0};
}

static void test_coast(void **state) {
    (void)state;
    const lt_puff_air air = {.at = coast};
    const lt_plume_source stack = {
        .kind = LT_PLUME_VOLUME, .x_m = -3000.0, .height_m = 150.0, .sigma_y0_m = 60.0, .sigma_z0_m = 20.0};
    lt_puffs_setup how = lt_puffs_usual();
    how.growth = (lt_puff_growth){.law = LT_PUFF_CONSTANT_K}; /* no spread but by the layer */
    lt_puffs *puffs = NULL;
    assert_int_equal(lt_puffs_create(&how, &puffs), LT_OK);
    const double px[3] = {-200.0, 650.0, 4000.0}, py[3] = {0.0}, rate[2] = {1.0, 1.0};
    const lt_plume_receptors line = {.n = 3, .x_m = px, .y_m = py};
    double out[6];
    const lt_puffs_run hourly = {
        .air = &air, .sources = &stack, .n_sources = 1, .n_hours = 2, .rates_gs = rate, .receptors = &line};
    assert_int_equal(lt_puffs_hours(puffs, &hourly, out), LT_OK);
    const double across = 1.0 / (sqrt(2.0 * M_PI) * 60.0 * 4.0), half = 0.5 / (6.0 * sqrt(650.0)),
                 all = 1.0 / (6.0 * sqrt(4000.0));
    assert_true(out[3] < 1e-9 * across);                     /* 7.5 sigma above the sea */
    assert_true(fabs(out[4] / (across * half) - 1.0) < 0.2); /* the layer is 153 m high: half and 6 % are in */
    assert_true(fabs(out[5] / (across * all) - 1.0) < 0.01); /* all, of a step's mean of the layer */
    const lt_puffs_budget b = lt_puffs_budget_of(puffs);
    assert_true(fabs(b.aloft / b.emitted - 1.0) < 1e-12);
    lt_puffs_free(puffs);
}

static void test_halves(void **state) {
    (void)state;
    const lt_puff_weather still = {0};
    const lt_puff_air air = lt_puff_air_even(&still);
    const lt_plume_source wide = {
        .kind = LT_PLUME_VOLUME, .x_m = 10.0, .height_m = 50.0, .sigma_y0_m = 900.0, .sigma_z0_m = 20.0};
    lt_puffs_setup how = lt_puffs_usual();
    how.cell_m = 300.0;
    how.merge = 0.0;
    lt_puffs *puffs = NULL;
    assert_int_equal(lt_puffs_create(&how, &puffs), LT_OK);
    assert_int_equal(lt_puffs_release(puffs, &air, &wide, 0, 2.0, 0.0), LT_OK);
    const double before = lt_puffs_at(puffs, 400.0, -300.0, 1.5);
    assert_int_equal(lt_puffs_tidy(puffs, &air, 0.0), LT_OK);
    const long n = lt_puffs_count(puffs);
    double mass = 0.0, mean = 0.0, square = 0.0;
    for (long k = 0; k < n; k++) {
        const lt_puff *p = lt_puffs_item(puffs, k);
        assert_true(lt_puff_longest(p) <= 300.0);
        mass += p->mass_g;
        mean += p->mass_g * p->x_m;
    }
    for (long k = 0; k < n; k++) {
        const lt_puff *p = lt_puffs_item(puffs, k);
        square += p->mass_g * (p->xx_m2 + (p->x_m - mean / mass) * (p->x_m - mean / mass));
    }
    assert_true(n > 8);
    assert_true(fabs(mass - 2.0) < 1e-13 && fabs(mean / mass - 10.0) < 1e-9);
    assert_true(fabs(square / mass / (900.0 * 900.0) - 1.0) < 1e-12);
    /* The sum of halves is no Gaussian: near its middle within a fifth. */
    assert_true(fabs(lt_puffs_at(puffs, 400.0, -300.0, 1.5) / before - 1.0) < 0.2);
    lt_puffs_free(puffs);
}

static void test_refused(void **state) {
    (void)state;
    const lt_puff_weather still = {0};
    const lt_puff_air air = lt_puff_air_even(&still);
    lt_puffs_setup how = lt_puffs_usual();
    lt_puffs *puffs = NULL;
    how.release_s = 0.0;
    assert_int_equal(lt_puffs_create(&how, &puffs), LT_ERR_INPUT);
    how = lt_puffs_usual();
    assert_int_equal(lt_puffs_create(&how, &puffs), LT_OK);
    const lt_plume_source area = {.kind = LT_PLUME_AREA};
    assert_int_equal(lt_puffs_release(puffs, &air, &area, 7, 1.0, 0.0), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_where(), "source 7"));
    const double bad = NAN;
    double out[N];
    const lt_puffs_run hourly = {
        .air = &air, .sources = sources, .n_sources = 1, .n_hours = 1, .rates_gs = &bad, .receptors = &receptors};
    assert_int_equal(lt_puffs_hours(puffs, &hourly, out), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_where(), "hour 0, source 0"));
    lt_puffs_free(puffs);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hours), cmocka_unit_test(test_coast),
                                       cmocka_unit_test(test_halves), cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, setup, NULL);
}
