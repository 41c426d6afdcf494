/* column.c - implicit vertical diffusion with emission and dry deposition in the solve; first-order chemistry.
 *
 * For a column of layers k = 0 .. nz-1 with air mass M, exchange G [kg/s of air] across interface k+1/2, source E
 * [kg/s], deposition D [kg/s of air swept by the ground, = v_d rho A]; backward Euler, one step dt:
 *   (M_k + dt G_{k+1/2} + dt G_{k-1/2} + dt D_k) q_k - dt G_{k+1/2} q_{k+1} - dt G_{k-1/2} q_{k-1} = M_k q_k^n + dt E_k
 * G at ground and top is 0 and D only in layer 0. The matrix is an M-matrix, so q >= 0 whenever q^n and E are; the
 * solve (Thomas algorithm) needs no pivoting. What is deposited is dt D q_0 of the new state: exactly what left the
 * column. First order in time; unconditionally stable.
 *
 * Chemistry: dq/dt = -k q over dt, exactly: q exp(-k dt); products by moles (SO2 -> SO4, NO2 -> NO3). */
#include "model/kernel/kernels.h"
#include "model/kernel/ltmath.h"

void LT_KERNEL(solve_columns)(const lt_row_columns *row, const double *exchange, const double *source,
                              const double *deposition, double *deposited);
void LT_KERNEL(first_order)(const lt_row_chemistry *r);

void LT_KERNEL(solve_columns)(const lt_row_columns *row, const double *exchange, const double *source,
                              const double *deposition, double *deposited) {
    int n = row->ni, nz = row->nz;
    double dt = row->dt;
    double *restrict gamma = row->scratch;                   /* nz x n */
    double *restrict value = gamma + (size_t)nz * (size_t)n; /* nz x n */
    for (int k = 0; k < nz; ++k) {
        const double *m = row->mass + k * row->mass_layer;
        const double *g_low = exchange + k * row->mass_layer, *g_high = g_low + row->mass_layer;
        const double *e = source ? source + k * row->mass_layer : NULL;
        const lt_real *q = row->q + k * row->q_layer;
        for (int i = 0; i < n; ++i) {
            double low = k == 0 ? 0.0 : dt * g_low[i];
            double high = k == nz - 1 ? 0.0 : dt * g_high[i];
            double diagonal = m[i] + low + high + (k == 0 ? dt * deposition[i] : 0.0);
            double rhs = m[i] * (double)q[i] + (e ? dt * e[i] : 0.0);
            if (k > 0) {
                diagonal -= low * gamma[(k - 1) * n + i];
                rhs += low * value[(k - 1) * n + i];
            }
            double inverse = 1.0 / diagonal;
            gamma[k * n + i] = high * inverse;
            value[k * n + i] = rhs * inverse;
        }
    }
    for (int k = nz - 1; k >= 0; --k) {
        lt_real *restrict q = row->q + k * row->q_layer;
        for (int i = 0; i < n; ++i) {
            if (k < nz - 1) value[k * n + i] += gamma[k * n + i] * value[(k + 1) * n + i];
            q[i] = (lt_real)value[k * n + i];
        }
    }
    for (int i = 0; i < n; ++i) deposited[i] += dt * deposition[i] * value[i];
}

void LT_KERNEL(first_order)(const lt_row_chemistry *r) {
    const double so4_per_so2 = 96.06 / 64.066, no3_per_no2 = 62.0049 / 46.0055; /* molar masses, g/mol */
    for (int i = 0; i < r->n; ++i) {
        double so2 = (double)r->so2[i], nox = (double)r->nox[i];
        double d_so2 = so2 * (1.0 - lt_exp(-r->k_so2[i] * r->dt));
        double d_nox = nox * (1.0 - lt_exp(-r->k_nox[i] * r->dt));
        r->so2[i] = (lt_real)(so2 - d_so2);
        r->so4[i] = (lt_real)((double)r->so4[i] + so4_per_so2 * d_so2);
        r->nox[i] = (lt_real)(nox - d_nox);
        r->tno3[i] = (lt_real)((double)r->tno3[i] + no3_per_no2 * d_nox);
    }
}
