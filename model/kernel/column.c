/* column.c - implicit vertical diffusion with emission and dry deposition in the solve, a tile of columns at a time.
 *
 * For a column of layers k = 0 .. nz-1 with air mass M, exchange G [kg/s of air] across interface k+1/2, source E
 * [kg/s], deposition D [kg/s of air swept by the ground, = v_d rho A]; backward Euler, one step dt:
 *   (M_k + dt G_{k+1/2} + dt G_{k-1/2} + dt D_k) q_k - dt G_{k+1/2} q_{k+1} - dt G_{k-1/2} q_{k-1} = M_k q_k^n + dt E_k
 * G at ground and top is 0 and D only in layer 0. The matrix is an M-matrix, so q >= 0 whenever q^n and E are; the
 * solve (Thomas algorithm) needs no pivoting. It eliminates from the top down to the ground, so that the factors do not
 * know D: they are made once for all species, and only the last pivot is a species' own. What is deposited is dt D q_0
 * of the new state: exactly what left the column. First order in time; unconditionally stable. */
#include "model/kernel/kernels.h"

void LT_KERNEL(factor_columns)(const lt_tile_mixing *t, const double *restrict exchange);
void LT_KERNEL(solve_columns)(const lt_tile_mixing *t, const double *restrict source, const double *restrict deposition,
                              double *restrict x, double *restrict deposited);

void LT_KERNEL(factor_columns)(const lt_tile_mixing *t, const double *restrict exchange) {
    int nz = t->nz;
    double *restrict mixed = t->mixed, *restrict gamma = t->gamma, *restrict inverse = t->inverse;
    const double *restrict mass = t->mass;
    for (int c = 0; c < nz * LT_LANES; ++c) mixed[c] = c < LT_LANES ? 0.0 : t->dt * exchange[c];
    for (int l = 0; l < LT_LANES; ++l) mixed[nz * LT_LANES + l] = gamma[nz * LT_LANES + l] = 0.0;
    for (int k = nz - 1; k >= 0; --k)
        for (int l = 0; l < LT_LANES; ++l) {
            int c = k * LT_LANES + l, above = c + LT_LANES;
            double pivot = mass[c] + mixed[c] + mixed[above] * (1.0 - gamma[above]);
            double one = k > 0 ? 1.0 / pivot : pivot; /* in layer 0 deposition comes to the pivot */
            inverse[c] = one;
            gamma[c] = mixed[c] * one;
        }
}

void LT_KERNEL(solve_columns)(const lt_tile_mixing *t, const double *restrict source, const double *restrict deposition,
                              double *restrict x, double *restrict deposited) {
    const double *restrict mass = t->mass, *restrict mixed = t->mixed, *restrict inverse = t->inverse;
    const double *restrict gamma = t->gamma;
    double dt = t->dt, above[LT_LANES] = {0};
    for (int k = t->nz - 1; k >= 0; --k)
        for (int l = 0; l < LT_LANES; ++l) {
            int c = k * LT_LANES + l;
            double right = mass[c] * x[c] + mixed[c + LT_LANES] * above[l] + (source ? dt * source[c] : 0.0);
            above[l] = k > 0 ? right * inverse[c] : right / (inverse[c] + dt * deposition[l]);
            x[c] = above[l];
        }
    for (int l = 0; l < LT_LANES; ++l) deposited[l] = dt * deposition[l] * x[l];
    for (int c = LT_LANES; c < t->nz * LT_LANES; ++c) x[c] += gamma[c] * x[c - LT_LANES];
}
