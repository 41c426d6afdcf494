#include "base/bench.h"

#include "base/log.h"

#include <cjson/cJSON.h>
#include <omp.h>
#include <stdlib.h>

static int by_size(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void lt_bench_measure(int repeats, void (*prepare)(void *context), void (*work)(void *context), void *context,
                      lt_bench_time *out) {
    double wall[LT_BENCH_MOST_REPEATS], cpu[LT_BENCH_MOST_REPEATS];
    if (repeats > LT_BENCH_MOST_REPEATS) repeats = LT_BENCH_MOST_REPEATS;
    for (int n = -1; n < repeats; ++n) { /* the first meets cold memory and is not counted */
        if (prepare) prepare(context);
        const double wall_begin = lt_wall_seconds(), cpu_begin = lt_cpu_seconds();
        work(context);
        if (n < 0) continue;
        wall[n] = lt_wall_seconds() - wall_begin;
        cpu[n] = lt_cpu_seconds() - cpu_begin;
    }
    qsort(wall, (size_t)repeats, sizeof *wall, by_size);
    qsort(cpu, (size_t)repeats, sizeof *cpu, by_size);
    *out = (lt_bench_time){wall[0], wall[repeats / 2], wall[repeats - 1], cpu[repeats / 2], repeats};
}

cJSON *lt_bench_row(lt_bench *bench) {
    cJSON *row = cJSON_CreateObject();
    cJSON_AddItemToArray(bench->results, row);
    return row;
}

void lt_bench_add_rate(cJSON *row, const char *name, const char *cpu_name, double amount, const lt_bench_time *time) {
    cJSON_AddNumberToObject(row, name, amount / time->median);
    cJSON_AddNumberToObject(row, lt_fmt("%s_min", name), amount / time->max);
    cJSON_AddNumberToObject(row, lt_fmt("%s_max", name), amount / time->min);
    cJSON_AddNumberToObject(row, cpu_name, amount / time->cpu);
    cJSON_AddNumberToObject(row, "repeats", time->repeats);
}

/* --- bandwidth ---------------------------------------------------------------------------------------------------- */

typedef struct triad {
    double *a, *b, *c;
    long n;
    int threads;
} triad;

static void triad_work(void *context) {
    const triad *t = context;
    double *restrict a = t->a;
    const double *restrict b = t->b, *restrict c = t->c;
#pragma omp parallel for schedule(static) num_threads(t->threads)
    for (long i = 0; i < t->n; ++i) a[i] = b[i] + 3.0 * c[i];
}

lt_status lt_bench_stream(int threads, bool quick, double *bytes_per_s) {
    triad t = {.n = quick ? 1L << 16 : 1L << 23, .threads = threads};
    lt_status status = lt_calloc((size_t)t.n, sizeof(double), &t.a);
    if (status == LT_OK) status = lt_calloc((size_t)t.n, sizeof(double), &t.b);
    if (status == LT_OK) status = lt_calloc((size_t)t.n, sizeof(double), &t.c);
    if (status == LT_OK) {
        lt_bench_time time;
        for (long i = 0; i < t.n; ++i) t.b[i] = (double)i, t.c[i] = 1.0 + (double)i; /* pages of their own */
        lt_bench_measure(10, NULL, triad_work, &t, &time);
        *bytes_per_s = 3.0 * sizeof(double) * (double)t.n / time.min;
    }
    lt_free(t.a);
    lt_free(t.b);
    lt_free(t.c);
    return status;
}
