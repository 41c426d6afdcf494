/* weights.c - the task `weights`: a new Lambert grid, and its weights from a global grid, made and kept in a folder. */
#include "inventory/bench/bench.h"
#include "inventory/bench/global.h"

#include <stdio.h>

void lt_bench_axes(double lon[LT_BENCH_NX], double lat[LT_BENCH_NY]) {
    for (int i = 0; i < LT_BENCH_NX; i++) lon[i] = -180 + (i + 0.5) * 360.0 / LT_BENCH_NX;
    for (int j = 0; j < LT_BENCH_NY; j++) lat[j] = -90 + (j + 0.5) * 180.0 / LT_BENCH_NY;
}

lt_status lt_bench_lambert(int side, lt_grid **out) {
    double parallels[2] = {36, 46}, layers[2] = {0, 40};
    const lt_definition d = {.name = (char *)"bench",
                             .projection = {.type = (char *)"lambert_conformal",
                                            .parallels = {parallels, 2},
                                            .lon_0 = 122.25,
                                            .lat_0 = 41.1,
                                            .radius = 6370000},
                             .cell = 27000,
                             .nx = side,
                             .ny = side,
                             .layer_edges = {layers, 2}};
    return lt_grid_create(&d, 0, out);
}

static lt_status make_weights(void *context, long *rows) {
    double lon[LT_BENCH_NX], lat[LT_BENCH_NY];
    lt_grid *grid = NULL;
    lt_mesh *source = NULL, *target = NULL;
    lt_regrid *regrid = NULL;
    lt_outdir *dir = NULL;
    lt_status status;
    lt_bench_axes(lon, lat);
    LT_TRY_GOTO(status, lt_outdir_open(context, &dir), done);
    LT_TRY_GOTO(status, lt_outdir_drop_all(dir, "weights_", ".nc"), done);
    LT_TRY_GOTO(status, lt_bench_lambert(LT_BENCH_SIDE, &grid), done);
    LT_TRY_GOTO(status, lt_mesh_centres(LT_BENCH_NX, LT_BENCH_NY, lon, lat, &source), done);
    LT_TRY_GOTO(status, lt_mesh_grid(grid, &target), done);
    LT_TRY_GOTO(status, lt_regrid_cached(dir, source, target, &regrid, NULL), done);
    *rows = regrid->n;
done:
    lt_regrid_free(regrid);
    lt_mesh_free(source);
    lt_mesh_free(target);
    lt_grid_free(grid);
    lt_outdir_close(dir);
    return status;
}

lt_status lt_inventory_bench_weights(lt_bench *bench) {
    char path[512];
    lt_bench_cost cost;
    lt_bench_name_folder("bench-weights", path, sizeof path);
    lt_status status = lt_bench_fork(bench->quick ? 1 : 5, NULL, make_weights, path, &cost);
    lt_bench_remove_folder(path);
    LT_TRY(status);
    lt_bench_cost_row(bench, "weights", &cost);
    return LT_OK;
}
