/* quantity.h - what every city and cell is told, by period and variant, and the signs of the ozone regime.
 *
 * All quantities are ug/m3. PM2.5 is at ambient state; gases are at the reference state of GB 3095 on the day of the
 * period (reference_state.h): 273.15 K before 2018-09-01, 298.15 K from then on, 1013.25 hPa. A city's value follows
 * HJ 663: mean over its national sites hour by hour first, then the statistic (area and population means the same way).
 * What a run does not carry (ozone of `chemistry: off`), and what a period is too short for, is absent: NaN
 * inside, no key in summary.json, never zero. */
#ifndef LT_QUANTITY_H
#define LT_QUANTITY_H

#include <stdbool.h>

/* Ox over the hours in which ozone is highest: titration by NO moves ozone into NO2 and leaves Ox as it is. A fixed
 * part of the day (A), not the window of MDA8: that may be another one in two runs, and Ox would jump. Hours that begin
 * in [10, 18) local. NO2 as O3 by molar mass, 47.9982 over 46.0055 (D). */
enum { LT_OX_HOUR_FROM = 10, LT_OX_HOUR_TO = 18 };

/* X-macro: id, key (pm25: keys pm25_base_ugm3, pm25_delta_ugm3 ...), English, Chinese. Of a period. */
#define LT_QUANTITY_LIST(X)                                                                                            \
    X(PM25, "pm25", "PM2.5, mean", "PM2.5均值")                                                                        \
    X(O3_MDA8, "o3_mda8", "O3, mean of the daily maximum 8-h means (MDA8)", "O3日最大8小时平均的均值")                 \
    X(O3_P90, "o3_p90", "O3, 90th percentile of MDA8 (HJ 663)", "O3日最大8小时平均第90百分位数")                       \
    X(O3_MDA1, "o3_mda1", "O3, mean of the daily maximum 1-h values", "O3日最大1小时平均的均值")                       \
    X(O3_MEAN, "o3_mean", "O3, mean of all hours", "O3小时均值")                                                       \
    X(NO2, "no2", "NO2, mean", "NO2均值")                                                                              \
    X(OX_DAY, "ox_day", "Ox = O3 + NO2 (as O3), mean of 10:00 to 18:00", "Ox = O3 + NO2（以O3计），10至18时均值")
typedef enum lt_quantity {
#define LT_QUANTITY_ID(id, key, en, zh) LT_QUANTITY_##id,
    LT_QUANTITY_LIST(LT_QUANTITY_ID)
#undef LT_QUANTITY_ID
        LT_N_QUANTITIES
} lt_quantity;

typedef struct lt_quantity_row {
    const char *key, *en, *zh;
} lt_quantity_row;
extern const lt_quantity_row lt_quantity_table[LT_N_QUANTITIES];

#endif
