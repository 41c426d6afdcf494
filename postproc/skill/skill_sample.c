#include "postproc/skill/skill_sample.h"

#include <math.h>
#include <string.h>

static int level_of(const lt_forecast_set *set, const lt_skill_setup *setup, int species, double value) {
    const lt_measured p = set->species[species];
    if (!lt_is_judged(p)) return -1;
    const bool by_day = set->step_s == LT_DAY || !lt_measured_table[p].is_gas;
    const lt_averaging average = by_day ? lt_percentile_average(p) : LT_AVERAGE_HOUR;
    const int iaqi = lt_iaqi_by(setup->standards, setup->rules, p, average, value);
    return iaqi == LT_NO_INDEX ? -1 : (int)lt_aqi_level_of(iaqi);
}

static void begin(const lt_forecast_set *set, int place, int lead, long cycle, lt_skill_sample *out) {
    const lt_time valid = set->start + (cycle + lead) * (lt_time)set->step_s;
    out->place = place;
    out->season = lt_time_civil(valid + LT_CST_OFFSET).month % 12 / 3;
    out->wanted = set->n_members;
    out->forecast = out->obs = out->crps = out->crps_fair = NAN;
    out->level = out->forecast_level = -1;
    out->n_members = 0;
    out->forecast_aqi = out->observed_aqi = NULL;
    for (int r = 0; r < LT_N_SKILL_REFERENCES; r++) out->reference[r] = out->reference_crps[r] = NAN;
    for (int e = 0; e < LT_SKILL_EVENTS; e++) out->probability[e] = NAN;
}

/* Members are sorted and there is an observation. */
static void score_members(lt_skill_sample *out) {
    out->crps = lt_ensemble_crps(out->members, out->n_members, out->obs);
    out->crps_fair = lt_ensemble_crps_fair(out->members, out->n_members, out->obs);
}

static void refer(const lt_forecast_set *set, const lt_skill_setup *setup, const double *obs, int lead, long cycle,
                  lt_skill_sample *out) {
    const lt_reference reference = {.obs = obs,
                                    .n = set->n_steps,
                                    .start = set->start,
                                    .period = LT_DAY / set->step_s,
                                    .window = setup->window ? setup->window : 15,
                                    .least = setup->least ? setup->least : 10};
    const double last = lt_reference_persistence(&reference, cycle, cycle + lead);
    out->reference[LT_SKILL_PERSISTENCE] = last;
    out->reference_crps[LT_SKILL_PERSISTENCE] = fabs(last - out->obs);
    double members[LT_MOST_CLIMATOLOGY];
    int n = lt_reference_climatology(&reference, cycle, cycle + lead, members, LT_MOST_CLIMATOLOGY);
    if (n < 2) return;
    n = lt_ensemble_sort(members, n);
    out->reference[LT_SKILL_CLIMATOLOGY] = lt_ensemble_mean(members, n);
    out->reference_crps[LT_SKILL_CLIMATOLOGY] = lt_ensemble_crps_fair(members, n, out->obs);
}

void lt_skill_sample_of(const lt_forecast_set *set, const lt_skill_setup *setup, int place, int species, int lead,
                        long cycle, lt_skill_sample *out) {
    begin(set, place, lead, cycle, out);
    const double *obs = lt_forecast_obs(set, place, species);
    memcpy(out->members, lt_forecast_members(set, place, species, lead, cycle),
           (size_t)set->n_members * sizeof *out->members);
    out->n_members = lt_ensemble_sort(out->members, set->n_members);
    out->forecast = lt_ensemble_mean(out->members, out->n_members);
    out->obs = obs[cycle + lead];
    if (isfinite(out->obs)) out->level = level_of(set, setup, species, out->obs);
    if (!isfinite(out->obs) || out->n_members == 0) return;
    score_members(out);
    refer(set, setup, obs, lead, cycle, out);
    out->forecast_level = level_of(set, setup, species, out->forecast);
    if (set->n_members == 1) return;
    int above[LT_SKILL_EVENTS] = {0};
    for (int m = 0; m < out->n_members; m++) {
        const int level = level_of(set, setup, species, out->members[m]);
        for (int e = 0; e < LT_SKILL_EVENTS; e++) above[e] += level >= (int)lt_skill_events[e];
    }
    for (int e = 0; e < LT_SKILL_EVENTS; e++) out->probability[e] = (double)above[e] / out->n_members;
}

static lt_air no_air(void) {
    lt_air air;
    for (int p = 0; p < LT_N_JUDGED; p++) air.value[p] = NAN;
    air.ozone_hour = air.so2_day = NAN;
    return air;
}

static lt_air observed_air(const lt_forecast_set *set, int place, long step) {
    lt_air air = no_air();
    for (int s = 0; s < set->n_species; s++)
        if (lt_is_judged(set->species[s])) air.value[set->species[s]] = lt_forecast_obs(set, place, s)[step];
    return air;
}

/* Member m; -1: the mean of the members that are there. */
static lt_air forecast_air(const lt_forecast_set *set, int place, int lead, long cycle, int m) {
    lt_air air = no_air();
    for (int s = 0; s < set->n_species; s++) {
        if (!lt_is_judged(set->species[s])) continue;
        const double *value = lt_forecast_members(set, place, s, lead, cycle);
        double members[LT_MOST_RANKED];
        memcpy(members, value, (size_t)set->n_members * sizeof *members);
        air.value[set->species[s]] =
            m >= 0 ? value[m] : lt_ensemble_mean(members, lt_ensemble_sort(members, set->n_members));
    }
    return air;
}

lt_status lt_skill_observed_aqi(const lt_forecast_set *set, const lt_skill_setup *setup, double **out) {
    LT_TRY(lt_calloc((size_t)set->n_places * (size_t)set->n_steps, sizeof **out, out));
    for (int place = 0; place < set->n_places; place++)
        for (long t = 0; t < set->n_steps; t++) {
            const lt_air air = observed_air(set, place, t);
            const lt_aqi aqi = lt_aqi_of_day(setup->standards, setup->rules, &air);
            (*out)[place * set->n_steps + t] = aqi.value == LT_NO_INDEX ? NAN : aqi.value;
        }
    return LT_OK;
}

/* Indices of air quality of the members that have all of the pollutants of `mean`, ascending. */
static void members_aqi(const lt_forecast_set *set, const lt_skill_setup *setup, const lt_air *mean, int place,
                        int lead, long cycle, lt_skill_sample *out) {
    int above[LT_SKILL_EVENTS] = {0};
    for (int m = 0; m < set->n_members; m++) {
        lt_air air = forecast_air(set, place, lead, cycle, m);
        bool whole = true;
        for (int p = 0; p < LT_N_JUDGED; p++) {
            if (!isfinite(mean->value[p])) air.value[p] = NAN;
            whole = whole && isfinite(mean->value[p]) == isfinite(air.value[p]);
        }
        const lt_aqi aqi = lt_aqi_of_day(setup->standards, setup->rules, &air);
        if (!whole || aqi.value == LT_NO_INDEX) continue;
        out->members[out->n_members++] = aqi.value;
        for (int e = 0; e < LT_SKILL_EVENTS; e++) above[e] += aqi.level >= lt_skill_events[e];
    }
    out->n_members = lt_ensemble_sort(out->members, out->n_members);
    if (set->n_members == 1 || out->n_members == 0) return;
    for (int e = 0; e < LT_SKILL_EVENTS; e++) out->probability[e] = (double)above[e] / out->n_members;
}

static double index_of(const lt_aqi *aqi) {
    return aqi->value == LT_NO_INDEX ? NAN : aqi->value;
}

void lt_skill_sample_aqi(const lt_forecast_set *set, const lt_skill_setup *setup, const double *aqi, int place,
                         int lead, long cycle, lt_aqi *forecast, lt_aqi *observed, lt_skill_sample *out) {
    begin(set, place, lead, cycle, out);
    lt_air said = forecast_air(set, place, lead, cycle, -1), seen = observed_air(set, place, cycle + lead);
    *forecast = lt_aqi_of_day(setup->standards, setup->rules, &said);
    *observed = lt_aqi_of_day(setup->standards, setup->rules, &seen);
    out->forecast = index_of(forecast);
    out->obs = index_of(observed);
    if (isfinite(out->obs)) out->level = (int)observed->level;
    if (!isfinite(out->forecast) || !isfinite(out->obs)) return;
    lt_aqi_common(&said, &seen);
    *forecast = lt_aqi_of_day(setup->standards, setup->rules, &said);
    members_aqi(set, setup, &said, place, lead, cycle, out);
    out->forecast = out->n_members ? index_of(forecast) : NAN; /* NaN: each side has only what the other lacks */
    if (!isfinite(out->forecast)) return;
    *observed = lt_aqi_of_day(setup->standards, setup->rules, &seen);
    out->obs = index_of(observed);
    out->level = (int)observed->level;
    out->forecast_level = (int)forecast->level;
    out->forecast_aqi = forecast;
    out->observed_aqi = observed;
    score_members(out);
    refer(set, setup, aqi + place * set->n_steps, lead, cycle, out);
}
