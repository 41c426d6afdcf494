/* column.c - implicit vertical mixing with emission and dry deposition in the solve, a tile of columns at a time.
 *
 * Symbols, all masses in one step dt: M_k air of layer k [kg], k = 0 .. nz-1; G_k air exchanged across interface k -
 * 1/2 [kg], 0 at ground and top; U_k air that convection lifts from layer 0 straight into layer k [kg] and D_k = sum of
 * U_j, j >= k, which sinks back from layer k to k - 1 (Pleim 2007, doi 10.1175/JAM2539.1; U = 0 for plain diffusion);
 * E_k source [kg/s]; S air swept by the ground [kg/s] = v_d rho area; F_k = G_k + D_k.
 *
 * Backward Euler, with b_k = q_k^n + dt E_k / M_k:
 *   k > 0:  (M_k + G_k + F_{k+1} + U_k) q_k = M_k b_k + F_{k+1} q_{k+1} + G_k q_{k-1} + U_k q_0
 *   k = 0:  (M_0 + F_1 + dt S) q_0 = M_0 b_0 + F_1 q_1
 * (what leaves layer k > 0 is G_k + G_{k+1} + D_k, and D_k = D_{k+1} + U_k).
 *
 * Elimination from the top down, every line a mean with weights >= 0 and sum 1 (nothing can leave the bounds, and what
 * is uniform stays so to the last bit):
 *   q_k = r_k + gamma_k (q_{k-1} - r_k) + beta_k (q_0 - r_k)
 *   H = F_{k+1} alpha_{k+1}, V = U_k + F_{k+1} beta_{k+1}, P = M + H + V + G_k
 *   r_k = b_k + h (r_{k+1} - b_k), h = H / (M + H);   alpha_k = (M + H) / P, gamma_k = G_k / P, beta_k = V / P
 *   q_0 = r_0 (M_0 + H) / (M_0 + H + dt S)
 * from the row of k after q_{k+1} has been put in; F_{k+1} (1 - gamma_{k+1}) = H + F_{k+1} beta_{k+1}. Only the ground
 * knows the species, so the weights are made once for all species. What is deposited is dt S q_0 of the new state:
 * exactly what left the column. First order in time, second in space; stable for any step. Linear in nz, with U too.
 * Plain version: column_reference.c. */
#include "model/kernel/kernels.h"

void LT_KERNEL(factor_columns)(const lt_tile_mixing *t, const double *restrict exchange, const double *restrict lifted);
void LT_KERNEL(solve_columns)(const lt_tile_mixing *t, int layers, const double *restrict source,
                              const double *restrict swept, double *restrict x, double *restrict deposited);

void LT_KERNEL(factor_columns)(const lt_tile_mixing *t, const double *restrict exchange,
                               const double *restrict lifted) {
    double alpha[LT_LANES] = {0}, beta[LT_LANES] = {0}, flow[LT_LANES] = {0}, sinking[LT_LANES] = {0}, dt = t->dt;
    for (int k = t->nz - 1; k >= 0; --k) {
        ptrdiff_t at = (ptrdiff_t)k * LT_LANES;
        const double *restrict mass = t->mass + at, *restrict mixed = exchange + at;
        double *restrict from_above = t->from_above + at, *restrict from_below = t->from_below + at;
        double *restrict from_ground = t->from_ground + at, *restrict per_source = t->per_source + at;
        double inner = k > 0 ? dt : 0.0; /* nothing crosses the ground */
        for (int l = 0; l < LT_LANES; ++l) {
            double rises = lifted ? inner * lifted[at + l] : 0.0, g = inner * mixed[l];
            double h = flow[l] * alpha[l], v = __builtin_fma(flow[l], beta[l], rises), held = mass[l] + h;
            double pivot = held + (k > 0 ? v : 0.0) + g;
            from_above[l] = h / held;
            from_below[l] = g / pivot;
            from_ground[l] = k > 0 ? v / pivot : 0.0;
            per_source[l] = dt / mass[l];
            alpha[l] = held / pivot;
            beta[l] = from_ground[l];
            sinking[l] += rises;
            flow[l] = g + sinking[l];
            t->held[l] = held;
        }
    }
}

void LT_KERNEL(solve_columns)(const lt_tile_mixing *t, int layers, const double *restrict source,
                              const double *restrict swept, double *restrict x, double *restrict deposited) {
    double above[LT_LANES] = {0}, dt = t->dt;
    for (int k = t->nz - 1; k >= 0; --k) {
        ptrdiff_t at = (ptrdiff_t)k * LT_LANES;
        const double *restrict h = t->from_above + at, *restrict per = t->per_source + at;
        double *restrict q = x + at;
        for (int l = 0; k < layers && l < LT_LANES; ++l) q[l] = __builtin_fma(per[l], source[at + l], q[l]);
        for (int l = 0; l < LT_LANES; ++l) q[l] = above[l] = __builtin_fma(h[l], above[l] - q[l], q[l]);
    }
    for (int l = 0; l < LT_LANES; ++l) {
        double taken = dt * swept[l];
        x[l] *= t->held[l] / (t->held[l] + taken);
        deposited[l] = taken * x[l];
    }
    for (int k = 1; k < t->nz; ++k) {
        ptrdiff_t at = (ptrdiff_t)k * LT_LANES;
        const double *restrict gamma = t->from_below + at, *restrict beta = t->from_ground + at;
        double *restrict q = x + at;
        const double *below = q - LT_LANES;
        for (int l = 0; l < LT_LANES; ++l) {
            double next = __builtin_fma(gamma[l], below[l] - q[l], q[l]);
            q[l] = t->lifts ? __builtin_fma(beta[l], x[l] - q[l], next) : next;
        }
    }
}
