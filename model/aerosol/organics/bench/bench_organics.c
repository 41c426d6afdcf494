/* bench_organics.c - `lantian bench organics`: rows of air and kernel, on one thread (a tile is one thread's).
 *
 * Timed is all of a kernel's partition: C* of the temperatures, the solver, the judgement, all rows stored. Errors are
 * against the bisection on the same cells. */
#include "model/aerosol/organics/bench/bench.h"

#include "model/aerosol/organics/bench/bench_cells.h"
#include "model/state/isa.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

/* As many as a row of tiles of the grid: the rows stay in the cache. */
enum { MANY_CELLS = 640, FEW_CELLS = 64, CALLS = 100 };

static const char *const air_names[] = {
    [LT_BENCH_AIR] = "air", [LT_BENCH_ANYTHING] = "anything", [LT_BENCH_CLEAN] = "clean", [LT_BENCH_ONSET] = "onset"};

typedef struct work {
    const lt_organics_kernel *kernel; /* NULL: bisection */
    lt_bench_cells *cells;
    int calls;
    size_t n_unsolved;
} work;

static void solve(void *context) {
    work *w = context;
    w->n_unsolved = 0;
    for (int call = 0; call < w->calls; call++)
        if (w->kernel)
            w->n_unsolved += lt_bench_cells_solve(w->kernel, w->cells, 0, w->cells->n).n_unsolved;
        else
            lt_bench_cells_bisect(w->cells);
}

/* The largest difference of a particle from the reference's, relative to the total of its pair. */
static double largest_difference(const lt_bench_cells *cells, const lt_bench_cells *reference) {
    double most = 0;
    for (int p = 0; p < cells->facts.n_pairs; p++)
        for (size_t c = 0; c < cells->n; c++)
            if (cells->total[p][c] > 0)
                most = fmax(most, fabs(cells->particle[p][c] - reference->particle[p][c]) / cells->total[p][c]);
    return most;
}

static void one_row(lt_bench *bench, lt_bench_air air, const char *kernel, const char *isa, lt_bench_cells *cells,
                    const lt_bench_cells *reference) {
    lt_bench_time time;
    work w = {
        .kernel = isa ? lt_organics_kernel_of(isa) : NULL, .cells = cells, .calls = bench->quick || !isa ? 1 : CALLS};
    lt_bench_measure(bench->quick ? 1 : 11, NULL, solve, &w, &time);
    cJSON *row = lt_bench_row(bench);
    cJSON_AddStringToObject(row, "scheme", cells->scheme->name);
    cJSON_AddStringToObject(row, "air", air_names[air]);
    cJSON_AddStringToObject(row, "kernel", kernel);
    cJSON_AddStringToObject(row, "isa", isa && strcmp(isa, "v4") == 0 ? "v4" : "v3");
    cJSON_AddNumberToObject(row, "cells", (double)cells->n);
    lt_bench_add_rate(row, "cells_per_s", "cells_per_cpu_s", (double)cells->n * w.calls, &time);
    cJSON_AddNumberToObject(row, "largest_difference", largest_difference(cells, reference));
    cJSON_AddNumberToObject(row, "unsolved", (double)w.n_unsolved);
}

/* Two times the same cells, one of them bisected. */
static lt_status prepare(const lt_bench *bench, lt_bench_air air, lt_bench_cells *cells) {
    const lt_organics_scheme *scheme;
    LT_TRY(lt_organics_scheme_choose(NULL, NULL, &scheme));
    for (int i = 0; i < 2; i++) {
        uint64_t seed = 1;
        LT_TRY(lt_bench_cells_create(scheme, bench->quick ? FEW_CELLS : MANY_CELLS, &cells[i]));
        for (size_t c = 0; c < cells[i].n; c++) lt_bench_cells_draw(&cells[i], c, air, &seed);
    }
    lt_bench_cells_bisect(&cells[1]);
    return LT_OK;
}

static lt_status one_air(lt_bench *bench, const char *isa, lt_bench_air air) {
    lt_bench_cells cells[2] = {{0}};
    const lt_status status = prepare(bench, air, cells);
    if (status == LT_OK) {
        one_row(bench, air, "vectors", isa, &cells[0], &cells[1]);
        if (strcmp(isa, "v3")) one_row(bench, air, "vectors", "v3", &cells[0], &cells[1]);
        one_row(bench, air, "one cell", "plain", &cells[0], &cells[1]);
        one_row(bench, air, "bisection", NULL, &cells[0], &cells[1]);
    }
    for (int i = 0; i < 2; i++) lt_bench_cells_free(&cells[i]);
    return status;
}

static lt_status run(lt_bench *bench) {
    const lt_kernels *kernels;
    LT_TRY(lt_isa_kernels(&kernels));
    for (int air = 0; air < LT_N_BENCH_AIRS; air++) LT_TRY(one_air(bench, kernels->isa, (lt_bench_air)air));
    return LT_OK;
}

static const lt_bench_column columns[] = {{"air", "air", "空气", 9, "%s"},
                                          {"kernel", "kernel", "核", 9, "%s"},
                                          {"isa", "isa", "指令集", 6, "%s"},
                                          {"cells", "cells", "格数", 6, "%.0f"},
                                          {"cells_per_s", "cells/s", "格/秒", 9, "%.3g"},
                                          {"cells_per_cpu_s", "per CPU s", "每CPU秒", 9, "%.3g"},
                                          {"largest_difference", "largest", "最大误差", 8, "%.1e"},
                                          {"unsolved", "unsolved", "未解", 8, "%.0f"},
                                          {NULL, NULL, NULL, 0, NULL}};

const lt_benchmark lt_benchmark_organics = {
    .topic = "organics",
    .text_en = "cells a second whose organic matter is parted into gas and particle, on one thread",
    .text_zh = "每秒完成有机物气粒分配的格数（单线程）",
    .columns = columns,
    .run = run};
