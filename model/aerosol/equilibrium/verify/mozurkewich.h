/* mozurkewich.h - a published product of the gases NH3 and HNO3 over NH4NO3, of mole fractions at 1 atm, in ppb^2:
 * Mozurkewich (1993, doi 10.1016/0960-1686(93)90356-4, coefficients read in EMEP's Ammonium module, S).
 *
 *   dry        ln K0 = 118.87 - 24084 / T - 6.025 ln T
 *   deliquescence at RH_d = exp(618.3 / T - 2.551); from there on, with h = 1 - RH:
 *   solution   K = (P1 - P2 h + P3 h^2) h^1.75 K0,  ln P1 = -135.94 +  8763 / T + 19.12 ln T
 *                                                   ln P2 = -122.65 +  9969 / T + 16.22 ln T
 *                                                   ln P3 = -182.61 + 13875 / T + 24.46 ln T
 * 43 ppb^2 at 25 C, 0.04 at 0 C. The two branches meet within 4 % (293 to 303 K) and 21 % (263 K). */
#ifndef LT_MOZURKEWICH_H
#define LT_MOZURKEWICH_H

#include <math.h>

static inline double lt_mozurkewich_deliquescence(double temperature) {
    return exp(618.3 / temperature - 2.551);
}

/* temperature in K, humidity 0..1. */
static inline double lt_mozurkewich_ppb2(double temperature, double humidity) {
    const double log_t = log(temperature), inverse = 1.0 / temperature, h = 1.0 - humidity;
    const double dry = exp(118.87 - 24084.0 * inverse - 6.025 * log_t);
    if (humidity < lt_mozurkewich_deliquescence(temperature)) return dry;
    const double p1 = exp(-135.94 + 8763.0 * inverse + 19.12 * log_t);
    const double p2 = exp(-122.65 + 9969.0 * inverse + 16.22 * log_t);
    const double p3 = exp(-182.61 + 13875.0 * inverse + 24.46 * log_t);
    return (p1 - p2 * h + p3 * h * h) * pow(h, 1.75) * dry;
}

#endif
