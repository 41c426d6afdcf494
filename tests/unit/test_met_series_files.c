/* A series of more files than may be open: 300 files of one hour each under a limit of 64 open files give the values
 * that were written, in any order of reading; a file that changes or goes away meanwhile is an error that names it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the headers above */
#include <cmocka.h>

#include "model/met/gridded/grib/grib.h"
#include "model/met/gridded/series.h"
#include "tests/support/data.h"
#include "tests/support/gridded.h"
#include "tests/support/near.h"
#include "tests/support/nc_make.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum { FILES = 300, LIMIT = 64, SIDE = 2, POINTS = SIDE * SIDE };

static char folder[256];
static char paths[FILES][300];
static lt_time start;

static float written(long hour, int point) {
    return 250.0f + 0.125f * (float)hour + (float)point;
}

static void number(int id, const char *name, double value) {
    nc_good(nc_put_att_double(id, NC_GLOBAL, name, NC_DOUBLE, 1, &value));
}

/* wrfout of one hour, in the classic format, which is the quickest to write. */
static void write_hour(const char *path, long hour, long says) {
    int id, var;
    char text[24], time[20];
    const double lat[POINTS] = {40, 40, 40.25, 40.25}, lon[POINTS] = {120, 120.25, 120, 120.25};
    float t2[POINTS], rain[POINTS], none[POINTS] = {0};
    for (int p = 0; p < POINTS; p++) t2[p] = written(hour, p), rain[p] = (float)hour;
    nc_good(nc_create(path, NC_CLOBBER, &id));
    nc_dim(id, "Time", 1);
    nc_dim(id, "DateStrLen", 19);
    nc_dim(id, "south_north", SIDE);
    nc_dim(id, "west_east", SIDE);
    nc_good(nc_put_att_text(id, NC_GLOBAL, "SIMULATION_START_DATE", 19, "2014-01-06_00:00:00"));
    number(id, "MAP_PROJ", 6);
    nc_var(id, "Times", NC_CHAR, "Time DateStrLen", NULL);
    nc_var(id, "XLAT", NC_DOUBLE, "Time south_north west_east", "degree_north");
    nc_var(id, "XLONG", NC_DOUBLE, "Time south_north west_east", "degree_east");
    nc_var(id, "T2", NC_FLOAT, "Time south_north west_east", "K");
    nc_var(id, "RAINC", NC_FLOAT, "Time south_north west_east", "mm");
    nc_var(id, "RAINNC", NC_FLOAT, "Time south_north west_east", "mm");
    nc_good(nc_enddef(id));
    lt_time_iso(start + says * LT_HOUR, text);
    snprintf(time, sizeof time, "%.10s_%.8s", text, text + 11);
    nc_good(nc_inq_varid(id, "Times", &var));
    nc_good(nc_put_var_text(id, var, time));
    nc_good(nc_inq_varid(id, "XLAT", &var));
    nc_good(nc_put_var_double(id, var, lat));
    nc_good(nc_inq_varid(id, "XLONG", &var));
    nc_good(nc_put_var_double(id, var, lon));
    const float *values[3] = {t2, rain, none};
    static const char *const names[3] = {"T2", "RAINNC", "RAINC"};
    for (int k = 0; k < 3; k++) {
        nc_good(nc_inq_varid(id, names[k], &var));
        nc_good(nc_put_var_float(id, var, values[k]));
    }
    nc_end(id);
}

static int set_up(void **state) {
    (void)state;
    start = lt_time_from_civil(2014, 1, 6, 0, 0, 0);
    if (!files_make_folder(folder)) return 1;
    for (int h = 0; h < FILES; h++) {
        snprintf(paths[h], sizeof paths[h], "%s/wrfout_%03d", folder, h);
        write_hour(paths[h], h, h);
    }
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

static lt_series *open_series(int n) {
    const char *list[FILES];
    lt_series *s = NULL;
    for (int h = 0; h < n; h++) list[h] = paths[h];
    gridded_good(lt_series_open(n, list, &s));
    return s;
}

static void check(const lt_series *s, long hour) {
    float values[POINTS];
    gridded_good(lt_series_read(s, LT_G_T2M, hour, values));
    for (int p = 0; p < POINTS; p++) assert_near(values[p], (double)written(hour, p), 0);
    if (hour == 0) return; /* nothing has fallen since the start */
    assert_true(s->field[LT_G_RAIN].items[hour - 1].end == start + hour * LT_HOUR);
    gridded_good(lt_series_read(s, LT_G_RAIN, hour - 1, values));
    for (int p = 0; p < POINTS; p++) assert_near(values[p], (double)hour, 0);
}

static void test_more_files_than_may_be_open(void **state) {
    (void)state;
    struct rlimit before;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &(const struct rlimit){LIMIT, before.rlim_max}), 0);
    lt_series *s = open_series(FILES);
    assert_int_equal(s->field[LT_G_T2M].n, FILES);
    assert_int_equal(s->n_planes, 1);
    for (long h = 0; h < FILES; h += 3) check(s, h);
    static const long jumps[] = {0, 299, 150, 1, 298, 150, 0};
    for (size_t k = 0; k < sizeof jumps / sizeof *jumps; k++) check(s, jumps[k]);
    int open = 0;
    for (int p = 0; p < FILES; p++) open += s->part[p]->own != NULL;
    assert_int_equal(open, LT_OPEN_PARTS);
    lt_series_free(s);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
}

static void expect_error(const lt_series *s, long hour, const char *say) {
    float values[POINTS];
    char text[4096];
    assert_int_equal(lt_series_read(s, LT_G_T2M, hour, values), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    if (!strstr(text, say) || !strstr(text, paths[hour])) fail_msg("no \"%s\" or %s in:\n%s", say, paths[hour], text);
    lt_error_clear();
}

/* The first of more files than are kept open is closed when the last one has been opened. */
static void test_changed_meanwhile(void **state) {
    (void)state;
    lt_series *s = open_series(LT_OPEN_PARTS + 2);
    write_hour(paths[0], 0, 7);
    expect_error(s, 0, "has changed while it is in use");
    expect_error(s, 0, "has changed while it is in use");
    assert_int_equal(unlink(paths[1]), 0);
    expect_error(s, 1, "no such file");
    check(s, 2);
    write_hour(paths[0], 0, 0);
    check(s, 0);
    write_hour(paths[1], 1, 1);
    check(s, 1);
    lt_series_free(s);
}

/* Files of every foreign reader: what is read after a pause is what was read before it. */
static void test_paused(void **state) {
    (void)state;
    static const char *const samples[] = {"met/wrf_samples/wrf_d01_allvars_cropped.nc",
                                          "met/gfs_full_state_2p5deg/gfs_2011011012_f120_2p5deg_sfc_105-140E_25-55N.nc",
                                          "met/mcip_ioapi_sample/GRIDCRO2D_20171222.nc",
                                          "met/grib_netcdf_reader_samples/nam.t00z.awp21100.tm00.grib2"};
    lt_gridded_add_reader(&lt_gridded_reader_grib);
    for (size_t k = 0; k < sizeof samples / sizeof *samples; k++) {
        lt_gridded *g = gridded_open(data_path(samples[k]));
        const lt_plane *plane = g->plane;
        size_t n = (size_t)plane->n * (size_t)(g->n_levels > 1 ? g->n_levels : 1);
        float *before = calloc(n * LT_N_GRIDDED, sizeof *before), *after = calloc(n, sizeof *after);
        for (int f = 0; f < LT_N_GRIDDED; f++)
            if (g->records[f].n) gridded_read(g, (lt_gridded_field)f, g->records[f].n - 1, before + (size_t)f * n);
        lt_gridded_pause(g);
        assert_null(g->own);
        gridded_good(lt_gridded_resume(g));
        assert_ptr_equal(g->plane, plane);
        for (int f = 0; f < LT_N_GRIDDED; f++) {
            if (g->records[f].n == 0) continue;
            memset(after, 0, n * sizeof *after);
            gridded_read(g, (lt_gridded_field)f, g->records[f].n - 1, after);
            assert_memory_equal(before + (size_t)f * n, after, n * sizeof *before);
        }
        lt_gridded_pause(g);
        lt_gridded_close(g);
        free(before);
        free(after);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_more_files_than_may_be_open),
        cmocka_unit_test(test_changed_meanwhile),
        cmocka_unit_test(test_paused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
