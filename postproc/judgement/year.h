/* year.h - statistics of a pollutant over a year or a period by HJ 663, attainment, composite index. Pure.
 *
 *   mean        of the daily values (O3: not judged)
 *   percentile  of the daily values by lt_percentile (ozone_day.h): SO2, NO2 98th; PM10, PM2.5, CO 95th; O3 (MDA8) 90th
 *   complete    at least 324 days of a calendar year, 27 of each month, 25 of February (GB 3095; for ozone HJ 663)
 *   weights     of days (day_weights.h) where they are no whole year but stand for one; else every day counts alike
 *   composite   I = sum_i w_i C_i / S_i, C_i mean (SO2, NO2, PM10, PM2.5) or percentile (CO, O3) over the limit of the
 *               year, of the day (CO), of 8 h (O3), class II; w_i = 1. The largest term is the main pollutant.
 *
 * Statistics are rounded (integers, CO one decimal) before they are held against a limit; the exact number stands
 * beside them and `by_rounding` says where the two disagree. Attainment is of the six statistics of the composite
 * index, as bulletins have it; the percentiles of SO2, NO2, PM10 and PM2.5 over the limit of the day stand beside it.
 * A year that is not complete is `incomplete`, days that are no calendar year are a `part`: neither attains or fails.
 * Not done, for their text is not at hand: exceptional events and the three years of HJ 663-2026. */
#ifndef LT_JUDGED_YEAR_H
#define LT_JUDGED_YEAR_H

#include "base/timeaxis.h"
#include "postproc/judgement/aqi.h"
#include "postproc/judgement/day_weights.h"

typedef enum lt_completeness { LT_YEAR_COMPLETE, LT_YEAR_INCOMPLETE, LT_YEAR_PART, LT_N_COMPLETENESS } lt_completeness;
extern const char *const lt_completeness_words[LT_N_COMPLETENESS];

typedef struct lt_statistic {
    long n, days;            /* valid days, days of the period */
    double mean, percentile; /* NaN: no valid day */
    lt_completeness completeness;
    unsigned short_months; /* bit 1 << (month - 1): fewer valid days than it needs; of a calendar year */
} lt_statistic;

/* value[days], NaN missing; weight NULL: every day alike; first: local midnight as seconds of the local calendar;
 * work[days] is overwritten. */
lt_statistic lt_statistic_of(const lt_standards *s, lt_measured species, lt_time first, const double *value,
                             const double *weight, long days, lt_weighed_value *work);

typedef struct lt_compared {
    double value, rounded, limit; /* NaN: no such statistic or limit */
    double margin;                /* limit - rounded: negative where it is above */
    lt_mark limit_mark, mark;     /* of the limit; the least sure of limit, percentile and rounding */
    bool within, by_rounding;     /* by_rounding: the exact number says the opposite */
} lt_compared;

typedef enum lt_attained {
    LT_ATTAINS,
    LT_EXCEEDS,
    LT_ATTAINED_INCOMPLETE,
    LT_ATTAINED_PART,
    LT_N_ATTAINED
} lt_attained;
extern const char *const lt_attained_words[LT_N_ATTAINED];

typedef struct lt_attainment {
    lt_compared mean[LT_N_JUDGED], percentile[LT_N_JUDGED];
    lt_attained verdict;
    lt_mark mark;                          /* of the verdict: the least sure of its six comparisons */
    unsigned exceeding, missing;           /* of the six statistics, also where the year is not complete */
    double composite, single[LT_N_JUDGED]; /* NaN: a statistic is missing */
    int main;                              /* lt_measured, -1 */
    lt_mark composite_mark;
} lt_attainment;

lt_attainment lt_attainment_of(const lt_standards *s, lt_limits_of limits, lt_air_class class,
                               const lt_statistic statistics[LT_N_JUDGED]);
/* The statistic of the six that counts for attainment: the percentile of CO and O3, else the mean. */
bool lt_counts_percentile(lt_measured species);

/* Days of the index. Only days with all of `required` count as valid: what is missing may have been the largest, and
 * days that are bad for certain would else be kept while good ones of the same gaps are lost. */
typedef struct lt_index_days {
    long days, valid, good, heavy;
    double good_pct, heavy_pct; /* of the valid days by their weights; NaN: none */
    long undetermined;          /* some of the required missing */
    long undetermined_bad;      /* of these, AQI of the rest is above 100 already */
    long level[LT_N_AQI_LEVELS], primary[LT_N_JUDGED], exceeding[LT_N_JUDGED]; /* of valid days */
    int highest;                                                               /* of all days, LT_NO_INDEX */
    long highest_day;                                                          /* its place, -1 */
    lt_mark mark;
} lt_index_days;

bool lt_index_is_valid(const lt_aqi *day, unsigned required);
/* weight NULL: every day alike. */
lt_index_days lt_index_days_of(const lt_aqi *aqi, const double *weight, long days, unsigned required);

#endif
