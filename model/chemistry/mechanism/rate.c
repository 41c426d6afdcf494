/* rate.c - the value of rates for one cell, and from cm3, molecules, s into ppb, s-1 (rate.h). */
#include "model/chemistry/mechanism/mechanism.h"
#include "model/chemistry/mechanism/rate_laws.h"

#include <math.h>
#include <string.h>

static const double boltzmann = 1.380649e-23; /* J K-1, exact (SI, 2019) */

double lt_air_number(double T, double p) {
    return 1e-6 * p / (boltzmann * T);
}

double lt_air_share(const char *species) {
    if (strcmp(species, "M") == 0 || strcmp(species, "AIR") == 0) return 1e9;
    if (strcmp(species, "O2") == 0) return LT_AIR_O2_PPB;
    return strcmp(species, "N2") == 0 ? LT_AIR_N2_PPB : NAN;
}

/* --- faults ------------------------------------------------------------------------------------------------------- */

static const char *place(const lt_mechanism *m, int reaction) {
    const lt_reaction *r = &m->reactions[reaction];
    return lt_fmt("%s:%d, label %s", r->file, r->line, r->label);
}

static lt_status not_given(const lt_mechanism *m, int reaction, int index) {
    static const char *const kinds[] = {"photolysis frequency J", "uptake HET", "rate of reaction"};
    const lt_external *x = &m->externals[index];
    return LT_RAISE(LT_ERR_INPUT, .what = "a rate needs a value that is not given", .where = place(m, reaction),
                    .expected = lt_fmt("%s(%s)", kinds[x->kind], x->name), .found = "none", .todo = "give it");
}

static lt_status out_of_range(const lt_mechanism *m, int reaction, const char *law, double T, double cold,
                              double warm) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a temperature outside of the validity of a rate law",
                    .where = place(m, reaction), .expected = lt_fmt("%s: %g to %g K", law, cold, warm),
                    .found = lt_fmt("%g K", T), .todo = "look at the temperature and its unit");
}

static lt_status no_rate(const lt_mechanism *m, int reaction, double value) {
    return LT_RAISE(LT_ERR_INPUT, .what = isfinite(value) ? "a negative rate" : "a rate is no number",
                    .where = place(m, reaction), .expected = "0 or more",
                    .found = lt_fmt("%s = %g", m->reactions[reaction].rate_text, value),
                    .todo = "look at the surroundings that were given, and at the law");
}

/* --- values ------------------------------------------------------------------------------------------------------- */

typedef struct evaluation {
    const lt_mechanism *m;
    const lt_rate_air *air;
    lt_law_air law_air;
    const double *k;
    int reaction;
} evaluation;

static lt_status check_variable(const evaluation *e, int variable) {
    const double value = e->air->variable[variable];
    if (isnan(value))
        return LT_RAISE(
            LT_ERR_INPUT, .what = "a rate needs a value that is not given", .where = place(e->m, e->reaction),
            .expected = lt_rate_variable_name((lt_rate_variable)variable), .found = "none", .todo = "give it");
    if (variable == LT_RATE_TEMP && !(value >= LT_LAW_COLD && value <= LT_LAW_WARM))
        return out_of_range(e->m, e->reaction, "TEMP", value, LT_LAW_COLD, LT_LAW_WARM);
    return LT_OK;
}

static lt_status call_law(const evaluation *e, const lt_rate_node *node, const double *values, double *out) {
    const lt_rate_law *law = &lt_rate_laws[node->index];
    const double T = e->air->variable[LT_RATE_TEMP];
    double arguments[LT_RATE_MOST_ARGUMENTS];
    if (law->t_max < INFINITY && !(T >= law->t_min && T <= law->t_max))
        return out_of_range(e->m, e->reaction, law->name, T, law->t_min, law->t_max);
    for (int k = 0; k < node->n_arguments; k++) arguments[k] = values[node->arguments[k]];
    *out = law->value(&e->law_air, arguments);
    return LT_OK;
}

static lt_status node_value(const evaluation *e, const lt_rate_node *node, const double *values, double *out) {
    const double x = node->n_arguments > 0 ? values[node->arguments[0]] : 0;
    const double y = node->n_arguments > 1 ? values[node->arguments[1]] : 0;
    switch (node->op) {
    case LT_RATE_NUMBER:
        *out = node->number;
        break;
    case LT_RATE_VARIABLE:
        LT_TRY(check_variable(e, node->index));
        *out = e->air->variable[node->index];
        break;
    case LT_RATE_EXTERNAL:
        *out = e->air->external ? e->air->external[node->index] : NAN;
        if (isnan(*out)) return not_given(e->m, e->reaction, node->index);
        break;
    case LT_RATE_OF:
        *out = e->k[node->index];
        break;
    case LT_RATE_ADD:
        *out = x + y;
        break;
    case LT_RATE_SUBTRACT:
        *out = x - y;
        break;
    case LT_RATE_MULTIPLY:
        *out = x * y;
        break;
    case LT_RATE_DIVIDE:
        *out = x / y;
        break;
    case LT_RATE_POWER:
        *out = x == 0 && y > 0 ? 0 : lt_exp(y * lt_law_log(x));
        break;
    case LT_RATE_NEGATE:
        *out = -x;
        break;
    case LT_RATE_LAW:
        return call_law(e, node, values, out);
    }
    return LT_OK;
}

/* NAN without a rate; its sign is the caller's matter. */
static lt_status one_rate(const evaluation *e, double *k) {
    double values[LT_RATE_MOST_NODES];
    const lt_rate *rate = &e->m->reactions[e->reaction].rate;
    for (int node = 0; node < rate->n_nodes; node++) LT_TRY(node_value(e, &rate->nodes[node], values, &values[node]));
    *k = rate->n_nodes > 0 ? values[rate->n_nodes - 1] : NAN;
    return LT_OK;
}

lt_status lt_rates(const lt_mechanism *mechanism, const lt_rate_air *air, double *k) {
    evaluation e = {.m = mechanism, .air = air, .law_air = lt_law_air_of(air->variable), .k = k};
    for (int n = 0; n < mechanism->n_reactions; n++) {
        const int r = e.reaction = mechanism->rate_order[n];
        LT_TRY(one_rate(&e, &k[r]));
        if (!isfinite(k[r]) || k[r] < 0) return no_rate(mechanism, r, k[r]);
    }
    return LT_OK;
}

void lt_rates_tried(const lt_mechanism *mechanism, const lt_rate_air *air, double *k) {
    evaluation e = {.m = mechanism, .air = air, .law_air = lt_law_air_of(air->variable), .k = k};
    for (int n = 0; n < mechanism->n_reactions; n++) {
        const int r = e.reaction = mechanism->rate_order[n];
        if (one_rate(&e, &k[r]) == LT_OK) continue;
        lt_error_clear();
        k[r] = NAN;
    }
}

void lt_rate_scale(const lt_mechanism *mechanism, double air_number, const double *fixed_ppb, double *factor) {
    const double molecules = 1e-9 * air_number; /* of 1 ppb, cm-3 */
    for (int r = 0; r < mechanism->n_reactions; r++) {
        const lt_reaction *reaction = &mechanism->reactions[r];
        factor[r] = 1 / molecules;
        for (int k = 0; k < reaction->n_reactants; k++) {
            const int species = reaction->reactants[k].species, fixed = species - mechanism->n_variable;
            const double one = fixed < 0 ? molecules : molecules * fixed_ppb[fixed];
            for (int turn = 0; turn < (int)reaction->reactants[k].coefficient; turn++) factor[r] *= one;
        }
    }
}
