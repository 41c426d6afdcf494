/* judge.h - a place in a calendar year by both regimes side by side: days of the index, statistics, attainment. */
#ifndef LT_JUDGE_H
#define LT_JUDGE_H

#include "postproc/judgement/air_days.h"

typedef struct lt_judged_year {
    int year;
    long days;
    lt_air_class class;
    unsigned has;        /* pollutants of the place, bit 1 << lt_measured */
    bool has_ozone_hour; /* the largest hour of ozone is known of some day */
    lt_time first;
    lt_aqi *aqi[LT_N_INDEX]; /* [days] */
    lt_index_days index[LT_N_INDEX];
    double gas_factor_first[LT_N_INDEX], gas_factor_last[LT_N_INDEX];
    lt_statistic statistic[LT_N_INDEX][LT_N_JUDGED]; /* in the state that the rules mean */
    lt_attainment attainment[LT_N_LIMITS];
} lt_judged_year;

/* Of a place that lacks pollutants a day is valid with those that it has: its index is a least value (`has`). periods:
 * of a run whose periods have weights; NULL: every day counts alike. */
lt_status lt_judge_year(const lt_standards *s, const lt_air_days *place, int year, lt_air_class class,
                        const lt_weighed_periods *periods, lt_judged_year *out);
void lt_judged_year_release(lt_judged_year *year);
/* "2014-01-06", a day of the year, through lt_fmt. */
const char *lt_judged_date(const lt_judged_year *year, long day);
/* All six. */
extern const unsigned lt_all_six;

#endif
