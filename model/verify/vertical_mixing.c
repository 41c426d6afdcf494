/* vertical_mixing.c - the vertical solve against exact solutions of diffusion, with the order of its error.
 *
 * mode: K and density constant, no flux at both ends: q = 2 + cos(pi z / H) exp(-K (pi / H)^2 t).
 * gaussian: the same in the middle of a deep column on uneven layers: width^2 = s0^2 + 2 K t.
 * manufactured: density exp(-z / 8 km), K = 20 (z/H) (1 - z/H) (1 + sin(w t) / 2) + 1, q = 2 + cos(pi z / H) (1 + sin(w
 * t) / 2): the source that makes it exact, S = rho dq/dt - d/dz (rho K dq/dz), is put in by hand, as means of a layer
 * at the step's end. deposition: K and density constant, no flux at the top, K dq/dz = v q at the ground: q = cos(b (H
 * - z)) exp(-K b^2 t), b tan(b H) = v / K. The kernel takes the velocity from the middle of the lowest layer: 1 / (1 /
 * v + dz / 2 K). well_mixed: one layer, q = exp(-v t / H). Error: L1 relative; order: log2 of the ratio of errors when
 * dz is halved (dt with its square) or when dt is. What the scheme should have: 2 and 1. */
#include "model/verify/case_column.h"
#include "model/verify/verify.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

typedef struct problem {
    const char *test;
    double top, stretch, end; /* m, ratio of layers, s */
    lt_case_function exact, density, diffusivity, source;
    double velocity; /* of deposition, m/s */
} problem;

enum { H = 3000 };
static const double k_constant = 50.0, s0 = 120.0, day = 86400.0, v_d = 0.02;

static double one(double z, double t, const void *with) {
    (void)z, (void)t, (void)with;
    return 1.0;
}

static double k_even(double z, double t, const void *with) {
    (void)z, (void)t, (void)with;
    return k_constant;
}

static double mode(double z, double t, const void *with) {
    (void)with;
    return 2.0 + cos(pi * z / H) * exp(-k_constant * pi * pi / ((double)H * H) * t);
}

static double gaussian(double z, double t, const void *with) {
    (void)with;
    double s2 = s0 * s0 + 2.0 * k_constant * t, from = z - 0.5 * H;
    return s0 / sqrt(s2) * exp(-0.5 * from * from / s2);
}

static double thin_air(double z, double t, const void *with) {
    (void)t, (void)with;
    return exp(-z / 8000.0);
}

static double wave(double t) {
    return 1.0 + 0.5 * sin(2.0 * pi * t / day);
}

static double k_shape(double z, double t, const void *with) {
    (void)with;
    return 1.0 + 80.0 * (z / H) * (1.0 - z / H) * wave(t);
}

static double manufactured(double z, double t, const void *with) {
    (void)with;
    return 2.0 + cos(pi * z / H) * wave(t);
}

/* S of the manufactured solution; rho' = -rho / 8000 m. */
static double manufactured_source(double z, double t, const void *with) {
    double rho = thin_air(z, t, with), k = k_shape(z, t, with), a = wave(t), c = pi / H;
    double slope_k = 80.0 / H * (1.0 - 2.0 * z / H) * a, q_z = -c * sin(c * z) * a, q_zz = -c * c * cos(c * z) * a;
    double q_t = cos(c * z) * pi / day * cos(2.0 * pi * t / day);
    return rho * q_t - rho * (k * q_zz + slope_k * q_z - k * q_z / 8000.0);
}

/* b of b tan(b H) = v / K in (0, pi / 2 H), by bisection. */
static double deposition_mode(void) {
    double low = 0.0, high = 0.5 * pi / H;
    for (int n = 0; n < 100; ++n) {
        double b = 0.5 * (low + high);
        *(b * sin(b * H) < v_d / k_constant * cos(b * H) ? &low : &high) = b;
    }
    return low;
}

static double deposited_mode(double z, double t, const void *with) {
    double b = *(const double *)with;
    return cos(b * (H - z)) * exp(-k_constant * b * b * t);
}

static lt_status error_of(const problem *p, int nz, int steps, const void *with, double *error, double *lost) {
    lt_case_column c;
    LT_TRY(lt_case_column_create(nz, p->top, p->stretch, &c));
    double dt = p->end / steps, before = 0.0, after = 0.0, rate[2] = {0};
    lt_case_column_means(&c, p->density, 0.0, with, c.mass);
    for (int k = 0; k < nz; ++k) c.mass[k] *= c.edge[k + 1] - c.edge[k];
    lt_case_column_means(&c, p->exact, 0.0, with, c.q);
    if (p->velocity > 0.0) c.swept = 1.0 / (1.0 / p->velocity + 0.5 * c.edge[1] / k_constant);
    for (int k = 0; k < nz; ++k) before += c.mass[k] * c.q[k];
    for (int n = 1; n <= steps; ++n) {
        lt_case_column_diffusion(&c, p->diffusivity, n * dt, with);
        for (int k = 0; p->source && k < nz; ++k) {
            c.source[k] = lt_case_mean(p->source, n * dt, with, c.edge[k], c.edge[k + 1]) * (c.edge[k + 1] - c.edge[k]);
            rate[0] += dt * c.source[k];
        }
        rate[1] += lt_case_column_solve(&c, dt, 0);
    }
    for (int k = 0; k < nz; ++k) after += c.mass[k] * c.q[k];
    *error = lt_case_column_error(&c, p->exact, p->end, with);
    *lost = fmax(*lost, fabs(after - before - rate[0] + rate[1]) / before);
    lt_case_column_free(&c);
    return LT_OK;
}

/* Rows of a problem: error at the finest grid, orders, mass. */
static lt_status study(lt_verify *v, const problem *p, const void *with) {
    double space[3], time[3], lost = 0.0;
    for (int n = 0; n < 3; ++n) {
        LT_TRY(error_of(p, 20 << n, 100 << 2 * n, with, &space[n], &lost));
        LT_TRY(error_of(p, 640, 10 << n, with, &time[n], &lost));
    }
    LT_TRY(LT_VERIFY_ADD(v, p->test, "relative_l1_nz80", "implicit", space[2], LT_FACT, .source = "exact solution"));
    LT_TRY(LT_VERIFY_ADD(v, p->test, "order_dz", "implicit", log2(space[1] / space[2]), LT_AT_LEAST, 1.9,
                         .source = "derived: 2"));
    LT_TRY(LT_VERIFY_ADD(v, p->test, "order_dt", "implicit", log2(time[1] / time[2]), LT_AT_LEAST, 0.9,
                         .source = "derived: 1"));
    return LT_VERIFY_ADD(v, p->test, "relative_mass", "implicit", lost, LT_AT_MOST, 1e-12,
                         .source = "derived: rounding of 1600 steps");
}

/* One layer that loses v / H of what it has: error of one e-folding. */
static lt_status well_mixed(lt_verify *v) {
    double error[2];
    for (int n = 0; n < 2; ++n) {
        lt_case_column c;
        LT_TRY(lt_case_column_create(1, H, 1.0, &c));
        int steps = 100 << n;
        c.mass[0] = H;
        c.q[0] = 1.0;
        c.swept = v_d;
        double gone = 0.0, end = H / v_d;
        for (int m = 0; m < steps; ++m) gone += lt_case_column_solve(&c, end / steps, 0);
        error[n] = fabs(c.q[0] * exp(1.0) - 1.0) + fabs(gone / H + c.q[0] - 1.0);
        lt_case_column_free(&c);
    }
    return LT_VERIFY_ADD(v, "deposition_well_mixed", "order_dt", "implicit", log2(error[0] / error[1]), LT_AT_LEAST,
                         0.9, .source = "derived: 1");
}

lt_status lt_verify_vertical_mixing(lt_verify *v) {
    const problem problems[] = {
        {"diffusion_mode", H, 1.0, 0.2 * day, mode, one, k_even, NULL, 0.0},
        {"diffusion_gaussian_uneven", H, 4.0, 400.0, gaussian, one, k_even, NULL, 0.0},
        {"diffusion_manufactured", H, 4.0, 0.3 * day, manufactured, thin_air, k_shape, manufactured_source, 0.0},
        {"deposition_diffusion", H, 4.0, 0.5 * day, deposited_mode, one, k_even, NULL, v_d},
    };
    const double b = deposition_mode();
    for (size_t n = 0; n < sizeof problems / sizeof *problems; ++n) LT_TRY(study(v, &problems[n], &b));
    return well_mixed(v);
}
