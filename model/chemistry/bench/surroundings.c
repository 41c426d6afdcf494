#include "model/chemistry/bench/surroundings.h"

#include <math.h>
#include <string.h>

typedef struct finder {
    const lt_mechanism *mechanism;
    const lt_states *states;
    int n_fixed;
    double *fixed, *external, *k, *factor; /* of one cell */
    double variable[LT_RATE_N_VARIABLES];
} finder;

static bool tree_has(const lt_rate *rate, lt_rate_op op, int index) {
    for (int n = 0; n < rate->n_nodes; ++n)
        if (rate->nodes[n].op == op && rate->nodes[n].index == index) return true;
    return false;
}

static bool tree_has_law(const lt_rate *rate) {
    for (int n = 0; n < rate->n_nodes; ++n)
        if (rate->nodes[n].op == LT_RATE_LAW) return true;
    return false;
}

static bool has_reactant(const lt_reaction *reaction, int species) {
    for (int t = 0; t < reaction->n_reactants; ++t)
        if (reaction->reactants[t].species == species) return true;
    return false;
}

/* Given constant over that with 1 for what is looked for; 1 where that is 0. */
static double ratio(const finder *f, int cell, int reaction) {
    const double given = f->states->k[(ptrdiff_t)reaction * f->states->n + cell];
    const double one = f->k[reaction] * f->factor[reaction];
    return one > 0.0 ? given / one : 1.0;
}

static void find_externals(finder *f, int cell) {
    const lt_mechanism *m = f->mechanism;
    for (int e = 0; e < m->n_externals; ++e)
        for (int r = 0; r < m->n_reactions; ++r)
            if (tree_has(&m->reactions[r].rate, LT_RATE_EXTERNAL, e) && !tree_has_law(&m->reactions[r].rate)) {
                f->external[e] = ratio(f, cell, r);
                break;
            }
}

static void find_fixed(finder *f, int cell) {
    const lt_mechanism *m = f->mechanism;
    for (int s = m->n_variable; s < m->n_species; ++s) {
        double *value = &f->fixed[s - m->n_variable];
        if (isfinite(m->species[s].initial)) continue;
        for (int r = 0; r < m->n_reactions; ++r)
            if (has_reactant(&m->reactions[r], s)) {
                *value = ratio(f, cell, r);
                break;
            }
    }
}

/* The share of sea is a factor of the constants that are 0 without it. */
static void find_sea(finder *f, int cell, const double *without) {
    f->variable[LT_RATE_SEA] = 0.0;
    for (int r = 0; r < f->mechanism->n_reactions; ++r)
        if (f->k[r] > 0.0 && without[r] == 0.0) {
            f->variable[LT_RATE_SEA] = fmin(ratio(f, cell, r), 1.0);
            break;
        }
}

static void set_variables(finder *f, int cell) {
    const double T = f->states->temperature[cell], p = f->states->pressure[cell], air = lt_air_number(T, p);
    const double cosine = f->states->cos_sza[cell];
    f->variable[LT_RATE_TEMP] = T;
    f->variable[LT_RATE_PRESS] = p;
    f->variable[LT_RATE_SUN] = cosine > 0.0 ? cosine : 0.0;
    f->variable[LT_RATE_AIR] = air;
    f->variable[LT_RATE_CFACTOR] = f->mechanism->cfactor;
    f->variable[LT_RATE_COS_SZA] = cosine;
}

/* Molecules cm-3 of those that have a variable of their own. */
static void set_gases(finder *f) {
    static const struct {
        const char *name;
        lt_rate_variable variable;
    } gases[] = {{"O2", LT_RATE_O2}, {"N2", LT_RATE_N2}, {"H2O", LT_RATE_H2O}};
    for (size_t g = 0; g < sizeof gases / sizeof *gases; ++g) {
        const int species = lt_mechanism_species(f->mechanism, gases[g].name) - f->mechanism->n_variable;
        const double ppb = species >= 0 ? f->fixed[species] : 0.0;
        f->variable[gases[g].variable] = 1e-9 * ppb * f->variable[LT_RATE_AIR];
    }
}

static lt_status constants(finder *f, double sea, double *k) {
    const lt_rate_air air = {.external = f->external};
    lt_rate_air with = air;
    f->variable[LT_RATE_SEA] = sea;
    memcpy(with.variable, f->variable, sizeof with.variable);
    return lt_rates(f->mechanism, &with, k);
}

static lt_status find_cell(finder *f, int cell, double *without) {
    const lt_mechanism *m = f->mechanism;
    set_variables(f, cell);
    for (int e = 0; e < m->n_externals; ++e) f->external[e] = 1.0;
    for (int s = 0; s < f->n_fixed; ++s) {
        const double initial = m->species[m->n_variable + s].initial;
        f->fixed[s] = isfinite(initial) ? initial : 1.0;
    }
    set_gases(f);
    LT_TRY(constants(f, 0.0, without));
    LT_TRY(constants(f, 1.0, f->k));
    lt_rate_scale(m, f->variable[LT_RATE_AIR], f->fixed, f->factor);
    find_externals(f, cell);
    find_fixed(f, cell);
    set_gases(f);
    find_sea(f, cell, without);
    return LT_OK;
}

/* A column of a cell, at it and at all that repeat it. */
static void put(const lt_surroundings *out, ptrdiff_t first_row, const double *x, int rows, int cell, int n_states) {
    for (int row = 0; row < rows; ++row)
        for (int i = cell; i < out->air.n; i += n_states) out->rows[(first_row + row) * out->air.stride + i] = x[row];
}

static lt_status find_all(finder *f, const lt_surroundings *out, double *without) {
    for (int cell = 0; cell < f->states->n && cell < out->air.n; ++cell) {
        LT_TRY_CONTEXT(find_cell(f, cell, without), "surroundings of cell %g", f->states->number[cell]);
        put(out, 0, f->variable, LT_RATE_N_VARIABLES, cell, f->states->n);
        put(out, LT_RATE_N_VARIABLES, f->fixed, f->n_fixed, cell, f->states->n);
        put(out, LT_RATE_N_VARIABLES + f->n_fixed, f->external, f->mechanism->n_externals, cell, f->states->n);
    }
    return LT_OK;
}

lt_status lt_surroundings_create(const lt_mechanism *m, const lt_states *states, int n, ptrdiff_t stride,
                                 lt_surroundings *out) {
    const int n_fixed = m->n_species - m->n_variable, rows = LT_RATE_N_VARIABLES + n_fixed + m->n_externals;
    finder f = {.mechanism = m, .states = states, .n_fixed = n_fixed};
    double *memory;
    *out = (lt_surroundings){.air = {.n = n, .stride = stride}};
    LT_TRY(lt_calloc((size_t)(n_fixed + m->n_externals + 3 * m->n_reactions), sizeof *memory, &memory));
    f.fixed = memory;
    f.external = f.fixed + n_fixed;
    f.k = f.external + m->n_externals;
    f.factor = f.k + m->n_reactions;
    lt_status status = lt_calloc((size_t)rows * (size_t)stride, sizeof *out->rows, &out->rows);
    if (status == LT_OK) status = find_all(&f, out, f.factor + m->n_reactions);
    lt_free(memory);
    if (status != LT_OK) {
        lt_surroundings_free(out);
        return status;
    }
    out->air.variable = out->rows;
    out->air.fixed = out->air.variable + LT_RATE_N_VARIABLES * out->air.stride;
    out->air.external = out->air.fixed + n_fixed * out->air.stride;
    return LT_OK;
}

void lt_surroundings_free(lt_surroundings *surroundings) {
    lt_free(surroundings->rows);
    *surroundings = (lt_surroundings){0};
}
