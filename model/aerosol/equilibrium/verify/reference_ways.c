/* reference_ways.c - one state by ISORROPIA's ways, one after the other, with sweeps of its own.
 *
 * Its order, where sulfate is poor (cases D, G, H, O, M, P: CALCD3, CALCG5 ...): all sulfate is SO4-- while NH3, HNO3
 * and HCl are solved; of what results bisulfate is made afterwards (CALCHS4), which takes H+ away, and NH3 is left as
 * it was. Where sulfate is rich (E, I, L, F, J, K: CALCB4, CALCI6 ...): all ammonium is in solution and no nitrate or
 * chloride; H+ and bisulfate of that; then, with these coefficients and this water, HNO3 and HCl (CALCNHA), then NH3
 * (CALCNH3; not in E and F), each of which brings H+ but no change of bisulfate. */
#include "model/aerosol/equilibrium/verify/reference_ways.h"

#include "model/aerosol/equilibrium/verify/apart.h"
#include "model/aerosol/equilibrium/water.h"

#include <string.h>

#define WAY_NAME(name, text) #name,
#define WAY_TEXT(name, text) text,
const char *const lt_way_names[LT_N_WAYS] = {LT_REFERENCE_WAYS(WAY_NAME)};
const char *const lt_way_texts[LT_N_WAYS] = {LT_REFERENCE_WAYS(WAY_TEXT)};

char lt_reference_case(const double *t) {
    const double crustal = t[LT_TOTAL_CA] + t[LT_TOTAL_K] + t[LT_TOTAL_MG], fixed = crustal + t[LT_TOTAL_NA];
    const double so4 = t[LT_TOTAL_SO4], ratio = (fixed + t[LT_TOTAL_NH4]) / so4;
    const int system = crustal > 0 ? 2 : fixed + t[LT_TOTAL_CL] > 0;
    if (ratio < 2) return (ratio < 1 ? "FJK" : "EIL")[system];
    if (fixed / so4 < 2) return "DGO"[system];
    return system < 2 ? "DH"[system] : crustal / so4 > 2 ? 'P' : 'M';
}

bool lt_reference_is_poor(char its_case) {
    return strchr("DGHOMP", its_case) != NULL;
}

void lt_way_problem(int way, const lt_reference_state *in, lt_problem *p) {
    static const double at_298[LT_N_CONSTANTS] = {
#define AT_298(name, value, a, b) value,
        LT_EQ_CONSTANTS(AT_298)};
    double log_k[LT_N_CONSTANTS], water[LT_N_SALTS];
    for (int k = 0; k < LT_N_CONSTANTS; k++) log_k[k] = lt_log(at_298[k]);
    lt_water_of_salts(in->humidity, way >= LT_WAY_whole_percent, water);
    *p = (lt_problem){0};
    memcpy(p->total, in->total, sizeof in->total);
    p->crustal = in->total[LT_TOTAL_CA] + in->total[LT_TOTAL_K] + in->total[LT_TOTAL_MG] > 0;
    p->air =
        way >= LT_WAY_table_temperature ? lt_isorropia_air(in->temperature) : lt_kusik_meissner_air(in->temperature);
    const bool held = way >= LT_WAY_warm_room && in->temperature >= 298 && in->temperature < 299;
    const double of_constants = held ? 298.15 : in->temperature;
    lt_problem_prepare(p, of_constants, in->humidity, log_k, water, LT_EQ_SEED);
    for (int k = LT_G_NH4; k <= LT_G_CL; k++) p->constant[k] += log(in->temperature / of_constants); /* R T is true */
}

/* Ionic strength that the row of its tables is made for: rows are of 0.01, 0.06 ... 19.96, 20.51, 21.01 ..., and are
 * taken for 0, 0.05 ... 20, 20.5, 21 ... (D: strengths at which the formulas give its values of NaCl at 198 K). */
static double step_of(double strength) {
    const double beyond = nearbyint(2 * (strength - 20));
    if (beyond > 0) return 20.01 + 0.5 * beyond;
    return 0.01 + 0.05 * fmin(nearbyint(20 * strength), 399);
}

static double strength_of(const double *ion, double water) {
    double sum = 0;
    for (int k = 0; k < LT_N_IONS; k++) sum += lt_ion_charge[k] * lt_ion_charge[k] * ion[k];
    return 0.5 * sum / water;
}

void lt_way_activities(int way, const lt_problem *p, const double *ion, double water, double *g) {
    static const double debye_of[LT_N_G] = {0, 2, 2, 4};
    double strength = strength_of(ion, water), slope, f[LT_N_IONS] = {0};
    const bool cut = way >= LT_WAY_strength_cut;
    if (cut) strength = fmin(strength, 100);
    const double binary = cut ? strength : lt_bromley_strength(strength, &slope);
    const double debye = p->air.debye * sqrt(binary) / (1 + sqrt(binary));
    lt_activity_pairs pairs;
    lt_kusik_meissner_pairs(&p->air, cut ? step_of(binary) : binary, p->crustal, &pairs);
    for (int i = 0; i < LT_N_CATIONS; i++)
        for (int j = LT_ION_SO4; j < LT_N_IONS; j++) {
            const double z = lt_ion_charge[i], zj = lt_ion_charge[j], half = 0.5 * (z + zj);
            if (j == LT_ION_HSO4 && z > 1) continue;
            double log10_g = pairs.log10_g[i][j - LT_ION_SO4];
            if (cut) log10_g = 1e-3 * nearbyint(1e3 * log10_g);
            const double e = half * half * (log10_g + z * zj * debye) / (strength * water);
            f[i] += e * ion[j];
            if (i < LT_ION_CA || way < LT_WAY_crustal_apart) f[j] += e * ion[i];
        }
    lt_bromley_combine(f, g);
    for (int k = 0; k < LT_N_G; k++) g[k] += debye_of[k] * debye;
}

/* At a whole percent water.h has the row of its table. */
double lt_way_water(int way, const lt_reference_state *in, const double *ion, double rounded) {
    if (way < LT_WAY_corners) return rounded;
    return lt_apart_water(floor(100 * in->humidity + 0.5) / 100, ion, 0, false);
}

/* Sweeps as sweeps.h, half way each, until neither water nor coefficients move. Left are the coefficients. */
static void sweep(int way, const lt_reference_state *in, const lt_problem *p, lt_composition *c, double *g) {
    double r[LT_N_G], log_w, log_h;
    for (int k = 0; k < LT_N_G; k++) g[k] = 0;
    lt_first_guess(p, &log_w, &log_h);
    for (int round = 0; round < 400; round++) {
        double next[LT_N_G], most = 0;
        log_h = lt_solve_acid(p, g, log_w, log_h, 12);
        lt_partition(p, g, log_h, log_w, r);
        lt_problem_composition(p, r, log_h, c);
        c->water.water = lt_way_water(way, in, c->ion, c->water.water);
        lt_way_activities(way, p, c->ion, c->water.water, next);
        for (int k = 0; k < LT_N_G; k++) {
            most = fmax(most, fabs(next[k] - g[k]));
            g[k] += 0.5 * (next[k] - g[k]);
        }
        const double move = log(c->water.water) - log_w;
        log_w += 0.5 * move;
        if (fmax(most, fabs(move)) < 1e-10) return;
    }
}

/* Bisulfate of H+ and sulfate that are there: (H - x)(S - x) = k x. */
static void bisulfate_after(lt_composition *c, double k) {
    double *n = c->ion;
    const double h = n[LT_ION_H], s = n[LT_ION_SO4], b = h + s + k;
    n[LT_ION_HSO4] = 2 * h * s / (b + sqrt(b * b - 4 * h * s));
    n[LT_ION_H] -= n[LT_ION_HSO4];
    n[LT_ION_SO4] -= n[LT_ION_HSO4];
}

/* HNO3, HCl and then NH3 of a solution whose coefficients and water stay: k [LT_N_G] as lt_partition has them at H = 1.
 */
static void minor_after(const lt_problem *p, const double *k, bool ammonia, lt_composition *c) {
    double *n = c->ion, low = n[LT_ION_H], high = low + p->total[LT_TOTAL_NO3] + p->total[LT_TOTAL_CL];
    for (int step = 0; step < 200; step++) {
        const double h = 0.5 * (low + high);
        n[LT_ION_NO3] = p->total[LT_TOTAL_NO3] * k[LT_G_NO3] / (k[LT_G_NO3] + h);
        n[LT_ION_CL] = p->total[LT_TOTAL_CL] * k[LT_G_CL] / (k[LT_G_CL] + h);
        *(n[LT_ION_H] + n[LT_ION_NO3] + n[LT_ION_CL] > h ? &low : &high) = h;
    }
    n[LT_ION_H] = low;
    c->gas[LT_GAS_HNO3] = p->total[LT_TOTAL_NO3] - n[LT_ION_NO3];
    c->gas[LT_GAS_HCL] = p->total[LT_TOTAL_CL] - n[LT_ION_CL];
    if (!ammonia) return;
    const double b = low + 1 / k[LT_G_NH4], a = n[LT_ION_NH4] / k[LT_G_NH4];
    c->gas[LT_GAS_NH3] = 2 * a / (b + sqrt(b * b + 4 * a));
    n[LT_ION_NH4] -= c->gas[LT_GAS_NH3];
    n[LT_ION_H] += c->gas[LT_GAS_NH3];
}

/* ln of a constant that leaves nothing on one side. */
#define NOTHING_LEFT 200.0

static void solve_in_its_order(const lt_reference_state *in, const lt_problem *p, char its_case, lt_composition *c) {
    const bool poor = lt_reference_is_poor(its_case);
    lt_problem first = *p;
    double g[LT_N_G], k[LT_N_G];
    if (poor)
        first.constant[LT_G_SO4] = NOTHING_LEFT;
    else {
        first.constant[LT_G_NH4] = NOTHING_LEFT;
        first.total[LT_TOTAL_NO3] = first.total[LT_TOTAL_CL] = 0;
    }
    sweep(LT_WAY_its_order, in, &first, c, g);
    lt_partition(p, g, 0, log(c->water.water), k);
    for (int i = 0; i < LT_N_G; i++) k[i] = exp(k[i]);
    if (poor)
        bisulfate_after(c, k[LT_G_SO4]);
    else
        minor_after(p, k, its_case != 'E' && its_case != 'F', c);
}

static void solve_within_its_limits(const lt_reference_state *in, lt_composition *c) {
    const char its_case = lt_reference_case(in->total);
    lt_reference_state limited;
    lt_problem p;
    const double least = lt_reference_limits(in, &limited);
    lt_way_problem(LT_WAY_its_limits, &limited, &p);
    solve_in_its_order(in, &p, its_case, c);
    if (!(c->ion[LT_ION_NO3] < least)) return;
    p.total[LT_TOTAL_NO3] = least;
    p.constant[LT_G_NO3] = NOTHING_LEFT;
    solve_in_its_order(in, &p, its_case, c);
    c->gas[LT_GAS_HNO3] = in->total[LT_TOTAL_NO3] - least;
}

void lt_reference_solve(int way, const lt_reference_state *in, lt_reference_state *out) {
    lt_problem p;
    lt_composition c;
    double g[LT_N_G];
    *out = *in;
    lt_way_problem(way, in, &p);
    if (way == LT_WAY_its_limits)
        solve_within_its_limits(in, &c);
    else if (way == LT_WAY_its_order)
        solve_in_its_order(in, &p, lt_reference_case(in->total), &c);
    else
        sweep(way, in, &p, &c, g);
    memcpy(out->ion, c.ion, sizeof out->ion);
    memcpy(out->gas, c.gas, sizeof out->gas);
    out->water = c.water.water;
}
