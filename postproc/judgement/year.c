#include "postproc/judgement/year.h"

#include <math.h>

const char *const lt_completeness_words[LT_N_COMPLETENESS] = {"complete", "incomplete", "part"};
const char *const lt_attained_words[LT_N_ATTAINED] = {"attains", "exceeds", "incomplete", "part"};

bool lt_counts_percentile(lt_measured species) {
    return species == LT_MEASURED_CO || species == LT_MEASURED_O3;
}

/* --- statistics --- */

static bool is_calendar_year(lt_time first, long days) {
    const lt_civil civil = lt_time_civil(first);
    return civil.yearday == 1 && days == lt_days_in_year(civil.year);
}

static void judge_months(const lt_standards *s, const long by_month[12], lt_statistic *out) {
    for (int month = 0; month < 12; month++) {
        const double least = month == 1 ? s->days_february.value : s->days_month.value;
        if ((double)by_month[month] < least) out->short_months |= 1u << month;
    }
    const bool whole = (double)out->n >= s->days_year.value && out->short_months == 0;
    out->completeness = whole ? LT_YEAR_COMPLETE : LT_YEAR_INCOMPLETE;
}

lt_statistic lt_statistic_of(const lt_standards *s, lt_measured species, lt_time first, const double *value,
                             const double *weight, long days, lt_weighed_value *work) {
    lt_statistic out = {.days = days, .mean = NAN, .percentile = NAN, .completeness = LT_YEAR_PART};
    long by_month[12] = {0};
    double sum = 0, weights = 0;
    for (long d = 0; d < days; d++) {
        if (!isfinite(value[d])) continue;
        const double w = weight ? weight[d] : 1;
        work[out.n++] = (lt_weighed_value){value[d], w};
        sum += w * value[d];
        weights += w;
        by_month[lt_time_civil(first + d * LT_DAY).month - 1]++;
    }
    if (out.n > 0) out.mean = sum / weights;
    out.percentile = lt_weighed_percentile(work, out.n, s->percentile[species].value);
    if (is_calendar_year(first, days)) judge_months(s, by_month, &out);
    return out;
}

/* --- limits --- */

static lt_compared compare(const lt_standards *s, lt_measured p, double value, lt_marked limit, lt_mark mark) {
    lt_compared out = {.value = value, .rounded = NAN, .limit = limit.value, .margin = NAN};
    if (!limit.mark || !isfinite(value)) return out;
    out.rounded = lt_round_even(value, (int)s->round_statistic[p].value);
    out.margin = out.limit - out.rounded;
    out.within = out.rounded <= out.limit;
    out.by_rounding = out.within != (value <= out.limit);
    out.limit_mark = limit.mark;
    out.mark = lt_mark_worse(lt_mark_worse(limit.mark, mark), s->round_statistic[p].mark);
    return out;
}

static lt_attained verdict_of(const lt_statistic statistics[LT_N_JUDGED], const lt_attainment *of) {
    lt_completeness worst = LT_YEAR_COMPLETE;
    for (int p = 0; p < LT_N_JUDGED; p++)
        if (statistics[p].completeness > worst) worst = statistics[p].completeness;
    if (worst == LT_YEAR_PART) return LT_ATTAINED_PART;
    if (worst == LT_YEAR_INCOMPLETE || of->missing) return LT_ATTAINED_INCOMPLETE;
    return of->exceeding ? LT_EXCEEDS : LT_ATTAINS;
}

static void add_single(const lt_standards *s, lt_measured p, const lt_compared *counts, lt_mark of_limit,
                       lt_attainment *out) {
    out->single[p] = s->weight[p].value * counts->value / counts->limit;
    out->composite += out->single[p]; /* NaN where one is missing */
    out->composite_mark = lt_mark_worse(lt_mark_worse(out->composite_mark, of_limit), s->weight[p].mark);
    if (lt_counts_percentile(p)) out->composite_mark = lt_mark_worse(out->composite_mark, s->percentile[p].mark);
    if (isfinite(out->single[p]) && (out->main < 0 || out->single[p] > out->single[out->main])) out->main = (int)p;
}

lt_attainment lt_attainment_of(const lt_standards *s, lt_limits_of limits, lt_air_class class,
                               const lt_statistic statistics[LT_N_JUDGED]) {
    lt_attainment out = {.main = -1};
    for (int q = 0; q < LT_N_JUDGED; q++) {
        const lt_measured p = (lt_measured)q;
        const lt_marked *limit = s->limit[limits][class][p], day = limit[lt_percentile_average(p)];
        const bool by_percentile = lt_counts_percentile(p);
        out.mean[p] = compare(s, p, statistics[p].mean, limit[LT_AVERAGE_YEAR], 0);
        out.percentile[p] = compare(s, p, statistics[p].percentile, day, s->percentile[p].mark);
        const lt_compared *counts = by_percentile ? &out.percentile[p] : &out.mean[p];
        out.mark = lt_mark_worse(out.mark, counts->mark);
        if (!isfinite(counts->rounded)) out.missing |= 1u << p;
        if (isfinite(counts->rounded) && !counts->within) out.exceeding |= 1u << p;
        /* The composite index is always of class II. */
        const lt_marked *of_two = s->limit[limits][LT_CLASS_II][p];
        const lt_marked over = of_two[by_percentile ? lt_percentile_average(p) : LT_AVERAGE_YEAR];
        const lt_compared term = {.value = counts->value, .limit = over.value};
        add_single(s, p, &term, over.mark, &out);
    }
    if (!isfinite(out.composite)) out.main = -1;
    out.verdict = verdict_of(statistics, &out);
    return out;
}

/* --- days of the index --- */

static void count_valid(const lt_aqi *aqi, lt_index_days *out) {
    out->valid++;
    out->level[aqi->level]++;
    out->good += aqi->value <= 100;
    out->heavy += aqi->value > 200;
    for (int p = 0; p < LT_N_JUDGED; p++) {
        out->primary[p] += (aqi->primary >> p) & 1u;
        out->exceeding[p] += (aqi->exceeding >> p) & 1u;
    }
}

bool lt_index_is_valid(const lt_aqi *day, unsigned required) {
    return day->value != LT_NO_INDEX && (day->missing & required) == 0;
}

static void add_shares(const lt_aqi *aqi, const double *weight, unsigned required, lt_index_days *out) {
    double all = 0, good = 0, heavy = 0;
    for (long d = 0; d < out->days; d++) {
        if (!lt_index_is_valid(&aqi[d], required)) continue;
        const double w = weight ? weight[d] : 1;
        all += w;
        good += aqi[d].value <= 100 ? w : 0;
        heavy += aqi[d].value > 200 ? w : 0;
    }
    out->good_pct = out->valid > 0 ? 100 * good / all : NAN;
    out->heavy_pct = out->valid > 0 ? 100 * heavy / all : NAN;
}

lt_index_days lt_index_days_of(const lt_aqi *aqi, const double *weight, long days, unsigned required) {
    lt_index_days out = {.days = days, .highest = LT_NO_INDEX, .highest_day = -1};
    for (long d = 0; d < days; d++) {
        if (aqi[d].value == LT_NO_INDEX) continue;
        out.mark = lt_mark_worse(out.mark, aqi[d].mark);
        if (aqi[d].value > out.highest) {
            out.highest = aqi[d].value;
            out.highest_day = d;
        }
        if (lt_index_is_valid(&aqi[d], required)) {
            count_valid(&aqi[d], &out);
        } else {
            out.undetermined++;
            out.undetermined_bad += aqi[d].value > 100;
        }
    }
    add_shares(aqi, weight, required, &out);
    return out;
}
