/* reliability.h - probabilities of an event beside how often it came: Brier score, its parts, reliability diagram.
 * Pure.
 *
 *   BS = (1/N) sum (p - o)^2, o 1 where the event came, else 0
 *   BS = reliability - resolution + uncertainty + within, over bins k of n_k pairs, mean probability p_k and share o_k:
 *     reliability = (1/N) sum n_k (p_k - o_k)^2       0 is best
 *     resolution  = (1/N) sum n_k (o_k - o_mean)^2    large is good
 *     uncertainty = o_mean (1 - o_mean)               of the observations alone
 *     within      = (1/N) sum_k sum_j ((p_j - p_k)^2 - 2 (p_j - p_k)(o_j - o_k))
 * The first three are of Murphy 1973, J. Appl. Meteorol. 12, 595; `within` is what bins of unequal probabilities leave
 * (Stephenson et al. 2008, doi 10.1175/2007WAF2006116.1; both recalled, R). It is 0 (to
 * 2^-38) where all of a bin are equal: with M members p = m/M, and up to LT_RELIABILITY_BINS - 1 members have bins of
 * their own.
 *   skill against the mean share of the sample: 1 - BS / uncertainty */
#ifndef LT_RELIABILITY_H
#define LT_RELIABILITY_H

#include "base/exactsum.h"

#include <stdbool.h>

enum { LT_RELIABILITY_BINS = 21 };

typedef struct lt_reliability {
    long n, came;
    lt_exactsum square; /* (p - o)^2 */
    long bin_n[LT_RELIABILITY_BINS], bin_came[LT_RELIABILITY_BINS];
    int64_t bin_p[LT_RELIABILITY_BINS]; /* whole 2^-40: exact in any order, up to 2^23 pairs a bin */
} lt_reliability;

typedef struct lt_reliability_score {
    long n;
    bool too_few;
    double brier, reliability, resolution, uncertainty, within,
        skill; /* NaN with n = 0; skill also with uncertainty 0 */
    /* The diagram: pairs, mean probability and share of each bin; NaN where a bin is empty. */
    long bin_n[LT_RELIABILITY_BINS];
    double bin_p[LT_RELIABILITY_BINS], bin_share[LT_RELIABILITY_BINS];
} lt_reliability_score;

/* 0 <= p <= 1. Bin: the nearest of 0, 1/20 ... 1 (halves up), or of 0, 1/M ... 1 where of_members
 * is an M below LT_RELIABILITY_BINS: the same one for all pairs of a table. 0: any p. */
void lt_reliability_add(lt_reliability *table, double p, int of_members, bool came);
lt_reliability_score lt_reliability_finish(const lt_reliability *table);

#endif
