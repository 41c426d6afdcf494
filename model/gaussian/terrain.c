/* terrain.c
 *
 * A plume in hilly ground is of two states (Snyder et al. 1985; Venkatram et al. 2001,
 * doi 10.1016/S1352-2310(01)00178-X): air below the dividing height goes around the hill and meets the receptor at its
 * own height zr above the foot of the source, air above follows the ground and meets it at its height zp above ground:
 *   C = f C(zr) + (1 - f) C(zp),  f = (1 + phi)/2,  phi = share of the plume at x below the dividing height Hc
 *   u(Hc)2/2 = int_Hc^hc N2 (hc - z) dz
 * hc: height scale of the terrain around the receptor above the foot. Hc by bisection to hc/2^30, the integral by the
 * trapezoidal rule on 64 steps down from hc. A receptor below the foot has zr = 0.
 * Limits: one profile for all of the ground; no lee waves, no flow along valleys. */
#include "model/gaussian/terrain.h"

static double n2_at(const lt_profile *profile, double z) {
    const double n2 = 9.80665 / profile->hour.temperature_K * lt_profile_at(profile, z).lapse_Km;
    return n2 > 0.0 ? n2 : 0.0;
}

double lt_terrain_divide(const lt_profile *profile, double hill) {
    enum { STEPS = 64 };
    if (hill <= 0.0 || profile->convective) return 0.0;
    const double step = hill / STEPS;
    double above = 0.0, last = 0.0; /* the integral so far; N2 (hc - z) at its lower end */
    for (int k = STEPS - 1; k >= 0; k--) {
        const double z = k * step, here = n2_at(profile, z) * (hill - z), u = lt_profile_at(profile, z).wind_ms;
        const double next = above + 0.5 * step * (last + here);
        if (0.5 * u * u > next) {
            above = next;
            last = here;
            continue;
        }
        double low = z, high = z + step; /* within the step N2 (hc - z) is linear */
        for (int n = 0; n < 24; n++) {
            const double middle = 0.5 * (low + high), part = z + step - middle, at = last + (here - last) * part / step;
            const double wind = lt_profile_at(profile, middle).wind_ms;
            if (0.5 * wind * wind > above + 0.5 * part * (last + at))
                high = middle;
            else
                low = middle;
        }
        return 0.5 * (low + high);
    }
    return 0.0;
}

lt_plume_level lt_terrain_level(const lt_profile *profile, const lt_plume_source *source, const lt_plume_receptors *r,
                                int n) {
    lt_plume_level level = {.above_m = r->above_m ? r->above_m[n] : 0.0, .layer_m = r->layer_m};
    if (!r->ground_m) return level;
    const double up = r->ground_m[n] - source->base_m + level.above_m;
    level.hilly = true;
    level.up_m = up > 0.0 ? up : 0.0;
    level.divide_m = r->divide_m && r->divide_base_m == source->base_m
                         ? r->divide_m[n]
                         : lt_terrain_divide(profile, r->hill_m[n] - source->base_m);
    return level;
}
