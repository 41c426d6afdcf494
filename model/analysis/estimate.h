/* estimate.h - background errors from fields: what a row of analysis_background_errors.csv says, of one control at one
 * local hour of the day.
 *
 *   departures d   of an ensemble: members less their mean, at that hour of any number of cases;
 *                  of lagged differences (Parrish and Derber 1992, doi 10.1175/1520-0493(1992)120<1747:TNMCSS>2.0.CO;2,
 *                  R): (longer - shorter lead, valid at one time) / sqrt 2, less their mean over the cases
 *   s_p^2 = sum d_p^2 / degrees                                  of column p; degrees of freedom
 *   relative, floor = argmin sum_p (s_p - relative x_p - floor)^2,  both >= 0
 *   length L = argmin sum_bins n (r - rho(distance, L))^2
 * with rho of background_error.h, r the mean correlation of the n pairs of columns in a bin of distance.
 *
 * Lagged differences know only of what differs between the leads: with observed weather behind both they are too small,
 * and the ratio of rms and expected innovations (lt_analysis_count) says by how much. A correlation of k degrees of
 * freedom is uncertain by 1 / sqrt(k); bins take the mean of many pairs. Pure functions. */
#ifndef LT_ANALYSIS_ESTIMATE_H
#define LT_ANALYSIS_ESTIMATE_H

#include "model/analysis/background_error.h"

enum { LT_ESTIMATE_BINS = 40 };

typedef struct lt_error_samples {
    long n_samples, n_columns;
    double degrees;          /* of freedom: samples less the means that were taken off */
    const double *departure; /* [n_samples][n_columns] ug m-3 */
    const double *level;     /* [n_columns] mean background, ug m-3 */
    const double *x, *y;     /* [n_columns] m */
    double bin_m;            /* width of a bin of distance; LT_ESTIMATE_BINS of them from 0 on */
} lt_error_samples;

typedef struct lt_error_estimate {
    lt_background_error_row row;
    double mean_sigma;                                                  /* sqrt of the mean variance, ug m-3 */
    double correlation[LT_ESTIMATE_BINS], distance_m[LT_ESTIMATE_BINS]; /* means over the pairs */
    long pairs[LT_ESTIMATE_BINS];
} lt_error_estimate;

/* members [n_cases][n_members][n_columns] to departures of the same shape; degrees out. */
void lt_departures_of_members(long n_cases, long n_members, long n_columns, const double *members, double *departure,
                              double *degrees);
/* longer, shorter lead [n_cases][n_columns]. */
void lt_departures_lagged(long n_cases, long n_columns, const double *longer, const double *shorter, double *departure,
                          double *degrees);
/* LT_ERR_INPUT: fewer than two columns or one degree of freedom, no spread at all, or no pair of columns within the
 * bins; values that are not finite. */
lt_status lt_error_estimate_make(const lt_error_samples *samples, lt_error_estimate *out);

#endif
