#include "postproc/judgement/judge.h"

#include <math.h>

const unsigned lt_all_six = (1u << LT_N_JUDGED) - 1;

void lt_judged_year_release(lt_judged_year *year) {
    for (int x = 0; x < LT_N_INDEX; x++) lt_free(year->aqi[x]);
    *year = (lt_judged_year){0};
}

const char *lt_judged_date(const lt_judged_year *year, long day) {
    const lt_civil c = lt_time_civil(year->first + day * LT_DAY);
    return lt_fmt("%04d-%02d-%02d", c.year, c.month, c.day);
}

/* Room of a year, [days] each. */
typedef struct lt_judge_work {
    const lt_weighed_periods *periods;
    lt_weighed_value *sorted;
    double *valid, *weight;
} lt_judge_work;

/* NULL where every day counts alike. */
static const double *weights_of(const lt_judge_work *work, const lt_air_year *air, const double *value) {
    if (!work->periods) return NULL;
    lt_day_weights(work->periods, air->first, value, air->days, work->weight);
    return work->weight;
}

static lt_status judge_index(const lt_standards *s, const lt_air_days *place, lt_index_rules rules,
                             const lt_judge_work *work, lt_judged_year *out) {
    lt_air_year air;
    LT_TRY(lt_air_year_create(place, out->year, rules, &air));
    lt_status status = lt_calloc((size_t)air.days, sizeof(lt_aqi), &out->aqi[rules]);
    for (long d = 0; d < air.days && status == LT_OK; d++) {
        const lt_air day = lt_air_year_day(&air, d);
        out->aqi[rules][d] = lt_aqi_of_day(s, rules, &day);
        out->has_ozone_hour = out->has_ozone_hour || isfinite(day.ozone_hour);
        work->valid[d] = lt_index_is_valid(&out->aqi[rules][d], place->has) ? 1 : NAN;
    }
    if (status == LT_OK)
        out->index[rules] =
            lt_index_days_of(out->aqi[rules], weights_of(work, &air, work->valid), air.days, place->has);
    for (int p = 0; p < LT_N_JUDGED && status == LT_OK; p++)
        out->statistic[rules][p] = lt_statistic_of(s, (lt_measured)p, air.first, air.value[p],
                                                   weights_of(work, &air, air.value[p]), air.days, work->sorted);
    out->gas_factor_first[rules] = air.gas_factor_first;
    out->gas_factor_last[rules] = air.gas_factor_last;
    out->first = air.first;
    lt_air_year_release(&air);
    return status;
}

lt_status lt_judge_year(const lt_standards *s, const lt_air_days *place, int year, lt_air_class class,
                        const lt_weighed_periods *periods, lt_judged_year *out) {
    lt_judge_work work = {.periods = periods};
    *out = (lt_judged_year){.year = year, .days = lt_days_in_year(year), .class = class, .has = place->has};
    const size_t days = (size_t)out->days;
    lt_status status = lt_calloc(days, sizeof *work.sorted, &work.sorted);
    if (status == LT_OK) status = lt_calloc(days, sizeof *work.valid, &work.valid);
    if (status == LT_OK) status = lt_calloc(days, sizeof *work.weight, &work.weight);
    for (int x = 0; x < LT_N_INDEX && status == LT_OK; x++)
        status = judge_index(s, place, (lt_index_rules)x, &work, out);
    for (int l = 0; l < LT_N_LIMITS && status == LT_OK; l++)
        out->attainment[l] = lt_attainment_of(s, (lt_limits_of)l, class, out->statistic[lt_limits_table[l].index]);
    lt_free(work.sorted);
    lt_free(work.valid);
    lt_free(work.weight);
    if (status != LT_OK) lt_judged_year_release(out);
    return status;
}
