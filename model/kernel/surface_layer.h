/* surface_layer.h - profiles of the surface layer after Monin and Obukhov, the one law of the weather and of
 * deposition; with the log of ltmath.h, so that its bits are the same everywhere.
 *
 * zeta = z/L
 *   zeta < 0:      phi_m = (1 - 16 zeta)^(-1/4),  phi_h = (1 - 16 zeta)^(-1/2)
 *   0 <= zeta < 1: phi = 1 + 5 zeta;  zeta >= 1: phi = 5 + zeta    (phi_m = phi_h)
 * psi(zeta) is the integral of (1 - phi)/zeta from 0:
 *   zeta < 0:      psi_m = ln(((1 + x)/2)^2 (1 + x^2)/2) - 2 atan x + pi/2,  psi_h = 2 ln((1 + x^2)/2),
 *                  x = (1 - 16 zeta)^(1/4)
 *   zeta < 1:      -5 zeta;  else -4 - 4 ln zeta - zeta
 * ln(z/z0) - psi(z/L) + psi(z0/L):  k U/u* of wind, k u* R_a of heat and gases
 *
 * Sources: Dyer (1974), doi 10.1007/BF00240838, and Paulson (1970),
 * doi 10.1175/1520-0450(1970)009<0857:TMROWS>2.0.CO;2, for zeta < 1; zeta >= 1: Holtslag, De Bruijn and Pan (1990),
 * doi 10.1175/1520-0493(1990)118<1561:AHRAMT>2.0.CO;2, as in met/kz.c, so that K and profile are those of one phi.
 * Recalled but for the forms that kz.c names. Limits: flat, uniform ground. */
#ifndef LT_KERNEL_SURFACE_LAYER_H
#define LT_KERNEL_SURFACE_LAYER_H

#include "model/kernel/ltmath.h"

#include <math.h>

/* atan of 0 <= y <= 1; above tan(pi/8) by that of (y - 1)/(y + 1). Series to t^41: remainder < 1e-17. */
static inline double lt_atan_unit(double y) {
    const int high = y > 0.41421356237309503;
    const double t = high ? (y - 1.0) / (y + 1.0) : y, t2 = t * t;
    double p = 1.0 / 41.0;
    for (int n = 39; n > 0; n -= 2) p = 1.0 / n - p * t2;
    return t * p + (high ? 0.78539816339744828 : 0.0);
}

/* Dimensionless gradients of wind and heat. */
static inline double lt_layer_phi_m(double zeta) {
    if (zeta < 0.0) return 1.0 / sqrt(sqrt(1.0 - 16.0 * zeta));
    return zeta < 1.0 ? 1.0 + 5.0 * zeta : 5.0 + zeta;
}

static inline double lt_layer_phi_h(double zeta) {
    return zeta < 0.0 ? 1.0 / sqrt(1.0 - 16.0 * zeta) : lt_layer_phi_m(zeta);
}

/* And their integrals. */
static inline double lt_layer_psi_stable(double zeta) {
    return zeta < 1.0 ? -5.0 * zeta : -4.0 - 4.0 * lt_log(zeta < 1.0 ? 1.0 : zeta) - zeta;
}

static inline double lt_layer_psi_h(double zeta) {
    const double unstable = zeta < 0.0 ? zeta : 0.0;
    const double psi = 2.0 * lt_log(0.5 * (1.0 + sqrt(1.0 - 16.0 * unstable)));
    return zeta < 0.0 ? psi : lt_layer_psi_stable(zeta);
}

static inline double lt_layer_psi_m(double zeta) {
    const double unstable = zeta < 0.0 ? zeta : 0.0;
    const double x2 = sqrt(1.0 - 16.0 * unstable), x = sqrt(x2), half = 0.5 * (1.0 + x);
    /* pi/2 - 2 atan x = 2 atan(1/x) - pi/2 */
    const double psi = lt_log(half * half * 0.5 * (1.0 + x2)) + 2.0 * lt_atan_unit(1.0 / x) - 1.5707963267948966;
    return zeta < 0.0 ? psi : lt_layer_psi_stable(zeta);
}

/* z: m above the displacement height, z0: roughness, m; inverse_obukhov: 1/m. Wind at z is u* /k times this. */
static inline double lt_layer_wind(double z, double z0, double inverse_obukhov) {
    return lt_log(z / z0) - lt_layer_psi_m(z * inverse_obukhov) + lt_layer_psi_m(z0 * inverse_obukhov);
}

/* Potential temperature at z less that at the roughness of heat is theta* /k times this. */
static inline double lt_layer_heat(double z, double z0, double inverse_obukhov) {
    return lt_log(z / z0) - lt_layer_psi_h(z * inverse_obukhov) + lt_layer_psi_h(z0 * inverse_obukhov);
}

#endif
