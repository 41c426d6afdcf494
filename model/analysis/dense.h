/* dense.h - the two factorisations that an analysis needs, in double and in a fixed order of operations: the same bits
 * for any compiler, processor and number of threads, which BLAS and LAPACK do not promise.
 *
 * Cholesky: A = L L^T by rows, only from the first number of a row on that is not 0 (George and Liu 1981, envelope
 * method): blocks that do not speak with each other cost nothing. Sums run in four interleaved partial sums.
 * Eigenvalues of a symmetric matrix: cyclic Jacobi (Golub and Van Loan, section 8.5), rotations in the order of rows.
 */
#ifndef LT_ANALYSIS_DENSE_H
#define LT_ANALYSIS_DENSE_H

#include <stdbool.h>

/* a [n][n], the lower triangle is read and becomes L; first [n] is room. False: not positive definite. */
bool lt_dense_cholesky(long n, double *a, long *first);
/* x becomes the solution of L L^T y = x, first as lt_dense_cholesky left it. */
void lt_dense_solve(long n, const double *l, const long *first, double *x);
/* a [n][n] symmetric is overwritten; value [n], vector [n][n]: column e belongs to value[e]. In no order. False: no
 * convergence within 40 sweeps (something is not finite). */
bool lt_dense_eigen(int n, double *a, double *value, double *vector);

#endif
