/* statistics.h - scores of paired model and observation values.
 *
 *   M model, O observation, both in the same unit; N pairs where both are finite.
 *   MB   = sum(M - O) / N                     [unit of the values]
 *   NMB  = sum(M - O) / sum(O)                [1]      null when sum(O) is not above 0
 *   NME  = sum|M - O| / sum(O)                [1]      null when sum(O) is not above 0
 *   R    = Pearson correlation                [1]      null when N < 3 (two pairs always give 1 or -1) or M or O is
 * constant FAC2 = share of pairs with 0.5 <= M/O <= 2 [1]     pairs with O <= 0 count as outside unless M = O = 0 MFB
 * = (2/N) sum (M - O) / (M + O)        [1]      null when a pair has M + O <= 0 MFE  = (2/N) sum |M - O| / (M + O) [1]
 * null when a pair has M + O <= 0 Source: Boylan and Russell 2006, doi 10.1016/j.atmosenv.2005.09.087 (MFB, MFE); Chang
 * and Hanna 2004, doi 10.1007/s00703-003-0070-7 (FAC2); the DOIs are recalled (R). All are fractions, not percent.
 * "null" is NaN here and null in JSON: a score that is not defined is never written as 0. */
#ifndef LT_STATISTICS_H
#define LT_STATISTICS_H

typedef struct lt_statistics {
    long n;
    double mean_model, mean_obs; /* NaN when n = 0 */
    double mb, nmb, nme, r, fac2, mfb, mfe;
} lt_statistics;

/* Pairs in which either value is not finite do not count. */
lt_statistics lt_statistics_of(const double *model, const double *obs, long n);

#endif
