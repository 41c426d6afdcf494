/* vertical_plume.c - a steady plume over the ground marched downwind by the vertical solve: distance stands for time.
 *
 *   u(z) dC/dx = d/dz (K(z) dC/dz),  u = a z^m, K = b z^n, no flux at the ground, source Q = 1 at x = 0, height h.
 * Mass of a layer: its integral of u; exchange: K / distance of middles; step: dx. Exact (Roberts 1923, Smith 1957,
 * Huang 1979, Atmos. Environ. 13, 453 (S: their mass was checked to ten digits)), with A = 2 + m - n, s = (m + 1) / A,
 * nu = (1 - n) / A:
 *   h = 0:  C = A / (a Gamma(s)) (a / (A^2 b x))^s exp(-a z^A / (A^2 b x))
 *   h > 0:  C = (z h)^((1-n)/2) / (b A x) exp(-a (z^A + h^A) / (A^2 b x)) I_{-nu}(2 a (z h)^(A/2) / (A^2 b x))
 * Rows: order of the L1 error in dz (dx with its square) when marched from the exact plume at 100 m to 1000 m; error of
 * a plume from a source in one layer at 1000 m, at most 1 % (measured 0.03 to 0.35 %: the source is a layer deep); its
 * mass. Layers are finest at the ground (the highest 16 times as thick). Orders: 2 (derived; measured 1.98 to 2.01). */
#include "model/verify/case_column.h"
#include "model/verify/verify.h"

#include <math.h>

static const double top = 400.0, start_x = 100.0, end_x = 1000.0;

typedef struct plume {
    const char *test;
    double a, m, b, n, h;
} plume;

/* I_{-nu}(y) exp(-y), nu < 1: all terms of the series are positive. */
static double bessel_scaled(double nu, double y) {
    double half = 0.5 * y, term = exp(-nu * log(half) - y - lgamma(1.0 - nu)), sum = term;
    for (int k = 1; k < 1000 && term > 1e-17 * sum; ++k) {
        term *= half * half / (k * (k - nu));
        sum += term;
    }
    return sum;
}

static double exact(double z, double x, const void *with) {
    const plume *p = with;
    double power = 2.0 + p->m - p->n, width = power * power * p->b * x, za = pow(z, power);
    if (p->h == 0.0) {
        double s = (p->m + 1.0) / power;
        return power / (p->a * tgamma(s)) * pow(p->a / width, s) * exp(-p->a * za / width);
    }
    double ha = pow(p->h, power), y = 2.0 * p->a * sqrt(za * ha) / width, nu = (1.0 - p->n) / power;
    return pow(z * p->h, 0.5 * (1.0 - p->n)) / (p->b * power * x) * exp(y - p->a * (za + ha) / width) *
           bessel_scaled(nu, y);
}

static double diffusivity(double z, double x, const void *with) {
    (void)x;
    const plume *p = with;
    return p->b * pow(z, p->n);
}

static void shear(const plume *p, lt_case_column *c) {
    double power = p->m + 1.0;
    for (int k = 0; k < c->nz; ++k) c->mass[k] = p->a / power * (pow(c->edge[k + 1], power) - pow(c->edge[k], power));
    for (int k = 1; k < c->nz; ++k)
        c->exchange[k] = diffusivity(c->edge[k], 0.0, p) / (0.5 * (c->edge[k + 1] - c->edge[k - 1]));
}

/* Q into the layer that holds h. */
static void release(const plume *p, lt_case_column *c) {
    int k = 0;
    while (c->edge[k + 1] <= p->h) ++k;
    c->q[k] = 1.0 / c->mass[k];
}

static lt_status march(const plume *p, int nz, int steps, bool from_source, double *error, double *mass) {
    lt_case_column c;
    LT_TRY(lt_case_column_create(nz, top, 16.0, &c));
    double x = from_source ? 0.0 : start_x, dx = (end_x - x) / steps;
    shear(p, &c);
    if (from_source)
        release(p, &c);
    else
        lt_case_column_means(&c, exact, x, p, c.q);
    for (int n = 0; n < steps; ++n) lt_case_column_solve(&c, dx, 0);
    *mass = 0.0;
    for (int k = 0; k < nz; ++k) *mass += c.mass[k] * c.q[k];
    *error = lt_case_column_error(&c, exact, end_x, p);
    lt_case_column_free(&c);
    return LT_OK;
}

lt_status lt_verify_vertical_plume(lt_verify *v) {
    static const plume plumes[] = {{"plume_constant_h0", 3.0, 0.0, 1.0, 0.0, 0.0},
                                   {"plume_constant_h10", 3.0, 0.0, 1.0, 0.0, 10.0},
                                   {"plume_power_m0.15_n0.85_h0", 3.0, 0.15, 0.2, 0.85, 0.0},
                                   {"plume_power_m0.15_n0.85_h10", 3.0, 0.15, 0.2, 0.85, 10.0},
                                   {"plume_power_m0.3_n0.7_h10", 3.0, 0.3, 0.1, 0.7, 10.0},
                                   {"plume_power_m0.2_n1_h10", 3.0, 0.2, 0.2, 1.0, 10.0}};
    for (size_t n = 0; n < sizeof plumes / sizeof *plumes; ++n) {
        const plume *p = &plumes[n];
        double error[2], source, mass;
        for (int r = 0; r < 2; ++r) LT_TRY(march(p, 80 << r, 400 << 2 * r, false, &error[r], &mass));
        LT_TRY(LT_VERIFY_ADD(v, p->test, "order_dz", "implicit", log2(error[0] / error[1]), LT_AT_LEAST, 1.9,
                             .source = "derived: 2"));
        LT_TRY(march(p, 160, 2000, true, &source, &mass));
        LT_TRY(LT_VERIFY_ADD(v, p->test, "relative_l1_nz160", "implicit", source, LT_AT_MOST, 0.01,
                             .source = "exact plume, Huang (1979)"));
        LT_TRY(LT_VERIFY_ADD(v, p->test, "relative_mass", "implicit", fabs(mass - 1.0), LT_AT_MOST, 1e-12,
                             .source = "derived: rounding of 2000 steps"));
    }
    return LT_OK;
}
