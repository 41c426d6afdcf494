/* apart.c - residuals of a solved state by the formulas of apart.h. */
#include "model/aerosol/equilibrium/verify/apart.h"

#include "model/aerosol/equilibrium/constants.h"

#include <math.h>

const char *const lt_apart_names[LT_N_APART] = {
#define NAME(name) #name,
    LT_APART_PARTS(NAME)};

/* mol/m3: a particle has at least as much sulfate (problem.h). */
static const double seed = 1e-20;

static const int ion_of_total[LT_N_TOTALS] = {
    [LT_TOTAL_NA] = LT_ION_NA, [LT_TOTAL_SO4] = LT_ION_SO4, [LT_TOTAL_NH4] = LT_ION_NH4, [LT_TOTAL_NO3] = LT_ION_NO3,
    [LT_TOTAL_CL] = LT_ION_CL, [LT_TOTAL_CA] = LT_ION_CA,   [LT_TOTAL_K] = LT_ION_K,     [LT_TOTAL_MG] = LT_ION_MG};

static int gas_of_total(int total) {
    return total == LT_TOTAL_NH4   ? LT_GAS_NH3
           : total == LT_TOTAL_NO3 ? LT_GAS_HNO3
           : total == LT_TOTAL_CL  ? LT_GAS_HCL
                                   : -1;
}

static double mass(const lt_equilibrium_setup *setup, const lt_batch *b, size_t i) {
    const lt_equilibrium_states *s = &b->states;
    double worst = 0;
    for (int t = 0; t < LT_N_TOTALS; t++) {
        const int ion = ion_of_total[t], gas = gas_of_total(t);
        const double total = b->total[t][i];
        double sum = s->ion[ion][i];
        if (t == LT_TOTAL_SO4) sum += s->ion[LT_ION_HSO4][i];
        if (gas >= 0 && setup->mode == LT_EQ_FORWARD) sum += s->gas[gas][i];
        for (int k = 0; k < LT_N_SOLIDS; k++) {
            int n = lt_solid_ions[k][ion];
            if (t == LT_TOTAL_SO4) n += lt_solid_ions[k][LT_ION_HSO4];
            sum += n * s->solid[k][i];
        }
        const double off = fabs(total - sum) - (t == LT_TOTAL_SO4 ? seed : 0);
        if (total > 0 || sum > 0) worst = fmax(worst, off / fmax(total, sum));
    }
    return worst;
}

static double charge(const lt_equilibrium_states *s, size_t i) {
    double net = -s->hydroxide[i], all = s->hydroxide[i];
    for (int k = 0; k < LT_N_IONS; k++) {
        const double n = lt_ion_charge[k] * s->ion[k][i];
        net += k < LT_N_CATIONS ? n : -n;
        all += n;
    }
    return all > 0 ? fabs(net) / all : 0;
}

/* |ln| of a ratio; nothing on both sides is no difference, on one side alone it is without bound. */
static double apart_by(double left, double right) {
    if (left == 0 && right == 0) return 0;
    return left > 0 && right > 0 ? fabs(log(left / right)) : INFINITY;
}

void lt_apart_ions(const lt_batch *b, size_t i, double *ion) {
    for (int k = 0; k < LT_N_IONS; k++) ion[k] = b->states.ion[k][i];
}

void lt_apart_residuals(const lt_equilibrium_setup *setup, const lt_batch *b, size_t i, double *out) {
    const lt_equilibrium_states *s = &b->states;
    const double temperature = b->temperature[i], rt = LT_EQ_GAS_CONSTANT * temperature;
    const double w = s->water[i] * LT_EQ_M_WATER;
    double n[LT_N_IONS], m[LT_N_IONS], a[LT_N_IONS], log10_g[LT_N_IONS];
    for (int p = 0; p < LT_N_APART; p++) out[p] = 0;
    out[LT_APART_mass] = mass(setup, b, i);
    const bool is_stable = setup->state == LT_EQ_STABLE, is_mixed = s->flags[i] & LT_EQ_MUTUAL;
    if (s->flags[i] & LT_EQ_UNSOLVED) return;
    out[LT_APART_charge] = charge(s, i);
    if (is_mixed) return; /* dry and wet side by side: each is one of the others */
    if (is_stable && w == 0) out[LT_APART_salts] = lt_apart_salts(b, i, NULL);
    if (w == 0) {
        if (!(s->flags[i] & (LT_EQ_DRY | LT_EQ_EMPTY))) out[LT_APART_water] = INFINITY;
        return;
    }
    lt_apart_ions(b, i, n);
    for (int k = 0; k < LT_N_IONS; k++) m[k] = n[k] / w;
    lt_apart_activities(temperature, m, log10_g);
    for (int k = 0; k < LT_N_IONS; k++) a[k] = m[k] * pow(10, log10_g[k]);
    const double water = lt_apart_constant(LT_K_WATER, temperature);
    const double ammonia =
        lt_apart_constant(LT_K_NH3_DISSOLVES, temperature) * lt_apart_constant(LT_K_NH3_IONISES, temperature) / water;
    const double h = a[LT_ION_H];
    out[LT_APART_NH3] = apart_by(a[LT_ION_NH4], ammonia * rt * s->gas[LT_GAS_NH3][i] * h);
    out[LT_APART_HNO3] =
        apart_by(h * a[LT_ION_NO3], lt_apart_constant(LT_K_HNO3, temperature) * rt * s->gas[LT_GAS_HNO3][i]);
    out[LT_APART_HCl] =
        apart_by(h * a[LT_ION_CL], lt_apart_constant(LT_K_HCL, temperature) * rt * s->gas[LT_GAS_HCL][i]);
    out[LT_APART_HSO4] = apart_by(h * a[LT_ION_SO4], lt_apart_constant(LT_K_BISULFATE, temperature) * a[LT_ION_HSO4]);
    out[LT_APART_H2O] = apart_by(m[LT_ION_H] * s->hydroxide[i] / w, water * b->humidity[i]);
    const bool is_seed = w < 1e-17; /* kg: nothing but that sulfate, whose salt is not looked for */
    if (is_stable && !(s->flags[i] & LT_EQ_HELD)) out[LT_APART_salts] = lt_apart_salts(b, i, is_seed ? NULL : a);
    const double acids = setup->mode == LT_EQ_FORWARD ? s->gas[LT_GAS_HNO3][i] + s->gas[LT_GAS_HCL][i] : 0;
    out[LT_APART_water] = apart_by(w, lt_apart_water(b->humidity[i], n, acids, true));
}
