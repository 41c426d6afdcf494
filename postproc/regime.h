/* regime.h - what limits ozone: ratios of means over the afternoon hours of a period, and the classes they fall in.
 *
 *   r = sum over hours 13:00 .. 15:00 local (UTC+8) of all days of the numerator / the same of the denominator (moles)
 *   r < low: VOC-limited (less VOC lowers ozone; less NOx may raise it); r > high: NOx-limited; else transitional
 * A city's ratio is that of the means over its national sites. Thresholds and sources: LT_INDICATOR_LIST. They were
 * found for other models, places and heights: a class is a sign, the runs of packages are the answer. */
#ifndef LT_REGIME_H
#define LT_REGIME_H

/* X-macro: id, key, low, high, English, Chinese, source. */
#define LT_INDICATOR_LIST(X)                                                                                           \
    X(HCHO_NO2_COLUMN, "hcho_no2_column", 2.3, 4.2, "HCHO/NO2 of the column", "甲醛与二氧化氮柱浓度比",                \
      "2.3 and 4.2: satellite columns over China, Wang et al. 2021, Atmos. Chem. Phys. 21, 7253 (S); other studies "   \
      "1.0 to 1.9 (S)")                                                                                                \
    X(HCHO_NO2_GROUND, "hcho_no2_ground", 2.3, 4.2, "HCHO/NO2 at the ground", "近地面甲醛与二氧化氮比",                \
      "the thresholds of the column (A): near sources the ground has more NO2, so the class errs to VOC-limited")      \
    X(H2O2_HNO3, "h2o2_hno3", 0.3, 0.5, "H2O2/HNO3 at the ground", "近地面过氧化氢与硝酸比",                           \
      "0.3 and 0.5: Sillman 1995, J. Geophys. Res. 100, 14175, doi 10.1029/94JD02953 (R)")
typedef enum lt_indicator {
#define LT_INDICATOR_ID(id, key, low, high, en, zh, source) LT_INDICATOR_##id,
    LT_INDICATOR_LIST(LT_INDICATOR_ID)
#undef LT_INDICATOR_ID
        LT_N_INDICATORS
} lt_indicator;

/* X-macro: id, key, English, Chinese. */
#define LT_REGIME_LIST(X)                                                                                              \
    X(VOC, "voc_limited", "VOC-limited", "VOC控制")                                                                    \
    X(TRANSITION, "transitional", "transitional", "过渡")                                                              \
    X(NOX, "nox_limited", "NOx-limited", "NOx控制")
typedef enum lt_regime {
#define LT_REGIME_ID(id, key, en, zh) LT_REGIME_##id,
    LT_REGIME_LIST(LT_REGIME_ID)
#undef LT_REGIME_ID
        LT_N_REGIMES
} lt_regime;

typedef struct lt_indicator_row {
    const char *key;
    double low, high;
    const char *en, *zh, *source;
} lt_indicator_row;
extern const lt_indicator_row lt_indicator_table[LT_N_INDICATORS];

typedef struct lt_regime_row {
    const char *key, *en, *zh;
} lt_regime_row;
extern const lt_regime_row lt_regime_table[LT_N_REGIMES];

enum { LT_REGIME_HOUR_FROM = 13, LT_REGIME_HOUR_TO = 15 }; /* local; hours that begin in [13, 15) */

/* LT_N_REGIMES where the ratio is NaN. */
lt_regime lt_regime_of(lt_indicator indicator, double ratio);

#endif
