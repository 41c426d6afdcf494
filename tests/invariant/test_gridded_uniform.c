/* Real gridded weather from its files to the model: GFS of January 2011 (GRIB2, complex packing) and of October 2011
 * (netCDF made with cdo) on liaoning-27 with its terrain. Columns close, values stand beside what the GFS says at
 * Shenyang, and a mixing ratio that is the same everywhere stays so in the model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/met/gridded/grib/grib.h"
#include "model/met/gridded/gridded.h"
#include "tests/support/data.h"
#include "tests/support/near.h"
#include "tests/support/uniform_air.h"

#include <netcdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HOURS = 3, NX = 44, NY = 40, NZ = 20, CELLS = NX * NY };
static char folder[256];

static int set_up(void **state) {
    (void)state;
    lt_gridded_add_reader(&lt_gridded_reader_grib);
    return files_make_folder(folder) ? 0 : 1;
}

static int tear_down(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

static void run_model(lt_outdir *dir, const lt_grid *grid, lt_time start) {
    const double worst = uniform_run(dir, grid, start, HOURS);
    print_message("uniform tracer after %d h: largest departure %.3g\n", HOURS, worst);
    assert_true(worst == 0);
}

static float at_shenyang(lt_ncr *file, const lt_grid *g, const char *name, const char *unit, size_t levels, size_t k) {
    int i, j;
    bool inside;
    static float values[(NZ + 1) * CELLS];
    uniform_good(lt_grid_cell(g, 123.43, 41.8, &i, &j, &inside));
    uniform_good(lt_ncr_get_float_record(file, name, unit, 0, levels * CELLS, values));
    return values[k * CELLS + (size_t)(j * NX + i)];
}

/* met.nc of HOURS hours with the state held; makes the grid too. */
static lt_ncr *make(const char *name, const char *files, const char *day, lt_outdir **dir, lt_grid **grid,
                    lt_time *start) {
    char met[4096];
    lt_ncr *file;
    snprintf(met, sizeof met, "  source: gridded\n  file: [%s]\n  persist: yes\n", files);
    uniform_make(folder, name, "liaoning-27", day, HOURS, met, dir, grid, start);
    uniform_good(lt_ncr_open_own(*dir, "met_p.nc", &file));
    return file;
}

static void check_closed(lt_ncr *file) {
    double imbalance[HOURS], residual[HOURS];
    char text[256];
    uniform_good(lt_ncr_get_double(file, "column_imbalance", "1", HOURS, imbalance));
    uniform_good(lt_ncr_get_double(file, "column_residual", "1", HOURS, residual));
    for (int h = 0; h < HOURS; h++) {
        assert_true(residual[h] < 1e-12);
        assert_true(imbalance[h] < 0.3);
    }
    uniform_good(lt_ncr_attr_text(file, NULL, "evidence_city", text, sizeof text));
    assert_string_equal(text, ""); /* one state that is held is no date's weather */
}

/* README of the data: at 42.5 N 122.5 E 850 hPa 248.9 K, u 7.6, v -12.1 m/s, 2 m 255.6 K, MSLP 1030 hPa. */
static void test_january(void **state) {
    (void)state;
    const char *grib = data_path("met/gfs_full_state_2p5deg/gfs_2011011012_f120_2p5deg.grb2");
    lt_outdir *dir;
    lt_grid *grid;
    lt_time start;
    lt_ncr *file = make("january", grib, "2011-01-15 20:00", &dir, &grid, &start);
    check_closed(file);
    /* 850 hPa is some 1450 m above the ground of Shenyang (41.8 N): layer 10, 1350-1700 m */
    double t = at_shenyang(file, grid, "air_temperature", "K", NZ, 10);
    print_message("Shenyang: 2 m %.1f K, layer 10 %.1f K, wind 10 m %.1f %.1f m/s\n",
                  at_shenyang(file, grid, "air_temperature_2m", "K", 1, 0), t,
                  at_shenyang(file, grid, "u_wind_10m", "m s-1", 1, 0),
                  at_shenyang(file, grid, "v_wind_10m", "m s-1", 1, 0));
    assert_near(t, 248.9, 2.5);
    assert_near(at_shenyang(file, grid, "air_temperature_2m", "K", 1, 0), 255.6, 2.5);
    assert_true(at_shenyang(file, grid, "v_wind_10m", "m s-1", 1, 0) < 0);
    lt_ncr_close(file);
    run_model(dir, grid, start);
    lt_grid_free(grid);
    lt_outdir_close(dir);
}

/* 2 m 284.6 K at 42.5 N 122.5 E. */
static void test_october(void **state) {
    (void)state;
    const char *levels = data_path("met/gfs_full_state_2p5deg/gfs_2011100800_f072_2p5deg_pl_105-140E_25-55N.nc");
    const char *ground = data_path("met/gfs_full_state_2p5deg/gfs_2011100800_f072_2p5deg_sfc_105-140E_25-55N.nc");
    lt_outdir *dir;
    lt_grid *grid;
    lt_time start;
    char both[2100];
    snprintf(both, sizeof both, "%s, %s", levels, ground);
    lt_ncr *file = make("october", both, "2011-10-11 08:00", &dir, &grid, &start);
    check_closed(file);
    assert_near(at_shenyang(file, grid, "air_temperature_2m", "K", 1, 0), 284.6, 3.5);
    lt_ncr_close(file);
    run_model(dir, grid, start);
    lt_grid_free(grid);
    lt_outdir_close(dir);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_january), cmocka_unit_test(test_october)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
