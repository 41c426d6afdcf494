/* invariants.c - what a mechanism cannot change, over a day of the interpreter in double.
 *
 * Linear invariants: vectors w with w . S = 0, S the net coefficients of species (rows) by reactions; all of them, from
 * the singular values of S (those below 1e-10 of the largest). Elements: a reaction that does not balance is given a
 * counter of what it makes of N, S, Cl; the counters go through the solver with the rest, so that element less counter
 * is an invariant too, by which each reaction counts as the file has it. Clipping is taken off by its own budget.
 * Errors are relative to the sum of |w c|. Rosenbrock methods keep linear invariants; what is left is rounding. Carbon
 * is not conserved by a lumped mechanism: its change of the day is reported. Bound: project goal (1e-12). */
#include "model/chemistry/verify/random_states.h"
#include "model/chemistry/verify/shipped.h"
#include "model/chemistry/verify/verify.h"

#include "model/chemistry/mechanism/balance.h"
#include "model/chemistry/solver/interpreter.h"
#include "model/chemistry/solver/methods.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

enum { CELLS = 8, MOST_ELEMENTS = 16 };

/* A mechanism with one counter for each element, behind the variable species. */
typedef struct counted {
    lt_mechanism mechanism;
    const lt_mechanism *plain;
    lt_mech_term *terms;
    double *atoms; /* [n_elements][n_variable of the plain one] */
} counted;

static void free_counted(counted *c) {
    lt_free(c->mechanism.reactions);
    lt_free(c->terms);
    lt_free(c->atoms);
}

static int moved(const lt_mechanism *plain, int species) {
    return species < plain->n_variable ? species : species + plain->n_elements;
}

/* What a reaction makes of an element among the variable species. */
static double made(const counted *c, const lt_reaction *reaction, int element) {
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

static lt_mech_term *add_counters(const counted *c, int r, lt_mech_term *at) {
    const lt_reaction *from = &c->plain->reactions[r];
    lt_reaction *to = &c->mechanism.reactions[r];
    to->reactants = at;
    for (int a = 0; a < from->n_reactants; a++, at++)
        *at = (lt_mech_term){moved(c->plain, from->reactants[a].species), from->reactants[a].coefficient};
    to->products = at;
    for (int a = 0; a < from->n_products; a++, at++)
        *at = (lt_mech_term){moved(c->plain, from->products[a].species), from->products[a].coefficient};
    for (int e = 0; e < c->plain->n_elements; e++, at++)
        *at = (lt_mech_term){c->plain->n_variable + e, made(c, from, e)};
    to->n_products += c->plain->n_elements;
    return at;
}

static lt_status create_counted(const lt_mechanism *plain, counted *c) {
    *c = (counted){.mechanism = *plain, .plain = plain};
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

/* Vectors w [n_variable] with w . S = 0 into rows of *w, *n of them. */
static lt_status null_space(const lt_mechanism *m, double **w, int *n) {
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

/* A cell before and after its day; made: what the reactions made of each element; change: less what clipping added. */
typedef struct day {
    int n;
    double *start, *end, *change, *clipped, *atol, *k;
} day;

static lt_status run_day(const counted *c, lt_interpreter *interpreter, const lt_states *states, int cell, day *d) {
    const lt_rosenbrock *method;
    lt_ros_control control = lt_ros_control_default(1e-3);
    double step = 0.0;
    LT_TRY(lt_ros_method_find("ros3", &method));
    memset(d->end, 0, (size_t)c->mechanism.n_variable * sizeof *d->end);
    memset(d->clipped, 0, (size_t)c->mechanism.n_variable * sizeof *d->clipped);
    for (int r = 0; r < states->n_reactions; r++) d->k[r] = states->k[(ptrdiff_t)r * states->n + cell];
    for (int s = 0; s < d->n; s++) d->start[s] = d->end[s] = states->start[(ptrdiff_t)s * states->n + cell];
    for (int hour = 0; hour < 24; hour++) {
        lt_chem_result result;
        lt_interpreter_integrate(interpreter, method, &control, d->atol, d->k, NULL, 3600.0, step, d->end, d->clipped,
                                 &result);
        if (result.failed)
            return LT_RAISE(LT_ERR_INTERNAL, .what = "a day of chemistry failed", .where = c->plain->name,
                            .expected = "steps that pass", .found = lt_fmt("random cell %d", cell),
                            .todo = "report this");
        step = result.next_step;
    }
    for (int s = 0; s < c->mechanism.n_variable; s++)
        d->change[s] = d->end[s] - (s < d->n ? d->start[s] : 0.0) - d->clipped[s];
    return LT_OK;
}

/* w . change less made, relative to the sum of the sizes of w c. */
static double drift(const day *d, const double *w, double made_of_it) {
    double sum = -made_of_it, size = 0.0;
    for (int s = 0; s < d->n; s++) {
        sum += w[s] * d->change[s];
        size += fabs(w[s]) * fmax(d->start[s], d->end[s]);
    }
    return size > 0.0 ? fabs(sum) / size : 0.0;
}

typedef struct outcome {
    double linear, element[MOST_ELEMENTS], raw[MOST_ELEMENTS];
    int n_linear;
} outcome;

static lt_status run_days(const counted *c, const double *w, const lt_states *states, day *d, outcome *out) {
    lt_interpreter *interpreter;
    lt_status status = LT_OK;
    LT_TRY(lt_interpreter_create(&c->mechanism, &interpreter));
    for (int cell = 0; cell < CELLS && status == LT_OK; cell++) {
        status = run_day(c, interpreter, states, cell, d);
        for (int i = 0; i < out->n_linear && status == LT_OK; i++)
            out->linear = fmax(out->linear, drift(d, w + (ptrdiff_t)i * d->n, 0.0));
        for (int e = 0; e < c->plain->n_elements && status == LT_OK; e++) {
            const double *atoms = c->atoms + (ptrdiff_t)e * d->n;
            out->element[e] = fmax(out->element[e], drift(d, atoms, d->change[d->n + e]));
            out->raw[e] = fmax(out->raw[e], drift(d, atoms, 0.0));
        }
    }
    lt_interpreter_free(interpreter);
    return status;
}

static lt_status report(lt_verify *verify, const lt_mechanism *m, const outcome *out) {
    LT_TRY(LT_VERIFY_ADD(verify, .test = m->name, .metric = "linear_invariants", .value = out->n_linear,
                         .sense = LT_FACT));
    LT_TRY(LT_VERIFY_ADD(verify, .test = m->name, .metric = "linear_invariants_relative_drift", .value = out->linear,
                         .bound = 1e-12, .source = "null space of the stoichiometry; project goal"));
    for (int e = 0; e < m->n_elements; e++) {
        bool carbon = strcmp(m->elements[e], "C") == 0;
        if (carbon)
            LT_TRY(LT_VERIFY_ADD(verify, .test = m->name, .metric = "C_relative_change_of_a_day", .value = out->raw[e],
                                 .sense = LT_FACT));
        LT_TRY(LT_VERIFY_ADD(verify, .test = m->name,
                             .metric = lt_fmt("%s_less_defects_relative_drift", m->elements[e]),
                             .value = out->element[e], .bound = 1e-12, .source = "the mechanism's own defects"));
    }
    return LT_OK;
}

static lt_status with_memory(lt_verify *verify, const counted *c, const lt_states *states, const double *w,
                             outcome *out) {
    size_t n = (size_t)c->mechanism.n_variable, reactions = (size_t)c->mechanism.n_reactions;
    double *memory;
    LT_TRY(lt_calloc(5 * n + reactions, sizeof(double), &memory));
    day d = {.n = c->plain->n_variable,
             .start = memory,
             .end = memory + n,
             .change = memory + 2 * n,
             .clipped = memory + 3 * n,
             .atol = memory + 4 * n,
             .k = memory + 5 * n};
    for (size_t s = 0; s < n; s++) d.atol[s] = 1e-6;
    lt_status status = run_days(c, w, states, &d, out);
    lt_free(memory);
    LT_TRY(status);
    return report(verify, c->plain, out);
}

static lt_status check(lt_verify *verify, const lt_mechanism *mechanism) {
    counted c;
    outcome out = {0};
    double *w = NULL;
    lt_states *states = NULL;
    lt_status status;
    LT_TRY_GOTO(status, create_counted(mechanism, &c), done);
    LT_TRY_GOTO(status, null_space(mechanism, &w, &out.n_linear), done);
    LT_TRY_GOTO(status, lt_random_states(mechanism, CELLS, 21, &states), done);
    status = with_memory(verify, &c, states, w, &out);
done:
    lt_states_free(states);
    lt_free(w);
    free_counted(&c);
    return status;
}

lt_status lt_verify_chemistry_invariants(lt_verify *verify) {
    return lt_shipped_each(verify, check);
}
