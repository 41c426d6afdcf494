/* reference.c - the partitioning of one cell by bisection (partition.h). */
#include "model/aerosol/organics/partition.h"
#include "model/kernel/ltmath.h"

/* What lies in the phase if its amount is n, less n: 0 at the root, above it below 0. */
static double excess(int n_pairs, const double *k, const double *t, double n0, double n) {
    double sum = n0 / n - 1.0;
    for (int p = 0; p < n_pairs; p++) sum += t[p] / (k[p] + n);
    return sum;
}

static double root(int n_pairs, const double *k, const double *t, double n0, double high) {
    double low = n0, n = low + 0.5 * (high - low);
    while (n > low && n < high) {
        if (excess(n_pairs, k, t, n0, n) > 0)
            low = n;
        else
            high = n;
        n = low + 0.5 * (high - low);
    }
    return n;
}

double lt_organics_reference(const lt_organics_scheme *scheme, double temperature, const double *total,
                             const double *only, double *particle) {
    double k[LT_ORGANICS_MOST_PAIRS], t[LT_ORGANICS_MOST_PAIRS], n0 = 0, all = 0, s = 0;
    for (int p = 0; p < scheme->n_only; p++)
        if (scheme->only[p].absorbs && only[p] > 0) n0 += only[p] / scheme->only[p].molar_mass;
    for (int p = 0; p < scheme->n_pairs; p++) {
        const lt_organics_pair *pair = &scheme->pairs[p];
        const double colder = 1.0 / LT_ORGANICS_REFERENCE_K - 1.0 / temperature;
        k[p] = pair->saturation_ugm3 / pair->particle.molar_mass * LT_ORGANICS_REFERENCE_K / temperature *
               lt_exp(pair->enthalpy / LT_ORGANICS_GAS_CONSTANT * colder);
        t[p] = total[p] > 0 ? total[p] / pair->particle.molar_mass : 0;
        all += t[p];
        s += t[p] / k[p];
    }
    const double n = n0 > 0 || s > 1 ? root(scheme->n_pairs, k, t, n0, n0 + all) : 0;
    for (int p = 0; p < scheme->n_pairs; p++) particle[p] = total[p] > 0 ? total[p] * (n / (k[p] + n)) : 0;
    return n;
}
