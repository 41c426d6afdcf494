#include "postproc/judgement/air_days.h"

#include "postproc/cities.h"
#include "postproc/obs/series.h"
#include "postproc/ozone_day.h"
#include "postproc/reference_state.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- memory --- */

void lt_air_days_release(lt_air_days *days) {
    for (int p = 0; p < LT_N_JUDGED; p++) lt_free(days->value[p]);
    lt_free(days->ozone_hour);
    *days = (lt_air_days){0};
}

void lt_air_places_free(lt_air_places *places) {
    for (long k = 0; k < places->n; k++) lt_air_days_release(&places->items[k]);
    lt_free(places->items);
    *places = (lt_air_places){0};
}

static lt_status reserve(long n, double **out) {
    LT_TRY(lt_calloc((size_t)n, sizeof **out, out));
    for (long d = 0; d < n; d++) (*out)[d] = NAN;
    return LT_OK;
}

lt_status lt_air_days_create(const char *name, int city, bool city_mean, lt_obs_rule rule, int first_year,
                             int last_year, lt_air_days *out) {
    const lt_time end = lt_time_from_civil(last_year + 1, 1, 1, 0, 0, 0);
    *out = (lt_air_days){.city = city, .city_mean = city_mean, .rule = rule};
    snprintf(out->name, sizeof out->name, "%s", name);
    out->first = lt_time_from_civil(first_year, 1, 1, 0, 0, 0);
    out->n = (long)((end - out->first) / LT_DAY);
    lt_status status = reserve(out->n, &out->ozone_hour);
    for (int p = 0; p < LT_N_JUDGED && status == LT_OK; p++) status = reserve(out->n, &out->value[p]);
    if (status != LT_OK) lt_air_days_release(out);
    return status;
}

/* --- from series --- */

static bool is_of(const lt_obs_series *series, const lt_obs_key *place) {
    return series->key.city_mean == place->city_mean && lt_is_judged(series->key.species) &&
           strcmp(series->key.site, place->site) == 0;
}

/* First and last day with a value, as local calendar years. */
static bool span_of(const lt_obs_set *set, const lt_obs_key *place, int years[2]) {
    bool any = false;
    for (long q = 0; q < set->n; q++) {
        const lt_obs_series *series = &set->items[q];
        if (!is_of(series, place)) continue;
        for (long k = 0; k < series->n; k++) {
            if (!isfinite(series->value[k])) continue;
            const int year = lt_time_civil(series->start + k * series->key.interval_s + LT_CST_OFFSET).year;
            if (!any || year < years[0]) years[0] = year;
            if (!any || year > years[1]) years[1] = year;
            any = true;
        }
    }
    return any;
}

static void place_days(const lt_obs_series *days, lt_air_days *out) {
    for (long k = 0; k < days->n; k++) {
        const long d = (long)((days->start + LT_CST_OFFSET + k * LT_DAY - out->first) / LT_DAY);
        if (!isfinite(days->value[k]) || d < 0 || d >= out->n) continue;
        out->value[days->key.species][d] = days->value[k];
        out->has |= 1u << days->key.species;
    }
}

static void place_ozone_hours(const lt_obs_series *hours, lt_air_days *out) {
    for (long d = 0; d < out->n; d++) {
        double hour[24];
        for (int h = 0; h < 24; h++) hour[h] = lt_obs_at(hours, out->first - LT_CST_OFFSET + d * LT_DAY + h * LT_HOUR);
        out->ozone_hour[d] = lt_ozone_day_of(hour, INFINITY).mda1;
    }
}

static lt_status add_series(const lt_obs_series *series, lt_air_days *out) {
    if (series->key.interval_s == LT_DAY) {
        place_days(series, out);
        return LT_OK;
    }
    if (series->key.species == LT_MEASURED_O3) place_ozone_hours(series, out);
    if (series->key.city_mean) return LT_OK; /* its days are in the set already */
    lt_obs_series days;
    const lt_status status = lt_obs_make_days(series, &days);
    if (status == LT_OK) place_days(&days, out);
    lt_obs_release(&days);
    return status;
}

static lt_status add_place(const lt_obs_set *set, const lt_obs_key *place, lt_air_places *out) {
    int years[2];
    for (long k = 0; k < out->n; k++)
        if (out->items[k].city_mean == place->city_mean && strcmp(out->items[k].name, place->site) == 0) return LT_OK;
    if (!span_of(set, place, years)) return LT_OK;
    lt_air_days *days = &out->items[out->n];
    LT_TRY(lt_air_days_create(place->site, place->city, place->city_mean, place->rule, years[0], years[1], days));
    out->n++;
    for (long q = 0; q < set->n; q++)
        if (is_of(&set->items[q], place)) LT_TRY(add_series(&set->items[q], days));
    return LT_OK;
}

lt_status lt_air_places_of(const lt_obs_set *set, lt_air_places *out) {
    *out = (lt_air_places){0};
    LT_TRY(lt_calloc((size_t)set->n, sizeof *out->items, &out->items));
    lt_status status = LT_OK;
    for (long q = 0; q < set->n && status == LT_OK; q++)
        if (lt_is_judged(set->items[q].key.species)) status = add_place(set, &set->items[q].key, out);
    if (status != LT_OK) lt_air_places_free(out);
    return status;
}

/* --- a year, in the state of the rules --- */

/* Factor on a reported gas that brings it to the state that the rules mean. */
static double state_factor(lt_obs_rule rule, lt_measured species, lt_index_rules rules, lt_time utc) {
    if (rules == LT_INDEX_2012 || lt_obs_state_at(rule, species, utc) != LT_STATE_STANDARD) return 1;
    return lt_state_temperature(LT_STATE_STANDARD) / lt_state_temperature(LT_STATE_REFERENCE);
}

/* Particles before 2018-09 are at the standard state too, but need the temperature of their day. */
static double factor_of(lt_obs_rule rule, lt_measured species, lt_index_rules rules, lt_time utc) {
    return lt_measured_table[species].is_gas ? state_factor(rule, species, rules, utc) : 1;
}

lt_status lt_air_year_create(const lt_air_days *days, int year, lt_index_rules rules, lt_air_year *out) {
    *out = (lt_air_year){.year = year, .days = lt_days_in_year(year)};
    out->first = lt_time_from_civil(year, 1, 1, 0, 0, 0);
    const lt_time utc = out->first - LT_CST_OFFSET;
    const long before = (long)((out->first - days->first) / LT_DAY);
    lt_status status = reserve(out->days, &out->ozone_hour);
    for (int p = 0; p < LT_N_JUDGED && status == LT_OK; p++) status = reserve(out->days, &out->value[p]);
    if (status != LT_OK) {
        lt_air_year_release(out);
        return status;
    }
    for (long d = 0; d < out->days; d++) {
        const long from = before + d;
        if (from < 0 || from >= days->n) continue;
        const lt_time t = utc + d * LT_DAY;
        for (int p = 0; p < LT_N_JUDGED; p++)
            out->value[p][d] = days->value[p][from] * factor_of(days->rule, (lt_measured)p, rules, t);
        out->ozone_hour[d] = days->ozone_hour[from] * factor_of(days->rule, LT_MEASURED_O3, rules, t);
    }
    out->gas_factor_first = factor_of(days->rule, LT_MEASURED_O3, rules, utc);
    out->gas_factor_last = factor_of(days->rule, LT_MEASURED_O3, rules, utc + (out->days - 1) * LT_DAY);
    return LT_OK;
}

void lt_air_year_release(lt_air_year *year) {
    for (int p = 0; p < LT_N_JUDGED; p++) lt_free(year->value[p]);
    lt_free(year->ozone_hour);
    *year = (lt_air_year){0};
}

lt_air lt_air_year_day(const lt_air_year *year, long day) {
    lt_air out = {.ozone_hour = year->ozone_hour[day], .so2_day = NAN};
    for (int p = 0; p < LT_N_JUDGED; p++) out.value[p] = year->value[p][day];
    return out;
}

/* --- an hour --- */

static double mean_of_day_to(const lt_obs_series *series, lt_time t) {
    double hour[24];
    for (int h = 0; h < 24; h++) hour[h] = lt_obs_at(series, t - h * LT_HOUR);
    return lt_obs_mean_of_day(hour);
}

bool lt_air_hour_of(const lt_obs_set *set, const lt_air_days *place, lt_index_rules rules, lt_time t, lt_air *out) {
    lt_obs_key key = {.city_mean = place->city_mean};
    bool any = false;
    snprintf(key.site, sizeof key.site, "%s", place->name);
    *out = (lt_air){.ozone_hour = NAN, .so2_day = NAN};
    for (int p = 0; p < LT_N_JUDGED; p++) out->value[p] = NAN;
    for (long q = 0; q < set->n; q++) {
        const lt_obs_series *series = &set->items[q];
        if (!is_of(series, &key) || series->key.interval_s != LT_HOUR) continue;
        const lt_measured p = series->key.species;
        const double factor = factor_of(place->rule, p, rules, t);
        out->value[p] = lt_obs_at(series, t) * factor;
        if (p == LT_MEASURED_SO2) out->so2_day = mean_of_day_to(series, t) * factor;
        any = any || isfinite(out->value[p]);
    }
    return any;
}
