/* dry.c - a particle without solution. */
#include "model/aerosol/equilibrium/dry.h"

#include <math.h>
#include <string.h>

static double least(double a, double b) {
    return a < b ? a : b;
}

static double most(double a, double b) {
    return a > b ? a : b;
}

/* Share of the anions' charge that a neutral particle's cations may be off by, reverse: numbers of some ten digits. */
static const double neutral = 1e-10;

/* What no reaction takes or gives within a rounding of `of` is nothing. */
static double rest(double left, double of) {
    return left > 1e-14 * of ? left : 0;
}

static double cations_of(const double *total) {
    return total[LT_TOTAL_NA] + total[LT_TOTAL_NH4] + total[LT_TOTAL_K] + 2 * (total[LT_TOTAL_MG] + total[LT_TOTAL_CA]);
}

static double anions_of(const double *total) {
    return 2 * total[LT_TOTAL_SO4] + total[LT_TOTAL_NO3] + total[LT_TOTAL_CL];
}

typedef struct bonds {
    int total, ion, charge, with_sulfate, with_nitrate, with_chloride; /* salts */
} bonds;
static const bonds order[] = {{LT_TOTAL_CA, LT_ION_CA, 2, LT_SOLID_CASO4, LT_SALT_CANO32, LT_SALT_CACL2},
                              {LT_TOTAL_MG, LT_ION_MG, 2, LT_SALT_MGSO4, LT_SALT_MGNO32, LT_SALT_MGCL2},
                              {LT_TOTAL_K, LT_ION_K, 1, LT_SALT_K2SO4, LT_SALT_KNO3, LT_SALT_KCL},
                              {LT_TOTAL_NA, LT_ION_NA, 1, LT_SALT_NA2SO4, LT_SALT_NANO3, LT_SALT_NACL}};

/* Cations that do not evaporate take sulfate, nitrate, chloride; left is what remains of the totals. */
static void bind(double *left, lt_dry *out) {
    for (int k = 0; k < 4; k++) {
        const bonds *b = &order[k];
        double cation = left[b->total];
        const double sulfates = least(cation * b->charge / 2, left[LT_TOTAL_SO4]);
        out->solid[b->with_sulfate] = sulfates;
        left[LT_TOTAL_SO4] = rest(left[LT_TOTAL_SO4] - sulfates, sulfates);
        cation = rest(cation - 2 * sulfates / b->charge, cation);
        const double nitrates = least(cation, left[LT_TOTAL_NO3] / b->charge);
        out->solid[b->with_nitrate] = nitrates;
        left[LT_TOTAL_NO3] = rest(left[LT_TOTAL_NO3] - nitrates * b->charge, left[LT_TOTAL_NO3]);
        cation = rest(cation - nitrates, cation);
        const double chlorides = least(cation, left[LT_TOTAL_CL] / b->charge);
        out->solid[b->with_chloride] = chlorides;
        left[LT_TOTAL_CL] = rest(left[LT_TOTAL_CL] - chlorides * b->charge, left[LT_TOTAL_CL]);
        out->ion[b->ion] = rest(cation - chlorides, cation);
        out->other += out->ion[b->ion] * b->charge;
    }
}

/* Sulfuric acid turns a sulfate of cation pairs into bisulfates: M2SO4 + H2SO4 = 2 MHSO4. */
static double acidify(double acid, double *sulfate, double *bisulfate) {
    const double turned = least(acid, *sulfate);
    *sulfate = rest(*sulfate - turned, *sulfate);
    *bisulfate = 2 * turned;
    return rest(acid - turned, acid);
}

/* NH4 takes what is left of sulfate; where it does not suffice there is acid, which makes bisulfates. given: acid that
 * there is besides. */
static void bind_ammonium(double *left, double given, lt_dry *out) {
    double *s = out->solid, sulfates = least(left[LT_TOTAL_NH4] / 2, left[LT_TOTAL_SO4]);
    left[LT_TOTAL_NH4] = rest(left[LT_TOTAL_NH4] - 2 * sulfates, left[LT_TOTAL_NH4]);
    double acid = rest(left[LT_TOTAL_SO4] - sulfates, left[LT_TOTAL_SO4]) + given;
    left[LT_TOTAL_SO4] = 0;
    s[LT_SALT_NH42SO4] = sulfates;
    if (acid > 0) {
        /* 3 (NH4)2SO4 + H2SO4 = 2 (NH4)3H(SO4)2;  (NH4)3H(SO4)2 + H2SO4 = 3 NH4HSO4 */
        const double first = least(acid, sulfates / 3);
        s[LT_SALT_NH42SO4] = rest(sulfates - 3 * first, sulfates);
        acid = rest(acid - first, acid);
        const double second = least(acid, 2 * first);
        s[LT_SALT_LETOVICITE] = rest(2 * first - second, first);
        s[LT_SALT_NH4HSO4] = 3 * second;
        acid = rest(acid - second, acid);
        acid = acidify(acid, &s[LT_SALT_NA2SO4], &s[LT_SALT_NAHSO4]);
        acid = acidify(acid, &s[LT_SALT_K2SO4], &s[LT_SALT_KHSO4]);
    }
    out->sulfuric = acid;
    out->ion[LT_ION_H] = out->ion[LT_ION_HSO4] = acid;
}

/* x > 0 of x - k / x = difference. */
static double root(double difference, double k) {
    const double r = sqrt(difference * difference + 4 * k);
    return difference > 0 ? 0.5 * (difference + r) : 2 * k / (r - difference);
}

/* NH3 of gas, where nh4, no3 and cl may evaporate: nh4 - x = (no3 - k/x)+ + (cl - l/x)+. */
static double ammonia(double nh4, double no3, double cl, double k, double l) {
    const double at_k = no3 > 0 ? k / no3 : INFINITY, at_l = cl > 0 ? l / cl : INFINITY;
    const double first = least(at_k, at_l);
    if (!(nh4 > first)) return nh4;
    const bool nitrate_first = at_k < at_l;
    const double one = nitrate_first ? root(nh4 - no3, k) : root(nh4 - cl, l);
    return one > most(at_k, at_l) ? root(nh4 - no3 - cl, k + l) : one;
}

static void evaporate(const double *left, const lt_saturation *saturation, lt_dry *out) {
    const double nh4 = left[LT_TOTAL_NH4], no3 = left[LT_TOTAL_NO3], cl = left[LT_TOTAL_CL];
    const double k = saturation->over_nh4no3, l = saturation->over_nh4cl, x = ammonia(nh4, no3, cl, k, l);
    out->gas[LT_GAS_NH3] = x;
    out->gas[LT_GAS_HNO3] = x * no3 > k ? k / x : no3;
    out->gas[LT_GAS_HCL] = x * cl > l ? l / x : cl;
    out->solid[LT_SALT_NH4NO3] = no3 - out->gas[LT_GAS_HNO3];
    out->solid[LT_SALT_NH4CL] = cl - out->gas[LT_GAS_HCL];
}

/* Reverse: nothing evaporates, so it is sulfate that has the acid by which anions exceed cations; mol/m3 of H2SO4. What
 * rounding makes of neutral is neutral. */
static double acid_of(const double *total) {
    const double cations = cations_of(total), anions = anions_of(total);
    return 0.5 * most(anions - cations > neutral * anions ? anions - cations : 0, 0);
}

/* Reverse: what is left of NH4, NO3 and Cl is solid, as far as it goes up; without a salt to give it off there is no
 * gas. */
static void stand_over(const double *left, const lt_saturation *saturation, lt_dry *out) {
    const double nh4 = left[LT_TOTAL_NH4], no3 = left[LT_TOTAL_NO3], cl = left[LT_TOTAL_CL];
    const double nitrate = least(nh4, no3), chloride = least(nh4 - nitrate, cl);
    out->solid[LT_SALT_NH4NO3] = nitrate;
    out->solid[LT_SALT_NH4CL] = chloride;
    out->ion[LT_ION_NH4] = nh4 - nitrate - chloride;
    out->ion[LT_ION_NO3] = no3 - nitrate;
    out->ion[LT_ION_CL] = cl - chloride;
    const double acid = out->ion[LT_ION_NO3] + out->ion[LT_ION_CL];
    out->ion[LT_ION_H] += acid;
    out->other += out->ion[LT_ION_NH4] + acid;
    const double k = nitrate > 0 ? saturation->over_nh4no3 : 0, l = chloride > 0 ? saturation->over_nh4cl : 0;
    out->gas[LT_GAS_NH3] = sqrt(k + l);
    out->gas[LT_GAS_HNO3] = k > 0 ? k / out->gas[LT_GAS_NH3] : 0;
    out->gas[LT_GAS_HCL] = l > 0 ? l / out->gas[LT_GAS_NH3] : 0;
}

/* Largest relative difference of totals and of products. */
static double check(const double *total, const lt_saturation *saturation, bool evaporates, const lt_dry *dry) {
    static const int gas_of[LT_N_GASES] = {LT_TOTAL_NH4, LT_TOTAL_NO3, LT_TOTAL_CL};
    double sum[LT_N_TOTALS] = {0}, worst = 0;
    for (int s = 0; s < LT_N_SOLIDS; s++)
        for (int i = LT_ION_NA; i < LT_N_IONS; i++) sum[lt_ion_total[i]] += lt_solid_ions[s][i] * dry->solid[s];
    for (int i = LT_ION_NA; i < LT_N_IONS; i++) sum[lt_ion_total[i]] += dry->ion[i];
    if (evaporates)
        for (int g = 0; g < LT_N_GASES; g++) sum[gas_of[g]] += dry->gas[g];
    for (int t = 0; t < LT_N_TOTALS; t++)
        if (total[t] > 0) worst = most(worst, fabs(sum[t] - total[t]) / total[t]);
    const double over[2] = {saturation->over_nh4no3, saturation->over_nh4cl};
    const int salt[2] = {LT_SALT_NH4NO3, LT_SALT_NH4CL}, acid[2] = {LT_GAS_HNO3, LT_GAS_HCL};
    for (int k = 0; k < 2; k++) {
        const double ratio = dry->gas[LT_GAS_NH3] * dry->gas[acid[k]] / over[k];
        worst = most(worst, dry->solid[salt[k]] > 0 ? fabs(ratio - 1) : ratio - 1);
    }
    return worst;
}

void lt_dry_particle(const double *total, const lt_saturation *saturation, bool evaporates, lt_dry *out) {
    double left[LT_N_TOTALS], acid = 0;
    memcpy(left, total, sizeof left);
    memset(out, 0, sizeof *out);
    if (!evaporates) {
        acid = least(acid_of(total), total[LT_TOTAL_SO4]);
        left[LT_TOTAL_SO4] -= acid;
    }
    bind(left, out);
    bind_ammonium(left, acid, out);
    if (evaporates)
        evaporate(left, saturation, out);
    else
        stand_over(left, saturation, out);
    out->hydroxide = out->ion[LT_ION_NA] + out->ion[LT_ION_K] + 2 * (out->ion[LT_ION_MG] + out->ion[LT_ION_CA]) +
                     out->ion[LT_ION_NH4];
    out->charges = most(cations_of(total), anions_of(total));
    out->residual = check(total, saturation, evaporates, out);
}

unsigned lt_dry_set(const lt_dry *dry) {
    unsigned set = 0;
    for (int s = 0; s < LT_N_SOLIDS_WITH_WATER; s++)
        if (dry->solid[s] > 0) set |= 1u << s;
    return set;
}
