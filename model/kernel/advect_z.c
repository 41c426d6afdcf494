/* advect_z.c - bounded vertical advection of mixing ratio on layers of uneven mass.
 *
 * The air that crosses an interface in the step, A [kg, upward positive], is diagnosed by the driver from continuity.
 *   q' (M - A_top + A_bottom) = q M - (A_top q_top - A_bottom q_bottom)
 * Interface values: piecewise linear in mass with the limited slope of Colella & Woodward (1984),
 * doi 10.1016/0021-9991(84)90143-8, eqs 1.7-1.8 (uneven grid), flat in the lowest and highest layer. What enters at the
 * top has the top value; nothing crosses the ground. Limits: outflow of a layer <= its mass (the driver sub-steps);
 * second order. */
#include "model/kernel/kernels.h"

static inline double limited_slope(double mm, double m0, double mp, double qm, double q0, double qp) {
    double a = q0 - qm, b = qp - q0;
    double c = m0 / (mm + m0 + mp) * ((2.0 * mm + m0) / (mp + m0) * b + (m0 + 2.0 * mp) / (mm + m0) * a);
    double abs_a = a < 0 ? -a : a, abs_b = b < 0 ? -b : b, abs_c = c < 0 ? -c : c;
    double bound = 2.0 * (abs_a < abs_b ? abs_a : abs_b);
    double size = abs_c < bound ? abs_c : bound;
    int same = ((a > 0) & (b > 0)) | ((a < 0) & (b < 0));
    return same ? (c < 0 ? -size : size) : 0.0;
}

void LT_KERNEL(advect_z)(const lt_row_columns *row, const double *air_dt, double top_value, double *top_in,
                         double *top_out);

void LT_KERNEL(advect_z)(const lt_row_columns *row, const double *air_dt, double top_value, double *top_in,
                         double *top_out) {
    int n = row->ni, nz = row->nz;
    double *restrict tracer = row->scratch;                         /* (nz + 1) x n: kg through interfaces */
    double *restrict slope = tracer + (size_t)(nz + 1) * (size_t)n; /* nz x n: difference across the layer */
    for (int k = 0; k < nz; ++k) {
        const double *m = row->mass + k * row->mass_layer;
        const lt_real *q = row->q + k * row->q_layer;
        for (int i = 0; i < n; ++i)
            slope[k * n + i] =
                k == 0 || k == nz - 1
                    ? 0.0
                    : limited_slope(m[i - row->mass_layer], m[i], m[i + row->mass_layer], (double)q[i - row->q_layer],
                                    (double)q[i], (double)q[i + row->q_layer]);
    }
    for (int i = 0; i < n; ++i) tracer[i] = 0.0;
    for (int k = 1; k <= nz; ++k) {
        const double *air = air_dt + k * row->mass_layer;
        const double *m_low = row->mass + (k - 1) * row->mass_layer;
        const lt_real *q_low = row->q + (k - 1) * row->q_layer;
        int top = k == nz;
        for (int i = 0; i < n; ++i) {
            double m_high = top ? m_low[i] : m_low[i + row->mass_layer];
            double q_high = top ? top_value : (double)q_low[i + row->q_layer];
            double s_high = top ? 0.0 : slope[k * n + i];
            double up = (double)q_low[i] + 0.5 * (1.0 - air[i] / m_low[i]) * slope[(k - 1) * n + i];
            double down = q_high - 0.5 * (1.0 + air[i] / m_high) * s_high;
            tracer[k * n + i] = air[i] * (air[i] > 0 ? up : down);
        }
    }
    for (int i = 0; i < n; ++i) {
        double t = tracer[nz * n + i];
        top_out[i] += t > 0 ? t : 0.0;
        top_in[i] += t < 0 ? -t : 0.0;
    }
    for (int k = 0; k < nz; ++k) {
        const double *m = row->mass + k * row->mass_layer, *air = air_dt + k * row->mass_layer;
        lt_real *restrict q = row->q + k * row->q_layer;
        for (int i = 0; i < n; ++i) {
            double after = m[i] - (air[i + row->mass_layer] - air[i]);
            q[i] = (lt_real)(((double)q[i] * m[i] - (tracer[(k + 1) * n + i] - tracer[k * n + i])) / after);
        }
    }
}
