/* paired.h - sums over pairs of forecast F and observation O that do not depend on their order. Pure.
 *
 *   bias = sum(F - O) / N                    [unit of the values]
 *   RMSE = sqrt(sum (F - O)^2 / N)           [unit of the values]
 *   MAE  = sum|F - O| / N                    [unit of the values]
 *   R    = (N sum FO - sum F sum O) / sqrt((N sum F^2 - (sum F)^2) (N sum O^2 - (sum O)^2))     [1]
 * Each product enters with what its rounding lost, so that the sums are exact and the differences of R lose no digits
 * (F, O and their products below 2^512 and above 2^-400 in size). R is NaN with N < 3 or where F or O is constant; the
 * others with N = 0. */
#ifndef LT_PAIRED_H
#define LT_PAIRED_H

#include "base/exactsum.h"

#include <stdbool.h>

/* With fewer pairs a score says little: it stands with `too_few`. Of about 30 independent pairs the standard error of a
 * mean error is still a fifth of its spread (1/sqrt(30)). */
enum { LT_FEW_PAIRS = 30 };

typedef struct lt_paired {
    long n;
    lt_exactsum f, o, distance, square, ff, oo, fo; /* square: (F - O)^2 */
} lt_paired;

typedef struct lt_paired_score {
    long n;
    bool too_few; /* n < LT_FEW_PAIRS */
    double mean_forecast, mean_obs, bias, rmse, mae, r;
} lt_paired_score;

/* An lt_paired that is all zeros is empty. Both values must be finite: who calls counts what is missing. */
void lt_paired_add(lt_paired *pairs, double forecast, double obs);
/* into becomes the sums of all pairs of both. */
void lt_paired_merge(lt_paired *into, const lt_paired *from);
lt_paired_score lt_paired_finish(const lt_paired *pairs);

/* Adds x*y to an exact sum, with what its rounding lost. */
void lt_paired_add_product(lt_exactsum *sum, double x, double y);

#endif
