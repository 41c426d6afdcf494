/* Emissions of a file as the model takes them: sums by species, stacks outside the grid, and what cannot be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/log.h"
#include "model/emission/emission.h"
#include "model/emission/plume_rise.h"
#include "tests/support/mini_air.h"
#include "tests/support/root.h"
#include "tests/support/source_totals.h"
#include "tests/support/words.h"

enum { NX = MINI_NX, NY = MINI_NY, NZ = MINI_NZ, PLANE = NX * NY, N_HOURS = 2 };

static lt_outdir *dir;
static lt_air *air;
static lt_weather weather;
static char remark[512];

static void hear(lt_log_level level, const char *text) {
    (void)level;
    snprintf(remark, sizeof remark, "%s", text);
}

static int make(void **state) {
    lt_ncr *file;
    if (make_root(state) != 0 || lt_outdir_open(root, &dir) != LT_OK) return -1;
    mini_met(dir, "met.nc", N_HOURS);
    MINI_OK(lt_ncr_open_own(dir, "met.nc", &file));
    MINI_OK(lt_weather_open(file, NX, NY, NZ, mini_start, N_HOURS, &weather));
    MINI_OK(lt_weather_hour(&weather, 0));
    MINI_OK(lt_air_create(NX, NY, NZ, &air));
    lt_log_set_sinks(NULL, hear);
    return 0;
}

static int drop(void **state) {
    lt_log_set_sinks(NULL, NULL);
    lt_weather_close(&weather);
    lt_air_free(air);
    lt_outdir_close(dir);
    return remove_root(state);
}

/* One area profile and three stacks of CO, the last beyond the eastern border; all rates are exact in float. */
typedef struct what {
    double share0, area, point, height, x_last;
    int n_hours;
} what;
static const what good = {0.75, 0.5, 2.0, 100.0, 1e7, N_HOURS};

static void write_file(const char *name, const what *w) {
    static const char *const columns[] = {"x", "y", "height", "diameter", "exit_temperature", "exit_velocity"};
    static const char *const units[] = {"m", "m", "m", "m", "K", "m s-1"};
    const double values[6][3] = {{-50e3, 10e3, w->x_last}, {90e3, -60e3, 0}, {w->height, 0, 50}, {5, 1, 1},
                                 {400, 200, 350},          {20, 0, 5}};
    const double shares[NZ] = {w->share0, 0.25};
    double area[PLANE], points[3] = {w->point, 4.0, 8.0};
    char names[6][64];
    lt_ncw *file;
    for (int c = 0; c < PLANE; ++c) area[c] = c == 17 ? w->area : 0.25;
    MINI_OK(lt_ncw_create(dir, name, "emissions of a test", &file));
    MINI_OK(lt_ncw_time_hours(file, mini_start, (size_t)w->n_hours));
    MINI_OK(lt_ncw_dim(file, "z", NZ));
    MINI_OK(lt_ncw_dim(file, "y", NY));
    MINI_OK(lt_ncw_dim(file, "x", NX));
    MINI_OK(lt_ncw_dim(file, "profile", 1));
    MINI_OK(lt_ncw_dim(file, "point", 3));
    for (int c = 0; c < 6; ++c) {
        snprintf(names[c], sizeof names[c], "points/%s", columns[c]);
        MINI_OK(lt_ncw_var(file, &(lt_field){names[c], NULL, units[c], "point", "test"}, NC_DOUBLE));
        MINI_OK(lt_ncw_put_double(file, names[c], values[c]));
    }
    MINI_OK(lt_ncw_var(file, &(lt_field){"area/profile_fraction", NULL, "1", "profile z", "test"}, NC_DOUBLE));
    MINI_OK(lt_ncw_put_double(file, "area/profile_fraction", shares));
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        char variable[64];
        if (!*lt_passive_species[s].emitted) continue;
        snprintf(variable, sizeof variable, "area/%s", lt_passive_species[s].emitted);
        MINI_OK(lt_ncw_var(file, &(lt_field){variable, NULL, "kg s-1", "time profile y x", "test"}, NC_FLOAT));
        for (int h = 0; h < w->n_hours; ++h) MINI_OK(lt_ncw_put_double_record(file, variable, (size_t)h, area));
    }
    MINI_OK(lt_ncw_var(file, &(lt_field){"points/CO", NULL, "kg s-1", "time point", "test"}, NC_FLOAT));
    for (int h = 0; h < w->n_hours; ++h) MINI_OK(lt_ncw_put_double_record(file, "points/CO", (size_t)h, points));
    MINI_OK(lt_ncw_commit(file));
}

/* Open the file and take one hour; the sources stay readable until lt_emission_close. */
static lt_status take(const char *name, lt_time start, double total[LT_N_SPECIES], lt_emission **e,
                      const lt_source **source) {
    lt_ncr *file;
    *e = NULL;
    MINI_OK(lt_ncr_open_own(dir, name, &file));
    const lt_emission_setup setup = {.place = {-0.5 * NX * 27e3, -0.5 * NY * 27e3, 27e3, 0, 0, 0, 0},
                                     .z_edge = mini_edges,
                                     .start = start,
                                     .n_hours = N_HOURS};
    LT_TRY(lt_emission_open(file, &lt_passive_set, &weather, air, &setup, e));
    LT_TRY(lt_emission_hour(*e, 0, &weather, source));
    source_totals(air, *source, LT_N_SPECIES, total);
    return LT_OK;
}

static lt_status take_changed(what w) {
    double total[LT_N_SPECIES];
    lt_emission *e;
    const lt_source *source;
    write_file("changed.nc", &w);
    lt_status status = take("changed.nc", mini_start, total, &e, &source);
    lt_emission_close(e);
    return status;
}

static void test_sums_and_places(void **state) {
    (void)state;
    double total[LT_N_SPECIES], area = 0.25 * (PLANE - 1) + 0.5, ground = 0, second = 0;
    lt_emission *e;
    const lt_source *source;
    write_file("good.nc", &good);
    remark[0] = '\0';
    MINI_OK(take("good.nc", mini_start, total, &e, &source));
    assert_non_null(strstr(remark, "1 of 3 point sources lie outside"));
    /* Sums of dyadic numbers: exact but for the shares of the plume's layers, which are rounded to lt_real. */
    const double ulp = sizeof(lt_real) == 4 ? 0x1p-23 : 0x1p-52;
    assert_true(total[LT_S_SO2] == area && total[LT_S_BC] == area);
    assert_true(fabs(total[LT_S_CO] - (area + 6.0)) <= ulp * 6.0);
    for (int c = 0; c < PLANE; ++c) {
        ground += source[LT_S_SO2].rate[lt_air_at(air, 0, c / NX, c % NX)];
        second += source[LT_S_SO2].rate[lt_air_at(air, 1, c / NX, c % NX)];
    }
    assert_true(ground == 0.75 * area && second == 0.25 * area);
    /* The stack of no height with cold gas stands in cell (7, 3): its 4 kg/s leave at the ground. */
    assert_true(fabs(source[LT_S_CO].rate[lt_air_at(air, 0, 3, 7)] - (0.75 * 0.25 + 4.0)) <= ulp * 4.0);
    lt_emission_close(e);
}

static void test_hours_must_cover(void **state) {
    (void)state;
    double total[LT_N_SPECIES];
    lt_emission *e;
    const lt_source *source;
    write_file("hours.nc", &good);
    assert_int_equal(take("hours.nc", mini_start + LT_HOUR, total, &e, &source), LT_ERR_INPUT);
    EXPECT("does not cover the run", "2020-01-06T03", "2020-01-06T02");
    assert_null(e);
    assert_int_equal(take("hours.nc", mini_start - LT_HOUR, total, &e, &source), LT_ERR_INPUT);
    assert_int_equal(take("hours.nc", mini_start + 60, total, &e, &source), LT_ERR_INPUT);
}

static void test_what_cannot_be(void **state) {
    (void)state;
    what w = good;
    assert_int_equal(take_changed(w), LT_OK);
    w.share0 = 0.7;
    assert_int_equal(take_changed(w), LT_ERR_INPUT);
    EXPECT("profile_fraction", "0.95");
    w = good;
    w.area = -0.5;
    assert_int_equal(take_changed(w), LT_ERR_INPUT);
    EXPECT("area/SO2", "-0.5", "hour 0 (from 2020-01-06T00:00:00Z), profile 0, row 1, column 3");
    w.area = NAN;
    assert_int_equal(take_changed(w), LT_ERR_INPUT);
    w = good;
    w.point = NAN;
    assert_int_equal(take_changed(w), LT_ERR_INPUT);
    EXPECT("points/CO", "point 0", "no number (missing, or NaN)");
    w = good;
    w.height = -1;
    assert_int_equal(take_changed(w), LT_ERR_INPUT);
    EXPECT("points/height", "point 0");
    w = good;
    w.x_last = NAN;
    assert_int_equal(take_changed(w), LT_ERR_INPUT);
}

/* Shares sum to one for any plume, also at the ground and beyond the top. */
static void test_layers(void **state) {
    (void)state;
    static const double plumes[][2] = {{0, 0}, {0, 0.2}, {39.9, 40.1}, {100, 700}, {4999, 5001}, {9e3, 1e4}, {-1, 0}};
    for (size_t p = 0; p < sizeof plumes / sizeof plumes[0]; ++p) {
        double share[NZ], sum = 0;
        lt_plume_layers(plumes[p][0], plumes[p][1], NZ, mini_edges, share);
        for (int k = 0; k < NZ; ++k) {
            assert_true(share[k] >= 0.0);
            sum += share[k];
        }
        assert_true(fabs(sum - 1.0) < 1e-15 * 4);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sums_and_places), cmocka_unit_test(test_hours_must_cover),
                                       cmocka_unit_test(test_what_cannot_be), cmocka_unit_test(test_layers)};
    return cmocka_run_group_tests(tests, make, drop);
}
