/* advect_xy.c - monotone piecewise-parabolic advection in mass-flux form, one direction at a time.
 *
 * Equations. With air mass M [kg] per cell, air flux U [kg/s] through faces, mixing ratio q:
 *   M' = M - dt (U_e - U_w)                       air
 *   q' M' = q M - dt (U_e q_e - U_w q_w)          tracer
 * q_e is the mean of the upwind parabola over the air that crosses the face; c = |U| dt / M_upwind is the Courant
 * number of the mass, so a uniform q gives q_e = q and stays uniform whatever M does. Parabola and limiter: Colella &
 * Woodward (1984), doi 10.1016/0021-9991(84)90143-8, eqs 1.6-1.10 and 1.12 on an even grid; the limiter acts on the
 * mixing ratio. Limits: the outflow of a cell must not exceed its mass (the driver sub-steps); where air enters the
 * domain q_e is the border value itself. Order 3-4 on smooth fields away from extrema, first order at extrema. */
#include "model/kernel/kernels.h"

/* Monotonised central slope of CW84 eq 1.8 on an even grid. */
static inline lt_real slope(lt_real qm, lt_real q0, lt_real qp) {
    lt_real a = q0 - qm, b = qp - q0;
    lt_real c = (lt_real)0.5 * (a + b);
    lt_real abs_a = a < 0 ? -a : a, abs_b = b < 0 ? -b : b, abs_c = c < 0 ? -c : c;
    lt_real bound = abs_a < abs_b ? abs_a : abs_b;
    bound = bound + bound;
    lt_real size = abs_c < bound ? abs_c : bound;
    lt_real signed_size = c < 0 ? -size : size;
    int rises = (a > 0) & (b > 0), falls = (a < 0) & (b < 0);
    return (rises | falls) ? signed_size : (lt_real)0;
}

/* Left and right edge values of the limited parabola in a cell. */
static inline void parabola(lt_real qmm, lt_real qm, lt_real q0, lt_real qp, lt_real qpp, lt_real *left,
                            lt_real *right) {
    const lt_real sixth = (lt_real)(1.0 / 6.0), half = (lt_real)0.5;
    lt_real dm = slope(qmm, qm, q0), d0 = slope(qm, q0, qp), dp = slope(q0, qp, qpp);
    lt_real l = qm + half * (q0 - qm) - sixth * (d0 - dm);
    lt_real r = q0 + half * (qp - q0) - sixth * (dp - d0);
    lt_real up = r - q0, down = q0 - l;
    int monotone = ((up > 0) & (down > 0)) | ((up < 0) & (down < 0));
    l = monotone ? l : q0;
    r = monotone ? r : q0;
    lt_real d = r - l, six = 6 * (q0 - half * (l + r));
    lt_real dsix = d * six, dd = d * d;
    lt_real l2 = dsix > dd ? 3 * q0 - 2 * r : l;
    lt_real r2 = -dd > dsix ? 3 * q0 - 2 * l : r;
    *left = l2;
    *right = r2;
}

/* Mean of a parabola over the fraction c next to its near edge (edge_near: at the face, edge_far: the other). */
static inline lt_real swept_mean(lt_real q0, lt_real edge_near, lt_real edge_far, lt_real c) {
    const lt_real half = (lt_real)0.5, two_thirds = (lt_real)(2.0 / 3.0);
    lt_real six = 6 * (q0 - half * (edge_near + edge_far));
    return edge_near - half * c * ((edge_near - edge_far) - (1 - two_thirds * c) * six);
}

/* kg of tracer through one face during dt. low, high: the cells on both sides with their edges at this face. */
static inline double face_flux(double air, double mass_low, double mass_high, lt_real q_low, lt_real low_near,
                               lt_real low_far, lt_real q_high, lt_real high_near, lt_real high_far) {
    lt_real c_low = (lt_real)(air / mass_low), c_high = (lt_real)(-air / mass_high);
    lt_real forward = swept_mean(q_low, low_near, low_far, c_low);
    lt_real backward = swept_mean(q_high, high_near, high_far, c_high);
    return air * (double)(air > 0 ? forward : backward);
}

static void keep_border(double air, double tracer, int low_side, double *in, double *out) {
    int inward = low_side ? air > 0 : air < 0;
    double amount = tracer < 0 ? -tracer : tracer;
    if (inward)
        *in += amount;
    else
        *out += amount;
}

void LT_KERNEL(advect_x)(const lt_slab_sweep *s);
void LT_KERNEL(advect_y)(const lt_slab_sweep *s);

void LT_KERNEL(advect_x)(const lt_slab_sweep *s) {
    int n = s->ni;
    double *restrict tracer = s->scratch;                     /* n + 1 faces */
    lt_real *restrict left = (lt_real *)(s->scratch + n + 2); /* cells -1 .. n */
    lt_real *restrict right = (lt_real *)(s->scratch + 2 * n + 6);
    for (int j = 0; j < s->nj; ++j) {
        lt_real *restrict q = s->q + j * s->q_stride;
        const double *restrict mass = s->mass + j * s->mass_stride;
        const double *restrict flux = s->flux + j * s->flux_stride;
        for (int i = -1; i <= n; ++i)
            parabola(q[i - 2], q[i - 1], q[i], q[i + 1], q[i + 2], &left[i + 1], &right[i + 1]);
        for (int i = 0; i <= n; ++i)
            tracer[i] = face_flux(flux[i] * s->dt, mass[i - 1], mass[i], q[i - 1], right[i], left[i], q[i], left[i + 1],
                                  right[i + 1]);
        if (s->low_border) {
            double air = flux[0] * s->dt;
            if (air > 0) tracer[0] = air * (double)q[-1];
            keep_border(air, tracer[0], 1, &s->border_in[j], &s->border_out[j]);
        }
        if (s->high_border) {
            double air = flux[n] * s->dt;
            if (air < 0) tracer[n] = air * (double)q[n];
            keep_border(air, tracer[n], 0, &s->border_in[s->nj + j], &s->border_out[s->nj + j]);
        }
        for (int i = 0; i < n; ++i) {
            double after = mass[i] - (flux[i + 1] * s->dt - flux[i] * s->dt);
            q[i] = (lt_real)(((double)q[i] * mass[i] - (tracer[i + 1] - tracer[i])) / after);
        }
    }
}

void LT_KERNEL(advect_y)(const lt_slab_sweep *s) {
    int n = s->ni, m = s->nj;
    ptrdiff_t row = s->q_stride;
    double *restrict tracer = s->scratch; /* (m + 1) rows of n faces */
    lt_real *restrict left = (lt_real *)(s->scratch + (size_t)(m + 1) * (size_t)n);
    lt_real *restrict right = left + (size_t)(m + 2) * (size_t)n;
    for (int j = -1; j <= m; ++j) {
        const lt_real *q = s->q + j * row;
        lt_real *restrict l = left + (ptrdiff_t)(j + 1) * n, *restrict r = right + (ptrdiff_t)(j + 1) * n;
        for (int i = 0; i < n; ++i)
            parabola(q[i - 2 * row], q[i - row], q[i], q[i + row], q[i + 2 * row], &l[i], &r[i]);
    }
    for (int j = 0; j <= m; ++j) {
        const lt_real *q = s->q + j * row;
        const double *mass = s->mass + j * s->mass_stride, *flux = s->flux + j * s->flux_stride;
        const lt_real *l0 = left + (ptrdiff_t)j * n, *r0 = right + (ptrdiff_t)j * n, *l1 = l0 + n, *r1 = r0 + n;
        double *restrict f = tracer + (ptrdiff_t)j * n;
        for (int i = 0; i < n; ++i)
            f[i] = face_flux(flux[i] * s->dt, mass[i - s->mass_stride], mass[i], q[i - row], r0[i], l0[i], q[i], l1[i],
                             r1[i]);
        int low = j == 0 && s->low_border, high = j == m && s->high_border, side = low ? 0 : n;
        for (int i = 0; (low || high) && i < n; ++i) {
            double air = flux[i] * s->dt;
            if (low && air > 0) f[i] = air * (double)q[i - row];
            if (high && air < 0) f[i] = air * (double)q[i];
            keep_border(air, f[i], low, &s->border_in[side + i], &s->border_out[side + i]);
        }
    }
    for (int j = 0; j < m; ++j) {
        lt_real *restrict q = s->q + j * row;
        const double *mass = s->mass + j * s->mass_stride, *flux = s->flux + j * s->flux_stride;
        const double *f = tracer + (ptrdiff_t)j * n;
        for (int i = 0; i < n; ++i) {
            double after = mass[i] - (flux[i + s->flux_stride] * s->dt - flux[i] * s->dt);
            q[i] = (lt_real)(((double)q[i] * mass[i] - (f[i + n] - f[i])) / after);
        }
    }
}
