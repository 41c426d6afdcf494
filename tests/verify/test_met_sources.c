/* The real input data: what is said of them in direction.c and daily_stations.csv, the three sources through the stage,
 * draws that agree where runs overlap. Skipped where the data folder is not there. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/ncio.h"
#include "base/verify.h"
#include "grids/build/stage.h"
#include "grids/grid.h"
#include "model/met/direction.h"
#include "model/met/met_stage.h"
#include "model/met/wind_grid.h"
#include "tests/support/root.h"
#include "tests/support/data.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HOURLY "met/shenyang_hourly/shenyang_hourly_2013_2014.csv"
#define DAILY "met/cma_daily_11cities/daily_met_2014_and_2016-11.csv"
#define WIND "met/gfs_10m_wind_20161120_22/gfs_10m_wind_20161120_22_108-136E_32-50N.nc"

/* e-folding of the sectors' unit vector without its daily cycle lies at 9 h: 0.364 (e^-1 is 0.368). */
static void test_persistence(void **state) {
    (void)state;
    lt_station *s = NULL;
    assert_int_equal(lt_station_read(data_path(HOURLY), &s), LT_OK);
    double mean[24][3] = {{0}}, *x = calloc((size_t)s->n, sizeof *x), *y = calloc((size_t)s->n, sizeof *y);
    for (int pass = 0; pass < 2; pass++)
        for (long i = 0; i < s->n; i++) {
            double a = s->hours[i].wind_from_deg * M_PI / 180, *m = mean[i % 24];
            x[i] = cos(a) - (pass ? m[0] / m[2] : 0);
            y[i] = sin(a) - (pass ? m[1] / m[2] : 0);
            if (pass || isnan(a)) continue;
            m[0] += x[i];
            m[1] += y[i];
            m[2] += 1;
        }
    double squares = 0, n = 0, lagged[11] = {0}, pairs[11] = {0};
    for (long i = 0; i < s->n; i++) {
        if (isnan(x[i])) continue;
        squares += x[i] * x[i] + y[i] * y[i];
        n += 1;
        for (int l = 8; l <= 10; l++) {
            if (i + l >= s->n || isnan(x[i + l])) continue;
            lagged[l] += x[i] * x[i + l] + y[i] * y[i + l];
            pairs[l] += 1;
        }
    }
    for (int l = 8; l <= 10; l++) lagged[l] /= pairs[l] * squares / n;
    print_message("autocorrelation of the sectors: 8 h %.3f, 9 h %.3f, 10 h %.3f\n", lagged[8], lagged[9], lagged[10]);
    assert_true(lagged[8] > exp(-1.0) && lagged[9] < exp(-1.0) && fabs(lagged[9] - 0.364) < 5e-4);
    free(x);
    free(y);
    lt_station_free(s);
}

/* Shares of direction.c, and altitudes that leave no mean residual of the plane (0.15 hPa) in 2014. */
static void test_daily_file(void **state) {
    (void)state;
    lt_station *s = NULL;
    lt_daily *d = NULL;
    assert_int_equal(lt_station_read(data_path(HOURLY), &s), LT_OK);
    assert_int_equal(lt_daily_read(data_path(DAILY), &d), LT_OK);
    int city = lt_daily_find(d, "Shenyang");
    double hours = 0, inside = 0, beside = 0, calm = 0;
    for (long i = 0; i < s->n; i++) {
        double from = s->hours[i].wind_from_deg, first, last;
        double day = lt_daily_at(d, city, lt_local_day(s->start + i * LT_HOUR), LT_DAILY_STRONGEST_FROM);
        if (isnan(day)) continue;
        hours += 1;
        calm += isnan(from);
        if (isnan(from) || !lt_direction_range(from, day, &first, &last)) continue;
        *(fabs(remainder(day - from, 360.0)) <= 45.0 ? &inside : &beside) += 1;
    }
    print_message("hours %.0f: day's direction in the sector %.3f, beside %.3f, calm %.3f\n", hours, inside / hours,
                  beside / hours, calm / hours);
    assert_true(fabs(inside / hours - 0.505) < 0.001 && fabs(beside / hours - 0.100) < 0.001);
    assert_true(fabs(calm / hours - 0.0775) < 0.0005);
    lt_pressure_wind *wind = NULL;
    assert_int_equal(lt_pressure_wind_create(d, 41.64, &wind), LT_OK);
    double sum = 0, days = 0;
    for (long k = 0; k < wind->n_days; k++) {
        if (isnan(wind->east_ms[k])) continue;
        double speed = hypot(wind->east_ms[k], wind->north_ms[k]);
        assert_true(speed < 25.0);
        sum += speed;
        days += 1;
    }
    print_message("geostrophic wind of %.0f days: mean %.2f m/s\n", days, sum / days);
    assert_true(days > 375 && sum / days > 3.0 && sum / days < 8.0);
    lt_pressure_wind_free(wind);
    lt_daily_free(d);
    lt_station_free(s);
}

static lt_status run(const char *text, const char *variant, const char *const *met, int n_met, bool write,
                     const char *file) {
    char path[600];
    lt_cli cli = {.met = {.n = n_met}};
    for (int m = 0; m < n_met; m++) cli.met.items[m] = met[m];
    lt_case *setup = NULL;
    lt_outdir *dir = NULL;
    snprintf(path, sizeof path, "%s/case.yaml", root);
    assert_true(files_write_text(path, text));
    assert_int_equal(lt_case_read(path, &cli, &setup), LT_OK);
    assert_int_equal(lt_outdir_open(in_root("out"), &dir), LT_OK);
    lt_job job = {.setup = setup, .cli = &cli, .out = dir, .threads = 2};
    if (write && !lt_outdir_has(dir, "grid.nc", false, NULL)) assert_int_equal(lt_grid_stage(&job), LT_OK);
    job.period = setup->periods.items;
    job.variant = variant;
    lt_status status = lt_met_check(&job);
    if (write && status == LT_OK) status = lt_met_stage(&job);
    if (file) assert_true(lt_outdir_has(dir, file, false, NULL));
    lt_outdir_close(dir);
    lt_case_free(setup);
    return status;
}

#define HEAD "case: c\ntitle_en: t\ntitle_zh: t\ngrid: liaoning-27\nperiods:\n  - {id: "
#define STATION_MET                                                                                                    \
    "met:\n  source: station\n  file: " HOURLY "\n  daily: " DAILY "\n  ground_lead: 0 h\n  station: {name: "          \
    "Shenyang}\n"

static void read_record(const char *file, const char *name, size_t record, size_t n, float *out) {
    lt_outdir *dir = NULL;
    lt_ncr *nc = NULL;
    assert_int_equal(lt_outdir_open(in_root("out"), &dir), LT_OK);
    assert_int_equal(lt_ncr_open_own(dir, file, &nc), LT_OK);
    assert_int_equal(lt_ncr_get_float_record(nc, name, NULL, record, n, out), LT_OK);
    lt_ncr_close(nc);
    lt_outdir_close(dir);
}

static void read_text(const char *file, const char *name, char *text, size_t size) {
    lt_outdir *dir = NULL;
    lt_ncr *nc = NULL;
    assert_int_equal(lt_outdir_open(in_root("out"), &dir), LT_OK);
    assert_int_equal(lt_ncr_open_own(dir, file, &nc), LT_OK);
    assert_int_equal(lt_ncr_attr_text(nc, NULL, name, text, size), LT_OK);
    lt_ncr_close(nc);
    lt_outdir_close(dir);
}

/* Two runs whose hours overlap: the same wind in the same hour; another draw: another wind of the same speed. */
static void test_draws(void **state) {
    (void)state;
    char text[16384];
    enum { N = 44 * 40 };
    static float a[N], b[N], c[N], speed_a[N], speed_c[N];
    data_path(HOURLY);
    assert_int_equal(
        run(HEAD "a, start: 2014-01-10, length: 8 h, spinup: 2 h}\n" STATION_MET, NULL, NULL, 0, true, "met_a.nc"),
        LT_OK);
    assert_int_equal(run(HEAD "b, start: 2014-01-10 03:00, length: 3 h, spinup: 0 h}\n" STATION_MET, NULL, NULL, 0,
                         true, "met_b.nc"),
                     LT_OK);
    assert_int_equal(run(HEAD "a, start: 2014-01-10, length: 8 h, spinup: 2 h, draws: 3}\n" STATION_MET, "draw3", NULL,
                         0, true, "met_draw3_a.nc"),
                     LT_OK);
    int different = 0;
    for (size_t h = 0; h < 3; h++) {
        read_record("met_a.nc", "u_wind_10m", 5 + h, N, a);
        read_record("met_b.nc", "u_wind_10m", h, N, b);
        read_record("met_draw3_a.nc", "u_wind_10m", 5 + h, N, c);
        read_record("met_a.nc", "wind_speed_10m", 5 + h, N, speed_a);
        read_record("met_draw3_a.nc", "wind_speed_10m", 5 + h, N, speed_c);
        assert_memory_equal(a, b, sizeof a);
        assert_memory_equal(speed_a, speed_c, sizeof speed_a);
        different += memcmp(a, c, sizeof a) != 0;
    }
    assert_true(different > 0);
    read_text("met_a.nc", "assumptions", text, sizeof text);
    assert_non_null(strstr(text, "DRAWN"));
    assert_non_null(strstr(
        text,
        "of the 10 hours (spin-up and the days that the ground remembers included) the daily station file gives 10"));
    assert_non_null(strstr(text, "it gives 10 of the 10 hours the direction of the day"));
    read_text("met_a.nc", "assumptions_zh", text, sizeof text);
    assert_non_null(strstr(text, "随机抽取"));
    read_text("met_a.nc", "evidence_city", text, sizeof text);
    assert_string_equal(text, "Shenyang");
}

/* Files of --met are told apart by what is in them; December 2013 has no daily rows. */
static void test_files_by_kind(void **state) {
    (void)state;
    char text[16384];
    const char *hourly = data_path(HOURLY), *daily = data_path(DAILY), *wind = data_path(WIND);
    const char *const both[] = {daily, hourly}, *const all[] = {wind, daily}, *const twice[] = {hourly, hourly};
    const char *const three[] = {wind, daily, hourly};
    const char *plain = HEAD "k, start: 2013-12-30, length: 3 h, spinup: 0 h}\nmet: {}\n";
    assert_int_equal(run(plain, NULL, both, 2, true, "met_k.nc"), LT_OK);
    read_text("met_k.nc", "assumptions", text, sizeof text);
    assert_non_null(strstr(text, "the daily station file gives 0"));
    assert_non_null(strstr(text, "the station has no name"));
    assert_null(strstr(text, "(null)"));
    assert_int_equal(run(plain, NULL, both + 1, 1, true, "met_k.nc"), LT_OK);
    read_text("met_k.nc", "assumptions", text, sizeof text);
    assert_non_null(strstr(text, "no daily station file"));
    const char *absent = HEAD "k, start: 2013-12-30, length: 3 h, spinup: 0 h}\n"
                              "met: {source: station, file: none.csv, daily: /none/daily.csv}\n";
    assert_int_equal(run(absent, NULL, both + 1, 1, false, NULL), LT_OK); /* from outside: it goes without */
    assert_int_equal(run(absent, NULL, NULL, 0, false, NULL), LT_ERR_INPUT);
    assert_int_equal(run(plain, NULL, both, 1, false, NULL), LT_ERR_INPUT);
    assert_int_equal(run(plain, NULL, twice, 2, false, NULL), LT_ERR_USAGE);
    assert_int_equal(run(plain, NULL, three, 3, false, NULL), LT_ERR_USAGE); /* neither is dropped in silence */
    assert_int_equal(run(plain, NULL, all, 2, false, NULL), LT_ERR_INPUT);   /* 2013: no gridded wind */
    assert_non_null(strstr(lt_error_what(), "does not cover the period"));
    assert_int_equal(run(plain, NULL, all, 1, false, NULL), LT_ERR_INPUT); /* no temperature */
    assert_non_null(strstr(lt_error_what(), "daily weather"));
    assert_int_equal(
        run(HEAD "k, start: 2016-11-20T00:00:00Z, length: 3 h, spinup: 6 day}\nmet: {}\n", NULL, all, 2, false, NULL),
        LT_ERR_INPUT); /* the daily rows begin on 15 November, UTC+8 */
    lt_error_clear();
}

/* The hour's wind over a cell is the file's, at the middle of the hour, whatever the grid's axes; the air mass has no
 * jump where the grid's wind begins: the change in the hour that begins there is of the size of the other hours. */
static void test_gridded(void **state) {
    (void)state;
    const char *path = data_path(WIND);
    char text[16384];
    enum { N = 44 * 40 };
    static float u[N], v[N];
    static double east[2000], north[2000];
    assert_int_equal(run(HEAD
                         "g, start: 2016-11-20T00:00:00Z, length: 10 h, spinup: 10 h}\nmet:\n  source: gridded-wind\n"
                         "  file: " WIND "\n  daily: " DAILY "\n  station: {name: Shenyang}\n",
                         NULL, NULL, 0, true, "met_g.nc"),
                     LT_OK);
    read_text("met_g.nc", "assumptions", text, sizeof text);
    assert_non_null(strstr(text, "from the mean 10 m wind over land"));
    assert_null(strstr(text, "along the mean direction")); /* that is a station's */
    read_record("met_g.nc", "u_wind_10m", 17, N, u);
    read_record("met_g.nc", "v_wind_10m", 17, N, v);
    lt_outdir *dir = NULL; /* one at a time may have the folder */
    lt_grid *grid = NULL;
    lt_wind_grid *wind = NULL;
    lt_ncr *nc = NULL;
    assert_int_equal(lt_outdir_open(in_root("out"), &dir), LT_OK);
    assert_int_equal(lt_grid_read(dir, "grid.nc", &grid), LT_OK);
    assert_int_equal(lt_wind_grid_read(path, &wind), LT_OK);
    lt_wind_grid_at(wind, wind->time[0] + 15 * LT_HOUR / 2, east, north);
    double worst = 0.0;
    for (long c = 0; c < N; c++) {
        lt_wind_place place = lt_wind_grid_place(wind, grid->lat[c], grid->lon[c]);
        worst = lt_verify_worse(worst, fabs(u[c] - lt_wind_place_value(wind, &place, east)));
        worst = lt_verify_worse(worst, fabs(v[c] - lt_wind_place_value(wind, &place, north)));
    }
    assert_true(worst < 1e-5); /* floats of some 10 m/s */
    assert_int_equal(lt_ncr_open_own(dir, "met_g.nc", &nc), LT_OK);
    double *a = calloc(N * 20, 8), *b = calloc(N * 20, 8), change[20] = {0};
    for (size_t h = 0; h < 20; h++) {
        assert_int_equal(lt_ncr_get_double_record(nc, "air_mass", "kg", h, N * 20, a), LT_OK);
        assert_int_equal(lt_ncr_get_double_record(nc, "air_mass", "kg", h + 1, N * 20, b), LT_OK);
        for (long i = 0; i < N * 20; i++) change[h] = lt_verify_worse(change[h], fabs(b[i] / a[i] - 1.0));
    }
    double join = fmax(change[9], change[10]), other = 0.0;
    for (int h = 0; h < 20; h++)
        if (h < 9 || h > 10) other = lt_verify_worse(other, change[h]);
    print_message("largest change of a cell's air in an hour: %.1e at the join, %.1e elsewhere\n", join, other);
    assert_true(join <= other);
    free(a);
    free(b);
    lt_ncr_close(nc);
    lt_wind_grid_free(wind);
    lt_grid_free(grid);
    lt_outdir_close(dir);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_persistence),   cmocka_unit_test(test_daily_file), cmocka_unit_test(test_draws),
        cmocka_unit_test(test_files_by_kind), cmocka_unit_test(test_gridded),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
