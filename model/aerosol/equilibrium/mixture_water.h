/* mixture_water.h - water of a mixture by the rule of Zdanovskii, Stokes and Robinson, smooth in its ions.
 *
 *   W = sum over salts of M_salt w_salt,   w kg of water for a mole (water.h)
 *
 * The salts that the ions stand for are ISORROPIA's: sulfate takes Ca, Mg, K, Na and then NH4; what is left of the
 * cations takes NO3, then Cl, in the same order; acid (H+ and bisulfate) stands against Cl, then NO3, without water,
 * and what of it is left makes the sulfates bisulfates: (NH4)2SO4 to letovicite to NH4HSO4, then Na2SO4, then K2SO4,
 * then H2SO4. As equivalents on a line, cations a1 <= a2 ... and anions b1 <= b2 meet in overlaps, sums of
 * (a_i - b_j)+. Where a cation just uses up an anion the line has a corner, which lt_d_above rounds off over some 1 %
 * of both, so that W has a derivative everywhere; row and column sums of the overlaps stay exact. A salt alone lies on
 * a corner with nothing beyond it (no chloride beyond nitrate, no cation to follow), and such corners are left sharp:
 *   q(a - b) with u = a A'/(a + A'), v = b B'/(b + B') (lt_d_corner),   A', B' what follows of cations and anions
 * Bisulfates alone lie on a corner as well: NH4HSO4 then has up to 5 % more water than by its own column.
 *
 * Ends of ammonium are counted from the anions' side (acid against Cl, and against NO3 and Cl), which charges that
 * balance make the same. Cations that do not evaporate beyond all anions, which hydroxide balances, count as chlorides
 * (A: there is no column of hydroxides). */
#ifndef LT_MIXTURE_WATER_H
#define LT_MIXTURE_WATER_H

#include "model/aerosol/equilibrium/lanes.h"
#include "model/aerosol/equilibrium/species.h"

#define LT_LEAST_WATER 1e-6 /* kg/mol; solutions have 8e-4 and more */

enum { LT_WITH_CA, LT_WITH_MG, LT_WITH_K, LT_WITH_NA, LT_WITH_NH4, LT_N_WITH };

/* Of a state, before its composition is known. */
typedef struct lt_water_lines {
    lt_dvec with_sulfate[LT_N_WITH]; /* kg/mol: of an equivalent of the cation with sulfate */
    lt_dvec to_nitrate[LT_N_WITH];   /* more of it with nitrate than with sulfate, and more with the next cation */
    lt_dvec to_chloride[LT_N_WITH];  /* the same of chloride and nitrate */
    lt_dvec steps[5];            /* change of slope where acid begins with letovicite, NH4HSO4, NaHSO4, KHSO4, H2SO4 */
    lt_dvec fixed;               /* kg: of the cations that do not evaporate, all with sulfate; of hydroxide */
    lt_dvec line[LT_N_WITH - 1]; /* a: equivalents, summed */
    lt_dvec sulfate, na, k;      /* mol */
} lt_water_lines;

/* Of the composition: kg, and derivatives by mol of NH4, NO3, Cl and acid. */
typedef struct lt_mixture_water {
    lt_dvec water, by_nh4, by_no3, by_cl, by_acid;
} lt_mixture_water;

/* kg/mol: slopes of the lines, from w [LT_N_SALTS] kg/mol. */
static inline void lt_water_slopes_of(const lt_dvec *w, lt_water_lines *out) {
    const lt_dvec half = lt_d_all(0.5), zero = lt_d_all(0.0);
    const lt_dvec with[LT_N_WITH][3] = {
        [LT_WITH_CA] = {zero, half * w[LT_SALT_CANO32], half * w[LT_SALT_CACL2]},
        [LT_WITH_MG] = {half * w[LT_SALT_MGSO4], half * w[LT_SALT_MGNO32], half * w[LT_SALT_MGCL2]},
        [LT_WITH_K] = {half * w[LT_SALT_K2SO4], w[LT_SALT_KNO3], w[LT_SALT_KCL]},
        [LT_WITH_NA] = {half * w[LT_SALT_NA2SO4], w[LT_SALT_NANO3], w[LT_SALT_NACL]},
        [LT_WITH_NH4] = {half * w[LT_SALT_NH42SO4], w[LT_SALT_NH4NO3], w[LT_SALT_NH4CL]}};
    for (int i = 0; i < LT_N_WITH; i++) {
        out->with_sulfate[i] = with[i][0];
        out->to_nitrate[i] = with[i][1] - with[i][0];
        out->to_chloride[i] = with[i][2] - with[i][1];
    }
    for (int i = 0; i < LT_N_WITH - 1; i++) {
        out->to_nitrate[i] -= out->to_nitrate[i + 1];
        out->to_chloride[i] -= out->to_chloride[i + 1];
    }
    const lt_dvec slopes[5] = {w[LT_SALT_LETOVICITE] - lt_d_all(1.5) * w[LT_SALT_NH42SO4],
                               lt_d_all(1.5) * w[LT_SALT_NH4HSO4] - half * w[LT_SALT_LETOVICITE],
                               w[LT_SALT_NAHSO4] - half * w[LT_SALT_NA2SO4], w[LT_SALT_KHSO4] - half * w[LT_SALT_K2SO4],
                               half * w[LT_SALT_H2SO4]};
    out->steps[0] = slopes[0];
    for (int s = 1; s < 5; s++) out->steps[s] = slopes[s] - slopes[s - 1];
}

/* w [LT_N_SALTS] kg/mol; cations in mol, sulfate what CaSO4 leaves, surplus: equivalents of these cations beyond all
 * anions. */
static inline void lt_water_lines_of(const lt_dvec *w, lt_dvec ca, lt_dvec mg, lt_dvec k, lt_dvec na, lt_dvec sulfate,
                                     lt_dvec surplus, lt_water_lines *out) {
    const lt_dvec two = lt_d_all(2.0);
    lt_water_slopes_of(w, out);
    const lt_dvec equivalents[LT_N_WITH - 1] = {two * ca, two * mg, k, na};
    lt_dvec a = lt_d_all(0.0);
    out->fixed = surplus * (out->to_nitrate[LT_WITH_NH4] + out->to_chloride[LT_WITH_NH4]);
    for (int i = 0; i < LT_N_WITH - 1; i++) {
        a += equivalents[i];
        out->line[i] = a;
        out->fixed += equivalents[i] * out->with_sulfate[i];
    }
    out->sulfate = sulfate;
    out->na = na;
    out->k = k;
}

/* Cations that do not evaporate, beyond sulfate and beyond nitrate. */
static inline void lt_water_beyond(const lt_water_lines *lines, lt_dvec nh4, lt_dvec no3, lt_dvec cl, lt_dvec acid,
                                   bool crustal, lt_mixture_water *out) {
    const lt_dvec one = lt_d_all(1.0), b1 = lt_d_all(2.0) * lines->sulfate, b2 = b1 + no3, evaporates = nh4 + acid;
    const lt_dvec per_cations = one / (lines->line[LT_WITH_NA] + evaporates), per_anions = one / (b2 + cl);
    const lt_dvec share1 = b1 * per_anions, share2 = b2 * per_anions, share_cl = cl * per_anions;
    const lt_dvec v1 = share1 * (no3 + cl), v2 = share2 * cl;
    for (int i = crustal ? 0 : LT_WITH_NA; i < LT_N_WITH - 1; i++) {
        const lt_dvec a = lines->line[i], share = a * per_cations;
        const lt_dvec u = share * (lines->line[LT_WITH_NA] - a + evaporates);
        lt_dvec to_x, to_u, to_v;
        out->water += lines->to_nitrate[i] * lt_d_corner(a - b1, u, v1, &to_x, &to_u, &to_v);
        lt_dvec by_u = lines->to_nitrate[i] * to_u;
        const lt_dvec by_v1 = lines->to_nitrate[i] * to_v * share1 * share1;
        out->water += lines->to_chloride[i] * lt_d_corner(a - b2, u, v2, &to_x, &to_u, &to_v);
        by_u = (by_u + lines->to_chloride[i] * to_u) * share * share;
        const lt_dvec by_v2 = lines->to_chloride[i] * to_v;
        out->by_nh4 += by_u;
        out->by_acid += by_u;
        out->by_no3 += by_v1 + by_v2 * share_cl * share_cl - lines->to_chloride[i] * to_x;
        out->by_cl += by_v1 + by_v2 * share2 * share2;
    }
}

/* Acid in sulfate, x = (acid - NO3 - Cl)+, makes bisulfates. by_x: derivative by it. */
static inline void lt_water_of_bisulfates(const lt_water_lines *lines, lt_dvec nh4, lt_dvec x, bool crustal,
                                          lt_mixture_water *out, lt_dvec *by_x) {
    const lt_dvec third = lt_d_all(1.0 / 3);
    const lt_dvec ends[4] = {third * nh4, nh4, nh4 + lines->na, nh4 + lines->na + lines->k};
    *by_x = lines->steps[0];
    out->water += lines->steps[0] * x;
    for (int s = 1; s < (crustal ? 5 : 4); s++) {
        lt_dvec step = lines->steps[s], to_a, to_b;
        if (s == 3 && !crustal) step += lines->steps[4]; /* no KHSO4: H2SO4 follows at once */
        out->water += step * lt_d_above(x, ends[s - 1], &to_a, &to_b);
        *by_x += step * to_a;
        if (s == 1) to_b = to_b * third;
        out->by_nh4 += step * to_b;
    }
}

/* mol of NH4, NO3 and Cl in solution, acid = H + HSO4; crustal: are there Ca, Mg or K. */
static inline void lt_mixture_water_of(const lt_water_lines *lines, lt_dvec nh4, lt_dvec no3, lt_dvec cl, lt_dvec acid,
                                       bool crustal, lt_mixture_water *out) {
    const lt_dvec one = lt_d_all(1.0), zero = lt_d_all(0.0), with_sulfate = lines->with_sulfate[LT_WITH_NH4];
    *out = (lt_mixture_water){lines->fixed + nh4 * with_sulfate, with_sulfate, zero, zero, zero};
    lt_water_beyond(lines, nh4, no3, cl, acid, crustal, out);
    /* ammonium, which ends where acid begins: beyond nitrate, beyond sulfate */
    const lt_dvec chloride = lines->to_chloride[LT_WITH_NH4], nitrate = lines->to_nitrate[LT_WITH_NH4];
    lt_dvec to_a, to_b, by_x;
    out->water += chloride * lt_d_above(cl, acid, &to_a, &to_b);
    out->by_cl += chloride * to_a;
    out->by_acid += chloride * to_b;
    const lt_dvec salts = lt_d_above(no3 + cl, acid, &to_a, &to_b);
    out->water += nitrate * salts;
    out->by_no3 += nitrate * to_a;
    out->by_cl += nitrate * to_a;
    out->by_acid += nitrate * to_b;
    lt_water_of_bisulfates(lines, nh4, salts - (no3 + cl - acid), crustal, out, &by_x);
    out->by_no3 += by_x * (to_a - one);
    out->by_cl += by_x * (to_a - one);
    out->by_acid += by_x * (to_b + one);
    /* on the way, where charges do not yet balance, the lines can meet where there is no solution */
    out->water = lt_d_max(lt_d_all(LT_LEAST_WATER) * (lines->sulfate + nh4 + no3 + cl), out->water);
}

#endif
