/* uniform_air.h - weather of a case made in a folder, and the model run in it with a mixing ratio that is the same
 * everywhere: in the air at the start, at every border, and so for ever. Header only. */
#ifndef LT_TESTS_UNIFORM_AIR_H
#define LT_TESTS_UNIFORM_AIR_H

#include "base/verify.h"
#include "grids/build/stage.h"
#include "model/driver/run.h"
#include "model/met/met_stage.h"
#include "tests/support/files.h"

#include <math.h>
#include <netcdf.h>

static LT_UNUSED void uniform_good(lt_status status) {
    char text[4096];
    if (status == LT_OK) return;
    lt_error_text(status, text, sizeof text);
    fail_msg("%s", text);
}

/* grid.nc and met_p.nc of a period `p` on a grid; met: the lines of the section. */
static LT_UNUSED void uniform_make(const char *folder, const char *name, const char *grid_name, const char *start_text,
                                   int hours, const char *met, lt_outdir **dir, lt_grid **grid, lt_time *start) {
    char path[512], out[512], text[8192];
    lt_cli cli = {0};
    lt_case *setup = NULL;
    snprintf(path, sizeof path, "%.200s/%s.yaml", folder, name);
    snprintf(out, sizeof out, "%.200s/out-%s", folder, name);
    snprintf(text, sizeof text,
             "case: c\ntitle_en: c\ntitle_zh: c\ngrid: %s\nbase_year: 2020\nperiods:\n  - id: p\n    start: %s\n"
             "    length: %d h\n    spinup: 0 h\nmet:\n%s",
             grid_name, start_text, hours, met);
    assert_true(files_write_text(path, text));
    uniform_good(lt_case_read(path, &cli, &setup));
    uniform_good(lt_outdir_open(out, dir));
    lt_job job = {.setup = setup, .cli = &cli, .out = *dir, .threads = 2};
    uniform_good(lt_grid_stage(&job));
    job.period = setup->periods.items;
    *start = job.period->start;
    uniform_good(lt_met_check(&job));
    uniform_good(lt_met_stage(&job));
    lt_case_free(setup);
    uniform_good(lt_grid_read(*dir, "grid.nc", grid));
}

/* A boundary and a start that are the same everywhere: 1.1e-9 times the number of the species. */
static LT_UNUSED void uniform_boundary(lt_outdir *dir, const lt_grid *grid, lt_time start, int hours) {
    static const lt_field axes[] = {
        {"time_edge", NULL, "seconds since 1970-01-01 00:00:00", "time_edge", "instants"},
        {"time_initial", NULL, "seconds since 1970-01-01 00:00:00", "time_initial", "instants"},
        {"z_edge", NULL, "m", "z_edge", "heights"}};
    static const char *const sides[] = {"west", "east", "south", "north", "top", "initial"};
    const lt_field strings = {"species", NULL, NULL, "species", "names"};
    const char *names[LT_N_SPECIES];
    double *values = malloc((size_t)LT_N_SPECIES * (size_t)grid->nz * sizeof *values);
    lt_ncw *file;
    uniform_good(lt_ncw_create(dir, "uniform.nc", "a boundary", &file));
    uniform_good(lt_ncw_dim(file, "time_edge", 2));
    uniform_good(lt_ncw_dim(file, "time_initial", 1));
    uniform_good(lt_ncw_dim(file, "species", LT_N_SPECIES));
    uniform_good(lt_ncw_dim(file, "z", (size_t)grid->nz));
    uniform_good(lt_ncw_dim(file, "z_edge", (size_t)grid->nz + 1));
    for (int a = 0; a < 3; a++) uniform_good(lt_ncw_var(file, &axes[a], NC_DOUBLE));
    uniform_good(lt_ncw_var(file, &strings, NC_STRING));
    for (int v = 0; v < 6; v++) {
        const char *dims = v == 4 ? "time_edge species" : v == 5 ? "time_initial species z" : "time_edge species z";
        const lt_field field = {sides[v], NULL, "kg kg-1", dims, "mixing ratio"};
        uniform_good(lt_ncw_var(file, &field, NC_DOUBLE));
    }
    for (int s = 0; s < LT_N_SPECIES; s++) names[s] = lt_passive_species[s].name;
    uniform_good(lt_ncw_put_strings(file, "species", names));
    double time = (double)start;
    uniform_good(lt_ncw_put_double(file, "time_initial", &time));
    uniform_good(lt_ncw_put_double(file, "z_edge", grid->z_edge));
    for (size_t r = 0; r < 2; r++, time += 3600.0 * hours) {
        uniform_good(lt_ncw_put_double_record(file, "time_edge", r, &time));
        for (int v = 0; v < (r ? 5 : 6); v++) {
            for (int s = 0; s < LT_N_SPECIES; s++)
                for (int k = 0; k < grid->nz; k++) values[v == 4 ? s : s * grid->nz + k] = 1.1e-9 * (s + 1);
            uniform_good(lt_ncw_put_double_record(file, sides[v], r, values));
        }
    }
    free(values);
    uniform_good(lt_ncw_commit(file));
}

/* The driver's run without emission; the largest departure of a tracer that nothing makes or removes, relative. */
static LT_UNUSED double uniform_run(lt_outdir *dir, const lt_grid *grid, lt_time start, int hours) {
    char boundary[512];
    lt_model_result result;
    uniform_boundary(dir, grid, start, hours);
    snprintf(boundary, sizeof boundary, "%.480s/uniform.nc", lt_outdir_path(dir));
    lt_model_config config = {.step_s = 900,
                              .chemistry = "off",
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
                      .span = {.start = start, .output_hours = (size_t)hours},
                      .config = &config,
                      .threads = 2,
                      .quiet = true};
    uniform_good(lt_model_run_files(&r, &result));
    lt_ncr *file;
    const size_t n = (size_t)grid->nz * (size_t)grid->nx * (size_t)grid->ny;
    double *values = malloc(n * sizeof *values), worst = 0;
    uniform_good(lt_ncr_open_own(dir, "restart.nc", &file));
    uniform_good(lt_ncr_get_double(file, "domain1/VOC", "kg kg-1", n, values));
    const double want = (double)(lt_real)(1.1e-9 * (LT_S_VOC + 1));
    for (size_t c = 0; c < n; c++) worst = lt_verify_worse(worst, fabs(values[c] / want - 1));
    lt_ncr_close(file);
    free(values);
    return worst;
}

#endif
