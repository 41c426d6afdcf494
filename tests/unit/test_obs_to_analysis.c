/* Two rooms that know nothing of each other meet in obs.nc: what the archive writes is what the analysis reads. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/analysis/command/station_hour.h"
#include "tests/support/near.h"
#include "tests/support/obs_files.h"
#include "tests/support/program.h"
#include "tests/support/root.h"

/* Site 4 reports nonsense in the hour that is read. */
static double value_of(int site, const char *type, long day, int hour) {
    return site == 4 && hour == 9 ? 99999 : obs_quiet(site, type, day, hour);
}

static lt_grid *grid_of(void) {
    lt_definition *definition = NULL;
    lt_grid *grid = NULL;
    assert_int_equal(lt_definition_read("liaoning-27", &definition), LT_OK);
    assert_int_equal(lt_grid_create(definition, 1, &grid), LT_OK);
    lt_definition_free(definition);
    return grid;
}

static const lt_observation *of(const lt_station_hour *hour, lt_monitored what, long n) {
    for (long k = 0; k < hour->n; k++)
        if (hour->items[k].what == what && n-- == 0) return &hour->items[k];
    return NULL;
}

static void hours_before_and_after(bool old) {
    const lt_time day = old ? lt_time_from_civil(2018, 8, 1, 0, 0, 0) : lt_time_from_civil(2020, 1, 6, 0, 0, 0);
    const char *name = old ? "old" : "new", *start = old ? "2018-08-01" : "2020-01-06";
    char archive[PATH_MAX + 64], out[PATH_MAX + 64];
    snprintf(archive, sizeof archive, "%s/%s.sqlite", root, name);
    snprintf(out, sizeof out, "%s/%s", root, name);
    lt_import told;
    obs_write_cnemc(in_root("day.csv"), day, OBS_SITES, value_of);
    assert_int_equal(obs_import(archive, in_root("day.csv"), &told), LT_OK);
    program_result said =
        program_run(NULL, "obs", "export", "--archive", archive, "--start", start, "--days", "1", "--out", out);
    if (said.code != 0) fail_msg("%s", said.err);
    program_free(&said);
    lt_grid *grid = grid_of();
    const double rho = 1.3;
    double *density = calloc((size_t)(grid->nx * grid->ny), sizeof *density);
    for (int q = 0; q < grid->nx * grid->ny; q++) density[q] = rho;
    lt_observation_error errors;
    assert_int_equal(lt_observation_error_read(NULL, &errors), LT_OK);
    const lt_station_wish wish = {day + 9 * LT_HOUR - LT_CST_OFFSET, grid, density, &errors}; /* the label 9: its end */
    lt_station_hour hour;
    const lt_status status = lt_station_hour_read(lt_fmt("%s/obs.nc", out), &wish, &hour);
    if (status != LT_OK) fail_msg("%s: %s", lt_error_what(), lt_error_where());
    assert_int_equal(hour.n_stations, OBS_SITES);
    assert_int_equal(hour.n, 6 * (OBS_SITES - 1));
    assert_int_equal(hour.n_flagged, 6);
    const long d = (long)(day / LT_DAY);
    /* Air of 28.9628 g/mol at 298.15 K and 1013.25 hPa: 1.18380 kg/m3; at 273.15 K 1.29215. */
    const double at = old ? 1.29215 : 1.18380;
    assert_near(of(&hour, LT_MONITORED_O3, 0)->value, obs_quiet(0, "O3", d, 9) * rho / at, 2e-2);
    const double pm25 = obs_quiet(1, "PM2.5", d, 9);
    assert_near(of(&hour, LT_MONITORED_PM25, 1)->value, old ? pm25 * rho / at : pm25, 2e-2);
    assert_near(of(&hour, LT_MONITORED_CO, 2)->value, 1000 * obs_quiet(2, "CO", d, 9) * rho / at, 0.5);
    for (long k = 0; k < hour.n; k++) assert_true(hour.items[k].place >= 0 && hour.items[k].error > 0);
    lt_station_hour_free(&hour);
    lt_grid_free(grid);
    free(density);
}

static void before_2018(void **state) {
    (void)state;
    hours_before_and_after(true);
}

static void after_2018(void **state) {
    (void)state;
    hours_before_and_after(false);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(before_2018), cmocka_unit_test(after_2018)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
