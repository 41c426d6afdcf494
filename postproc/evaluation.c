#include "postproc/evaluation.h"

#include "base/log.h"
#include "postproc/baseline.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The judged intervals of one series in one period, and a value of each predictor. */
typedef struct lt_pairs {
    long n;
    lt_time *time;
    double *obs, *value[LT_N_PREDICTORS];
} lt_pairs;

static lt_status add_line(char **lines, const char *text) {
    const size_t before = *lines ? strlen(*lines) : 0;
    if (before && strstr(*lines, text)) return LT_OK;
    char *longer = realloc(*lines, before + strlen(text) + 2);
    if (!longer) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a remark");
    sprintf(longer + before, "%s\n", text);
    *lines = longer;
    return LT_OK;
}

static lt_status add_row(lt_evaluation *out, const lt_evaluation_row *row) {
    if (out->n == out->capacity) {
        const long capacity = out->capacity ? 2 * out->capacity : 64;
        lt_evaluation_row *rows = realloc(out->rows, (size_t)capacity * sizeof *rows);
        if (!rows) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the evaluation");
        out->rows = rows;
        out->capacity = capacity;
    }
    out->rows[out->n++] = *row;
    return LT_OK;
}

static void pairs_free(lt_pairs *pairs) {
    lt_free(pairs->time);
    lt_free(pairs->obs);
    for (int p = 0; p < LT_N_PREDICTORS; p++) lt_free(pairs->value[p]);
    *pairs = (lt_pairs){0};
}

/* Intervals of the series that lie fully inside the period: hours on the hour, days from local midnight. */
static lt_status pairs_create(const lt_obs_series *series, const lt_period *period, lt_pairs *out) {
    const int step = series->key.interval_s, offset = step == LT_DAY ? LT_CST_OFFSET : 0;
    const lt_time end = period->start + (lt_time)llround(period->length_s);
    lt_time first = period->start;
    const bool on_the_hour = first % LT_HOUR == 0;
    while (on_the_hour && (first + offset) % step != 0) first += LT_HOUR;
    out->n = on_the_hour && first + step <= end ? (long)((end - first) / step) : 0;
    LT_TRY(lt_calloc((size_t)out->n, sizeof *out->time, &out->time));
    LT_TRY(lt_calloc((size_t)out->n, sizeof *out->obs, &out->obs));
    for (int p = 0; p < LT_N_PREDICTORS; p++) LT_TRY(lt_calloc((size_t)out->n, sizeof(double), &out->value[p]));
    for (long q = 0; q < out->n; q++) {
        out->time[q] = first + q * step;
        out->obs[q] = lt_obs_at(series, out->time[q]);
    }
    return LT_OK;
}

static void fill_model(const double *ambient, const double *standard, const lt_obs_series *series,
                       const lt_period *period, lt_pairs *pairs) {
    const int hours = series->key.interval_s / LT_HOUR;
    for (long q = 0; q < pairs->n; q++) {
        const double *from = lt_obs_is_standard(series->key.rule, pairs->time[q]) ? standard : ambient;
        const long first = (long)((pairs->time[q] - period->start) / LT_HOUR);
        double sum = 0;
        for (int h = 0; h < hours; h++) sum += from[first + h];
        pairs->value[LT_PREDICTOR_LANTIAN][q] = sum / hours;
    }
}

static lt_status fill_baselines(const lt_job *job, const lt_evaluation_input *input, const lt_obs_series *series,
                                lt_pairs *pairs, lt_evaluation *out, bool *has_regression) {
    const lt_period *period = job->period;
    const lt_baseline base = {series, lt_obs_find(&input->background, series->key.site, series->key.interval_s),
                              period->start, period->start + (lt_time)llround(period->length_s)};
    const char *reason = NULL;
    lt_baseline_persistence(&base, pairs->time, pairs->n, pairs->value[LT_PREDICTOR_PERSISTENCE]);
    lt_baseline_climatology(&base, pairs->time, pairs->n, pairs->value[LT_PREDICTOR_CLIMATOLOGY]);
    *has_regression = input->has_weather;
    if (!input->has_weather) return LT_OK;
    LT_TRY(lt_baseline_regression(&base, &input->weather, pairs->time, pairs->n, pairs->value[LT_PREDICTOR_REGRESSION],
                                  &reason));
    if (!reason) return LT_OK;
    *has_regression = false;
    char line[256];
    snprintf(line, sizeof line, "no regression for %s (%s): %s", series->key.site, lt_obs_averaging(series), reason);
    return add_line(&out->remarks, line);
}

static lt_status add_rows(const lt_job *job, const lt_weather_label *weather, const lt_obs_series *series,
                          const lt_pairs *pairs, bool has_regression, lt_evaluation *out) {
    const char *city = lt_cities[series->key.city].name_en;
    lt_evaluation_row row = {.evidence = weather->evidence_city[0] && strcmp(weather->evidence_city, city) == 0};
    snprintf(row.period, sizeof row.period, "%s", job->period->id);
    snprintf(row.site, sizeof row.site, "%s", series->key.site);
    snprintf(row.averaging, sizeof row.averaging, "%s", lt_obs_averaging(series));
    for (int p = 0; p < LT_N_PREDICTORS; p++) {
        /* The station's weather says nothing about another city. */
        if (p == LT_PREDICTOR_REGRESSION && (!has_regression || !row.evidence)) continue;
        row.predictor = (enum lt_predictor)p;
        row.score = lt_statistics_of(pairs->value[p], pairs->obs, pairs->n);
        LT_TRY(add_row(out, &row));
    }
    return LT_OK;
}

static lt_status judge_series(const lt_job *job, const lt_weather_label *weather, const lt_evaluation_input *input,
                              const lt_obs_series *series, const lt_conc_want wants[2], lt_evaluation *out) {
    lt_pairs pairs = {0};
    bool has_regression = false;
    lt_status status = pairs_create(series, job->period, &pairs);
    long present = 0;
    for (long q = 0; status == LT_OK && q < pairs.n; q++) present += isfinite(pairs.obs[q]) != 0;
    if (status == LT_OK && present > 0) {
        fill_model(wants[0].value, wants[1].value, series, job->period, &pairs);
        out->standard_state |= lt_obs_is_standard(series->key.rule, pairs.time[0]);
        status = fill_baselines(job, input, series, &pairs, out, &has_regression);
        if (status == LT_OK) status = add_rows(job, weather, series, &pairs, has_regression, out);
    }
    pairs_free(&pairs);
    return status;
}

/* Weights of every series: the city's sites, or the cell of the monitor. */
static lt_status weigh(const lt_grid *grid, const lt_city_weights *cities, const lt_obs_series *series,
                       lt_weights *point, const lt_weights **out) {
    *out = &cities->of[series->key.city][LT_CITY_SITES];
    if (series->key.city_mean) return LT_OK;
    LT_TRY(lt_weights_point(grid, series->key.site, series->key.lon, series->key.lat, point));
    *out = point;
    return LT_OK;
}

static lt_status judge_all(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities,
                           const lt_evaluation_input *input, lt_weights *points, lt_conc_want *wants,
                           lt_evaluation *out) {
    const lt_obs_set *set = &input->observations;
    const size_t hours = (size_t)lt_period_hours(job->period);
    lt_weather_label weather;
    LT_TRY(lt_weather_label_read(job, &weather));
    for (long q = 0; q < set->n; q++) {
        LT_TRY(weigh(grid, cities, &set->items[q], &points[q], &wants[2 * q].weights));
        wants[2 * q + 1].weights = wants[2 * q].weights;
        wants[2 * q + 1].standard = true;
        LT_TRY(lt_calloc(hours, sizeof(double), &wants[2 * q].value));
        LT_TRY(lt_calloc(hours, sizeof(double), &wants[2 * q + 1].value));
    }
    LT_TRY(lt_conc_hours(job, grid, wants, 2 * set->n));
    const long before = out->n;
    for (long q = 0; q < set->n; q++) LT_TRY(judge_series(job, &weather, input, &set->items[q], &wants[2 * q], out));
    if (out->n > before) return LT_OK;
    char line[160];
    snprintf(line, sizeof line, "period %s: no observation lies inside it", job->period->id);
    return add_line(&out->remarks, line);
}

lt_status lt_evaluation_period(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities,
                               const lt_evaluation_input *input, lt_evaluation *out) {
    const long n = input->observations.n;
    lt_weights *points = NULL;
    lt_conc_want *wants = NULL;
    lt_status status = input->remarks ? add_line(&out->remarks, input->remarks) : LT_OK;
    if (status == LT_OK) status = lt_calloc((size_t)n, sizeof *points, &points);
    if (status == LT_OK) status = lt_calloc(2 * (size_t)n, sizeof *wants, &wants);
    if (status == LT_OK) status = judge_all(job, grid, cities, input, points, wants, out);
    for (long q = 0; wants && q < 2 * n; q++) lt_free(wants[q].value);
    for (long q = 0; points && q < n; q++) lt_weights_release(&points[q]);
    lt_free(wants);
    lt_free(points);
    return status;
}

void lt_evaluation_free(lt_evaluation *evaluation) {
    free(evaluation->rows);
    free(evaluation->remarks);
    *evaluation = (lt_evaluation){0};
}
