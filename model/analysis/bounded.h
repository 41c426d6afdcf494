/* bounded.h - the least of x^T A x / 2 - b^T x with low <= x <= high, A symmetric positive definite: block principal
 * pivoting (Judice and Pires 1994, doi 10.1016/0305-0548(94)90106-6, R). All numbers that stand wrong (out of bounds,
 * or at a bound that the slope leads away from) change sides together while fewer and fewer do; where that goes in
 * circles the last of them changes alone (Murty's rule), which ends for such a matrix. Pure, in a fixed order. */
#ifndef LT_ANALYSIS_BOUNDED_H
#define LT_ANALYSIS_BOUNDED_H

#include "base/status.h"

typedef struct lt_bounded {
    int n;
    const double *a, *b;      /* [n][n], both triangles; [n] */
    const double *low, *high; /* [n] low < high */
    double *x;                /* [n] out */
    int *bound;               /* [n] out: -1 at low, 1 at high, 0 between */
} lt_bounded;

/* LT_ERR_NUMERIC: the matrix is not positive definite. */
lt_status lt_bounded_least(const lt_bounded *problem);

#endif
