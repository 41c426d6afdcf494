/* kusik_meissner.h - activity coefficients of salts alone by Kusik and Meissner.
 *
 *   log10 g0 = z+ z- [log10(1 + B ((1 + 0.1 I)^q - 1)) - 0.5107 sqrt(I) / (1 + C sqrt(I))]   at 25 C
 *   B = 0.75 - 0.065 q,   C = 1 + 0.055 q exp(-0.023 I^3)
 *   log10 g  = (1.125 - 0.005 t) log10 g0 - z+ z- (0.125 - 0.005 t) (0.039 I^0.92 - 0.41 sqrt(I)/(1 + sqrt(I)))
 *
 * I ionic strength, mol/kg; q one number a salt; t temperature, C. Bisulfates: g(MHSO4) = g(MCl) g(HHSO4) / g(HCl).
 * Kusik and Meissner (1978), Meissner and Peppas (1973, doi 10.1002/aic.690190422), numbers of ISORROPIA II (Fountoukis
 * and Nenes 2007, table 4; V as constants.h). Limits: made for I below some 30; there is no q of CaSO4, of which the
 * sums of bromley.h take the Debye part alone, and of Ca(HSO4)2 and Mg(HSO4)2, of which they take nothing. */
#ifndef LT_KUSIK_MEISSNER_H
#define LT_KUSIK_MEISSNER_H

#include "model/aerosol/equilibrium/lanes.h"
#include "model/aerosol/equilibrium/species.h"

/* What depends on temperature alone. */
typedef struct lt_activity_air {
    lt_dvec gain, shift; /* of the correction by temperature */
    lt_dvec debye;       /* sqrt(kg/mol) */
} lt_activity_air;

/* log10 of binary coefficients and of the Debye term D = A sqrt(I)/(1 + sqrt(I)), with derivatives by I. */
typedef struct lt_activity_pairs {
    lt_dvec debye, debye_slope, log10_g[LT_N_CATIONS][LT_N_ANIONS], slope[LT_N_CATIONS][LT_N_ANIONS];
} lt_activity_pairs;

/* cation, anion, q, z+ z- */
#define LT_KM_PAIRS(X)                                                                                                 \
    X(H, SO4, -0.1, 2)                                                                                                 \
    X(H, HSO4, 8.0, 1)                                                                                                 \
    X(H, NO3, 2.6, 1)                                                                                                  \
    X(H, CL, 6.0, 1)                                                                                                   \
    X(NA, SO4, -0.19, 2)                                                                                               \
    X(NA, NO3, -0.39, 1) X(NA, CL, 2.23, 1) X(NH4, SO4, -0.25, 2) X(NH4, NO3, -1.15, 1) X(NH4, CL, 0.82, 1)
#define LT_KM_CRUSTAL_PAIRS(X)                                                                                         \
    X(CA, NO3, 0.93, 2)                                                                                                \
    X(CA, CL, 2.4, 2)                                                                                                  \
    X(K, SO4, -0.25, 2) X(K, NO3, -2.33, 1) X(K, CL, 0.92, 1) X(MG, SO4, 0.15, 4) X(MG, NO3, 2.32, 2) X(MG, CL, 2.9, 2)

typedef struct lt_km_strength {
    lt_dvec strength, root, root_slope, log_growth, grown, screen, screen_slope, cold,
        cold_slope; /* functions of I shared by all salts */
} lt_km_strength;

static inline lt_activity_air lt_kusik_meissner_air(lt_dvec temperature) {
    const lt_dvec celsius = temperature - lt_d_all(273.15), ratio = lt_d_all(298.0) / temperature;
    return (lt_activity_air){lt_d_all(1.125) - lt_d_all(0.005) * celsius, lt_d_all(0.125) - lt_d_all(0.005) * celsius,
                             lt_d_all(0.511) * ratio * lt_d_sqrt(ratio)};
}

/* One division serves the logarithm, the growth and the screening. */
static inline void lt_km_pair(const lt_km_strength *f, const lt_activity_air *air, double q, double z, lt_dvec *log10_g,
                              lt_dvec *slope) {
    const lt_dvec one = lt_d_all(1.0);
    const double b = 0.75 - 0.065 * q;
    const lt_dvec power = lt_e_exp(lt_d_all(q) * f->log_growth), base = lt_d_fma(lt_d_all(b), power, lt_d_all(1 - b));
    const lt_dvec c = lt_d_fma(lt_d_all(0.055 * q), f->screen, one), wide = lt_d_fma(c, f->root, one);
    lt_dvec e, m;
    lt_d_parts(base, &e, &m);
    const lt_dvec m1 = m + one, by = base * f->grown, inverse = one / (m1 * by * wide);
    const lt_dvec per_m1 = inverse * (by * wide), per_by = inverse * (m1 * wide), per_wide = inverse * (m1 * by);
    const lt_dvec at_25 =
        lt_d_fma(lt_d_all(1 / LT_LN10), lt_e_log_of(e, (m - one) * per_m1), lt_d_all(-0.5107) * f->root * per_wide);
    const lt_dvec bend = lt_d_fma(f->strength, lt_d_all(-0.055 * q) * f->screen_slope, f->root_slope);
    const lt_dvec at_25_slope =
        lt_d_fma(lt_d_all(0.1 * b * q / LT_LN10) * power, per_by, lt_d_all(-0.5107) * bend * (per_wide * per_wide));
    *log10_g = lt_d_all(z) * lt_d_fma(air->gain, at_25, -f->cold);
    *slope = lt_d_all(z) * lt_d_fma(air->gain, at_25_slope, -f->cold_slope);
}

/* I > 0; crustal: are there Ca, K or Mg (their pairs are 0 otherwise). */
static inline void lt_kusik_meissner_pairs(const lt_activity_air *air, lt_dvec strength, bool crustal,
                                           lt_activity_pairs *out) {
    const lt_dvec one = lt_d_all(1.0), zero = lt_d_all(0.0), root = lt_d_sqrt(strength), share = one / (one + root);
    const lt_dvec grown = one + lt_d_all(0.1) * strength, square = strength * strength;
    const lt_dvec screen = lt_e_exp(lt_d_all(-0.023) * square * strength);
    const lt_dvec power = lt_e_exp(lt_d_all(0.92) * lt_e_log(strength)), root_slope = lt_d_all(0.5) / root;
    const lt_km_strength f = {.strength = strength,
                              .root = root,
                              .root_slope = root_slope,
                              .log_growth = lt_e_log(grown),
                              .grown = grown,
                              .screen = screen,
                              .screen_slope = lt_d_all(-0.069) * square * screen,
                              .cold = air->shift * (lt_d_all(0.039) * power - lt_d_all(0.41) * root * share),
                              .cold_slope = air->shift * (lt_d_all(0.039 * 0.92) * power / strength -
                                                          lt_d_all(0.41) * root_slope * share * share)};
    for (int i = 0; i < LT_N_CATIONS; i++)
        for (int j = 0; j < LT_N_ANIONS; j++) out->log10_g[i][j] = zero, out->slope[i][j] = zero;
#define LT_KM_PAIR(cation, anion, q, z)                                                                                \
    lt_km_pair(&f, air, q, z, &out->log10_g[LT_ION_##cation][LT_ION_##anion - LT_ION_SO4],                             \
               &out->slope[LT_ION_##cation][LT_ION_##anion - LT_ION_SO4]);
    LT_KM_PAIRS(LT_KM_PAIR)
    if (crustal) {
        LT_KM_CRUSTAL_PAIRS(LT_KM_PAIR)
    }
#undef LT_KM_PAIR
    const int bisulfate = LT_ION_HSO4 - LT_ION_SO4, chloride = LT_ION_CL - LT_ION_SO4;
    static const int with_bisulfate[] = {LT_ION_NA, LT_ION_NH4, LT_ION_K};
    for (int k = 0; k < (crustal ? 3 : 2); k++) {
        const int i = with_bisulfate[k];
        out->log10_g[i][bisulfate] =
            out->log10_g[i][chloride] + out->log10_g[LT_ION_H][bisulfate] - out->log10_g[LT_ION_H][chloride];
        out->slope[i][bisulfate] =
            out->slope[i][chloride] + out->slope[LT_ION_H][bisulfate] - out->slope[LT_ION_H][chloride];
    }
    out->debye = air->debye * root * share;
    out->debye_slope = air->debye * root_slope * share * share;
}

#endif
