/* bench_cloud.c - `lantian bench cloud`: rows of kernel and length of the step, on one thread (a tile is one thread's).
 *
 * Timed is all of lt_cloud_step on random clouds (cloud_states.h): gathering, constants, integration, putting back. The
 * error is of sulfate formed against steps of a thirtieth of the tolerance. */
#include "model/aerosol/cloud/bench/bench.h"

#include "model/aerosol/cloud/bench/cloud_states.h"
#include "model/state/isa.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

enum { MANY_CELLS = 2000, FEW_CELLS = 64 };

static const double goal_us = 3.0; /* a cloudy cell and 300 s */

typedef struct work {
    lt_cloud_setup setup;
    lt_cloud_states states;
    double seconds;
} work;

static void again(void *context) {
    work *w = context;
    lt_cloud_states_fill(&w->states);
}

static void step(void *context) {
    work *w = context;
    lt_cloud_step(&w->setup, &w->states.cells, 0, w->states.n, w->seconds);
}

static double formed(const lt_cloud_states *s, size_t i) {
    double sum = 0.0;
    for (int w = LT_WAY_H2O2; w <= LT_WAY_TMI; w++) sum += s->cells.way[w][i];
    return sum + s->cells.way[LT_WAY_HMS_RADICAL][i];
}

/* Root of mean square and the largest, relative to what is formed, a nanogram in a m3 at least. */
static void errors(const work *w, const work *reference, double *rms, double *most) {
    double squares = 0.0;
    *most = 0.0;
    for (size_t i = 0; i < w->states.n; i++) {
        const double r = formed(&reference->states, i), e = fabs(formed(&w->states, i) - r) / fmax(r, 1e-11);
        squares += e * e;
        *most = fmax(*most, e);
    }
    *rms = sqrt(squares / (double)w->states.n);
}

static void one_row(lt_bench *bench, work *w, work *reference, const char *kernel, const char *isa, double seconds) {
    lt_bench_time time;
    double rms, most;
    w->setup.kernel = lt_cloud_kernel_of(isa);
    w->seconds = reference->seconds = seconds;
    reference->setup.kernel = lt_cloud_kernel_of("v3");
    again(reference);
    step(reference);
    lt_bench_measure(bench->quick ? 1 : 11, again, step, w, &time);
    errors(w, reference, &rms, &most);
    cJSON *row = lt_bench_row(bench);
    cJSON_AddStringToObject(row, "kernel", kernel);
    cJSON_AddStringToObject(row, "isa", strcmp(isa, "v4") == 0 ? "v4" : "v3");
    cJSON_AddNumberToObject(row, "step_s", seconds);
    cJSON_AddNumberToObject(row, "cells", (double)w->states.n);
    cJSON_AddNumberToObject(row, "us_per_cell", 1e6 * time.median / (double)w->states.n);
    lt_bench_add_rate(row, "cells_per_s", "cells_per_cpu_s", (double)w->states.n, &time);
    cJSON_AddNumberToObject(row, "error_rms", rms);
    cJSON_AddNumberToObject(row, "error_worst", most);
    if (seconds == 300.0 && strcmp(kernel, "vectors") == 0) cJSON_AddNumberToObject(row, "goal_us_per_cell", goal_us);
}

static lt_status run(lt_bench *bench) {
    const lt_kernels *kernels;
    work w = {.setup = lt_cloud_setup_default()}, reference = {.setup = lt_cloud_setup_default()};
    LT_TRY(lt_isa_kernels(&kernels));
    const size_t n = bench->quick ? FEW_CELLS : MANY_CELLS;
    reference.setup.tolerance /= 30.0;
    lt_status status = lt_cloud_states_create(n, &w.states);
    if (status == LT_OK) status = lt_cloud_states_create(n, &reference.states);
    if (status == LT_OK) {
        one_row(bench, &w, &reference, "vectors", kernels->isa, 300.0);
        one_row(bench, &w, &reference, "vectors", kernels->isa, 900.0);
        if (strcmp(kernels->isa, "v3")) one_row(bench, &w, &reference, "vectors", "v3", 300.0);
        one_row(bench, &w, &reference, "one cell", "plain", 300.0);
    }
    lt_cloud_states_free(&w.states);
    lt_cloud_states_free(&reference.states);
    return status;
}

static const lt_bench_column columns[] = {{"kernel", "kernel", "核", 9, "%s"},
                                          {"isa", "isa", "指令集", 6, "%s"},
                                          {"step_s", "step s", "步长 s", 6, "%.0f"},
                                          {"cells", "cells", "格数", 6, "%.0f"},
                                          {"us_per_cell", "us/cell", "微秒/格", 9, "%.2f"},
                                          {"cells_per_cpu_s", "per CPU s", "每CPU秒", 9, "%.3g"},
                                          {"error_rms", "rms", "均方根误差", 9, "%.1e"},
                                          {"error_worst", "worst", "最大误差", 9, "%.1e"},
                                          {NULL, NULL, NULL, 0, NULL}};

const lt_benchmark lt_benchmark_cloud = {.topic = "cloud",
                                         .text_en = "time of a cloudy cell's aqueous chemistry, on one thread",
                                         .text_zh = "每个有云格子液相化学的耗时（单线程）",
                                         .columns = columns,
                                         .run = run};
