/* boundary_layer.c - height of the boundary layer and K on analytic profiles.
 *
 * Well mixed to 1000 m under an inversion of 5 K within 20 m, levels every 20 m: the kink, within the inversion.
 * Uniform gradients of theta (G) and wind (S): (h - z_s)^2 = 0.25 x 100 u*^2 / (g G/theta - 0.25 S^2); bound: linear
 * interpolation of a parabola between levels d apart, d^2/(8 (h - z_s)).
 * Parcel of a surface warmer by 3 K in a gradient of 5 K/km: 600 m.
 * Growth: without shear h^2 = h0^2 + 2 (1 + 2 A) F t/gamma, A = 0.2 (Batchvarova and Gryning 1991); shear adds at most
 * 8 % at u* 0.05 m/s. */
#include "model/met/boundary_layer.h"

#include "model/met/constants.h"
#include "model/met/kz.h"
#include "model/met/richardson.h"
#include "model/met/verify/verify.h"

#include <math.h>

enum { N_LEVELS = 200 };

typedef struct levels {
    double z[N_LEVELS], theta[N_LEVELS], east[N_LEVELS], north[N_LEVELS];
} levels;

static lt_status add_profiles(lt_verify *verify) {
    static levels p;
    const lt_met_column profile = {N_LEVELS, p.z, p.theta, p.east, p.north};
    for (int k = 0; k < N_LEVELS; k++) {
        p.z[k] = 10.0 + 20.0 * k;
        p.theta[k] = p.z[k] < 1000.0 ? 290.0 : 295.0 + 5e-3 * (p.z[k] - 1000.0);
        p.east[k] = 5.0 + 1e-3 * p.z[k];
        p.north[k] = 0.0;
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "well mixed to 1000 m: bulk Richardson", .metric = "error_m", .scheme = "",
                         .value = fabs(lt_richardson_height(&profile, 290.0, 0.3) - 1000.0), .bound = 20.0,
                         .source = "the kink of the profile"));
    for (int k = 0; k < N_LEVELS; k++) p.theta[k] = 290.0 + 5e-3 * p.z[k];
    LT_TRY(LT_VERIFY_ADD(verify, .test = "parcel 3 K warmer in 5 K/km", .metric = "error_m", .scheme = "",
                         .value = fabs(lt_parcel_height(&profile, 293.0) - 600.0), .bound = 1e-6,
                         .source = "Holzworth (1964)"));
    const double rise = 0.02, shear = 0.02, friction = 0.3; /* K m-1, s-1, m s-1 */
    for (int k = 0; k < N_LEVELS; k++) {
        p.z[k] = 10.0 + 5.0 * k;
        p.theta[k] = 280.0 + rise * (p.z[k] - p.z[0]);
        p.east[k] = 2.0 + shear * (p.z[k] - p.z[0]);
    }
    double exact = 10.0 + sqrt(0.25 * 100.0 * friction * friction / (LT_GRAVITY / 280.0 * rise - 0.25 * shear * shear));
    return LT_VERIFY_ADD(verify, .test = "uniform gradients: bulk Richardson", .metric = "error_m", .scheme = "",
                         .value = fabs(lt_richardson_height(&profile, 280.0, friction) - exact), .bound = 0.1,
                         .source = "Vogelezang and Holtslag (1996) in closed form");
}

static lt_status add_rules(lt_verify *verify) {
    const lt_mixing_rules rules = {LT_MIXING_GROWTH, 60.0, 2500.0, 0.006};
    double f = lt_coriolis(41.6);
    LT_TRY(LT_VERIFY_ADD(verify, .test = "stable height 0.4 sqrt(u* L/f)", .metric = "relative_error", .scheme = "",
                         .value = fabs(lt_mechanical_height(0.2, 0.02, f, &rules) / (0.4 * sqrt(0.2 * 50.0 / f)) - 1.0),
                         .bound = 1e-12, .source = "Zilitinkevich (1972)"));
    lt_mixing mixing = {60.0, 0.0, false};
    lt_fluxes fluxes = {.friction_velocity_ms = 0.05, .inverse_obukhov_m = -0.2, .sensible_Wm2 = 100.0};
    double worst = 0.0;
    for (int hour = 1; hour <= 6; hour++) {
        lt_mixing_land(&mixing, &fluxes, 270.0, 1.3, f, &rules);
        double exact = sqrt(3600.0 + 2.0 * 1.4 * 100.0 / (1.3 * LT_CP_DRY) * 3600.0 * hour / rules.lapse_above_Km);
        worst = fmax(worst, fabs(mixing.height_m / exact - 1.0));
    }
    return LT_VERIFY_ADD(verify, .test = "growth of a convective layer", .metric = "relative_error", .scheme = "",
                         .value = worst, .bound = 0.08, .source = "Batchvarova and Gryning (1991), without shear");
}

/* K: neutral parabola, and the flux of 0.2 F through the top. */
static lt_status add_kz(lt_verify *verify) {
    double neutral = lt_kz_at(100.0, 700.0, 0.3, 0.0), shape = 1.0 - 100.0 / 700.0;
    LT_TRY(LT_VERIFY_ADD(verify, .test = "K of a neutral layer", .metric = "relative_error", .scheme = "",
                         .value = fabs(neutral / (0.4 * 0.3 * 100.0 * shape * shape) - 1.0), .bound = 1e-12,
                         .source = "Troen and Mahrt (1986)"));
    double jump = 0.0;
    for (double inverse = -0.1; inverse <= 0.1; inverse += 0.01) {
        double below = lt_kz_at(70.0 * (1.0 - 1e-9), 700.0, 0.3, inverse);
        jump = fmax(jump, fabs(lt_kz_at(70.0 * (1.0 + 1e-9), 700.0, 0.3, inverse) / below - 1.0));
    }
    return LT_VERIFY_ADD(verify, .test = "K is steady at the top of the surface layer", .metric = "relative_jump",
                         .scheme = "", .value = jump, .bound = 1e-7, .source = "0.6/k = 15 x 0.1");
}

lt_status lt_verify_met_boundary_layer(lt_verify *verify) {
    LT_TRY(add_profiles(verify));
    LT_TRY(add_rules(verify));
    return add_kz(verify);
}
