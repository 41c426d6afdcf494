#include "postproc/baseline.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit.h>
#include <math.h>

enum { N_TERMS = 1 + LT_N_WEATHER, LEAST_TRAINING = 30 };

static double observed(const lt_baseline *base, lt_time t) {
    const double value = lt_obs_at(base->series, t);
    return isfinite(value) || !base->background ? value : lt_obs_at(base->background, t);
}

void lt_baseline_persistence(const lt_baseline *base, const lt_time *times, long n, double *out) {
    for (long q = 0; q < n; q++) out[q] = observed(base, times[q] - LT_DAY);
}

/* The span of both series; steps are the interval of the series. */
static void span(const lt_baseline *base, lt_time *first, lt_time *last) {
    const int step = base->series->key.interval_s;
    *first = base->series->start;
    *last = base->series->start + (base->series->n - 1) * step;
    if (!base->background) return;
    const lt_time end = base->background->start + (base->background->n - 1) * step;
    /* Whole steps, so that the axis stays that of the series. */
    while (*first > base->background->start) *first -= step;
    while (*last < end) *last += step;
}

static bool is_outside(const lt_baseline *base, lt_time t) {
    return t + base->series->key.interval_s <= base->start || t >= base->end;
}

void lt_baseline_climatology(const lt_baseline *base, const lt_time *times, long n, double *out) {
    double sum[13][24] = {{0}};
    long count[13][24] = {{0}};
    const bool hourly = base->series->key.interval_s == LT_HOUR;
    lt_time first = 0, last = 0;
    span(base, &first, &last);
    for (lt_time t = first; t <= last; t += base->series->key.interval_s) {
        const double value = observed(base, t);
        if (!isfinite(value) || !is_outside(base, t)) continue;
        const lt_civil local = lt_time_civil(t + LT_CST_OFFSET);
        sum[local.month][hourly ? local.hour : 0] += value;
        count[local.month][hourly ? local.hour : 0]++;
    }
    for (long q = 0; q < n; q++) {
        const lt_civil local = lt_time_civil(times[q] + LT_CST_OFFSET);
        const int hour = hourly ? local.hour : 0, month = local.month;
        const int before = month == 1 ? 12 : month - 1, after = month == 12 ? 1 : month + 1;
        const long near = count[before][hour] + count[after][hour];
        if (count[month][hour])
            out[q] = sum[month][hour] / (double)count[month][hour];
        else
            out[q] = near ? (sum[before][hour] + sum[after][hour]) / (double)near : NAN;
    }
}

static int season_of(lt_time t) {
    return lt_time_civil(t + LT_CST_OFFSET).month % 12 / 3;
}

/* Row of the design matrix: 1 and the mean weather of the interval; false when an hour is missing (of a day: more than
 * four of 24, the rule of GB 3095 for a valid day of observations). */
static bool terms_of(const lt_station_weather *weather, lt_time t, int interval_s, double row[N_TERMS]) {
    const int hours = interval_s / LT_HOUR, least = hours == 1 ? 1 : 20;
    row[0] = 1;
    for (int w = 0; w < LT_N_WEATHER; w++) {
        int count = 0;
        row[1 + w] = 0;
        for (int h = 0; h < hours; h++) {
            const double value = lt_station_weather_at(weather, w, t + (lt_time)h * LT_HOUR);
            if (!isfinite(value)) continue;
            row[1 + w] += value;
            count++;
        }
        if (count < least) return false;
        row[1 + w] /= count;
    }
    return true;
}

long lt_baseline_weather(const lt_obs_series *series, const lt_station_weather *weather, const lt_time *times, long n) {
    double row[N_TERMS];
    long count = 0;
    for (long q = 0; q < n; q++) count += terms_of(weather, times[q], series->key.interval_s, row);
    return count;
}

static long count_training(const lt_baseline *base, const lt_station_weather *weather, bool all_seasons, gsl_matrix *X,
                           gsl_vector *y) {
    const int season = season_of(base->start + (base->end - base->start) / 2);
    lt_time first = 0, last = 0;
    long n = 0;
    span(base, &first, &last);
    for (lt_time t = first; t <= last; t += base->series->key.interval_s) {
        double row[N_TERMS];
        const double value = observed(base, t);
        if (!isfinite(value) || !is_outside(base, t)) continue;
        if (!all_seasons && season_of(t) != season) continue;
        if (!terms_of(weather, t, base->series->key.interval_s, row)) continue;
        if (X) {
            for (int p = 0; p < N_TERMS; p++) gsl_matrix_set(X, (size_t)n, (size_t)p, row[p]);
            gsl_vector_set(y, (size_t)n, value);
        }
        n++;
    }
    return n;
}

static int fit(const lt_baseline *base, const lt_station_weather *weather, const lt_training *training,
               double b[N_TERMS]) {
    const size_t n = (size_t)training->n;
    int error = GSL_ENOMEM;
    double chisq = 0;
    gsl_matrix *X = gsl_matrix_alloc(n, N_TERMS), *covariance = gsl_matrix_alloc(N_TERMS, N_TERMS);
    gsl_vector *y = gsl_vector_alloc(n), *c = gsl_vector_alloc(N_TERMS);
    gsl_multifit_linear_workspace *work = gsl_multifit_linear_alloc(n, N_TERMS);
    if (X && covariance && y && c && work) {
        count_training(base, weather, training->all_seasons, X, y);
        error = gsl_multifit_linear(X, y, c, covariance, &chisq, work);
        for (int p = 0; p < N_TERMS; p++) b[p] = gsl_vector_get(c, (size_t)p);
    }
    if (work) gsl_multifit_linear_free(work);
    gsl_vector_free(c);
    gsl_vector_free(y);
    gsl_matrix_free(covariance);
    gsl_matrix_free(X);
    return error;
}

lt_status lt_baseline_regression(const lt_baseline *base, const lt_station_weather *weather, const lt_time *times,
                                 long n, double *out, lt_training *training) {
    *training = (lt_training){0};
    for (long q = 0; q < n; q++) out[q] = NAN;
    training->n = count_training(base, weather, false, NULL, NULL);
    training->all_seasons = training->n < LEAST_TRAINING;
    if (training->all_seasons) training->n = count_training(base, weather, true, NULL, NULL);
    if (training->n < LEAST_TRAINING) {
        training->reason = "fewer than 30 pairs of weather and observation outside the period";
        return LT_OK;
    }
    double b[N_TERMS] = {0};
    /* GSL's default handler aborts the program. */
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    const int error = fit(base, weather, training, b);
    gsl_set_error_handler(handler);
    if (error == GSL_ENOMEM) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the regression");
    if (error) return LT_RAISE(LT_ERR_INTERNAL, .what = "the regression failed", .found = gsl_strerror(error));
    for (long q = 0; q < n; q++) {
        double row[N_TERMS];
        if (!terms_of(weather, times[q], base->series->key.interval_s, row)) continue;
        double value = 0;
        for (int p = 0; p < N_TERMS; p++) value += b[p] * row[p];
        out[q] = fmax(0, value);
    }
    return LT_OK;
}
