/* Real gridded weather from its files to the model: GFS of January 2011 (GRIB2, complex packing) and of October 2011
 * (netCDF made with cdo) on liaoning-27 with its terrain. Columns close, values stand beside what the GFS says at
 * Shenyang, and a mixing ratio that is the same everywhere stays so in the model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "grids/build/stage.h"
#include "model/driver/run.h"
#include "model/met/gridded/grib/grib.h"
#include "model/met/gridded/gridded.h"
#include "model/met/met_stage.h"
#include "tests/support/data.h"
#include "tests/support/files.h"
#include "tests/support/near.h"

#include <netcdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HOURS = 3, NX = 44, NY = 40, NZ = 20, CELLS = NX * NY };
static char folder[256];

static void good(lt_status status) {
    char text[4096];
    if (status == LT_OK) return;
    lt_error_text(status, text, sizeof text);
    fail_msg("%s", text);
}

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

/* A boundary and a start that are the same everywhere: 1.1e-9 times the number of the species. */
static void write_uniform(lt_outdir *dir, const lt_grid *grid, lt_time start) {
    static const lt_field axes[] = {
        {"time_edge", NULL, "seconds since 1970-01-01 00:00:00", "time_edge", "instants"},
        {"time_initial", NULL, "seconds since 1970-01-01 00:00:00", "time_initial", "instants"},
        {"z_edge", NULL, "m", "z_edge", "heights"}};
    static const char *const sides[] = {"west", "east", "south", "north", "top", "initial"};
    const lt_field strings = {"species", NULL, NULL, "species", "names"};
    const char *names[LT_N_SPECIES];
    static double values[LT_N_SPECIES * NZ];
    lt_ncw *file;
    good(lt_ncw_create(dir, "uniform.nc", "a boundary", &file));
    good(lt_ncw_dim(file, "time_edge", 2));
    good(lt_ncw_dim(file, "time_initial", 1));
    good(lt_ncw_dim(file, "species", LT_N_SPECIES));
    good(lt_ncw_dim(file, "z", NZ));
    good(lt_ncw_dim(file, "z_edge", NZ + 1));
    for (int a = 0; a < 3; a++) good(lt_ncw_var(file, &axes[a], NC_DOUBLE));
    good(lt_ncw_var(file, &strings, NC_STRING));
    for (int v = 0; v < 6; v++) {
        const char *dims = v == 4 ? "time_edge species" : v == 5 ? "time_initial species z" : "time_edge species z";
        const lt_field field = {sides[v], NULL, "kg kg-1", dims, "mixing ratio"};
        good(lt_ncw_var(file, &field, NC_DOUBLE));
    }
    for (int s = 0; s < LT_N_SPECIES; s++) names[s] = lt_species_table[s].name;
    good(lt_ncw_put_strings(file, "species", names));
    double time = (double)start;
    good(lt_ncw_put_double(file, "time_initial", &time));
    good(lt_ncw_put_double(file, "z_edge", grid->z_edge));
    for (size_t r = 0; r < 2; r++, time += 3600.0 * HOURS) {
        good(lt_ncw_put_double_record(file, "time_edge", r, &time));
        for (int v = 0; v < (r ? 5 : 6); v++) {
            for (int s = 0; s < LT_N_SPECIES; s++)
                for (int k = 0; k < NZ; k++) values[v == 4 ? s : s * NZ + k] = 1.1e-9 * (s + 1);
            good(lt_ncw_put_double_record(file, sides[v], r, values));
        }
    }
    good(lt_ncw_commit(file));
}

/* The driver's run without emission. */
static void run_model(lt_outdir *dir, const lt_grid *grid, lt_time start) {
    char boundary[128];
    lt_model_result result;
    write_uniform(dir, grid, start);
    snprintf(boundary, sizeof boundary, "%s/uniform.nc", lt_outdir_path(dir));
    lt_model_config config = {.step_s = 900,
                              .nest_step_s = 300,
                              .blocks_x = 2,
                              .blocks_y = 2,
                              .boundary = boundary,
                              .boundary_missing = "error",
                              .initial = "boundary",
                              .emissions = "off",
                              .restart_every_h = 24};
    lt_model_run r = {.dir = dir,
                      .files = {.grid = "grid.nc", .met = "met_p.nc", .conc = "conc.nc", .budget = "budget.csv"},
                      .restart_file = "restart.nc",
                      .title = "uniform",
                      .span = {.start = start, .output_hours = HOURS},
                      .config = &config,
                      .threads = 2,
                      .quiet = true};
    good(lt_model_run_files(&r, &result));
    lt_ncr *file;
    static double values[NZ * CELLS];
    good(lt_ncr_open_own(dir, "restart.nc", &file));
    good(lt_ncr_get_double(file, "domain1/VOC", "kg kg-1", NZ * CELLS, values));
    double want = (double)(lt_real)(1.1e-9 * (LT_S_VOC + 1)), worst = 0;
    for (int c = 0; c < NZ * CELLS; c++) worst = fmax(worst, fabs(values[c] / want - 1));
    print_message("uniform tracer after %d h: largest departure %.3g\n", HOURS, worst);
    assert_true(worst == 0);
    lt_ncr_close(file);
}

static float at_shenyang(lt_ncr *file, const lt_grid *g, const char *name, const char *unit, size_t levels, size_t k) {
    int i, j;
    bool inside;
    static float values[(NZ + 1) * CELLS];
    good(lt_grid_cell(g, 123.43, 41.8, &i, &j, &inside));
    good(lt_ncr_get_float_record(file, name, unit, 0, levels * CELLS, values));
    return values[k * CELLS + (size_t)(j * NX + i)];
}

/* met.nc of HOURS hours with the state held; makes the grid too. */
static lt_ncr *make(const char *name, const char *files, const char *day, lt_outdir **dir, lt_grid **grid,
                    lt_time *start) {
    char path[256], out[256], text[4096];
    lt_cli cli = {0};
    lt_case *setup = NULL;
    snprintf(path, sizeof path, "%.200s/%s.yaml", folder, name);
    snprintf(out, sizeof out, "%.200s/out-%s", folder, name);
    snprintf(text, sizeof text,
             "case: c\ntitle_en: c\ntitle_zh: c\ngrid: liaoning-27\nbase_year: 2020\nperiods:\n  - id: p\n"
             "    start: %s\n    length: %d h\n    spinup: 0 h\nmet:\n  source: gridded\n  file: [%s]\n"
             "  persist: yes\n",
             day, HOURS, files);
    assert_true(files_write_text(path, text));
    good(lt_case_read(path, &cli, &setup));
    good(lt_outdir_open(out, dir));
    lt_job job = {.setup = setup, .cli = &cli, .out = *dir, .threads = 2};
    good(lt_grid_stage(&job));
    job.period = setup->periods.items;
    *start = job.period->start;
    good(lt_met_check(&job));
    good(lt_met_stage(&job));
    lt_case_free(setup);
    lt_ncr *file;
    good(lt_grid_read(*dir, "grid.nc", grid));
    good(lt_ncr_open_own(*dir, "met_p.nc", &file));
    return file;
}

static void check_closed(lt_ncr *file) {
    double imbalance[HOURS], residual[HOURS];
    char text[256];
    good(lt_ncr_get_double(file, "column_imbalance", "1", HOURS, imbalance));
    good(lt_ncr_get_double(file, "column_residual", "1", HOURS, residual));
    for (int h = 0; h < HOURS; h++) {
        assert_true(residual[h] < 1e-12);
        assert_true(imbalance[h] < 0.3);
    }
    good(lt_ncr_attr_text(file, NULL, "evidence_city", text, sizeof text));
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
