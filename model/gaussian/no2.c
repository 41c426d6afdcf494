/* no2.c - NO2 from NOx.
 *
 * Sources give N = NOx and P of it as NO2; b: background.
 *   full             NO2 = NO2_b + N
 *   olm              NO2 = NO2_b + P + min(N - P, O3_b)          Cole and Summerhays (1979), doi
 *                    10.1080/00022470.1979.10470866 (R); for the sum of sources (EPA's OLMGROUP ALL); background NO is
 *                    left as it is, for it has lived with the ozone
 *   arm2             NO2 = NO2_b + max(P, r N), r = polynomial of the sources' NOx in ug/m3 at 298.15 K, 1013.25 hPa,
 *                    between 0.5 and 0.9: Podrez (2015), doi 10.1016/j.atmosenv.2014.12.021 (R), EPA-454/B-15-004;
 *                    coefficients S (two R packages have the same)
 *   photostationary  NOx and Ox = NO2 + O3 are kept, j NO2 = k NO O3:
 *                    x = NO2:  x^2 - (A + B + J) x + A B = 0,  A all NOx, B all Ox, J = j/k in ppb
 *                    x = 2 A B/(s + ((A - B)^2 + J (J + 2 A + 2 B))^(1/2)), s = A + B + J; J = 0: min(A, B)
 *                    k = 2.07e-12 exp(-1400/T) cm3 s-1 (IUPAC)
 * Never above all NOx that there is, ozone never below 0. Limits: instant mixing of plume and air (near a stack the
 * ozone within the plume is used up first: olm and photostationary give too much NO2 there); balance takes 1/(k O3), a
 * minute or two, more than the travel to near receptors; no other chemistry of ozone. */
#include "model/gaussian/no2.h"

#include "model/kernel/ltmath.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

static const double gas_constant = 8.314462618, boltzmann = 1.380649e-23;

static double least(double a, double b) {
    return a < b ? a : b;
}

static double most(double a, double b) {
    return a > b ? a : b;
}

double lt_ugm3_of_ppb(double grams_mol, double temperature_K, double pressure_Pa) {
    return 1e-3 * grams_mol * pressure_Pa / (gas_constant * temperature_K);
}

double lt_no2_balance_ppb(const lt_no2_air *air) {
    const double molecules_cm3 = 1e-6 * air->pressure_Pa / (boltzmann * air->temperature_K);
    const double rate = 2.07e-12 * lt_exp(-1400.0 / air->temperature_K);
    return 1e9 * air->photolysis_s / (rate * molecules_cm3);
}

static void lt_no2_full(const lt_no2_air *air, int n, const double *nox_ppb, const double *primary_ppb, double *no2_ppb,
                        double *o3_ppb) {
    (void)primary_ppb;
    for (int i = 0; i < n; i++) {
        no2_ppb[i] = air->no2_ppb + nox_ppb[i];
        if (o3_ppb) o3_ppb[i] = air->o3_ppb;
    }
}

static void lt_no2_olm(const lt_no2_air *air, int n, const double *nox_ppb, const double *primary_ppb, double *no2_ppb,
                       double *o3_ppb) {
    for (int i = 0; i < n; i++) {
        const double primary = least(primary_ppb[i], nox_ppb[i]), made = least(nox_ppb[i] - primary, air->o3_ppb);
        no2_ppb[i] = air->no2_ppb + least(primary + made, nox_ppb[i]);
        if (o3_ppb) o3_ppb[i] = air->o3_ppb - made;
    }
}

static double arm2_ratio(double nox_ugm3) {
    static const double c[] = {1.2441, -2.7383e-3, -5.6062e-6, 3.4555e-8, -5.8345e-11, 4.2795e-14, -1.1723e-17};
    double ratio = 0.0;
    for (int k = 6; k >= 0; k--) ratio = ratio * nox_ugm3 + c[k];
    return ratio;
}

static void lt_no2_arm2(const lt_no2_air *air, int n, const double *nox_ppb, const double *primary_ppb, double *no2_ppb,
                        double *o3_ppb) {
    const int given = air->least_ratio > 0.0 || air->most_ratio > 0.0;
    const double low = given ? air->least_ratio : 0.5, high = given ? air->most_ratio : 0.9;
    const double ugm3 = lt_ugm3_of_ppb(LT_NO2_GRAMS, 298.15, 101325.0);
    for (int i = 0; i < n; i++) {
        const double ratio = most(low, least(high, arm2_ratio(nox_ppb[i] * ugm3)));
        no2_ppb[i] = air->no2_ppb + least(most(primary_ppb[i], ratio * nox_ppb[i]), nox_ppb[i]);
        if (o3_ppb) o3_ppb[i] = air->o3_ppb;
    }
}

static void lt_no2_photostationary(const lt_no2_air *air, int n, const double *nox_ppb, const double *primary_ppb,
                                   double *no2_ppb, double *o3_ppb) {
    const double balance = lt_no2_balance_ppb(air);
    for (int i = 0; i < n; i++) {
        const double nox = air->no_ppb + air->no2_ppb + nox_ppb[i];
        const double oxidant = air->o3_ppb + air->no2_ppb + least(primary_ppb[i], nox_ppb[i]);
        const double apart = nox - oxidant;
        const double root = sqrt(apart * apart + balance * (balance + 2.0 * (nox + oxidant)));
        const double sum = nox + oxidant + balance + root, x = sum > 0.0 ? 2.0 * nox * oxidant / sum : 0.0;
        no2_ppb[i] = least(x, least(nox, oxidant));
        if (o3_ppb) o3_ppb[i] = oxidant - no2_ppb[i];
    }
}

static const lt_no2_way ways[] = {
#define LT_NO2_ROW(name, text) {#name, text, lt_no2_##name},
    LT_NO2_LIST(LT_NO2_ROW)
#undef LT_NO2_ROW
};

const lt_no2_way *lt_no2_at(int n) {
    return n >= 0 && (size_t)n < sizeof ways / sizeof *ways ? &ways[n] : NULL;
}

const lt_no2_way *lt_no2_find(const char *name) {
    for (size_t n = 0; n < sizeof ways / sizeof *ways; n++)
        if (strcmp(ways[n].name, name) == 0) return &ways[n];
    return NULL;
}
