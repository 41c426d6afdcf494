#include "postproc/obs/series.h"

#include "postproc/ozone_day.h"

#include <math.h>
#include <string.h>

/* GB 3095-2012, table 4: a daily mean needs at least 20 hourly means. */
enum { LEAST_HOURS = 20 };
/* GB 3095-2012, class II, 8-h mean of ozone: a day above it counts whatever hours it misses (ozone_day.h). */
static const double ozone_limit_ugm3 = 160.0;

void lt_obs_release(lt_obs_series *series) {
    lt_free(series->value);
    lt_free(series->made);
    lt_free(series->raw_time);
    lt_free(series->raw_value);
    series->made = NULL;
    series->value = series->raw_value = NULL;
    series->raw_time = NULL;
}

static lt_status axis(lt_obs_series *series, lt_time start, lt_time last) {
    series->start = start;
    series->n = (long)((last - start) / series->key.interval_s) + 1;
    if (series->n > 24L * 366 * 200)
        return LT_RAISE(LT_ERR_INPUT, .what = "the times of a file span more than 200 years", .where = series->file,
                        .expected = "dates as in the description of the layout", .todo = "look for a wrong date",
                        .found = "a longer span");
    LT_TRY(lt_calloc((size_t)series->n, sizeof *series->value, &series->value));
    LT_TRY(lt_calloc((size_t)series->n, sizeof *series->made, &series->made));
    for (long q = 0; q < series->n; q++) series->value[q] = NAN;
    return LT_OK;
}

/* Two different values for one interval cannot both be right. */
static lt_status place(lt_obs_series *series, long q) {
    const lt_time offset = series->raw_time[q] - series->start;
    const double value = series->raw_value[q];
    char text[24];
    lt_time_local(series->raw_time[q], text);
    if (offset % series->key.interval_s != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "a time is off the axis of its series", .where = series->file,
                        .expected = lt_fmt("steps of %d s", series->key.interval_s), .found = text,
                        .todo = "give values at equal steps");
    double *slot = &series->value[offset / series->key.interval_s];
    if (isfinite(*slot) && isfinite(value) && *slot != value)
        return LT_RAISE(
            LT_ERR_INPUT, .what = "an interval stands twice with different values",
            .where = lt_fmt("%s, %s, %s", series->file, series->key.site, lt_measured_table[series->key.species].name),
            .expected = "one value", .found = lt_fmt("%g and %g at %s (UTC+8)", *slot, value, text),
            .todo = "remove one of the rows");
    if (isfinite(value)) *slot = value;
    return LT_OK;
}

static lt_status to_axis(lt_obs_series *series) {
    lt_time first = series->raw_time[0], last = first;
    for (long q = 1; q < series->raw_n; q++) {
        if (series->raw_time[q] < first) first = series->raw_time[q];
        if (series->raw_time[q] > last) last = series->raw_time[q];
    }
    LT_TRY(axis(series, first, last));
    for (long q = 0; q < series->raw_n; q++) LT_TRY(place(series, q));
    lt_free(series->raw_time);
    lt_free(series->raw_value);
    series->raw_time = NULL;
    series->raw_value = NULL;
    series->raw_n = series->raw_capacity = 0;
    return LT_OK;
}

static bool is_made(const lt_obs_series *series, lt_time t) {
    return isfinite(lt_obs_at(series, t)) && series->made[(t - series->start) / series->key.interval_s];
}

/* What more has and series lacks, or had only made from fewer hours. Both are regular with one step; an axis of another
 * phase adds nothing. */
static lt_status merge(lt_obs_series *series, const lt_obs_series *more) {
    const lt_time step = series->key.interval_s;
    const lt_time end = series->start + (series->n - 1) * step, other = more->start + (more->n - 1) * step;
    const lt_time whole = (series->start - more->start + step - 1) / step * step; /* steps back to its start */
    lt_obs_series both = {.key = series->key};
    memcpy(both.file, series->file, sizeof both.file);
    LT_TRY(axis(&both, more->start < series->start ? series->start - whole : series->start, other > end ? other : end));
    for (long q = 0; q < both.n; q++) {
        const lt_time t = both.start + q * step;
        both.value[q] = is_made(series, t) ? NAN : lt_obs_at(series, t);
        if (isfinite(both.value[q])) continue;
        both.value[q] = lt_obs_at(more, t);
        both.made[q] = is_made(more, t);
    }
    lt_obs_release(series);
    *series = both;
    return LT_OK;
}

double lt_obs_mean_of_day(const double hour[24]) {
    double sum = 0;
    int count = 0;
    for (int h = 0; h < 24; h++)
        if (isfinite(hour[h])) sum += hour[h], count++;
    return count >= LEAST_HOURS ? sum / count : NAN;
}

lt_status lt_obs_make_days(const lt_obs_series *hours, lt_obs_series *days) {
    const lt_time local = hours->start + LT_CST_OFFSET, end = hours->start + hours->n * LT_HOUR;
    *days = (lt_obs_series){.key = hours->key};
    days->key.interval_s = LT_DAY;
    memcpy(days->file, hours->file, sizeof days->file);
    LT_TRY(axis(days, local - ((local % LT_DAY) + LT_DAY) % LT_DAY - LT_CST_OFFSET, end - LT_HOUR));
    for (long q = 0; q < days->n; q++) {
        double hour[24];
        for (int h = 0; h < 24; h++) hour[h] = lt_obs_at(hours, days->start + q * LT_DAY + h * LT_HOUR);
        const bool is_ozone = hours->key.species == LT_MEASURED_O3;
        const double value = is_ozone ? lt_ozone_day_of(hour, ozone_limit_ugm3).mda8 : lt_obs_mean_of_day(hour);
        days->made[q] = isfinite(value);
        if (days->made[q]) days->value[q] = value;
    }
    return LT_OK;
}

/* Days that a file gives stand before those made from hours. */
static lt_status add_days(lt_obs_set *set, long from) {
    const lt_obs_key *key = &set->items[from].key;
    lt_obs_series days, *old = NULL;
    if (!key->city_mean || key->interval_s != LT_HOUR) return LT_OK;
    lt_status status = lt_obs_make_days(&set->items[from], &days);
    for (long q = 0; q < set->n && !old; q++) {
        const lt_obs_set single = {&set->items[q], 1, 1};
        if (lt_obs_find(&single, &days.key)) old = &set->items[q];
    }
    if (status == LT_OK && old) status = merge(old, &days);
    if (status == LT_OK && !old) {
        status = lt_obs_new_series(set, days.file, &days.key, &old);
        if (status == LT_OK) *old = days;
        if (status == LT_OK) return LT_OK;
    }
    lt_obs_release(&days);
    return status;
}

lt_status lt_obs_finish(lt_obs_set *set, long first) {
    for (long q = first; q < set->n; q++) LT_TRY(to_axis(&set->items[q]));
    for (long q = first; q < set->n;) {
        lt_obs_series *old = NULL, *one = &set->items[q];
        for (long p = 0; p < first && !old; p++) {
            const lt_obs_set single = {&set->items[p], 1, 1};
            if (lt_obs_find(&single, &one->key)) old = &set->items[p];
        }
        if (!old) {
            q++;
            continue;
        }
        LT_TRY(merge(old, one));
        lt_obs_release(one);
        memmove(one, one + 1, (size_t)(set->n - q - 1) * sizeof *one);
        set->n--;
    }
    for (long q = 0, n = set->n; q < n; q++) LT_TRY(add_days(set, q));
    return LT_OK;
}
