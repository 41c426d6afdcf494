/* look.h - the drops at one moment: acidity from the charge of all ions, sulfur(IV) in the drops, rates of all ways.
 *
 * Charge, x = ln [H+]:      f(x) = ln (sum of positive charges / sum of negative charges) = 0
 *   H+, NH4+, what stands by (Na, K, Mg, Ca, coarse) = OH-, HCO3-, CO3--, HSO3-, SO3--, HSO4-, SO4--, NO3-, Cl-, HCOO-,
 *   CH3COO-, HMS-
 * f rises with x, by 0.05 to 2 a unit, so it has one root, and Newton's method with steps that are held finds it.
 *
 * Dissociations have activities of Davies at the ionic strength I; g = gamma of a single charge: K / g2 where a neutral
 * acid, K / g4 where a single anion dissociates (C).
 *
 * S(IV) in the drops, S [M], where transfer to the drops takes theta and all ways together take R [mol/m3/s]:
 *   S V = phi (n_S - theta R),     R_i = n_i z / (1 + theta_i z),  z = kappa_i phi_i S
 * kappa_i: rate of way i over S(IV) in drops and the reagent [1/(M s)]. For O3 kappa has the factor Q of diffusion in
 * the drop, Q = 3 (coth q / q - 1 / q2), q = r sqrt(kappa S / D) (Schwartz 1986; C). S is found with x. */
#ifndef LT_CLOUD_LOOK_H
#define LT_CLOUD_LOOK_H

#include "model/aerosol/cloud/drops.h"

/* What reacts, mol/m3. */
typedef struct lt_brew {
    lt_dvec s4, s6, hms, reagent[LT_N_REAGENTS];
} lt_brew;

typedef struct lt_look {
    /* found by looking, kept from look to look */
    lt_dvec x, s, strength;
    /* of the last look */
    lt_dvec h, oh, s1, s2, mean;                       /* H+, OH- [M]; shares HSO3-, SO3-- of S(IV), their charge */
    lt_dvec share;                                     /* phi of S(IV) */
    lt_dvec kappa[LT_N_REAGENTS], by_x[LT_N_REAGENTS]; /* d ln kappa / d x */
    lt_dvec bent;                                      /* d ln(Q S) / d ln S of O3 */
    lt_dvec bisulfate;                                 /* HSO4- of S(VI) */
    lt_dvec ion[LT_N_CLOUD_IONS];                      /* dissociated share */
    lt_dvec metals;                                    /* of S(IV) in drops, 1/s */
    lt_dvec positive_by_x, negative_by_x;              /* of charges, at given S */
} lt_look;

#define LT_CLOUD_X_LEAST (-12.0 * LT_LN10)
#define LT_CLOUD_X_MOST (1.0 * LT_LN10)
#define LT_CLOUD_LOOKS 60    /* at most */
#define LT_CLOUD_LONGEST 3.0 /* step of x */
#define LT_CLOUD_FREE_LOOKS 6
#define LT_CLOUD_SHORTEST 0.05

/* log gamma of a single charge squared, as a factor: g2. */
static inline lt_dvec lt_look_activity(lt_dvec strength) {
    const lt_dvec i = lt_d_min(strength, lt_d_all(LT_CLOUD_DAVIES_MOST)), root = lt_d_sqrt(i);
    return lt_e_exp(lt_d_all(-2.0 * LT_CLOUD_DAVIES * LT_LN10) * (root / (lt_d_all(1.0) + root) - lt_d_all(0.2) * i));
}

/* Q of diffusion in the drop, and d ln(Q S) / d ln S. */
static inline lt_dvec lt_look_diffusion(lt_dvec q2, lt_dvec *bent) {
    const lt_dvec one = lt_d_all(1.0), three = lt_d_all(3.0), small = lt_d_all(0.01);
    const lt_dvec q = lt_d_sqrt(lt_d_max(q2, small)), e = lt_e_exp(lt_d_min(q + q, lt_d_all(80.0)));
    const lt_dvec per_q = one / q, coth = one + lt_d_all(2.0) / (e - one);
    const lt_dvec large = three * (coth - per_q) * per_q;
    const lt_dvec large_slope = three * (lt_d_all(2.0) * per_q * per_q - coth * per_q - (coth * coth - one));
    const lt_dvec series =
        one - q2 * (lt_d_all(1.0 / 15.0) - q2 * (lt_d_all(2.0 / 315.0) - q2 * lt_d_all(1.0 / 1575.0)));
    const lt_dvec series_slope =
        -(q2 * (lt_d_all(2.0 / 15.0) - q2 * (lt_d_all(8.0 / 315.0) - q2 * lt_d_all(6.0 / 1575.0))));
    const lt_dmask thin = lt_d_less(q2, small);
    const lt_dvec factor = lt_d_select(thin, series, large), slope = lt_d_select(thin, series_slope, large_slope);
    *bent = one + lt_d_all(0.5) * slope / factor;
    return factor;
}

/* Shares of S(IV) at H+ with the effective constants. */
static inline void lt_look_shares(lt_dvec h, lt_dvec first, lt_dvec second, lt_dvec *s0, lt_dvec *s1, lt_dvec *s2,
                                  lt_dvec *sum) {
    const lt_dvec per_h = lt_d_all(1.0) / h, a = first * per_h, b = a * second * per_h;
    *sum = lt_d_all(1.0) + a + b;
    *s0 = lt_d_all(1.0) / *sum;
    *s1 = a * *s0;
    *s2 = b * *s0;
}

/* kappa and its slopes; h held to where the rates are meant to be used, inside: 1 there, else 0. */
static inline void lt_look_rates(const lt_drops *d, lt_dvec first, lt_dvec second, lt_dvec g2, lt_look *l) {
    const lt_dvec one = lt_d_all(1.0), zero = lt_d_all(0.0);
    const lt_dvec least = lt_d_all(1e-8), most = lt_d_all(1e-1); /* LT_CLOUD_PH_MOST, LT_CLOUD_PH_LEAST */
    const lt_dvec h = lt_d_min(most, lt_d_max(least, l->h)), acid = g2 * h;
    const lt_dvec inside = lt_d_select(lt_d_less(l->h, least), zero, lt_d_select(lt_d_less(most, l->h), zero, one));
    lt_dvec s0, s1, s2, sum;
    lt_look_shares(h, first, second, &s0, &s1, &s2, &sum);
    const lt_dvec mean = s1 + s2 + s2, peroxide = lt_d_all(LT_CLOUD_PEROXIDE_ACID) * h, part = one / (one + peroxide);
    l->kappa[LT_REAGENT_H2O2] = d->rate[LT_RATE_H2O2] * acid * s1 * part;
    l->by_x[LT_REAGENT_H2O2] = inside * (mean - peroxide * part);
    l->kappa[LT_REAGENT_MHP] = d->rate[LT_RATE_MHP] * acid * s1;
    l->by_x[LT_REAGENT_MHP] = inside * mean;
    const lt_dvec paa = d->rate[LT_RATE_PAA] * acid, all = paa + d->rate[LT_RATE_PAA_0];
    l->kappa[LT_REAGENT_PAA] = all * s1;
    l->by_x[LT_REAGENT_PAA] = inside * (mean - d->rate[LT_RATE_PAA_0] / (all + lt_d_all(LT_TINY)));
    const lt_dvec o1 = d->rate[LT_RATE_O3_1] * s1, o2 = d->rate[LT_RATE_O3_2] * s2;
    const lt_dvec o3 = d->rate[LT_RATE_O3_0] * s0 + o1 + o2;
    const lt_dvec f1 = d->rate[LT_RATE_HMS_1] * s1, f2 = d->rate[LT_RATE_HMS_2] * s2, form = f1 + f2;
    l->kappa[LT_REAGENT_FORM] = form;
    l->by_x[LT_REAGENT_FORM] = inside * (mean - (f1 + f2 + f2) / (form + lt_d_all(LT_TINY)));
    const lt_dvec q = lt_look_diffusion(d->diffusion * d->diffusion * o3 * l->s, &l->bent);
    l->kappa[LT_REAGENT_O3] = o3 * q;
    l->by_x[LT_REAGENT_O3] = inside * l->bent * (mean - (o1 + o2 + o2) / (o3 + lt_d_all(LT_TINY)));
}

/* d ln(kappa S) / d ln S */
static inline lt_dvec lt_look_bent(const lt_look *l, int reagent) {
    return reagent == LT_REAGENT_O3 ? l->bent : lt_d_all(1.0);
}

/* What a reagent loses, 1/s of its amount, and that by S. */
static inline lt_dvec lt_look_loss(const lt_drops *d, const lt_look *l, int k, lt_dvec *by_s, lt_dvec *by_x) {
    const lt_dvec one = lt_d_all(1.0), c = l->kappa[k] * d->share[k], z = c * l->s;
    const lt_dvec part = one / (one + d->slow[k] * z), slope = part * part;
    *by_s = c * slope * lt_look_bent(l, k);
    *by_x = z * slope * l->by_x[k];
    return z * part;
}

/* What is left of S V + phi theta R = phi n_S, and its slopes by S and x. */
static inline lt_dvec lt_look_sulfur(const lt_drops *d, const lt_brew *n, const lt_look *l, lt_dvec *slope_s,
                                     lt_dvec *slope_x) {
    const lt_dvec back = d->rate[LT_RATE_HMS_OH] * l->oh * n->hms;
    lt_dvec rate = l->metals * d->volume * l->s - back, by_s = l->metals * d->volume, by_x = back, one_s, one_x;
    for (int k = 0; k < LT_N_REAGENTS; k++) {
        rate += n->reagent[k] * lt_look_loss(d, l, k, &one_s, &one_x);
        by_s += n->reagent[k] * one_s;
        by_x += n->reagent[k] * one_x;
    }
    const lt_dvec lag = l->share * d->slow_s4, dissolved = l->share * n->s4 - lag * rate;
    *slope_s = d->volume + lag * by_s;
    *slope_x = (lt_d_all(1.0) - l->share) * l->mean * dissolved + lag * by_x;
    return l->s * d->volume - dissolved;
}

/* Charges [M]: ln of their ratio, its slopes by S and x, and the ionic strength. */
static inline lt_dvec lt_look_charge(const lt_drops *d, const lt_brew *n, lt_dvec g2, lt_look *l, lt_dvec *slope_s,
                                     lt_dvec *slope_x, lt_dvec *strength) {
    const lt_dvec one = lt_d_all(1.0), two = lt_d_all(2.0), four = lt_d_all(4.0), per_g2 = one / g2, per_h = one / l->h,
                  per_v = d->per_volume;
    const lt_dvec hco3 = d->hco3 * per_g2 * per_h, co3 = d->co3 * per_g2 * per_g2 * per_g2 * per_h * per_h;
    lt_dvec sum = l->oh + hco3, positive = l->h, negative = sum + two * co3, negative_by_x = -sum - four * co3,
            positive_by_x = l->h;
    for (int k = 0; k < LT_ION_NH4_OF_GAS; k++) { /* acids */
        const lt_dvec f = d->ion[k] * per_g2 * per_h, share = f / (d->pool[k] + f), ion = d->total[k] * share;
        l->ion[k] = share;
        sum += ion;
        negative += ion;
        negative_by_x -= ion * (one - share);
    }
    const lt_dvec f = d->ion[LT_ION_NH4_OF_GAS] * l->h, share = f / (d->pool[LT_ION_NH4_OF_GAS] + f),
                  nh4 = d->total[LT_ION_NH4_OF_GAS] * share;
    l->ion[LT_ION_NH4_OF_GAS] = share;
    positive += nh4;
    positive_by_x += nh4 * (one - share);
    const lt_dvec b = l->h / (l->h + d->bisulfate * per_g2 * per_g2), s6 = n->s6 * per_v, hms = n->hms * per_v;
    l->bisulfate = b;
    const lt_dvec s4 = l->s * l->mean;
    negative += s6 * (two - b) + hms + s4;
    negative_by_x -= s6 * b * (one - b) + l->s * (l->s1 + four * l->s2) - l->mean * s4;
    sum += hms + l->s * l->s1 + s6 * b + four * (co3 + l->s * l->s2 + s6 * (one - b)) + l->h + nh4;
    *strength = lt_d_all(0.5) * (sum + d->strength);
    const lt_dvec zero = lt_d_all(0.0);
    positive += lt_d_max(d->charge, zero);
    negative += lt_d_max(-d->charge, zero);
    l->positive_by_x = positive_by_x;
    l->negative_by_x = negative_by_x;
    const lt_dvec per_positive = one / positive, per_negative = one / negative;
    *slope_s = -(l->mean * per_negative);
    *slope_x = positive_by_x * per_positive - negative_by_x * per_negative;
    return lt_e_log(positive * per_negative);
}

/* A step of Newton's for x and S, x by `longest` at most. */
static inline void lt_look_newton(const lt_drops *d, const lt_brew *n, lt_dvec g2, lt_dvec longest, lt_look *l,
                                  lt_dvec *x, lt_dvec *s, lt_dvec *strength) {
    lt_dvec g_s, g_x, f_s, f_x;
    const lt_dvec g = lt_look_sulfur(d, n, l, &g_s, &g_x), f = lt_look_charge(d, n, g2, l, &f_s, &f_x, strength);
    const lt_dvec per = lt_d_all(1.0) / (g_s * f_x - g_x * f_s);
    const lt_dvec dx = lt_d_max(-longest, lt_d_min(longest, (f_s * g - g_s * f) * per));
    *x = lt_d_max(lt_d_all(LT_CLOUD_X_LEAST), lt_d_min(lt_d_all(LT_CLOUD_X_MOST), l->x + dx));
    *s = lt_d_max(l->s - (g + g_x * dx) / g_s, lt_d_all(0.05) * l->s);
}

/* Looks until x, S and I stand, where the drops have moved. A lane that stands is left alone, so its bits do not depend
 * on its neighbours. end: how much x and ln S may still want to move, a tenth of what I may. After some looks steps of
 * x grow shorter, so that S follows them: where it is far from x, Newton's steps can go to and fro. */
static inline void lt_look_at(const lt_drops *d, const lt_brew *n, lt_dmask moves, lt_dvec end, lt_look *l) {
    const lt_dvec one = lt_d_all(1.0), half = lt_d_all(0.5), tenth = lt_d_all(0.1), none = lt_d_all(1e-25);
    lt_dvec longest = lt_d_all(LT_CLOUD_LONGEST);
    const lt_dvec s6 = n->s6 * d->per_volume;
    const lt_dvec inhibition = lt_d_all(LT_CLOUD_INHIBITION) *
                               lt_e_exp(lt_d_all(LT_CLOUD_INHIBITION_POWER) * lt_e_log(lt_d_max(s6, lt_d_all(1e-30))));
    l->metals = d->metals / (one + inhibition);
    for (int look = 0;; look++) {
        const lt_dvec g2 = lt_look_activity(l->strength), per_g2 = one / g2, first = d->first * per_g2,
                      second = d->second * per_g2 * per_g2;
        lt_dvec s0, sum, x, s, strength;
        l->h = lt_e_exp(l->x);
        l->oh = d->water * per_g2 / l->h;
        lt_look_shares(l->h, first, second, &s0, &l->s1, &l->s2, &sum);
        l->mean = l->s1 + l->s2 + l->s2;
        const lt_dvec pool = d->pool_s4 * sum;
        l->share = pool / (one + pool);
        lt_look_rates(d, first, second, g2, l);
        lt_look_newton(d, n, g2, longest, l, &x, &s, &strength);
        const lt_dvec off = lt_d_max(lt_d_max(lt_d_abs(x - l->x), lt_d_abs(s - l->s) / (s + none)),
                                     tenth * lt_d_abs(strength - l->strength) / strength);
        const lt_dmask open = lt_d_less(end, lt_d_select(moves, off, half * end));
        if (!lt_d_any(open) || look == LT_CLOUD_LOOKS - 1) return;
        l->x = lt_d_select(open, x, l->x);
        l->s = lt_d_select(open, s, l->s);
        l->strength = lt_d_select(open, strength, l->strength);
        if (look >= LT_CLOUD_FREE_LOOKS) longest = lt_d_max(lt_d_all(LT_CLOUD_SHORTEST), lt_d_all(0.7) * longest);
    }
}

#endif
