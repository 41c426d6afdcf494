/* bromley.h - activity coefficients in a mixture after Bromley, from those of the salts alone.
 *
 *   log10 g_i = -z_i^2 D + F_i,   F_i = sum over ions j of the other sign of E_ij m_j
 *   E_ij = [(z_i + z_j)/2]^2 (log10 g0_ij + z_i z_j D) / I
 *
 * m molality, I ionic strength, D Debye term, g0 binary coefficients at I (the model of activity.h). The mean
 * coefficient of a salt is made of its ions' (Bromley 1973, doi 10.1002/aic.690190216; as in Fountoukis and Nenes 2007,
 * eq. 13-15, whose F1, F2 these are). What an equilibrium wants are the sums G of log10 g below; with them come their
 * derivatives by molalities and by I.
 *
 * Above 80 mol/kg the strength of the binary coefficients (not that of the weights) is held back smoothly,
 *   I_b = min(I, 80) + 40 (t - t^3 + t^4/2),   t = (I - 80)/40 within 0..1,
 * so that it ends at 100 (ISORROPIA cuts at 100): the formulas are far beyond their data there. */
#ifndef LT_BROMLEY_H
#define LT_BROMLEY_H

#include "model/aerosol/equilibrium/kusik_meissner.h"

/* Sums of log10 of coefficients: NH4+ from NH3 (H - NH4), HNO3 (- H - NO3), HCl (- H - Cl), bisulfate (- H - SO4 +
 * HSO4). */
enum { LT_G_NH4, LT_G_NO3, LT_G_CL, LT_G_SO4, LT_N_G };
/* What composition varies by: NH4, NO3, Cl, HSO4 (SO4 the other way), H. */
enum { LT_V_NH4, LT_V_NO3, LT_V_CL, LT_V_HSO4, LT_V_H, LT_N_V };

typedef struct lt_mixture {
    lt_dvec g[LT_N_G];            /* log10 */
    lt_dvec linear[LT_N_G];       /* the part that is linear in molalities */
    lt_dvec by_strength[LT_N_G];  /* d/dI at the same molalities */
    lt_dvec by_v[LT_N_G][LT_N_V]; /* d/dm of what varies, at the same I */
} lt_mixture;

/* Strength of the binary coefficients, and its derivative. */
static inline lt_dvec lt_bromley_strength(lt_dvec strength, lt_dvec *slope) {
    const lt_dvec one = lt_d_all(1.0);
    const lt_dvec t = lt_d_min(lt_d_max((strength - lt_d_all(80.0)) * lt_d_all(1.0 / 40), lt_d_all(0.0)), one);
    const lt_dvec t2 = t * t;
    *slope = one - lt_d_all(3.0) * t2 + lt_d_all(2.0) * t2 * t;
    return lt_d_min(strength, lt_d_all(80.0)) + lt_d_all(40.0) * (t - t2 * t + lt_d_all(0.5) * t2 * t2);
}

/* Cations there are: without Ca, K and Mg the first three. */
static inline int lt_bromley_cations(bool crustal) {
    return crustal ? LT_N_CATIONS : LT_ION_CA;
}

/* E of every pair and its derivative by I. */
static inline void lt_bromley_weights(const lt_activity_pairs *pairs, lt_dvec strength, lt_dvec held, bool crustal,
                                      lt_dvec e[LT_N_CATIONS][LT_N_ANIONS], lt_dvec slope[LT_N_CATIONS][LT_N_ANIONS]) {
    static const double z[LT_N_IONS] = {1, 1, 1, 2, 1, 2, 2, 1, 1, 1};
    const lt_dvec inverse = lt_d_all(1.0) / strength;
    for (int i = 0; i < lt_bromley_cations(crustal); i++)
        for (int j = 0; j < LT_N_ANIONS; j++) {
            const double zj = z[LT_ION_SO4 + j], c = 0.25 * (z[i] + zj) * (z[i] + zj);
            if (j == LT_ION_HSO4 - LT_ION_SO4 && z[i] > 1) {
                e[i][j] = slope[i][j] = lt_d_all(0.0);
                continue;
            }
            const lt_dvec zz = lt_d_all(z[i] * zj), scale = lt_d_all(c) * inverse;
            e[i][j] = scale * (pairs->log10_g[i][j] + zz * pairs->debye);
            slope[i][j] = scale * held * (pairs->slope[i][j] + zz * pairs->debye_slope) - e[i][j] * inverse;
        }
}

/* Sums F of all ions. */
static inline void lt_bromley_sums(lt_dvec e[LT_N_CATIONS][LT_N_ANIONS], const lt_dvec *m, bool crustal, int sums,
                                   lt_dvec *f /* [LT_N_IONS] */) {
    for (int k = 0; k < LT_N_IONS; k++) f[k] = lt_d_all(0.0);
    for (int i = 0; i < lt_bromley_cations(crustal); i++)
        for (int j = 0; j < LT_N_ANIONS; j++) {
            f[i] += e[i][j] * m[LT_ION_SO4 + j];
            if (sums || i < LT_ION_CA) f[LT_ION_SO4 + j] += e[i][j] * m[i];
        }
}

static inline void lt_bromley_combine(const lt_dvec *f, lt_dvec *g /* [LT_N_G] */) {
    g[LT_G_NH4] = f[LT_ION_H] - f[LT_ION_NH4];
    g[LT_G_NO3] = -f[LT_ION_H] - f[LT_ION_NO3];
    g[LT_G_CL] = -f[LT_ION_H] - f[LT_ION_CL];
    g[LT_G_SO4] = -f[LT_ION_H] - f[LT_ION_SO4] + f[LT_ION_HSO4];
}

/* m [LT_N_IONS] mol/kg, strength of them. pairs are of lt_bromley_strength(strength), whose slope is held. */
static inline void lt_bromley_mixture(const lt_activity_pairs *pairs, const lt_dvec *m, lt_dvec strength, lt_dvec held,
                                      bool crustal, int sums, lt_mixture *out) {
    static const double debye_of[LT_N_G] = {0, 2, 2, 4}; /* what -z^2 D of the ions comes to */
    enum { S = 0, B = 1, N = 2, C = 3 };
    lt_dvec e[LT_N_CATIONS][LT_N_ANIONS], slope[LT_N_CATIONS][LT_N_ANIONS], f[LT_N_IONS];
    lt_bromley_weights(pairs, strength, held, crustal, e, slope);
    lt_bromley_sums(e, m, crustal, sums, f);
    lt_bromley_combine(f, out->linear);
    lt_bromley_sums(slope, m, crustal, sums, f);
    lt_bromley_combine(f, out->by_strength);
    for (int k = 0; k < LT_N_G; k++) {
        out->g[k] = out->linear[k] + lt_d_all(debye_of[k]) * pairs->debye;
        out->by_strength[k] += lt_d_all(debye_of[k]) * held * pairs->debye_slope;
    }
    const lt_dvec zero = lt_d_all(0.0), *h = e[LT_ION_H], *a = e[LT_ION_NH4];
    const lt_dvec h_sulfate = h[B] - h[S];
    const int of_h[LT_N_G] = {1, -1, -1, -1}; /* sign of log10 g of H */
    for (int k = 0; k < LT_N_G; k++) {
        const lt_dvec sign = lt_d_all(of_h[k]), less = k == LT_G_NH4 ? lt_d_all(1.0) : zero;
        out->by_v[k][LT_V_NO3] = sign * h[N] - less * a[N];
        out->by_v[k][LT_V_CL] = sign * h[C] - less * a[C];
        out->by_v[k][LT_V_HSO4] = sign * h_sulfate - less * (a[B] - a[S]);
    }
    out->by_v[LT_G_NH4][LT_V_NH4] = out->by_v[LT_G_NH4][LT_V_H] = zero;
    out->by_v[LT_G_NO3][LT_V_NH4] = -a[N];
    out->by_v[LT_G_NO3][LT_V_H] = -h[N];
    out->by_v[LT_G_CL][LT_V_NH4] = -a[C];
    out->by_v[LT_G_CL][LT_V_H] = -h[C];
    out->by_v[LT_G_SO4][LT_V_NH4] = a[B] - a[S];
    out->by_v[LT_G_SO4][LT_V_H] = h[B] - h[S];
}

#endif
