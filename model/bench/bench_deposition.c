/* bench_deposition.c - `lantian bench deposition`: what an hour of removal on the grid takes.
 *
 * Set-up: 96 x 84 x 20 cells (liaoning-9) of five land classes each, gases and particles of CB6r5, a July noon, rain
 * over all or a fifth of the columns (model/deposition/verify/grid_air.h). dry: air swept by the ground, once an hour.
 * rates: of rain, once an hour where it falls. step: what rain takes in one step of 300 s, of which an hour has 12.
 * ms: median; ms_per_hour: times how often an hour has it. */
#include "model/bench/benchmarks.h"

#include "model/deposition/swept.h"
#include "model/deposition/verify/grid_air.h"
#include "model/deposition/washout.h"

#include <cjson/cJSON.h>
#include <omp.h>

typedef struct setup {
    lt_grid_air air;
    lt_swept *swept;
    lt_washout *washout;
    double *washed;
} setup;

static const double step_s = 300.0;

static void dry(void *context) {
    setup *b = context;
    lt_swept_hour(b->swept, LT_GRID_AIR_NOON);
}

static void rates(void *context) {
    setup *b = context;
    (void)lt_washout_hour(b->washout, step_s); /* it has had its memory in create */
}

static void step(void *context) {
    setup *b = context;
    lt_washout_step(b->washout, b->air.state, b->washed);
}

static void fill(void *context) {
    const setup *b = context;
    lt_grid_air_fill(&b->air);
}

static const struct {
    const char *part, *scheme;
    void (*work)(void *context);
    double rains;
    int an_hour;
} works[] = {{"dry", "zhang", dry, 0.2, 1}, {"dry", "wesely", dry, 0.2, 1}, {"rates", "", rates, 0.0, 1},
             {"rates", "", rates, 0.2, 1},  {"rates", "", rates, 1.0, 1},   {"step", "", step, 0.0, 12},
             {"step", "", step, 0.2, 12},   {"step", "", step, 1.0, 12}};
enum { N_WORKS = sizeof works / sizeof *works };

static lt_status create(setup *b, int n, bool quick) {
    const char *scheme = works[n].scheme[0] ? works[n].scheme : NULL;
    const int nx = quick ? 16 : 96, ny = quick ? 8 : 84, nz = quick ? 8 : 20;
    LT_TRY(lt_grid_air_create("cb6r5", nx, ny, nz, works[n].rains, &b->air));
    LT_TRY(lt_swept_create(&b->air.setup, scheme, &b->swept));
    LT_TRY(lt_washout_create(&b->air.setup, &b->washout));
    LT_TRY(lt_calloc((size_t)b->air.state->n_species * (size_t)(nx * ny), sizeof *b->washed, &b->washed));
    return lt_washout_hour(b->washout, step_s);
}

static lt_status measure(lt_bench *bench, int n, int threads, double *alone) {
    setup b = {0};
    lt_bench_time time;
    omp_set_num_threads(threads);
    lt_status status = create(&b, n, bench->quick);
    if (status == LT_OK) {
        lt_bench_measure(bench->quick ? 2 : 9, works[n].work == step ? fill : NULL, works[n].work, &b, &time);
        if (threads == 1) *alone = time.median;
        cJSON *row = lt_bench_row(bench);
        cJSON_AddStringToObject(row, "part", works[n].part);
        cJSON_AddStringToObject(row, "scheme", works[n].scheme);
        cJSON_AddNumberToObject(row, "rain_share", works[n].rains);
        cJSON_AddNumberToObject(row, "threads", threads);
        cJSON_AddNumberToObject(row, "ms", 1e3 * time.median);
        cJSON_AddNumberToObject(row, "ms_min", 1e3 * time.min);
        cJSON_AddNumberToObject(row, "ms_max", 1e3 * time.max);
        cJSON_AddNumberToObject(row, "cpu_ms", 1e3 * time.cpu);
        cJSON_AddNumberToObject(row, "ms_per_hour", 1e3 * time.median * works[n].an_hour);
        cJSON_AddNumberToObject(row, "speedup", *alone / time.median);
        cJSON_AddNumberToObject(row, "columns", b.air.grid->nx * b.air.grid->ny);
        cJSON_AddNumberToObject(row, "layers", b.air.grid->nz);
        cJSON_AddNumberToObject(row, "species", b.air.state->n_species);
    }
    lt_free(b.washed);
    lt_washout_free(b.washout);
    lt_swept_free(b.swept);
    lt_grid_air_free(&b.air);
    return status;
}

static lt_status run(lt_bench *bench) {
    double alone[N_WORKS] = {0};
    for (int n = 0; n < N_WORKS; ++n) {
        LT_TRY(measure(bench, n, 1, &alone[n]));
        if (bench->threads > 1) LT_TRY(measure(bench, n, bench->threads, &alone[n]));
    }
    return LT_OK;
}

static const lt_bench_column columns[] = {{"part", "part", "部分", 6, "%s"},
                                          {"scheme", "scheme", "方案", 7, "%s"},
                                          {"rain_share", "rains", "降水份额", 6, "%.1f"},
                                          {"threads", "threads", "线程", 7, "%.0f"},
                                          {"ms", "ms", "毫秒", 8, "%.2f"},
                                          {"cpu_ms", "CPU ms", "CPU毫秒", 8, "%.2f"},
                                          {"ms_per_hour", "an hour", "每模拟小时", 10, "%.1f"},
                                          {"speedup", "speedup", "加速比", 7, "%.2f"},
                                          {NULL, NULL, NULL, 0, NULL}};

const lt_benchmark lt_benchmark_deposition = {
    .topic = "deposition",
    .text_en = "ground and rain of all gases and particles on the grid: milliseconds, and those of a simulated hour",
    .text_zh = "网格上全部气体与颗粒物的干湿沉降: 毫秒, 及每模拟小时耗时",
    .columns = columns,
    .run = run};
