/* wrf_day.c - the task `wrf_day`: a day of hourly WRF to the weather of a grid.
 *
 * Input   one made-up wrfout (wrf_file.c) of 120 x 120 points 9 km apart, 30 levels, 25 hourly records, 32 fields, made
 *         beforehand; opened as a foreign file, that is tried whole in a child process first
 * Grid    liaoning-9 (96 x 84 x 20) with terrain that is made up
 * Work    the stage `met` of a run: open, read, place, diagnose, close the mass, write met_day.nc and its digest
 * Goal    20 s on 2 cores and 1 GB (issue 6) */
#include "model/met/bench/bench.h"
#include "model/met/bench/wrf_file.h"

#include "base/job.h"
#include "grids/grid.h"
#include "model/met/met_stage.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct task {
    char folder[512], out[600];
    const char *grid;
    lt_bench_wrf wrf;
    int threads;
} task;

static lt_status write_case(const task *t) {
    char path[1024];
    snprintf(path, sizeof path, "%s/case.yaml", t->folder);
    FILE *file = fopen(path, "w");
    bool good = file && fprintf(file,
                                "case: bench\ntitle_en: Bench\ntitle_zh: 测试\ngrid: %s\nbase_year: 2020\nperiods:\n"
                                "  - id: day\n    start: 2020-01-10 08:00\n    length: %d h\n    spinup: 0 h\n"
                                "met:\n  source: gridded\n  file: %s/wrfout.nc\n",
                                t->grid, t->wrf.hours, t->folder) > 0;
    if (file && fclose(file) != 0) good = false;
    if (good) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "an input of the benchmark cannot be written", .where = path,
                    .expected = "room and leave to write", .found = strerror(errno), .todo = "make room there");
}

/* The grid with made-up ground: terrain, all land of grass. */
static lt_status write_grid(const task *t, lt_outdir *out) {
    lt_definition *definition = NULL;
    lt_grid *g = NULL;
    LT_TRY(lt_definition_read(t->grid, &definition));
    lt_status status = lt_grid_create(definition, LT_N_NEIGHBOURS, &g);
    lt_definition_free(definition);
    LT_TRY(status);
    long n = (long)g->nx * g->ny;
    for (long c = 0; c < n; c++) {
        g->terrain[c] = 250.0 + 200.0 * sin(0.2 * (double)(c % g->nx)) * cos(0.17 * (double)(c / g->nx));
        g->region_fraction[(long)LT_REGION_OTHER_LAND * n + c] = 1.0;
        g->land_fraction[(long)LT_LAND_GRASSLAND * n + c] = 1.0;
    }
    status = lt_grid_write(g, out, "grid.nc");
    lt_grid_free(g);
    return status;
}

static lt_status prepare(void *context) {
    task *t = context;
    lt_outdir *out = NULL;
    LT_TRY(lt_outdir_open(t->folder, &out));
    lt_outdir_close(out);
    LT_TRY(lt_bench_wrf_write(lt_fmt("%s/wrfout.nc", t->folder), &t->wrf));
    LT_TRY(write_case(t));
    LT_TRY(lt_outdir_open(t->out, &out));
    lt_status status = write_grid(t, out);
    lt_outdir_close(out);
    return status;
}

static lt_status work(void *context, long *rows) {
    task *t = context;
    lt_case *setup = NULL;
    lt_outdir *out = NULL;
    lt_cli cli = {0};
    LT_TRY(lt_case_read(lt_fmt("%s/case.yaml", t->folder), &cli, &setup));
    lt_status status = lt_outdir_open(t->out, &out);
    if (status == LT_OK) {
        lt_job job = {.setup = setup, .cli = &cli, .out = out, .threads = t->threads, .period = setup->periods.items};
        status = lt_met_stage(&job);
    }
    lt_outdir_close(out);
    lt_case_free(setup);
    *rows = (long)t->wrf.side * t->wrf.side * t->wrf.levels * t->wrf.hours;
    return status;
}

lt_status lt_met_bench_wrf_day(lt_bench *bench) {
    task t = {.threads = bench->threads < 2 ? bench->threads : 2};
    t.grid = bench->quick ? "liaoning-27" : "liaoning-9";
    t.wrf = (lt_bench_wrf){bench->quick ? 160 : 120, bench->quick ? 12 : 30, lt_time_from_civil(2020, 1, 10, 0, 0, 0),
                           bench->quick ? 2 : 24};
    lt_bench_cost cost;
    lt_bench_name_folder("bench-wrf-day", t.folder, sizeof t.folder);
    snprintf(t.out, sizeof t.out, "%s/out", t.folder);
    lt_status status = lt_bench_fork(bench->quick ? 1 : 3, prepare, work, &t, &cost);
    lt_bench_remove_folder(t.out);
    lt_bench_remove_folder(t.folder);
    LT_TRY(status);
    cJSON *row = lt_bench_cost_row(bench, "wrf_day", &cost);
    cJSON_AddNumberToObject(row, "goal_s", 20.0);
    cJSON_AddStringToObject(row, "input",
                            lt_fmt("%d x %d x %d, %d h to %s, %d threads", t.wrf.side, t.wrf.side, t.wrf.levels,
                                   t.wrf.hours, t.grid, t.threads));
    return LT_OK;
}
