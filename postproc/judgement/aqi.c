#include "postproc/judgement/aqi.h"

#include <math.h>

const lt_aqi_level_row lt_aqi_level_table[LT_N_AQI_LEVELS] = {
#define LT_AQI_LEVEL_ROW(id, en, zh, least, colour) {en, zh, least, colour},
    LT_AQI_LEVEL_LIST(LT_AQI_LEVEL_ROW)
#undef LT_AQI_LEVEL_ROW
};

/* Rounding of (C - B_lo) stays below 1e-12 of an index; the flattest scale (SO2, 100 over 520 ug/m3; NO2 of an hour,
 * 100 over 1140) turns the millionth of a ug/m3 into 9e-8. */
static const double index_slack = 1e-9;

double lt_round_even(double value, int decimals) {
    const double scale = pow(10, decimals), x = value * scale, low = floor(x);
    if (fabs(x - low - 0.5) < 1e-9) return (fmod(low, 2) == 0 ? low : low + 1) / scale;
    return floor(x + 0.5) / scale;
}

int lt_iaqi(const lt_scale *scale, double c) {
    if (scale->n < 2 || !isfinite(c) || c < 0) return LT_NO_INDEX;
    int k = 1;
    while (k < scale->n && c > scale->concentration[k]) k++;
    if (k == scale->n) return isfinite(scale->beyond) ? (int)scale->beyond : LT_NO_INDEX;
    const double step = scale->iaqi[k] - scale->iaqi[k - 1];
    const double width = scale->concentration[k] - scale->concentration[k - 1];
    return (int)ceil(scale->iaqi[k - 1] + step * (c - scale->concentration[k - 1]) / width - index_slack);
}

static double rounded(const lt_standards *s, lt_index_rules rules, lt_measured p, double c) {
    const double decimals = s->round_before[rules][p].value;
    return isfinite(decimals) && isfinite(c) ? lt_round_even(c, (int)decimals) : c;
}

int lt_iaqi_by(const lt_standards *s, lt_index_rules rules, lt_measured p, lt_averaging average, double c) {
    return lt_iaqi(&s->scale[rules][p][average], rounded(s, rules, p, c));
}

/* One more concentration of a pollutant: the larger index stands. */
static void take(const lt_standards *s, lt_index_rules rules, lt_measured p, lt_averaging average, double c,
                 lt_aqi *out) {
    const lt_scale *scale = &s->scale[rules][p][average];
    const double used = rounded(s, rules, p, c);
    const int iaqi = lt_iaqi(scale, used);
    if (iaqi == LT_NO_INDEX) return;
    out->mark = lt_mark_worse(out->mark, scale->mark);
    if (used > scale->concentration[scale->n - 1]) {
        out->beyond |= 1u << p;
        out->mark = lt_mark_worse(out->mark, scale->beyond_mark);
    }
    if (iaqi > out->iaqi[p]) out->iaqi[p] = iaqi;
}

static lt_aqi begin(void) {
    lt_aqi out = {.value = LT_NO_INDEX};
    for (int p = 0; p < LT_N_JUDGED; p++) out.iaqi[p] = LT_NO_INDEX;
    return out;
}

static void finish(lt_aqi *out) {
    for (int p = 0; p < LT_N_JUDGED; p++) {
        if (out->iaqi[p] == LT_NO_INDEX) out->missing |= 1u << p;
        if (out->iaqi[p] > 100) out->exceeding |= 1u << p;
        if (out->iaqi[p] > out->value) out->value = out->iaqi[p];
    }
    for (int p = 0; p < LT_N_JUDGED; p++)
        if (out->value > 50 && out->iaqi[p] == out->value) out->primary |= 1u << p;
    out->level = lt_aqi_level_of(out->value);
}

lt_aqi lt_aqi_of_day(const lt_standards *s, lt_index_rules rules, const lt_air *day) {
    lt_aqi out = begin();
    for (int p = 0; p < LT_N_JUDGED; p++)
        take(s, rules, (lt_measured)p, lt_percentile_average((lt_measured)p), day->value[p], &out);
    if (rules == LT_INDEX_2012) take(s, rules, LT_MEASURED_O3, LT_AVERAGE_HOUR, day->ozone_hour, &out);
    finish(&out);
    if (!isfinite(day->value[LT_MEASURED_O3])) out.missing |= 1u << LT_MEASURED_O3; /* its hour alone is not its day */
    return out;
}

lt_aqi lt_aqi_of_hour(const lt_standards *s, lt_index_rules rules, const lt_air *hour) {
    lt_aqi out = begin();
    for (int p = 0; p < LT_N_JUDGED; p++) {
        const bool particle = !lt_measured_table[p].is_gas;
        take(s, rules, (lt_measured)p, particle ? LT_AVERAGE_DAY : LT_AVERAGE_HOUR, hour->value[p], &out);
    }
    const lt_scale *so2 = &s->scale[rules][LT_MEASURED_SO2][LT_AVERAGE_HOUR];
    const double c = hour->value[LT_MEASURED_SO2];
    if (so2->n > 0 && c > so2->concentration[so2->n - 1] && !isfinite(so2->beyond))
        take(s, rules, LT_MEASURED_SO2, LT_AVERAGE_DAY, hour->so2_day, &out);
    finish(&out);
    return out;
}

lt_aqi_level lt_aqi_level_of(int aqi) {
    int level = 0;
    while (level + 1 < LT_N_AQI_LEVELS && aqi >= lt_aqi_level_table[level + 1].least) level++;
    return (lt_aqi_level)level;
}
