/* aqi.h - the air quality index of a day and of an hour by HJ 633-2012 and HJ 633-2026. Pure.
 *
 *   IAQI = (I_hi - I_lo) / (B_hi - B_lo) (C - B_lo) + I_lo, rounded up;  AQI = largest IAQI
 * between the breakpoints B_lo <= C <= B_hi of a pollutant. By 2026 C is rounded to an integer first (CO: one decimal),
 * halves to even (GB/T 8170, S); by 2012 it is taken as it is: no text at hand says otherwise. Primary pollutants:
 * those with the largest IAQI where AQI > 50; exceeding: IAQI > 100. Good day: AQI <= 100; heavy: AQI > 200.
 *
 * Day: daily means and the largest 8-h mean of ozone, by 2012 its largest hour too. Hour: hour means, particles by the
 * scale of the day. By 2012 SO2 of an hour above 800 ug/m3 has the index of its 24-h mean, MDA8 above 800 that of the
 * largest hour; by 2026 they have 200 and 300. Above the last breakpoint the index stays at 500.
 *
 * What is missing may have been the largest: AQI of fewer than the six is a least value (`missing`). */
#ifndef LT_AQI_H
#define LT_AQI_H

#include "postproc/judgement/standards.h"

#include <stdbool.h>

/* X-macro: English, Chinese, least AQI, colour (HJ 633, table 2). */
#define LT_AQI_LEVEL_LIST(X)                                                                                           \
    X(EXCELLENT, "excellent", "优", 0, "#00e400")                                                                      \
    X(GOOD, "good", "良", 51, "#ffff00")                                                                               \
    X(LIGHT, "lightly polluted", "轻度污染", 101, "#ff7e00")                                                           \
    X(MODERATE, "moderately polluted", "中度污染", 151, "#ff0000")                                                     \
    X(HEAVY, "heavily polluted", "重度污染", 201, "#99004c")                                                           \
    X(SEVERE, "severely polluted", "严重污染", 301, "#7e0023")
typedef enum lt_aqi_level {
#define LT_AQI_LEVEL_ID(id, en, zh, least, colour) LT_AQI_##id,
    LT_AQI_LEVEL_LIST(LT_AQI_LEVEL_ID)
#undef LT_AQI_LEVEL_ID
        LT_N_AQI_LEVELS
} lt_aqi_level;

typedef struct lt_aqi_level_row {
    const char *en, *zh;
    int least;
    const char *colour;
} lt_aqi_level_row;
extern const lt_aqi_level_row lt_aqi_level_table[LT_N_AQI_LEVELS];

/* Concentrations in the unit of each pollutant (ug/m3, CO mg/m3); NaN: missing. */
typedef struct lt_air {
    double value[LT_N_JUDGED]; /* of a day: means, O3 the largest 8-h mean; of an hour: hour means */
    double ozone_hour;         /* of a day: the largest hour */
    double so2_day;            /* of an hour: mean of the 24 hours to it */
} lt_air;

enum { LT_NO_INDEX = -1 };
typedef struct lt_aqi {
    int iaqi[LT_N_JUDGED];                        /* LT_NO_INDEX: missing or not computed */
    int value;                                    /* LT_NO_INDEX: none of the six */
    lt_aqi_level level;                           /* where value is one */
    unsigned primary, exceeding, missing, beyond; /* bit 1 << lt_measured */
    lt_mark mark; /* of what it was computed with: S where a rule above the scale was needed */
} lt_aqi;

/* LT_NO_INDEX: not finite, negative, or above a scale that ends. */
int lt_iaqi(const lt_scale *scale, double concentration);
/* The same after the rounding of the rules. */
int lt_iaqi_by(const lt_standards *s, lt_index_rules rules, lt_measured species, lt_averaging average,
               double concentration);
lt_aqi lt_aqi_of_day(const lt_standards *s, lt_index_rules rules, const lt_air *day);
lt_aqi lt_aqi_of_hour(const lt_standards *s, lt_index_rules rules, const lt_air *hour);
lt_aqi_level lt_aqi_level_of(int aqi);

/* Halves to even (GB/T 8170). A number within 1e-9 of a half counts as one: sums of decimals miss it by their last
 * bits. */
double lt_round_even(double value, int decimals);

#endif
