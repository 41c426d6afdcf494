/* briggs.h - rise of buoyant smoke after Briggs: what the stacks of the grid and of the Gaussian model share.
 *
 *   F = g v d^2 (T_s - T_a) / (4 T_s)                                          buoyancy flux, m4 s-3
 *   neutral, unstable: dh = 21.425 F^(3/4) / u  (F < 55),  38.71 F^(3/5) / u   (F >= 55)
 *   stable:            dh = 2.6 (F / (u s))^(1/3),  s = g/T_a dtheta/dz        s-2
 * Briggs (1969, 1975) as in ISC3, EPA-454/B-95-003b, section 1.1.4 (R). At F = 55 the neutral rise steps down by 1.0 %: the
 * standard's. */
#ifndef LT_KERNEL_BRIGGS_H
#define LT_KERNEL_BRIGGS_H

#include "model/kernel/ltmath.h"

#define LT_BRIGGS_STRONG 55.0 /* m4 s-3 */

/* Below 0 where the gas is colder than the air. */
static inline double lt_briggs_flux(double gravity, double exit_ms, double diameter_m, double exit_K, double air_K) {
    return 0.25 * gravity * exit_ms * diameter_m * diameter_m * (exit_K - air_K) / exit_K;
}

static inline double lt_briggs_neutral(double flux, double wind_ms) {
    return (flux < LT_BRIGGS_STRONG ? 21.425 * lt_pow(flux, 0.75) : 38.71 * lt_pow(flux, 0.6)) / wind_ms;
}

/* wind_stability: u s, m s-3. */
static inline double lt_briggs_stable(double flux, double wind_stability) {
    return 2.6 * lt_pow(flux / wind_stability, 1.0 / 3.0);
}

#endif
