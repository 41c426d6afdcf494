/* box_counters.c - reactions, losses and counters of a box as one mechanism (box_counters.h). */
#include "model/chemistry/box/box_counters.h"

#include "model/chemistry/box/box_forcing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double lt_box_counters_net(const lt_reaction *reaction, const lt_box_sum *sum) {
    double net = 0.0, size = 0.0;
    for (int k = 0; k < sum->n; k++) {
        const double one = lt_reaction_net(reaction, sum->species[k]);
        net += one;
        size += fabs(one);
    }
    return fabs(net) > 1e-12 * size ? net : 0.0; /* what only rounding leaves is none */
}

/* Which species stand in a budget, and which reactions change one. Of a held species all are counted, those too that
 * change nothing of its family: what holds it is the rest. */
static void mark(const lt_box *box, bool *species, bool *reactions) {
    const lt_mechanism *m = box->mechanism;
    for (int b = 0; b < box->n_budget; b++) {
        for (int k = 0; k < box->budget[b].n; k++) {
            const int s = box->budget[b].species[k];
            species[s] = true;
            for (int r = 0; r < m->n_reactions && !isnan(box->held[s]); r++)
                if (lt_reaction_net(&m->reactions[r], s) != 0.0) reactions[r] = true;
        }
        for (int r = 0; r < m->n_reactions; r++)
            if (lt_box_counters_net(&m->reactions[r], &box->budget[b]) != 0.0) reactions[r] = true;
    }
}

/* Numbers of the counters, behind the variable species; how many. */
static int number(const lt_box *box, const bool *species, const bool *reactions, lt_box_counters *c) {
    const lt_mechanism *m = box->mechanism;
    const bool exchanges = lt_box_exchanges(box);
    int next = m->n_variable, loss = m->n_reactions;
    for (int r = 0; r < m->n_reactions; r++) c->of_reaction[r] = reactions[r] ? next++ : -1;
    for (int s = 0; s < m->n_variable; s++) {
        const bool held = !isnan(box->held[s]), deposits = box->velocity[s] > 0.0 && !held;
        c->deposition[s] = deposits ? loss++ : -1;
        c->exchange[s] = exchanges && !held ? loss++ : -1;
        c->deposited[s] = deposits && species[s] ? next++ : -1;
        c->exchanged[s] = exchanges && !held && species[s] ? next++ : -1;
    }
    c->mechanism.n_reactions = loss;
    c->mechanism.n_variable = next;
    c->mechanism.n_species = next + m->n_species - m->n_variable;
    return next - m->n_variable;
}

static lt_status copy_species(const lt_mechanism *m, lt_mechanism *out) {
    const int n_counters = out->n_variable - m->n_variable;
    LT_TRY(lt_calloc((size_t)out->n_species, sizeof *out->species, &out->species));
    memcpy(out->species, m->species, (size_t)m->n_variable * sizeof *out->species);
    for (int s = m->n_variable; s < out->n_variable; s++)
        out->species[s] = (lt_mech_species){.name = (char *)(size_t) "counter", .kind = LT_SPECIES_COUNTER};
    for (int s = m->n_variable; s < m->n_species; s++) out->species[s + n_counters] = m->species[s];
    return LT_OK;
}

static void copy_terms(const lt_mechanism *m, int n_counters, const lt_mech_term *terms, int n, lt_mech_term *out) {
    for (int a = 0; a < n; a++) {
        out[a] = terms[a];
        if (out[a].species >= m->n_variable) out[a].species += n_counters;
    }
}

/* A reaction with its counter among the products. */
static lt_status copy_reaction(const lt_mechanism *m, int n_counters, int r, int counter, lt_reaction *out) {
    const lt_reaction *from = &m->reactions[r];
    *out = *from;
    out->reactants = out->products = NULL;
    LT_TRY(lt_calloc((size_t)from->n_reactants, sizeof *out->reactants, &out->reactants));
    LT_TRY(lt_calloc((size_t)from->n_products + 1, sizeof *out->products, &out->products));
    copy_terms(m, n_counters, from->reactants, from->n_reactants, out->reactants);
    copy_terms(m, n_counters, from->products, from->n_products, out->products);
    if (counter >= 0) out->products[out->n_products++] = (lt_mech_term){counter, 1.0};
    return LT_OK;
}

/* species = counter, or species = nothing. */
static lt_status add_loss(int species, int counter, const char *label, lt_reaction *out) {
    *out = (lt_reaction){.label = (char *)(size_t)label, .n_reactants = 1, .n_products = counter >= 0};
    LT_TRY(lt_calloc(1, sizeof *out->reactants, &out->reactants));
    LT_TRY(lt_calloc(1, sizeof *out->products, &out->products));
    out->reactants[0] = (lt_mech_term){species, 1.0};
    if (counter >= 0) out->products[0] = (lt_mech_term){counter, 1.0};
    return LT_OK;
}

static lt_status copy_reactions(const lt_mechanism *m, lt_box_counters *c) {
    lt_mechanism *out = &c->mechanism;
    const int n_counters = out->n_variable - m->n_variable;
    LT_TRY(lt_calloc((size_t)out->n_reactions, sizeof *out->reactions, &out->reactions));
    for (int r = 0; r < m->n_reactions; r++)
        LT_TRY(copy_reaction(m, n_counters, r, c->of_reaction[r], &out->reactions[r]));
    for (int s = 0; s < m->n_variable; s++) {
        if (c->deposition[s] >= 0)
            LT_TRY(add_loss(s, c->deposited[s], "deposition", &out->reactions[c->deposition[s]]));
        if (c->exchange[s] >= 0) LT_TRY(add_loss(s, c->exchanged[s], "exchange", &out->reactions[c->exchange[s]]));
    }
    return LT_OK;
}

static lt_status fill(const lt_box *box, lt_box_counters *c) {
    const lt_mechanism *m = box->mechanism;
    bool *species = NULL, *reactions = NULL;
    int *const *arrays[] = {&c->of_reaction, &c->deposition, &c->exchange, &c->deposited, &c->exchanged};
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++)
        LT_TRY(lt_calloc((size_t)(k ? m->n_variable : m->n_reactions), sizeof(int), (void *)arrays[k]));
    c->mechanism = *m;
    c->mechanism.species = NULL;
    c->mechanism.reactions = NULL;
    lt_status status = lt_calloc((size_t)m->n_variable, sizeof *species, &species);
    if (status == LT_OK) status = lt_calloc((size_t)m->n_reactions, sizeof *reactions, &reactions);
    if (status == LT_OK) {
        mark(box, species, reactions);
        number(box, species, reactions, c);
        status = copy_species(m, &c->mechanism);
    }
    if (status == LT_OK) status = copy_reactions(m, c);
    lt_free(species);
    lt_free(reactions);
    return status;
}

lt_status lt_box_counters_create(const lt_box *box, lt_box_counters **out) {
    LT_TRY(lt_calloc(1, sizeof **out, out));
    const lt_status status = fill(box, *out);
    if (status == LT_OK) return LT_OK;
    lt_box_counters_free(*out);
    *out = NULL;
    return status;
}

void lt_box_counters_free(lt_box_counters *c) {
    if (!c) return;
    for (int r = 0; c->mechanism.reactions && r < c->mechanism.n_reactions; r++) {
        lt_free(c->mechanism.reactions[r].reactants);
        lt_free(c->mechanism.reactions[r].products);
    }
    lt_free(c->mechanism.reactions);
    lt_free(c->mechanism.species);
    lt_free(c->of_reaction);
    lt_free(c->deposition);
    lt_free(c->exchange);
    lt_free(c->deposited);
    lt_free(c->exchanged);
    lt_free(c);
}
