/* wet_system.c - the equations of a solution with solids. */
#include "model/aerosol/equilibrium/wet_system.h"

#include <string.h>

/* Ions that evaporate, and what with: ln gas = sum of sign A - constant. */
static const struct {
    int ion, total, gas, constant, sign_of_h;
} volatiles[] = {{LT_ION_NH4, LT_TOTAL_NH4, LT_GAS_NH3, LT_G_NH4, -1},
                 {LT_ION_NO3, LT_TOTAL_NO3, LT_GAS_HNO3, LT_G_NO3, 1},
                 {LT_ION_CL, LT_TOTAL_CL, LT_GAS_HCL, LT_G_CL, 1}};

int lt_wet_counted(int salt, int i) {
    return lt_solid_ions[salt][i] + (i == LT_ION_SO4 ? lt_solid_ions[salt][LT_ION_HSO4] : 0);
}

static void add_solid(lt_wet_system *out, int salt) {
    double most = 1;
    for (int i = LT_ION_NA; i < LT_N_IONS; i++) {
        const int many = lt_wet_counted(salt, i);
        if (many && out->total[lt_ion_total[i]] < most * many) most = out->total[lt_ion_total[i]] / many;
    }
    if (!(most > LT_EQ_SEED)) return; /* nothing, or the seed of sulfate */
    out->scale[out->n_solids] = most;
    out->solid[out->n_solids++] = salt;
}

void lt_wet_system_of(const lt_wet_problem *problem, lt_wet_system *out) {
    const lt_problem *p = problem->problem;
    *out = (lt_wet_system){.of = problem, .crustal = p->crustal};
    memcpy(out->total, p->total, sizeof out->total);
    out->total[LT_TOTAL_CA] = p->ca;
    out->total[LT_TOTAL_SO4] = p->sulfate;
    for (int i = 0; i < LT_N_IONS; i++) out->has[i] = i == LT_ION_H || out->total[lt_ion_total[i]] > 0;
    for (int s = 0; s < LT_N_SOLIDS_WITH_WATER; s++)
        if (problem->may_crystallise >> s & 1) add_solid(out, s);
}

static double water_of(const lt_wet_system *s, const double *n, lt_mixture_water *mixture) {
    lt_water_lines lines;
    lt_water_lines_of(s->of->water_of_salts, n[LT_ION_CA], n[LT_ION_MG], n[LT_ION_K], n[LT_ION_NA],
                      n[LT_ION_SO4] + n[LT_ION_HSO4], s->of->problem->surplus, &lines);
    lt_mixture_water_of(&lines, n[LT_ION_NH4], n[LT_ION_NO3], n[LT_ION_CL], n[LT_ION_H] + n[LT_ION_HSO4], s->crustal,
                        mixture);
    return mixture->water;
}

/* Water and d ln W by ln n. Sulfate and what cannot evaporate are differenced: the rule has no derivative by them. */
static void fill_water(const lt_wet_system *s, lt_wet_point *p) {
    lt_mixture_water mixture, beside;
    p->water = water_of(s, p->n, &mixture);
    double by[LT_N_IONS] = {[LT_ION_H] = mixture.by_acid,
                            [LT_ION_NH4] = mixture.by_nh4,
                            [LT_ION_NO3] = mixture.by_no3,
                            [LT_ION_CL] = mixture.by_cl};
    static const int differenced[] = {LT_ION_NA, LT_ION_CA, LT_ION_K, LT_ION_MG, LT_ION_SO4};
    for (int k = 0; k < 5; k++) {
        const int i = differenced[k];
        if (!s->has[i]) continue;
        double n[LT_N_IONS];
        memcpy(n, p->n, sizeof n);
        n[i] *= 1 + 1e-6;
        by[i] = (water_of(s, n, &beside) - p->water) / (1e-6 * p->n[i]);
    }
    by[LT_ION_HSO4] = by[LT_ION_SO4] + mixture.by_acid;
    for (int i = 0; i < LT_N_IONS; i++) p->by_water[i] = by[i] * p->n[i] / p->water;
}

/* ln of activities: A = ln (n/W) + ln10 (F - z^2 D), as bromley.h has F and D. */
static void fill_activities(const lt_wet_system *s, lt_wet_point *p) {
    const int sums = lt_activity_sums_of(s->of->activity);
    double m[LT_N_IONS], f[LT_N_IONS], f_slope[LT_N_IONS], held;
    double e[LT_N_CATIONS][LT_N_ANIONS] = {{0}},
           slope[LT_N_CATIONS][LT_N_ANIONS] = {{0}}; /* rows of absent ions stay */
    p->strength = 0;
    for (int i = 0; i < LT_N_IONS; i++) {
        m[i] = p->n[i] / p->water;
        p->strength += 0.5 * lt_ion_charge[i] * lt_ion_charge[i] * m[i];
    }
    const double binary = lt_bromley_strength(p->strength, &held);
    lt_activity_pairs pairs;
    lt_activity_pairs_of(s->of->activity, &s->of->problem->air, binary, s->crustal, &pairs);
    lt_bromley_weights(&pairs, p->strength, held, s->crustal, e, slope);
    lt_bromley_sums(e, m, s->crustal, sums, f);
    lt_bromley_sums(slope, m, s->crustal, sums, f_slope);
    const double log_water = lt_log(p->water);
    for (int i = 0; i < LT_N_IONS; i++) {
        if (!s->has[i]) continue;
        const double zz = lt_ion_charge[i] * lt_ion_charge[i];
        p->a[i] = lt_log(p->n[i]) - log_water + LT_LN10 * (f[i] - zz * pairs.debye);
        const double by_strength = f_slope[i] - zz * held * pairs.debye_slope;
        for (int j = 0; j < LT_N_IONS; j++) {
            const double strength = 0.5 * lt_ion_charge[j] * lt_ion_charge[j] * m[j] - p->by_water[j] * p->strength;
            double g = by_strength * strength - p->by_water[j] * f[i];
            if (i < LT_N_CATIONS && j >= LT_N_CATIONS) g += e[i][j - LT_N_CATIONS] * m[j];
            if (i >= LT_N_CATIONS && j < LT_N_CATIONS && (sums || j < LT_ION_CA)) g += e[j][i - LT_N_CATIONS] * m[j];
            p->by[i][j] = (i == j) - p->by_water[j] + LT_LN10 * g;
        }
    }
}

void lt_wet_point_at(const lt_wet_system *s, const double *log_n, lt_wet_point *p) {
    const lt_problem *problem = s->of->problem;
    for (int i = 0; i < LT_N_IONS; i++) p->n[i] = s->has[i] ? lt_exp(log_n[i]) : 0;
    fill_water(s, p);
    fill_activities(s, p);
    for (int v = 0; v < 3; v++)
        p->gas[volatiles[v].gas] = s->has[volatiles[v].ion]
                                       ? lt_exp(p->a[volatiles[v].ion] + volatiles[v].sign_of_h * p->a[LT_ION_H] -
                                                problem->constant[volatiles[v].constant])
                                       : 0;
    p->hydroxide = problem->hydroxide * p->water * p->water / p->n[LT_ION_H];
    p->charge = -p->hydroxide;
    p->charge_scale = p->hydroxide;
    for (int i = 0; i < LT_N_IONS; i++) {
        const double charge = lt_ion_charge[i] * p->n[i];
        p->charge += i < LT_N_CATIONS ? charge : -charge;
        p->charge_scale += charge;
    }
}

double lt_wet_undersaturation(const lt_wet_system *s, const lt_wet_point *p, int salt, double *by) {
    double z = s->of->saturation.log_k[salt];
    if (by) memset(by, 0, LT_N_IONS * sizeof *by);
    for (int i = 0; i < LT_N_IONS; i++) {
        const int many = lt_solid_ions[salt][i];
        if (!many) continue;
        z -= many * p->a[i];
        if (by)
            for (int j = 0; j < LT_N_IONS; j++) by[j] -= many * p->by[i][j];
    }
    return z;
}

/* Balance of what belongs to ion i, over its total. */
static double balance(const lt_wet_system *s, const lt_wet_point *p, const double *solid, int i, double *by) {
    const int t = lt_ion_total[i];
    double sum = p->n[i] - s->total[t];
    by[i] = p->n[i];
    if (i == LT_ION_SO4) sum += by[LT_ION_HSO4] = p->n[LT_ION_HSO4];
    for (int k = 0; k < s->n_solids; k++) sum += lt_wet_counted(s->solid[k], i) * solid[k];
    for (int v = 0; v < 3; v++) {
        if (volatiles[v].ion != i || !s->of->evaporates) continue;
        const double gas = p->gas[volatiles[v].gas];
        sum += gas;
        for (int j = 0; j < LT_N_IONS; j++) by[j] += gas * (p->by[i][j] + volatiles[v].sign_of_h * p->by[LT_ION_H][j]);
    }
    for (int j = 0; j < LT_N_IONS; j++) by[j] /= s->total[t];
    return sum / s->total[t];
}

void lt_wet_equations(const lt_wet_system *s, const lt_wet_point *p, const double *solid, double *e,
                      double by[LT_N_IONS][LT_N_IONS]) {
    memset(by, 0, LT_N_IONS * sizeof *by);
    for (int i = 0; i < LT_N_IONS; i++) {
        e[i] = 0;
        if (!s->has[i])
            by[i][i] = 1; /* stays as it is */
        else if (i == LT_ION_H) {
            e[i] = p->charge / p->charge_scale;
            for (int j = 0; j < LT_N_IONS; j++)
                by[i][j] = ((j < LT_N_CATIONS ? 1 : -1) * lt_ion_charge[j] * p->n[j] -
                            p->hydroxide * (2 * p->by_water[j] - (j == LT_ION_H))) /
                           p->charge_scale;
        } else if (i == LT_ION_HSO4) {
            e[i] = p->a[LT_ION_H] + p->a[LT_ION_SO4] - p->a[LT_ION_HSO4] - s->of->problem->constant[LT_G_SO4];
            for (int j = 0; j < LT_N_IONS; j++)
                by[i][j] = p->by[LT_ION_H][j] + p->by[LT_ION_SO4][j] - p->by[LT_ION_HSO4][j];
        } else
            e[i] = balance(s, p, solid, i, by[i]);
    }
}
