/* vertical_plume.c - a steady plume over the ground marched downwind by the vertical solve: distance stands for time.
 *
 *   u(z) dC/dx = d/dz (K(z) dC/dz),  u = a z^m, K = b z^n, no flux at the ground, source Q = 1 at x = 0, height h.
 * Mass of a layer: its integral of u; exchange: K / distance of middles; step: dx. Exact: Huang (1979), in
 * model/gaussian/exact/power_law.c.
 * Rows: order of the L1 error in dz (dx with its square) when marched from the exact plume at 100 m to 1000 m; error of
 * a plume from a source in one layer at 1000 m, at most 1 % (measured 0.03 to 0.35 %: the source is a layer deep); its
 * mass. Layers are finest at the ground (the highest 16 times as thick). Orders: 2 (derived; measured 1.98 to 2.01). */
#include "model/gaussian/exact/exact.h"
#include "model/verify/case_column.h"
#include "model/verify/verify.h"

#include <math.h>

static const double top = 400.0, start_x = 100.0, end_x = 1000.0;

typedef struct plume {
    const char *test;
    lt_exact_shear shear;
    double h;
} plume;

static double exact(double z, double x, const void *with) {
    const plume *p = with;
    return lt_exact_shear_plume(&p->shear, x, z, p->h);
}

static double diffusivity(double z, double x, const void *with) {
    (void)x;
    const plume *p = with;
    return p->shear.b * pow(z, p->shear.n);
}

static void shear(const plume *p, lt_case_column *c) {
    double power = p->shear.m + 1.0;
    for (int k = 0; k < c->nz; ++k)
        c->mass[k] = p->shear.a / power * (pow(c->edge[k + 1], power) - pow(c->edge[k], power));
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
    static const plume plumes[] = {{"plume_constant_h0", {3.0, 0.0, 1.0, 0.0}, 0.0},
                                   {"plume_constant_h10", {3.0, 0.0, 1.0, 0.0}, 10.0},
                                   {"plume_power_m0.15_n0.85_h0", {3.0, 0.15, 0.2, 0.85}, 0.0},
                                   {"plume_power_m0.15_n0.85_h10", {3.0, 0.15, 0.2, 0.85}, 10.0},
                                   {"plume_power_m0.3_n0.7_h10", {3.0, 0.3, 0.1, 0.7}, 10.0},
                                   {"plume_power_m0.2_n1_h10", {3.0, 0.2, 0.2, 1.0}, 10.0}};
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
