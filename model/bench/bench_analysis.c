/* bench_analysis.c - `lantian bench analysis`: an hour of 80 stations x 6 species on liaoning-9 (96 x 84 x 20).
 *
 * oi: optimal interpolation of one run. letkf: 20 members on liaoning-27w (32 x 28 x 14), where ensembles run, and on
 * liaoning-9. Values of the background are smooth and differ by member; stations stand anywhere. ms is what the
 * analysis and the factors of all members take; reading and writing files is not in it. */
#include "model/analysis/scaling.h"
#include "model/bench/benchmarks.h"

#include <cjson/cJSON.h>
#include <omp.h>
#include <stdint.h>

enum { STATIONS = 80, OBSERVATIONS = STATIONS * LT_N_MONITORED };

typedef struct setup {
    lt_analysis_setup setup;
    lt_analysis_columns columns;
    lt_analysis_background background;
    lt_observation observation[OBSERVATIONS];
    double *x, *y, *height, *mixed, *value, *factor;
    long cells;
    lt_status status;
} setup;

static const struct {
    const char *scheme;
    int members, nx, ny, nz;
    double cell;
} works[] = {{"oi", 1, 96, 84, 20, 9e3}, {"letkf", 20, 32, 28, 14, 27e3}, {"letkf", 20, 96, 84, 20, 9e3}};
enum { N_WORKS = sizeof works / sizeof *works };

static const double level[LT_N_CONTROLS] = {60.0, 40.0, 100.0, 30.0, 20.0, 800.0};

/* 0 to 1, the same on every machine. */
static double draw(uint64_t *seed) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*seed >> 11) * 0x1p-53;
}

static void fill_columns(setup *b, int n) {
    for (long p = 0; p < b->columns.n; ++p) {
        b->x[p] = works[n].cell * (double)(p % works[n].nx);
        b->y[p] = works[n].cell * (double)(p / works[n].nx);
        b->mixed[p] = 600.0;
        for (int k = 0; k < works[n].nz; ++k) b->height[k * b->columns.n + p] = 20.0 + 60.0 * k * (1 + 0.3 * k);
    }
}

static void fill_members(setup *b, int n, uint64_t *seed) {
    for (int m = 0; m < works[n].members; ++m)
        for (int c = 0; c < LT_N_CONTROLS; ++c) {
            const double share = 0.7 + 0.6 * draw(seed), slope = 0.4 * (draw(seed) - 0.5);
            double *to = b->value + (long)(m * LT_N_CONTROLS + c) * b->cells;
            for (long at = 0; at < b->cells; ++at) {
                const double east = (double)(at % works[n].nx) / works[n].nx - 0.5;
                to[at] = level[c] * (share + slope * east) / (1.0 + (double)(at / b->columns.n));
            }
        }
}

static void fill_observations(setup *b, uint64_t *seed) {
    for (int o = 0; o < OBSERVATIONS; ++o) {
        const int what = o % LT_N_MONITORED;
        const long place = what > 0 ? b->observation[o - 1].place : (long)(draw(seed) * (double)b->columns.n);
        double seen = 0.0;
        for (int c = 0; c < LT_N_CONTROLS; ++c) seen += lt_observe[what][c] * level[c];
        b->observation[o] = (lt_observation){(lt_monitored)what, place, seen * (0.7 + 0.6 * draw(seed)), 0.1 * seen};
    }
}

static lt_status create(setup *b, int n) {
    uint64_t seed = 9;
    const size_t columns = (size_t)works[n].nx * (size_t)works[n].ny, cells = columns * (size_t)works[n].nz;
    b->cells = (long)cells;
    LT_TRY(lt_analysis_setup_default(&b->setup));
    b->setup.scheme = lt_analysis_scheme_of(works[n].scheme);
    b->setup.hour = 8;
    LT_TRY(lt_calloc(columns, sizeof *b->x, &b->x));
    LT_TRY(lt_calloc(columns, sizeof *b->y, &b->y));
    LT_TRY(lt_calloc(columns, sizeof *b->mixed, &b->mixed));
    LT_TRY(lt_calloc(cells, sizeof *b->height, &b->height));
    LT_TRY(lt_calloc((size_t)works[n].members * LT_N_CONTROLS * cells, sizeof *b->value, &b->value));
    LT_TRY(lt_calloc(LT_N_SCALED * cells, sizeof *b->factor, &b->factor));
    b->columns = (lt_analysis_columns){(long)columns, works[n].nz, b->x, b->y, b->height, b->mixed};
    b->background = (lt_analysis_background){works[n].members, {true, true, true, true, true, true}, b->value};
    fill_columns(b, n);
    fill_members(b, n, &seed);
    fill_observations(b, &seed);
    return LT_OK;
}

static void analyse(void *context) {
    setup *b = context;
    lt_analysis_result result;
    long clipped[LT_N_SCALED];
    const long of_member = LT_N_CONTROLS * b->cells;
    if (b->status == LT_OK)
        b->status = lt_analysis_run(&b->setup, &b->columns, &b->background, OBSERVATIONS, b->observation, &result);
    if (b->status != LT_OK) return;
    for (int m = 0; m < b->background.n_members; ++m)
        lt_scaling_make(&lt_scaling_bounds_default, b->background.has, b->cells, b->value + m * of_member,
                        result.increment + m * of_member, b->factor, clipped);
    lt_analysis_result_free(&result);
}

static lt_status measure(lt_bench *bench, int n, int threads) {
    setup b = {0};
    lt_bench_time time;
    omp_set_num_threads(threads);
    lt_status status = create(&b, n);
    if (status == LT_OK) {
        lt_bench_measure(bench->quick ? 1 : 5, NULL, analyse, &b, &time);
        status = b.status;
    }
    if (status == LT_OK) {
        cJSON *row = lt_bench_row(bench);
        cJSON_AddStringToObject(row, "scheme", works[n].scheme);
        cJSON_AddNumberToObject(row, "members", works[n].members);
        cJSON_AddNumberToObject(row, "columns", (double)b.columns.n);
        cJSON_AddNumberToObject(row, "layers", works[n].nz);
        cJSON_AddNumberToObject(row, "observations", OBSERVATIONS);
        cJSON_AddNumberToObject(row, "threads", threads);
        cJSON_AddNumberToObject(row, "ms", 1e3 * time.median);
        cJSON_AddNumberToObject(row, "ms_min", 1e3 * time.min);
        cJSON_AddNumberToObject(row, "ms_max", 1e3 * time.max);
        cJSON_AddNumberToObject(row, "cpu_ms", 1e3 * time.cpu);
    }
    double *const all[] = {b.x, b.y, b.mixed, b.height, b.value, b.factor};
    for (size_t a = 0; a < sizeof all / sizeof *all; ++a) lt_free(all[a]);
    return status;
}

static lt_status run(lt_bench *bench) {
    for (int n = 0; n < (bench->quick ? 1 : N_WORKS); ++n) {
        LT_TRY(measure(bench, n, 1));
        if (bench->threads > 1) LT_TRY(measure(bench, n, bench->threads));
    }
    return LT_OK;
}

static const lt_bench_column columns[] = {
    {"scheme", "scheme", "方案", 6, "%s"},      {"members", "members", "成员", 7, "%.0f"},
    {"columns", "columns", "气柱", 7, "%.0f"},  {"observations", "obs", "观测", 5, "%.0f"},
    {"threads", "threads", "线程", 7, "%.0f"},  {"ms", "ms", "毫秒", 9, "%.1f"},
    {"cpu_ms", "CPU ms", "CPU毫秒", 9, "%.1f"}, {NULL, NULL, NULL, 0, NULL}};

const lt_benchmark lt_benchmark_analysis = {
    .topic = "analysis",
    .text_en = "an hour of 80 stations x 6 species into the state: optimal interpolation, LETKF; milliseconds",
    .text_zh = "80个站点、6项污染物一小时的同化：最优插值、LETKF；毫秒",
    .columns = columns,
    .run = run};
