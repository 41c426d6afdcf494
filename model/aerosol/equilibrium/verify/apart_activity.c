/* apart_activity.c - activity coefficients of ions, one after the other, and constants. */
#include "model/aerosol/equilibrium/constants.h"
#include "model/aerosol/equilibrium/verify/apart.h"

#include <math.h>

double lt_apart_constant(int constant, double temperature) {
    static const double table[LT_N_CONSTANTS][3] = {
#define ROW(name, at_298, a, b) {at_298, a, b},
        LT_EQ_CONSTANTS(ROW)
#undef ROW
    };
    const double *k = table[constant], t = 298.15 / temperature;
    return k[0] * exp(k[1] * (t - 1) + k[2] * (1 + log(t) - t));
}

/* q of Kusik and Meissner as Fountoukis and Nenes (2007), table 4, has them; NAN: no such salt, or none measured. */
static double q_of(int cation, int anion) {
    static const double q[LT_N_CATIONS][LT_N_ANIONS] = {
        /* SO4, HSO4, NO3, Cl */
        [LT_ION_H] = {-0.1, 8.0, 2.6, 6.0},       [LT_ION_NA] = {-0.19, NAN, -0.39, 2.23},
        [LT_ION_NH4] = {-0.25, NAN, -1.15, 0.82}, [LT_ION_CA] = {NAN, NAN, 0.93, 2.4},
        [LT_ION_K] = {-0.25, NAN, -2.33, 0.92},   [LT_ION_MG] = {0.15, NAN, 2.32, 2.9}};
    return q[cation][anion - LT_ION_SO4];
}

/* log10 of a salt's own coefficient. */
static double binary(double q, double zz, double strength, double temperature) {
    const double b = 0.75 - 0.065 * q, c = 1 + 0.055 * q * exp(-0.023 * pow(strength, 3)), root = sqrt(strength);
    const double reduced = (1 + b * (pow(1 + 0.1 * strength, q) - 1)) * pow(10, -0.5107 * root / (1 + c * root));
    const double celsius = temperature - 273.15;
    const double correction = (0.125 - 0.005 * celsius) * (0.039 * pow(strength, 0.92) - 0.41 * root / (1 + root));
    return zz * ((1.125 - 0.005 * celsius) * log10(reduced) - correction);
}

static double salt(int cation, int anion, double strength, double temperature) {
    if (anion == LT_ION_HSO4 && cation != LT_ION_H)
        return salt(cation, LT_ION_CL, strength, temperature) + salt(LT_ION_H, LT_ION_HSO4, strength, temperature) -
               salt(LT_ION_H, LT_ION_CL, strength, temperature);
    const double q = q_of(cation, anion), zz = lt_ion_charge[cation] * lt_ion_charge[anion];
    return isnan(q) ? 0 : binary(q, zz, strength, temperature);
}

/* Strength above 80 is held towards 100. */
static double held(double strength) {
    if (strength <= 80) return strength;
    const double t = fmin((strength - 80) / 40, 1);
    return 80 + 40 * (t - pow(t, 3) + 0.5 * pow(t, 4));
}

double lt_apart_activities(double temperature, const double *m, double *log10_g) {
    double strength = 0;
    for (int k = 0; k < LT_N_IONS; k++) strength += 0.5 * lt_ion_charge[k] * lt_ion_charge[k] * m[k];
    const double of_salts = held(strength), root = sqrt(of_salts);
    const double debye = 0.511 * pow(298.0 / temperature, 1.5) * root / (1 + root);
    for (int k = 0; k < LT_N_IONS; k++) log10_g[k] = -lt_ion_charge[k] * lt_ion_charge[k] * debye;
    for (int c = LT_ION_H; c < LT_ION_SO4; c++)
        for (int a = LT_ION_SO4; a < LT_N_IONS; a++) {
            if (a == LT_ION_HSO4 && lt_ion_charge[c] > 1) continue;
            if (m[c] + m[a] <= 0) continue;
            const double zc = lt_ion_charge[c], za = lt_ion_charge[a], mean = 0.5 * (zc + za);
            const double weight = mean * mean * (salt(c, a, of_salts, temperature) + zc * za * debye) / strength;
            log10_g[c] += weight * m[a];
            log10_g[a] += weight * m[c];
        }
    return strength;
}
