/* aerosol_inorganic.c - fine sulfate, nitrate, ammonium, chloride, sea salt and crustal ions of a tile with their
 * gases: equilibrium/, forward and metastable.
 *
 * Totals of gas and particle go in; what comes out as the lesser of both is taken from it, the other is the rest of the
 * total, so that the total stays what it was. What rounding has put below zero counts as nothing and stays. A cell that
 * the equilibrium does not solve keeps gas, particle, water and acidity as they were, and has no water for the haze.
 *
 * Cells that are not asked for have totals of nothing, which the equilibrium passes over, and keep what they have. */
#include "model/aerosol/aerosol_tile.h"

/* mol/m3 of kg/kg */
static inline double amount(double x, double density, double molar_mass) {
    return x > 0.0 ? 1e3 * x * density / molar_mass : 0.0;
}

static const struct {
    int total, particle, gas; /* gas -1: none */
} members[] = {{LT_TOTAL_NA, LT_PART_ANAJ, -1},
               {LT_TOTAL_SO4, LT_PART_ASO4J, -1},
               {LT_TOTAL_NH4, LT_PART_ANH4J, LT_PART_NH3},
               {LT_TOTAL_NO3, LT_PART_ANO3J, LT_PART_HNO3},
               {LT_TOTAL_CL, LT_PART_ACLJ, LT_PART_HCL},
               {LT_TOTAL_CA, LT_PART_ACAJ, -1},
               {LT_TOTAL_K, LT_PART_AKJ, -1},
               {LT_TOTAL_MG, LT_PART_AMGJ, -1}};
enum { N_MEMBERS = sizeof members / sizeof *members };

static const int total_of_gas[LT_N_GASES] = {LT_TOTAL_NH4, LT_TOTAL_NO3, LT_TOTAL_CL};

static bool has(const lt_aerosol_tile *t, int part) {
    return part >= 0 && t->x[part];
}

/* All sulfuric acid is sulfate. */
static void condense(const lt_aerosol_plan *plan, lt_aerosol_tile *t) {
    if (!has(t, LT_PART_SULF)) return;
    const double *molar = plan->parts.molar_mass, moles = molar[LT_PART_ASO4J] / molar[LT_PART_SULF];
    double *restrict acid = t->x[LT_PART_SULF], *restrict sulfate = t->x[LT_PART_ASO4J];
    for (int c = 0; c < t->n; ++c) {
        sulfate[c] += moles * acid[c];
        acid[c] = 0.0;
    }
}

static void add_part(const lt_aerosol_plan *plan, const lt_aerosol_tile *t, int part, double *restrict total) {
    const double *restrict x = t->x[part], *restrict density = t->density;
    const double molar = plan->parts.molar_mass[part];
    for (int c = 0; c < t->n; ++c) total[c] += amount(x[c], density[c], molar);
}

static void totals(const lt_aerosol_plan *plan, lt_aerosol_tile *t) {
    for (int m = 0; m < N_MEMBERS; ++m) {
        double *total = t->states.total[members[m].total];
        for (int c = 0; c < t->n; ++c) total[c] = 0.0;
        add_part(plan, t, members[m].particle, total);
        if (has(t, members[m].gas)) add_part(plan, t, members[m].gas, total);
    }
}

static bool is_unsolved(const lt_aerosol_tile *t, int c) {
    return (t->states.flags[c] & LT_EQ_UNSOLVED) != 0;
}

static void solve(const lt_aerosol_plan *plan, const lt_aerosol_tile *t) {
    const lt_aerosol_states *s = &t->states;
    lt_equilibrium_states states = {.temperature = t->temperature, .humidity = s->humidity};
    for (int c = 0; c < t->n; ++c) {
        const double rh = t->humidity[c], most = rh < LT_AEROSOL_MOST_HUMIDITY ? rh : LT_AEROSOL_MOST_HUMIDITY;
        s->humidity[c] = most > LT_AEROSOL_LEAST_HUMIDITY ? most : LT_AEROSOL_LEAST_HUMIDITY;
    }
    for (int k = 0; k < LT_N_TOTALS; ++k) states.total[k] = s->total[k];
    for (int k = 0; k < LT_N_GASES; ++k) states.gas[k] = s->gas[k];
    for (int k = 0; k < LT_N_IONS; ++k) states.ion[k] = s->ion[k];
    states.water = s->water;
    states.flags = s->flags;
    lt_equilibrium_solve(&plan->equilibrium, &states, 0, (size_t)t->n);
    for (int c = 0; c < t->n; ++c) {
        if (!is_unsolved(t, c)) continue;
        for (int k = 0; k < LT_N_IONS; ++k) s->ion[k][c] = 0.0;
        s->water[c] = 0.0;
    }
}

/* Gas and particle of what evaporates, kg/kg: the lesser from the solution, the other as the rest. */
static void split(const lt_aerosol_plan *plan, lt_aerosol_tile *t, const double *restrict total,
                  const double *restrict gas, int gas_part, int particle_part) {
    const double *molar = plan->parts.molar_mass, ratio = molar[particle_part] / molar[gas_part];
    double *restrict g = t->x[gas_part], *restrict p = t->x[particle_part];
    for (int c = 0; c < t->n; ++c) {
        if (!(total[c] > 0.0) || is_unsolved(t, c)) continue;
        const double sum = g[c] + p[c] / ratio; /* as the gas */
        const double share = gas[c] < total[c] ? gas[c] / total[c] : 1.0;
        if (share < 0.5) {
            g[c] = share * sum;
            p[c] = ratio * (sum - g[c]);
        } else {
            const double part = ratio * ((1.0 - share) * sum), rest = sum - part / ratio;
            p[c] = part;
            g[c] = rest > 0.0 || sum < 0.0 ? rest : 0.0; /* rounding of the smallest numbers */
        }
    }
}

/* Above this the crust's carbonates hold acidity: calcite under the air's CO2 (pH 8.3, R). */
static const double least_hydrogen = 5e-9; /* mol a kg of water */

static void water_and_acid(const lt_aerosol_plan *plan, lt_aerosol_tile *t) {
    const double *molar = plan->parts.molar_mass;
    for (int c = 0; c < t->n; ++c) {
        if (is_unsolved(t, c)) continue;
        const double per = 1e-3 / t->density[c], kg = 1e-3 * molar[LT_PART_AH2OJ] * t->states.water[c];
        const double least = least_hydrogen * kg,
                     h = t->states.ion[LT_ION_H][c] > least ? t->states.ion[LT_ION_H][c] : least;
        t->x[LT_PART_AH2OJ][c] = per * molar[LT_PART_AH2OJ] * t->states.water[c];
        t->x[LT_PART_AH3OPJ][c] = per * molar[LT_PART_AH3OPJ] * h;
    }
}

void lt_aerosol_inorganic(const lt_aerosol_plan *plan, lt_aerosol_tile *t) {
    condense(plan, t);
    totals(plan, t);
    solve(plan, t);
    for (int k = 0; k < LT_N_GASES; ++k) {
        const int m = total_of_gas[k];
        if (has(t, members[m].gas))
            split(plan, t, t->states.total[m], t->states.gas[k], members[m].gas, members[m].particle);
    }
    water_and_acid(plan, t);
}
