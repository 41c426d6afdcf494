#include "model/analysis/adjust.h"

#include "model/analysis/analysis.h"
#include "model/analysis/gaspari_cohn.h"
#include "model/analysis/transform.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct work {
    const lt_adjust_factor *factors;
    const lt_adjust_members *ensemble;
    int n_factors;
    long n;
    double *value, *error, *x, *y, *seen;
    lt_seen_members departures;
    double *precision, *weight, *room, *change;
} work;

/* --- a canonical order --- */

typedef struct line {
    const lt_adjust_members *ensemble;
    long at, n;
} line;

static int by_numbers(double a, double b) {
    return (a > b) - (a < b);
}

static int by_content(const void *left, const void *right) {
    const line *a = left, *b = right;
    const lt_adjust_members *e = a->ensemble;
    const double *const keys[] = {e->x, e->y, e->value, e->error};
    int order = 0;
    for (int k = 0; order == 0 && k < 4; ++k) order = by_numbers(keys[k][a->at], keys[k][b->at]);
    for (int m = 0; order == 0 && m < e->members; ++m)
        order = by_numbers(e->seen[m * a->n + a->at], e->seen[m * b->n + b->at]);
    return order;
}

static lt_status sort(work *w) {
    line *lines;
    LT_TRY(lt_calloc((size_t)w->n, sizeof *lines, &lines));
    for (long j = 0; j < w->n; ++j) lines[j] = (line){w->ensemble, j, w->n};
    qsort(lines, (size_t)w->n, sizeof *lines, by_content);
    for (long j = 0; j < w->n; ++j) {
        const long at = lines[j].at;
        w->value[j] = w->ensemble->value[at];
        w->error[j] = w->ensemble->error[at];
        w->x[j] = w->ensemble->x[at];
        w->y[j] = w->ensemble->y[at];
        for (int m = 0; m < w->ensemble->members; ++m) w->seen[m * w->n + j] = w->ensemble->seen[m * w->n + at];
    }
    lt_free(lines);
    return LT_OK;
}

/* --- one factor --- */

static double spread(int members, const double *value, long stride, double *mean) {
    double sum = 0.0;
    *mean = 0.0;
    for (int m = 0; m < members; ++m) *mean += value[m * stride] / members;
    for (int m = 0; m < members; ++m) sum += (value[m * stride] - *mean) * (value[m * stride] - *mean);
    return sqrt(sum / (members - 1));
}

static lt_status adjust_one(work *w, int s, lt_adjust_result *result) {
    const lt_adjust_members *e = w->ensemble;
    const lt_adjust_factor *f = &w->factors[s];
    double mean;
    const double before = spread(e->members, e->factor + s, w->n_factors, &mean);
    for (long j = 0; j < w->n; ++j) {
        const double dx = w->x[j] - f->x, dy = w->y[j] - f->y;
        w->precision[j] = lt_gaspari_cohn(sqrt(dx * dx + dy * dy) / e->localisation_m) / (w->error[j] * w->error[j]);
    }
    if (!lt_transform_weights(&w->departures, w->precision, e->inflation, w->room, w->weight))
        return LT_RAISE(LT_ERR_NUMERIC, .what = "a factor of emissions has no transform",
                        .where = "adjustment by members", .expected = "eigenvalues within 40 sweeps",
                        .found = lt_fmt("factor %d (from 0) without", s),
                        .todo = "look for members whose values are out of all order");
    lt_transform_apply(e->members, e->factor + s, w->n_factors, w->weight, 1.0, w->room, w->change + s, w->n_factors);
    for (int m = 0; m < e->members; ++m) w->change[m * w->n_factors + s] += e->factor[m * w->n_factors + s];
    const double after = spread(e->members, w->change + s, w->n_factors, &mean);
    *result = (lt_adjust_result){.factor = mean, .sigma = after, .bound = mean < f->least ? -1 : mean > f->most};
    if (result->bound != 0) result->factor = result->bound < 0 ? f->least : f->most;
    if (before > 0.0 && after < before) result->known = 1.0 - after * after / (before * before);
    for (int m = 0; m < e->members; ++m) {
        double *value = &w->change[m * w->n_factors + s];
        *value = *value < f->least ? f->least : *value > f->most ? f->most : *value;
    }
    return LT_OK;
}

/* --- all of them --- */

static lt_status make_room(work *w) {
    const size_t n = (size_t)w->n, members = (size_t)w->ensemble->members;
    double **const of_n[] = {&w->value, &w->error, &w->x, &w->y, &w->departures.innovation, &w->precision};
    for (size_t k = 0; k < sizeof of_n / sizeof *of_n; ++k) LT_TRY(lt_calloc(n, sizeof(double), of_n[k]));
    LT_TRY(lt_calloc(n * members, sizeof *w->seen, &w->seen));
    LT_TRY(lt_calloc(n * members, sizeof *w->departures.departure, &w->departures.departure));
    LT_TRY(lt_calloc(members * members, sizeof *w->weight, &w->weight));
    LT_TRY(lt_calloc(lt_transform_room(w->ensemble->members), sizeof *w->room, &w->room));
    return lt_calloc(members * (size_t)w->n_factors, sizeof *w->change, &w->change);
}

static void free_room(work *w) {
    double *const all[] = {w->value,
                           w->error,
                           w->x,
                           w->y,
                           w->seen,
                           w->departures.departure,
                           w->precision,
                           w->weight,
                           w->room,
                           w->change,
                           w->departures.innovation};
    for (size_t k = 0; k < sizeof all / sizeof *all; ++k) lt_free(all[k]);
}

static lt_status adjust_all(work *w, lt_adjust_result *result) {
    const lt_adjust_members *e = w->ensemble;
    LT_TRY(sort(w));
    lt_seen_members_fill(w->seen, w->value, &w->departures);
    for (int s = 0; s < w->n_factors; ++s) LT_TRY(adjust_one(w, s, &result[s]));
    memcpy(e->factor, w->change, (size_t)e->members * (size_t)w->n_factors * sizeof *e->factor);
    return LT_OK;
}

static lt_status judge(int n_factors, long n, const lt_adjust_members *e) {
    if (e->members < LT_LETKF_LEAST_MEMBERS || e->members > LT_LETKF_MOST_MEMBERS)
        return LT_RAISE(LT_ERR_INPUT, .what = "emissions cannot be adjusted by so many members",
                        .where = "adjustment by members",
                        .expected = lt_fmt("%d to %d", LT_LETKF_LEAST_MEMBERS, LT_LETKF_MOST_MEMBERS),
                        .found = lt_fmt("%d", e->members), .todo = "run more members, or adjust by responses");
    if (!(e->localisation_m > 0.0 && e->inflation >= 1.0))
        return LT_RAISE(LT_ERR_INPUT, .what = "the adjustment of emissions cannot be set up like this",
                        .where = "adjustment by members", .expected = "localisation above 0 m, inflation from 1 on",
                        .found = lt_fmt("%.6g m, %.6g", e->localisation_m, e->inflation), .todo = "correct them");
    LT_TRY(lt_adjust_judge_numbers("factor of a member", e->members, n_factors, e->factor));
    LT_TRY(lt_adjust_judge_numbers("value that a member has", e->members, n, e->seen));
    return lt_adjust_judge_numbers("observed value", n, 1, e->value);
}

lt_status lt_adjust_by_members(int n_factors, const lt_adjust_factor *factors, long n,
                               const lt_adjust_members *ensemble, lt_adjust_result *result) {
    LT_TRY(lt_adjust_judge(n_factors, factors, n, ensemble->error));
    LT_TRY(judge(n_factors, n, ensemble));
    work w = {.factors = factors,
              .ensemble = ensemble,
              .n_factors = n_factors,
              .n = n,
              .departures = {.members = ensemble->members, .n = n}};
    lt_status status = make_room(&w);
    if (status == LT_OK) status = adjust_all(&w, result);
    free_room(&w);
    return status;
}
