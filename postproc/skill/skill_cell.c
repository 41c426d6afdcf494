#include "postproc/skill/skill_cell.h"

#include <math.h>

static void add_against(lt_skill_cell_against *against, const lt_skill_sample *s, int r) {
    if (!isfinite(s->reference[r])) return;
    const double f = s->forecast - s->obs, p = s->reference[r] - s->obs;
    against->n++;
    lt_paired_add_product(&against->forecast_square, f, f);
    lt_paired_add_product(&against->reference_square, p, p);
    lt_exactsum_add(&against->forecast_crps, isfinite(s->crps_fair) ? s->crps_fair : s->crps);
    lt_exactsum_add(&against->reference_crps, s->reference_crps[r]);
}

static void add_events(lt_skill_cell *cell, const lt_skill_sample *s) {
    if (s->level < 0 || s->forecast_level < 0) return;
    for (int e = 0; e < LT_SKILL_EVENTS; e++) {
        const bool came = s->level >= (int)lt_skill_events[e];
        lt_contingency_add(&cell->event[e], s->forecast_level >= (int)lt_skill_events[e], came);
        if (s->wanted > 1) lt_reliability_add(&cell->probability[e], s->probability[e], s->wanted, came);
    }
}

void lt_skill_cell_add(lt_skill_cell *cell, const lt_skill_sample *s, const lt_aqi_range *range) {
    const bool has_forecast = isfinite(s->forecast), has_obs = isfinite(s->obs);
    cell->no_forecast += has_obs && !has_forecast;
    cell->no_obs += has_forecast && !has_obs;
    cell->neither += !has_forecast && !has_obs;
    if (!has_forecast || !has_obs) return;
    lt_paired_add(&cell->pairs, s->forecast, s->obs);
    lt_exactsum_add(&cell->crps, s->crps);
    if (isfinite(s->crps_fair)) {
        lt_exactsum_add(&cell->crps_fair, s->crps_fair);
        cell->n_fair++;
    }
    for (int r = 0; r < LT_N_SKILL_REFERENCES; r++) add_against(&cell->against[r], s, r);
    add_events(cell, s);
    cell->short_ensembles += s->n_members < s->wanted;
    if (s->wanted > 1 && s->n_members == s->wanted) lt_rank_add(&cell->rank, s->members, s->n_members, s->obs);
    if (s->observed_aqi) lt_aqi_hits_add(&cell->hits, range, s->forecast_aqi, s->observed_aqi);
}

static double mean_of(const lt_exactsum *sum, long n) {
    return n > 0 ? lt_exactsum_value(sum) / (double)n : NAN;
}

static double skill_of(double score, double reference) {
    return reference > 0 ? 1 - score / reference : NAN;
}

static lt_skill_against finish_against(const lt_skill_cell_against *against) {
    lt_skill_against out = {.n = against->n, .too_few = against->n < LT_FEW_PAIRS};
    const double forecast = mean_of(&against->forecast_square, against->n);
    const double reference = mean_of(&against->reference_square, against->n);
    out.forecast_rmse = sqrt(forecast);
    out.reference_rmse = sqrt(reference);
    out.mse = skill_of(forecast, reference);
    out.forecast_crps = mean_of(&against->forecast_crps, against->n);
    out.reference_crps = mean_of(&against->reference_crps, against->n);
    out.crps = skill_of(out.forecast_crps, out.reference_crps);
    return out;
}

void lt_skill_cell_finish(const lt_skill_cell *cell, lt_skill_key key, lt_skill_row *out) {
    const bool by_observation = key.level >= 0 || key.polluted >= 0;
    *out = (lt_skill_row){.key = key,
                          .no_forecast = cell->no_forecast,
                          .no_obs = cell->no_obs,
                          .neither = cell->neither,
                          .short_ensembles = cell->short_ensembles,
                          .ranked = cell->rank.n,
                          .hits = cell->hits};
    out->pairs = lt_paired_finish(&cell->pairs);
    out->crps = mean_of(&cell->crps, cell->pairs.n);
    out->crps_fair = mean_of(&cell->crps_fair, cell->n_fair);
    for (int r = 0; r < LT_N_SKILL_REFERENCES; r++) out->against[r] = finish_against(&cell->against[r]);
    for (int e = 0; e < LT_SKILL_EVENTS; e++) {
        out->event[e] = cell->event[e];
        out->event_score[e] = lt_contingency_finish(&cell->event[e]);
        out->probability[e] = lt_reliability_finish(&cell->probability[e]);
        if (!by_observation) continue;
        lt_contingency_score *score = &out->event_score[e];
        score->far = score->csi = score->frequency_bias = score->ets = NAN;
    }
    out->ranks = cell->rank.members ? cell->rank.members + 1 : 0;
    lt_rank_counts(&cell->rank, out->rank);
    out->rank_chi2 = lt_rank_chi2(&cell->rank);
    out->hit = lt_aqi_hits_finish(&cell->hits, LT_AQI_EXCELLENT, LT_AQI_SEVERE);
}
