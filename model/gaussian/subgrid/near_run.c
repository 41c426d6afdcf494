/* near_run.c - see near_run.h. An hour is one thread's; hours are added in their order. */
#include "model/gaussian/subgrid/near_run.h"

#include <math.h>
#include <omp.h>
#include <string.h>

static void add_count(const lt_near_count *from, lt_near_count *to) {
    to->cells += from->cells;
    to->local += from->local;
    to->limited += from->limited;
    to->flat += from->flat;
    to->local_sum += from->local_sum;
    to->limited_sum += from->limited_sum;
    to->flat_sum += from->flat_sum;
    to->shaped_sum += from->shaped_sum;
    to->gauss_sum += from->gauss_sum;
}

static void take_hour(const lt_near_input *in, const lt_near_hour *hour, lt_near_result *r) {
    const size_t fine = lt_near_fine(in);
    const double part = 1.0 / (double)in->n_hours;
    for (int m = 0; m < r->n_maps; m++) {
        const double *from = hour->values + (size_t)m * fine;
        for (size_t f = 0; f < fine; f++) {
            r->mean[m][f] += part * from[f];
            r->most[m][f] = fmax(r->most[m][f], from[f]);
        }
        for (size_t f = 0; r->stacks[m] && f < fine; f++) r->stacks[m][f] += part * hour->stacks[(size_t)m * fine + f];
        for (size_t f = 0; r->change[m] && f < fine; f++) r->change[m][f] += part * hour->change[(size_t)m * fine + f];
    }
    r->mean_error = fmax(r->mean_error, hour->error);
    for (int p = 0; p < in->n_pollutants; p++) add_count(&hour->count[p], &r->count[p]);
}

static void mean_hours(const lt_near_input *in, const double *values, double *out) {
    const size_t cells = lt_near_cells(in);
    for (long hour = 0; hour < in->n_hours; hour++)
        for (size_t c = 0; c < cells; c++) out[c] += values[(size_t)hour * cells + c] / (double)in->n_hours;
}

static lt_status make_result(const lt_near_runs *runs, lt_near_result *r) {
    const lt_near_input *in = runs->now;
    const size_t each = (size_t)in->n_hours * lt_near_cells(in);
    r->n_maps = runs->n_maps;
    for (int m = 0; m < r->n_maps; m++) {
        const bool no2 = m == in->n_pollutants;
        r->names[m] = no2 ? "no2" : in->pollutants[m]->name;
        LT_TRY(lt_calloc(lt_near_fine(in), sizeof(double), &r->mean[m]));
        LT_TRY(lt_calloc(lt_near_fine(in), sizeof(double), &r->most[m]));
        if (runs->before) LT_TRY(lt_calloc(lt_near_fine(in), sizeof(double), &r->change[m]));
        LT_TRY(lt_calloc(lt_near_cells(in), sizeof(double), &r->cell[m]));
        mean_hours(in, no2 ? in->no2 : in->cell + (size_t)m * each, r->cell[m]);
        if (no2) continue;
        LT_TRY(lt_calloc(lt_near_fine(in), sizeof(double), &r->stacks[m]));
        LT_TRY(lt_calloc(lt_near_cells(in), sizeof(double), &r->local[m]));
        mean_hours(in, in->tag + (size_t)m * each, r->local[m]);
    }
    return LT_OK;
}

/* As many hours at once as there are threads. */
static void go_through(const lt_near_runs *runs, lt_near_worker **workers, int threads, lt_near_hour *hours,
                       lt_near_result *r) {
    const lt_near_input *in = runs->now;
    for (long first = 0; first < in->n_hours; first += threads) {
        const long n = in->n_hours - first < threads ? in->n_hours - first : threads;
#pragma omp parallel for schedule(static, 1) num_threads(threads)
        for (long k = 0; k < n; k++) lt_near_hour_make(runs, first + k, workers[k], &hours[k]);
        for (long k = 0; k < n; k++) take_hour(in, &hours[k], r);
    }
    for (long hour = 0; hour < in->n_hours; hour++)
        r->hours_without_plume += in->weather->hours[hour].air != LT_AIR_GOOD;
}

static lt_status run(const lt_near_runs *runs, int threads, lt_near_result *r) {
    lt_near_worker **workers = NULL;
    lt_near_hour *hours = NULL;
    lt_status status = make_result(runs, r);
    if (status == LT_OK) status = lt_calloc((size_t)threads, sizeof(lt_near_worker *), &workers);
    if (status == LT_OK) status = lt_calloc((size_t)threads, sizeof *hours, &hours);
    for (int t = 0; status == LT_OK && t < threads; t++) status = lt_near_worker_create(runs, &workers[t]);
    for (int t = 0; status == LT_OK && t < threads; t++) status = lt_near_hour_create(runs, &hours[t]);
    if (status == LT_OK) go_through(runs, workers, threads, hours, r);
    for (int t = 0; workers && t < threads; t++) lt_near_worker_free(workers[t]);
    for (int t = 0; hours && t < threads; t++) lt_near_hour_free(&hours[t]);
    lt_free(workers);
    lt_free(hours);
    return status;
}

lt_status lt_near_run(const lt_near_input *input, const lt_near_input *before, int threads, lt_near_result **out) {
    lt_near_runs runs;
    lt_near_result *r;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *r, &r));
    lt_status status = lt_near_runs_make(input, before, &runs);
    if (status == LT_OK) status = run(&runs, threads, r);
    lt_near_runs_free(&runs);
    if (status == LT_OK)
        *out = r;
    else
        lt_near_result_free(r);
    return status;
}

void lt_near_result_free(lt_near_result *r) {
    if (!r) return;
    for (int m = 0; m < r->n_maps; m++) {
        lt_free(r->mean[m]);
        lt_free(r->most[m]);
        lt_free(r->stacks[m]);
        lt_free(r->change[m]);
        lt_free(r->cell[m]);
        lt_free(r->local[m]);
    }
    lt_free(r);
}
