/* band.h - how sure a number is, by parts that are shown one by one. Pure.
 *
 *   sigma = sqrt(sum_k sigma_k^2),  band = value -/+ 1.96 sigma
 * over the parts that are there, which are taken as independent of each other; a part that is missing is named, and the
 * band is then a least one. The parts, in the unit of the value:
 *   inventory  standard deviation over draws of the inventory, n - 1 below
 *   weather    of the mean over weather periods x_p with weights w_p (sum 1): sqrt(sum w_p^2 (x_p - m)^2 / (1 - sum
 *              w_p^2)), m the weighted mean; of n equal weights that is s / sqrt(n)
 *   model      |value| times a relative error that the caller takes from an evaluation (its NME, or NMB where only the
 *              mean counts); of a difference between runs it is an assumption that the error is as large relatively
 * With few draws or periods (n) the deviation itself is little known; n stands beside it. */
#ifndef LT_BAND_H
#define LT_BAND_H

#include <stdbool.h>

#define LT_BAND_LIST(X)                                                                                                \
    X(INVENTORY, "inventory", "清单")                                                                                  \
    X(WEATHER, "weather", "气象")                                                                                      \
    X(MODEL, "model", "模式")
typedef enum lt_band_part_id {
#define LT_BAND_ID(id, en, zh) LT_BAND_##id,
    LT_BAND_LIST(LT_BAND_ID)
#undef LT_BAND_ID
        LT_N_BAND_PARTS
} lt_band_part_id;
extern const char *const lt_band_names[LT_N_BAND_PARTS], *const lt_band_names_zh[LT_N_BAND_PARTS];

typedef struct lt_band_part {
    double sigma; /* NaN: missing */
    long n;       /* draws, periods, pairs; 0: missing */
} lt_band_part;

/* Missing with fewer than two finite values. */
lt_band_part lt_band_of_draws(const double *value, long n);
/* weight NULL: equal. Missing with fewer than two periods, or one that has all the weight. */
lt_band_part lt_band_of_weather(const double *value, const double *weight, long n);
/* n: pairs behind the error. */
lt_band_part lt_band_of_model(double value, double relative_error, long n);

typedef struct lt_band {
    double value, sigma, low, high; /* sigma NaN: no part is there */
    lt_band_part part[LT_N_BAND_PARTS];
    double share[LT_N_BAND_PARTS]; /* of sigma^2; NaN: missing */
    unsigned missing;              /* bit 1 << lt_band_part_id */
} lt_band;

/* at_least: a value that cannot be below it, as a concentration below 0 (-INFINITY: none). */
lt_band lt_band_of(double value, const lt_band_part part[LT_N_BAND_PARTS], double at_least);

#endif
