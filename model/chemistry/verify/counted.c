/* counted.c - counters of elements and linear invariants of a mechanism (counted.h). */
#include "model/chemistry/verify/counted.h"

#include "model/chemistry/mechanism/balance.h"

#include <gsl/gsl_linalg.h>

void lt_counted_free(lt_counted *c) {
    lt_free(c->mechanism.reactions);
    lt_free(c->terms);
    lt_free(c->atoms);
}

static int moved(const lt_mechanism *plain, int species) {
    return species < plain->n_variable ? species : species + plain->n_elements;
}

double lt_counted_made(const lt_counted *c, const lt_reaction *reaction, int element) {
    const double *atoms = c->atoms + (ptrdiff_t)element * c->plain->n_variable;
    double sum = 0.0;
    for (int a = 0; a < reaction->n_products; a++) {
        const lt_mech_term *term = &reaction->products[a];
        if (term->species < c->plain->n_variable) sum += term->coefficient * atoms[term->species];
    }
    for (int a = 0; a < reaction->n_reactants; a++) {
        const lt_mech_term *term = &reaction->reactants[a];
        if (term->species < c->plain->n_variable) sum -= term->coefficient * atoms[term->species];
    }
    return sum;
}

static lt_mech_term *add_counters(const lt_counted *c, int r, lt_mech_term *at) {
    const lt_reaction *from = &c->plain->reactions[r];
    lt_reaction *to = &c->mechanism.reactions[r];
    to->reactants = at;
    for (int a = 0; a < from->n_reactants; a++, at++)
        *at = (lt_mech_term){moved(c->plain, from->reactants[a].species), from->reactants[a].coefficient};
    to->products = at;
    for (int a = 0; a < from->n_products; a++, at++)
        *at = (lt_mech_term){moved(c->plain, from->products[a].species), from->products[a].coefficient};
    for (int e = 0; e < c->plain->n_elements; e++, at++)
        *at = (lt_mech_term){c->plain->n_variable + e, lt_counted_made(c, from, e)};
    to->n_products += c->plain->n_elements;
    return at;
}

lt_status lt_counted_create(const lt_mechanism *plain, lt_counted *c) {
    *c = (lt_counted){.mechanism = *plain, .plain = plain};
    size_t n = (size_t)plain->n_variable, terms = 0;
    c->mechanism.reactions = NULL;
    for (int r = 0; r < plain->n_reactions; r++)
        terms += (size_t)(plain->reactions[r].n_reactants + plain->reactions[r].n_products + plain->n_elements);
    LT_TRY(lt_calloc(terms, sizeof(lt_mech_term), &c->terms));
    LT_TRY(lt_calloc((size_t)plain->n_elements * n, sizeof(double), &c->atoms));
    LT_TRY(lt_calloc((size_t)plain->n_reactions, sizeof(lt_reaction), &c->mechanism.reactions));
    for (int e = 0; e < plain->n_elements; e++)
        for (size_t v = 0; v < n; v++) lt_species_atoms(&plain->species[v], e, &c->atoms[(size_t)e * n + v]);
    c->mechanism.n_variable += plain->n_elements;
    c->mechanism.n_species += plain->n_elements;
    lt_mech_term *at = c->terms;
    for (int r = 0; r < plain->n_reactions; r++) {
        c->mechanism.reactions[r] = plain->reactions[r];
        at = add_counters(c, r, at);
    }
    return LT_OK;
}

lt_status lt_null_space(const lt_mechanism *m, double **w, int *n) {
    size_t species = (size_t)m->n_variable, rows = (size_t)m->n_reactions;
    if (rows < species) rows = species;
    gsl_matrix *a = gsl_matrix_calloc(rows, species), *v = gsl_matrix_alloc(species, species);
    gsl_vector *value = gsl_vector_alloc(species), *work = gsl_vector_alloc(species);
    for (int r = 0; r < m->n_reactions; r++)
        for (size_t s = 0; s < species; s++) gsl_matrix_set(a, (size_t)r, s, lt_reaction_net(&m->reactions[r], (int)s));
    gsl_linalg_SV_decomp(a, v, value, work);
    size_t rank = 0; /* values fall */
    while (rank < species && gsl_vector_get(value, rank) > 1e-10 * gsl_vector_get(value, 0)) rank++;
    *n = (int)(species - rank);
    lt_status status = lt_calloc((size_t)*n * species, sizeof(double), w);
    for (int i = 0; i < *n && status == LT_OK; i++)
        for (size_t s = 0; s < species; s++) (*w)[(size_t)i * species + s] = gsl_matrix_get(v, s, rank + (size_t)i);
    gsl_matrix_free(a);
    gsl_matrix_free(v);
    gsl_vector_free(value);
    gsl_vector_free(work);
    return status;
}
