/* settling.h - how fast a sphere falls in air, and how it wanders: what dry deposition, settling and scavenging share.
 *
 *   mu     = 1.458e-6 T^(3/2)/(T + 110.4)                Pa s, Sutherland (R; as GEOS-Chem has it, V)
 *   lambda = mu/rho (pi/(2 R_d T))^(1/2)                 m, free path of air
 *   C      = 1 + Kn (1.257 + 0.4 exp(-1.1/Kn)),  Kn = 2 lambda/D                          Cunningham (Davies 1945, R)
 *   v_s    = rho_p D^2 g C/(18 mu)                       m/s, Stokes; 20 um and less (0.4 % too fast there, D)
 *   D_B    = k T C/(3 pi mu D)                           m2/s
 * Air: T [K], rho [kg/m3]. */
#ifndef LT_SETTLING_H
#define LT_SETTLING_H

#include "model/kernel/ltmath.h"
#include "model/met/constants.h"

#include <math.h>

#define LT_BOLTZMANN 1.380649e-23 /* J/K, exact */

typedef struct lt_sphere_air {
    double viscosity, path, kinematic; /* Pa s, m, m2/s */
    double temperature;
} lt_sphere_air;

static inline lt_sphere_air lt_sphere_air_of(double temperature, double density) {
    const double mu = 1.458e-6 * temperature * sqrt(temperature) / (temperature + 110.4);
    return (lt_sphere_air){mu, mu / density * sqrt(1.5707963267948966 / (LT_R_DRY * temperature)), mu / density,
                           temperature};
}

static inline double lt_sphere_slip(const lt_sphere_air *air, double diameter) {
    const double kn = 2.0 * air->path / diameter;
    return 1.0 + kn * (1.257 + 0.4 * lt_exp(-1.1 / kn));
}

static inline double lt_sphere_settling(const lt_sphere_air *air, double diameter, double density, double slip) {
    return density * diameter * diameter * LT_GRAVITY * slip / (18.0 * air->viscosity);
}

static inline double lt_sphere_diffusivity(const lt_sphere_air *air, double diameter, double slip) {
    return LT_BOLTZMANN * air->temperature * slip / (9.42477796076938 * air->viscosity * diameter);
}

/* Mean by volume of v_s over a log-normal mode of this median and ln sigma: D^2 and D of C's first part in closed form,
 * its exponential at the median (error below 0.5 %, tests/unit/test_settling.c). */
static inline double lt_sphere_settling_mode(const lt_sphere_air *air, double median, double spread, double density) {
    const double kn = 2.0 * air->path / median, s2 = spread * spread;
    const double mean = lt_exp(2.0 * s2) + lt_exp(0.5 * s2) * kn * (1.257 + 0.4 * lt_exp(-1.1 / kn));
    return density * median * median * LT_GRAVITY / (18.0 * air->viscosity) * mean;
}

#endif
