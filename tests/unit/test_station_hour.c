/* What `lantian obs export` writes is what an analysis reads: values, states, flags, places of an hour. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/analysis/command/station_hour.h"
#include "tests/support/program.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

#include <math.h>

/* Hours that end 09:00 and 10:00 of UTC+8; the PM2.5 of c is no air. */
static const char table[] = "station,lon,lat,city,end_local,state,PM25_ugm3,O3_ugm3,CO_mgm3\n"
                            "a,123.43,41.80,Shenyang,2020-01-06 09:00,ambient,80,40,1.0\n"
                            "a,123.43,41.80,Shenyang,2020-01-06 10:00,ambient,90,50,1.5\n"
                            "b,100.00,30.00,Elsewhere,2020-01-06 10:00,ambient,70,,\n"
                            "c,121.60,38.90,Dalian,2020-01-06 10:00,298,99999,60,\n";

static void do_or_fail(program_result done) {
    if (done.code != 0) fail_msg("%s", done.err);
    program_free(&done);
}

static void test_reads_an_export(void **state) {
    (void)state;
    char csv[4200], archive[4200], out[4200];
    snprintf(csv, sizeof csv, "%s", in_root("hours.csv"));
    snprintf(archive, sizeof archive, "%s", in_root("obs.sqlite"));
    snprintf(out, sizeof out, "%s", in_root("out"));
    assert_true(files_write_text(csv, table));
    do_or_fail(program_run(NULL, "obs", "import", csv, "--archive", archive));
    do_or_fail(
        program_run(NULL, "obs", "export", "--archive", archive, "--start", "2020-01-06", "--days", "1", "--out", out));
    lt_definition *definition;
    lt_grid *grid;
    lt_observation_error errors;
    assert_int_equal(lt_definition_read("liaoning-27", &definition), LT_OK);
    assert_int_equal(lt_grid_create(definition, 0, &grid), LT_OK);
    assert_int_equal(lt_observation_error_read(NULL, &errors), LT_OK);
    double *density = calloc((size_t)grid->nx * (size_t)grid->ny, sizeof *density);
    for (int p = 0; p < grid->nx * grid->ny; p++) density[p] = 1.3;
    const lt_time end = lt_time_from_civil(2020, 1, 6, 2, 0, 0); /* UTC */
    lt_station_wish wish = {end, grid, density, &errors};
    lt_station_hour hour;
    assert_int_equal(lt_station_hour_read(in_root("out/obs.nc"), &wish, &hour), LT_OK);
    assert_int_equal(hour.n_stations, 3);
    assert_int_equal(hour.n_flagged, 1);
    assert_int_equal(hour.n, 5);
    double sum[LT_N_MONITORED] = {0};
    int outside = 0, i, j;
    bool inside;
    assert_int_equal(lt_grid_cell(grid, 123.43, 41.80, &i, &j, &inside), LT_OK);
    for (long n = 0; n < hour.n; n++) {
        const lt_observation *o = &hour.items[n];
        sum[o->what] += o->value;
        outside += o->place < 0;
        if (o->what == LT_MONITORED_CO) assert_int_equal(o->place, j * grid->nx + i);
        assert_true(o->error == lt_observation_error_of(&errors, o->what, o->value, 27e3));
    }
    assert_int_equal(outside, 1);
    const double reference = 101325.0 * 0.0289647 / (8.314462618 * 298.15);
    assert_true(fabs(sum[LT_MONITORED_PM25] - 160.0) < 1e-9 && fabs(sum[LT_MONITORED_CO] - 1500.0) < 1e-9);
    assert_true(fabs(sum[LT_MONITORED_O3] - 50.0 - 60.0 * 1.3 / reference) < 1e-9);
    lt_station_hour_free(&hour);
    wish.end = end + 48 * LT_HOUR;
    BAD_INPUT(lt_station_hour_read(in_root("out/obs.nc"), &wish, &hour), "observations", "does not cover");
    free(density);
    lt_grid_free(grid);
    lt_definition_free(definition);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_reads_an_export)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
