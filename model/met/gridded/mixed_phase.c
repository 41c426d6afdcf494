/* mixed_phase.c - what relative humidity of NCEP's GFS and of ECMWF is a ratio of.
 *
 *   e_mix = w e_water + (1 - w) e_ice
 *   NCEP:   e = 610.78 (Tt/T)^xa exp(xb (1 - Tt/T)), Tt = 273.16 K, xa = (c - cp) / Rv, xb = xa + L / (Rv Tt) with
 *           cp = 1846 (vapour), c = 4185.5 (water), 2106 (ice) J/kg/K, L = 2.5e6 (water), 2.83358e6 (ice) J/kg,
 *           Rv = 461.5 J/kg/K; w = (T - 253.16 K) / 20 K.  Source: subroutines CALRH_GFS and FPVSNEW of NCEP's Unified
 *           Post Processor (V).
 *   ECMWF:  e = 611.21 exp(a (T - 273.16) / (T - b)), a = 17.502, b = 32.19 K (water), 22.587, -0.7 K (ice);
 *           w = ((T - 250.16 K) / 23 K)^2.  Source: IFS documentation CY41r2, part IV, eq. 7.5 and 7.8 (R); that it is
 *           over water above 0 degC, over ice below -23 degC: ECMWF's parameter database, paramId 157 (S).
 * Both parts are of the source's own form, so that a warm value stays as it is. At -20 degC the ratio is 0.82. */
#include "model/met/gridded/mixed_phase.h"

#include <math.h>
#include <stdbool.h>

static double ncep(double t, double c, double latent) {
    const double tt = 273.16, cp = 1846.0, rv = 461.5, xa = (c - cp) / rv, xb = xa + latent / (rv * tt), r = tt / t;
    return 610.78 * pow(r, xa) * exp(xb * (1.0 - r));
}

static double ecmwf(double t, double a, double b) {
    return 611.21 * exp(a * (t - 273.16) / (t - b));
}

double lt_mixed_over_water(lt_saturation saturation, double t) {
    if (saturation == LT_SATURATION_WATER || !(t < 273.16)) return 1.0;
    const bool of_ncep = saturation == LT_SATURATION_NCEP;
    const double water = of_ncep ? ncep(t, 4185.5, 2.5e6) : ecmwf(t, 17.502, 32.19);
    const double ice = of_ncep ? ncep(t, 2106.0, 2.83358e6) : ecmwf(t, 22.587, -0.7);
    double w = of_ncep ? (t - 253.16) / 20.0 : (t - 250.16) / 23.0;
    w = w < 0.0 ? 0.0 : of_ncep ? w : w * w;
    return w + (1.0 - w) * ice / water;
}
