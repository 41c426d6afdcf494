/* ensemble.h - an observation among the members of a forecast. Pure.
 *
 *   CRPS of M members x_i (ordinary): (1/M) sum|x_i - O| - (1/(2 M^2)) sum_ij |x_i - x_j|
 *   CRPS fair:                        (1/M) sum|x_i - O| - (1/(2 M (M - 1))) sum_ij |x_i - x_j|
 * both in the unit of the values. Ferro 2014, doi 10.1002/qj.2270: the fair score does not reward an ensemble for being
 * small; it needs M >= 2 and may be negative. With M = 1 the ordinary score is |x - O|, what a forecast of one value is
 * scored by.
 *
 * Rank histogram: place of the observation among the members in ascending order, M + 1 places. An observation that
 * equals k members counts 1/(k + 1) in each of the k + 1 places that it could have: by rule, nothing is drawn (what
 * 2^40 leaves when divided by k + 1 goes to the lowest places). */
#ifndef LT_ENSEMBLE_H
#define LT_ENSEMBLE_H

#include <stdbool.h>
#include <stdint.h>

/* Ascending; NaN members are dropped. Returns how many are left. */
int lt_ensemble_sort(double *members, int n);
/* Of n members in ascending order. n >= 1; fair: NaN with n < 2. */
double lt_ensemble_crps(const double *sorted, int n, double obs);
double lt_ensemble_crps_fair(const double *sorted, int n, double obs);
/* Of equal members it is each of them, to the last bit. */
double lt_ensemble_mean(const double *members, int n);

enum { LT_MOST_RANKED = 64 }; /* members */
typedef struct lt_rank_histogram {
    int members;                       /* 0: nothing was added */
    long n;                            /* observations, at most 2^22 */
    int64_t place[LT_MOST_RANKED + 1]; /* in 2^-40 of an observation: exact in any order */
} lt_rank_histogram;

/* All observations of a histogram stand among as many members; those of another number (or above LT_MOST_RANKED) are
 * not taken: false. */
bool lt_rank_add(lt_rank_histogram *histogram, const double *sorted, int n, double obs);
/* Counts by place, members + 1 of them. */
void lt_rank_counts(const lt_rank_histogram *histogram, double counts[LT_MOST_RANKED + 1]);
/* sum (count - e)^2 / e with e = n / (members + 1): of independent observations of a flat histogram its expected value
 * is `members`. NaN with n = 0. */
double lt_rank_chi2(const lt_rank_histogram *histogram);

#endif
