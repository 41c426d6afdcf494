/* kz.c - eddy diffusivity K(z) of scalars, m2 s-1, local closure in the boundary layer of height h.
 *
 *   K = k w z (1 - z/h)^2,  0 < z < h;  0 elsewhere
 *
 * Unstable: surface layer z <= 0.1 h: w = u* / phi_h(z/L), phi_h = (1 - 15 z/L)^(-1/2)
 *           above: w = (u*^3 + 0.6 w*^3)^(1/3) / Pr, w*^3 = -u*^3 h/(k L), Pr = phi_h/phi_m at 0.1 h,
 *           phi_m = (1 - 15 z/L)^(-1/3)
 *           Both branches agree at 0.1 h, so K is continuous. The counter-gradient part of Pr is left out: it belongs
 *           to a non-local term. Because 0.6 / k = 15 x 0.1 this w is u* / phi_h at 0.1 h for any L: the K of ACM2
 *           (Pleim 2007), so that both schemes of model/transport/mixing.h begin from one K.
 * Stable:   w = u* / phi_h, phi_h of kernel/surface_layer.h: 1 + 5 z/L up to z/L = 1, then 5 + z/L
 *
 * At h: at least the K of entrainment, 0.2 F/(d theta/dz) (diagnosis.c), at the edge of a layer nearest to h: the flux
 * of a tracer through the top of a convective layer is that of heat, a fifth of the ground's (Stull 1988, recalled; YSU
 * of WRF takes 0.15, Hong et al. 2006, doi 10.1175/MWR3199.1).
 *
 * Above h: the residual value up to the day's highest h, the smallest value elsewhere (assumptions, by the rules).
 *
 * Sources: Troen and Mahrt (1986), doi 10.1007/BF00122760; Holtslag and Boville (1993),
 * doi 10.1175/1520-0442(1993)006<1825:LVNBLD>2.0.CO;2. phi_h, the shape and the stable branch stand alike in EDDYX of
 * WRF's phys/module_bl_acm.F (V; 16 there for 15, least K 0.01 m2/s there).
 *
 * Limits: flat, uniform ground; no cloud mixing, no shear mixing above h. */
#include "model/met/kz.h"

#include "model/kernel/surface_layer.h"
#include "model/met/constants.h"

#include <math.h>
#include <stdbool.h>

static double unstable_velocity(double z, double h, double friction, double inverse) {
    double top = 0.1 * h;
    if (z <= top) return friction * sqrt(1.0 - 15.0 * z * inverse);
    double s = 1.0 - 15.0 * top * inverse;
    double prandtl = cbrt(s) / sqrt(s);
    double cube = friction * friction * friction * (1.0 - 0.6 * h * inverse / LT_VON_KARMAN);
    return cbrt(cube) / prandtl;
}

double lt_kz_at(double z_m, double h_m, double friction_velocity_ms, double inverse_obukhov_m) {
    if (z_m <= 0.0 || z_m >= h_m) return 0.0;
    double velocity = inverse_obukhov_m < 0.0 ? unstable_velocity(z_m, h_m, friction_velocity_ms, inverse_obukhov_m)
                                              : friction_velocity_ms / lt_layer_phi_h(z_m * inverse_obukhov_m);
    double shape = 1.0 - z_m / h_m;
    return LT_VON_KARMAN * velocity * z_m * shape * shape;
}

void lt_kz_column(int n, const double *z_edge, double h_m, double residual_m, double friction_velocity_ms,
                  double inverse_obukhov_m, double entrainment_m2s, const lt_kz_rules *rules, double *kz) {
    int top = 1;
    kz[0] = 0.0;
    kz[n - 1] = 0.0;
    for (int k = 1; k < n - 1; k++) {
        bool residual = z_edge[k] >= h_m && z_edge[k] < residual_m;
        double floor_m2s = residual ? fmax(rules->residual_m2s, rules->smallest_m2s) : rules->smallest_m2s;
        kz[k] = fmax(lt_kz_at(z_edge[k], h_m, friction_velocity_ms, inverse_obukhov_m), floor_m2s);
        if (fabs(z_edge[k] - h_m) < fabs(z_edge[top] - h_m)) top = k;
    }
    if (n > 2) kz[top] = fmax(kz[top], entrainment_m2s);
}
