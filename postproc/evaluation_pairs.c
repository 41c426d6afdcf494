#include "postproc/evaluation_pairs.h"

#include "postproc/ozone_day.h"

#include <math.h>

void lt_pairs_free(lt_pairs *pairs) {
    lt_free(pairs->time);
    lt_free(pairs->obs);
    lt_free(pairs->nox);
    for (int p = 0; p < LT_N_PREDICTORS; p++) lt_free(pairs->value[p]);
    for (int d = 0; d < LT_MOST_DRAWS; d++) lt_free(pairs->draw[d]);
    *pairs = (lt_pairs){0};
}

static lt_status reserve(lt_pairs *pairs) {
    const size_t n = (size_t)pairs->n;
    LT_TRY(lt_calloc(n, sizeof *pairs->time, &pairs->time));
    LT_TRY(lt_calloc(n, sizeof(double), &pairs->obs));
    LT_TRY(lt_calloc(n, sizeof(double), &pairs->nox));
    for (int p = 0; p < LT_N_PREDICTORS; p++) LT_TRY(lt_calloc(n, sizeof(double), &pairs->value[p]));
    for (int d = 0; d < pairs->n_draws; d++) LT_TRY(lt_calloc(n, sizeof(double), &pairs->draw[d]));
    return LT_OK;
}

/* Hours on the hour, days from local midnight. */
lt_status lt_pairs_create(const lt_obs_series *series, const lt_period *period, int n_draws, lt_pairs *out) {
    const int step = series->key.interval_s, offset = step == LT_DAY ? LT_CST_OFFSET : 0;
    const lt_time end = period->start + (lt_time)llround(period->length_s);
    lt_time first = period->start;
    const bool on_the_hour = first % LT_HOUR == 0;
    while (on_the_hour && (first + offset) % step != 0) first += LT_HOUR;
    *out = (lt_pairs){.series = series, .n_draws = n_draws};
    out->n = on_the_hour && first + step <= end ? (long)((end - first) / step) : 0;
    LT_TRY(reserve(out));
    for (long q = 0; q < out->n; q++) {
        out->time[q] = first + q * step;
        out->obs[q] = lt_obs_at(series, out->time[q]);
        out->observed += isfinite(out->obs[q]) != 0;
    }
    return LT_OK;
}

static double value_of(const lt_pairs *pairs, const double *hours, long first, int n) {
    double sum = 0;
    if (lt_evaluation_is_mda8(&pairs->series->key)) return lt_ozone_day_of(hours + first, INFINITY).mda8;
    for (int h = 0; h < n; h++) sum += hours[first + h];
    return sum / n;
}

void lt_pairs_draw(lt_pairs *pairs, const lt_period *period, int draw, const double *hours, const double *nox) {
    const int n = pairs->series->key.interval_s / LT_HOUR;
    for (long q = 0; q < pairs->n; q++) {
        const long first = (long)((pairs->time[q] - period->start) / LT_HOUR);
        pairs->draw[draw - 1][q] = value_of(pairs, hours, first, n);
        if (nox) pairs->nox[q] += value_of(pairs, nox, first, n) / pairs->n_draws;
        if (draw < pairs->n_draws) continue;
        double sum = 0;
        for (int d = 0; d < pairs->n_draws; d++) sum += pairs->draw[d][q];
        pairs->value[LT_PREDICTOR_LANTIAN][q] = sum / pairs->n_draws;
    }
}

lt_status lt_pairs_baselines(lt_pairs *pairs, const lt_period *period, const lt_evaluation_input *input, bool regress) {
    const lt_obs_series *series = pairs->series;
    const lt_baseline base = {series, lt_obs_find(&input->background, &series->key), period->start,
                              period->start + (lt_time)llround(period->length_s)};
    lt_baseline_persistence(&base, pairs->time, pairs->n, pairs->value[LT_PREDICTOR_PERSISTENCE]);
    lt_baseline_climatology(&base, pairs->time, pairs->n, pairs->value[LT_PREDICTOR_CLIMATOLOGY]);
    if (!regress) return LT_OK;
    /* One kind of weather for training and prediction. */
    const lt_station_weather *weather = &input->hours;
    if (!weather->value[0] || lt_baseline_weather(series, weather, pairs->time, pairs->n) == 0) weather = &input->days;
    pairs->daily_weather = weather->daily;
    if (!weather->value[0] || lt_baseline_weather(series, weather, pairs->time, pairs->n) == 0) {
        pairs->training.reason = "no weather of the station in the period";
        return LT_OK;
    }
    LT_TRY(lt_baseline_regression(&base, weather, pairs->time, pairs->n, pairs->value[LT_PREDICTOR_REGRESSION],
                                  &pairs->training));
    pairs->has_regression = !pairs->training.reason;
    return LT_OK;
}

lt_statistics lt_pairs_score(const lt_pairs *pairs, const double *value) {
    return lt_statistics_of(value, pairs->obs, pairs->n);
}

bool lt_pairs_is_worse(const lt_pairs *pairs, enum lt_predictor than) {
    const double *model = pairs->value[LT_PREDICTOR_LANTIAN], *other = pairs->value[than];
    double of_model = 0, of_other = 0;
    long n = 0;
    if (than == LT_PREDICTOR_REGRESSION && !pairs->has_regression) return false;
    for (long q = 0; q < pairs->n; q++) {
        if (!isfinite(pairs->obs[q]) || !isfinite(other[q])) continue;
        of_model += fabs(model[q] - pairs->obs[q]); /* over the same sum of observations: as NME */
        of_other += fabs(other[q] - pairs->obs[q]);
        n++;
    }
    return n > 0 && of_model > of_other;
}
