/* near_run.c - see near_run.h.
 *
 * An hour is one thread's: plumes of 1 g s-1 of each stack in its order, weighed by the rates of each pollutant; then
 * the maps (near_map.c). NO2 is the map of NOx times a continuous factor that keeps the cells' NO2 (keep.c): so the
 * share of NO2 is the cell's, also near a stack, where in truth NO has not met ozone yet (said in the README). Hours
 * are added in their order. */
#include "model/gaussian/subgrid/near_run.h"

#include "base/log.h"

#include <math.h>
#include <omp.h>
#include <string.h>

/* A local part is spread by plumes only where they bring at least this share of it (near_map.h): beyond, the grid has
 * smoke where the plume model says there is next to none, and its shape there says nothing. Ours. */
static const double LEAST = 0.05;

enum { BATCH = 12 };

/* What one thread works with. */
typedef struct worker {
    lt_near_field *field;
    lt_near_map *map;
    lt_keep *keep;
    lt_profile profile;
    double *one, *gauss; /* fine; [pollutant] fine */
} worker;

typedef struct hour_of_map {
    double *values; /* [map] fine */
    double error;
    lt_near_count count[LT_NEAR_MOST_POLLUTANTS];
} hour_of_map;

static size_t cells_of(const lt_near_input *in) {
    return (size_t)in->plane.shape.nx * (size_t)in->plane.shape.ny;
}

static size_t fine_of(const lt_near_input *in) {
    return cells_of(in) * (size_t)in->plane.shape.points * (size_t)in->plane.shape.points;
}

static const double *cells_at(const lt_near_input *in, const double *values, int p, long hour) {
    return values + ((size_t)p * (size_t)in->n_hours + (size_t)hour) * cells_of(in);
}

/* Is anything emitted in this hour? */
static bool emits(const lt_near_input *in, long hour, long source) {
    for (int p = 0; p < in->n_pollutants; p++)
        if (in->rate_gs[((long)p * in->n_hours + hour) * in->n_sources + source] > 0.0) return true;
    return false;
}

static void add_plumes(const lt_near_input *in, long hour, worker *w) {
    const lt_plume_hour *h = &in->weather->hours[hour];
    const lt_plume_ways ways = {.meander = true};
    const size_t fine = fine_of(in);
    memset(w->gauss, 0, (size_t)in->n_pollutants * fine * sizeof *w->gauss);
    if (h->air != LT_AIR_GOOD) return;
    lt_profile_make(&w->profile, h, NULL);
    for (long k = 0; k < in->n_sources; k++) {
        if (!emits(in, hour, k)) continue;
        memset(w->one, 0, fine * sizeof *w->one);
        lt_near_field_add(w->field, &in->sources[k].plume, &w->profile, &ways, 1e6, w->one); /* ug m-3 of 1 g/s */
        for (int p = 0; p < in->n_pollutants; p++) {
            const double rate = in->rate_gs[((long)p * in->n_hours + hour) * in->n_sources + k];
            double *to = w->gauss + (size_t)p * fine;
            for (size_t f = 0; f < fine; f++) to[f] += rate * w->one[f];
        }
    }
}

static double error_of(const lt_near_input *in, const double *cell, const double *fine) {
    double most = 0.0;
    for (size_t c = 0; c < cells_of(in); c++)
        if (cell[c] > 0.0) most = fmax(most, fabs(lt_keep_mean(&in->plane.shape, c, fine) - cell[c]) / cell[c]);
    return most;
}

static void make_hour(const lt_near_input *in, long hour, worker *w, hour_of_map *out) {
    const size_t fine = fine_of(in);
    out->error = 0.0;
    memset(out->count, 0, sizeof out->count);
    add_plumes(in, hour, w);
    for (int p = 0; p < in->n_pollutants; p++) {
        const double *cell = cells_at(in, in->cell, p, hour);
        double *map = out->values + (size_t)p * fine;
        lt_near_map_make(w->map, cell, cells_at(in, in->tag, p, hour), w->gauss + (size_t)p * fine, LEAST, map,
                         &out->count[p]);
        out->error = fmax(out->error, error_of(in, cell, map));
        if (!in->no2 || strcmp(in->pollutants[p]->name, "nox") != 0) continue;
        double *no2 = out->values + (size_t)in->n_pollutants * fine;
        memset(no2, 0, fine * sizeof *no2);
        lt_keep_make(w->keep, cells_at(in, in->no2, 0, hour), map);
        lt_keep_add(w->keep, map, no2);
        out->error = fmax(out->error, error_of(in, cells_at(in, in->no2, 0, hour), no2));
    }
}

/* --- the period --------------------------------------------------------------------------------------------------- */

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

static void take_hour(const lt_near_input *in, const hour_of_map *hour, lt_near_result *r) {
    const size_t fine = fine_of(in);
    for (int m = 0; m < r->n_maps; m++) {
        const double *from = hour->values + (size_t)m * fine;
        for (size_t f = 0; f < fine; f++) {
            r->mean[m][f] += from[f] / (double)in->n_hours;
            r->most[m][f] = fmax(r->most[m][f], from[f]);
        }
    }
    r->mean_error = fmax(r->mean_error, hour->error);
    for (int p = 0; p < in->n_pollutants; p++) add_count(&hour->count[p], &r->count[p]);
}

static void mean_hours(const lt_near_input *in, const double *values, double *out) {
    for (long hour = 0; hour < in->n_hours; hour++)
        for (size_t c = 0; c < cells_of(in); c++)
            out[c] += values[(size_t)hour * cells_of(in) + c] / (double)in->n_hours;
}

static lt_status make_result(const lt_near_input *in, lt_near_result *r) {
    r->n_maps = in->n_pollutants + (in->no2 ? 1 : 0);
    for (int m = 0; m < r->n_maps; m++) {
        const bool no2 = m == in->n_pollutants;
        r->names[m] = no2 ? "no2" : in->pollutants[m]->name;
        LT_TRY(lt_calloc(fine_of(in), sizeof(double), &r->mean[m]));
        LT_TRY(lt_calloc(fine_of(in), sizeof(double), &r->most[m]));
        LT_TRY(lt_calloc(cells_of(in), sizeof(double), &r->cell[m]));
        mean_hours(in, no2 ? in->no2 : cells_at(in, in->cell, m, 0), r->cell[m]);
        if (no2) continue;
        LT_TRY(lt_calloc(cells_of(in), sizeof(double), &r->local[m]));
        mean_hours(in, cells_at(in, in->tag, m, 0), r->local[m]);
    }
    return LT_OK;
}

static lt_status make_worker(const lt_near_input *in, worker *w) {
    LT_TRY(lt_near_field_create(&in->plane, &w->field));
    LT_TRY(lt_near_map_create(in->plane.shape, &w->map));
    LT_TRY(lt_keep_create(in->plane.shape, &w->keep));
    LT_TRY(lt_calloc(fine_of(in), sizeof *w->one, &w->one));
    return lt_calloc((size_t)in->n_pollutants * fine_of(in), sizeof *w->gauss, &w->gauss);
}

static void free_worker(worker *w) {
    lt_near_field_free(w->field);
    lt_near_map_free(w->map);
    lt_keep_free(w->keep);
    lt_free(w->one);
    lt_free(w->gauss);
}

static void go_through(const lt_near_input *in, worker *workers, int threads, hour_of_map *hours, lt_near_result *r) {
    for (long first = 0; first < in->n_hours; first += BATCH) {
        const long n = in->n_hours - first < BATCH ? in->n_hours - first : BATCH;
#pragma omp parallel for schedule(dynamic, 1) num_threads(threads)
        for (long k = 0; k < n; k++) make_hour(in, first + k, &workers[omp_get_thread_num()], &hours[k]);
        for (long k = 0; k < n; k++) take_hour(in, &hours[k], r);
    }
    for (long hour = 0; hour < in->n_hours; hour++)
        r->hours_without_plume += in->weather->hours[hour].air != LT_AIR_GOOD;
}

lt_status lt_near_run(const lt_near_input *in, int threads, lt_near_result **out) {
    hour_of_map hours[BATCH] = {0};
    worker *workers = NULL;
    lt_near_result *r;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *r, &r));
    lt_status status = make_result(in, r);
    if (status == LT_OK) status = lt_calloc((size_t)threads, sizeof *workers, &workers);
    for (int t = 0; status == LT_OK && t < threads; t++) status = make_worker(in, &workers[t]);
    for (int k = 0; status == LT_OK && k < BATCH; k++)
        status = lt_calloc((size_t)r->n_maps * fine_of(in), sizeof(double), &hours[k].values);
    if (status == LT_OK) go_through(in, workers, threads, hours, r);
    for (int t = 0; workers && t < threads; t++) free_worker(&workers[t]);
    lt_free(workers);
    for (int k = 0; k < BATCH; k++) lt_free(hours[k].values);
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
        lt_free(r->cell[m]);
        lt_free(r->local[m]);
    }
    lt_free(r);
}
