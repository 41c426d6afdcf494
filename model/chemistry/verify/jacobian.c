/* jacobian.c - the interpreter's Jacobian and sparse LU on every shipped mechanism.
 *
 * Oracle of the Jacobian: complex step, df_i/dc_j = Im f_i(c + i h e_j) / h with h = 1e-40 c_j, exact to rounding
 * (Squire and Trapp 1998, doi:10.1137/S003614459631241X); f is written here from the reactions as they were read. An
 * entry may be a difference of large terms, so errors are relative to the sum of the sizes of its terms; places without
 * an entry must get exactly nothing. Oracle of LU: what is left of (1/(h g) - J) x = b, row by row, relative to the sum
 * of the sizes of the row's terms, at a short and a long step. Bounds: project goal (1e-10). */
#include "model/chemistry/verify/random_states.h"
#include "model/chemistry/verify/shipped.h"
#include "model/chemistry/verify/verify.h"

#include "model/chemistry/solver/interpreter.h"

#include <complex.h>
#include <math.h>

enum { CELLS = 12 };

typedef struct subject {
    const lt_mechanism *mechanism;
    lt_interpreter *interpreter;
    const lt_sparsity *sparsity;
    double *k, *c;              /* of a cell */
    double *jac, *lu, *x, *b;   /* of the interpreter */
    double complex *z, *change; /* of the oracle */
    double *size;               /* sums of sizes */
} subject;

/* f at z, and the sizes of the imaginary parts of its terms. */
static void oracle(subject *s) {
    const lt_mechanism *m = s->mechanism;
    for (int v = 0; v < m->n_variable; v++) s->change[v] = s->size[v] = 0.0;
    for (int r = 0; r < m->n_reactions; r++) {
        const lt_reaction *reaction = &m->reactions[r];
        double complex rate = s->k[r];
        for (int a = 0; a < reaction->n_reactants; a++) {
            const lt_mech_term *term = &reaction->reactants[a];
            for (int times = 0; term->species < m->n_variable && times < (int)term->coefficient; times++)
                rate *= s->z[term->species];
        }
        for (int a = 0; a < reaction->n_reactants + reaction->n_products; a++) {
            bool product = a >= reaction->n_reactants;
            const lt_mech_term *term =
                product ? &reaction->products[a - reaction->n_reactants] : &reaction->reactants[a];
            if (term->species >= m->n_variable) continue;
            s->change[term->species] += (product ? term->coefficient : -term->coefficient) * rate;
            s->size[term->species] += fabs(term->coefficient * cimag(rate));
        }
    }
}

/* Largest relative error of column j; HUGE_VAL where something stands outside the pattern. */
static double column_error(subject *s, int j) {
    const lt_sparsity *p = s->sparsity;
    double step = 1e-40 * s->c[j], worst = 0.0;
    for (int v = 0; v < p->n; v++) s->z[v] = s->c[v];
    s->z[j] += I * step;
    oracle(s);
    for (int v = 0; v < p->n; v++) {
        int entry = lt_sparsity_entry(p, p->place[v], p->place[j]);
        double ours = entry < 0 ? 0.0 : s->jac[entry], exact = cimag(s->change[v]) / step, size = s->size[v] / step;
        if (entry < 0 && size > 0.0 && fabs(exact) > 1e-12 * size) return HUGE_VAL;
        if (size > 0.0) worst = fmax(worst, fabs(ours - exact) / size);
        if (size == 0.0 && ours != 0.0) return HUGE_VAL;
    }
    return worst;
}

/* Largest relative remainder of a system of a step of h. */
static double solve_error(subject *s, double h) {
    const lt_sparsity *p = s->sparsity;
    double shift = 1.0 / (h * 0.4358665), worst = 0.0;
    for (int at = 0; at < p->n_lu; at++) s->lu[at] = -s->jac[at];
    for (int row = 0; row < p->n; row++) s->lu[p->diagonal[row]] += shift;
    lt_interpreter_fun(s->interpreter, s->k, s->c, s->b);
    for (int v = 0; v < p->n; v++) s->x[v] = s->b[v];
    lt_interpreter_factor(s->interpreter, s->lu);
    lt_interpreter_solve(s->interpreter, s->lu, s->x);
    for (int row = 0; row < p->n; row++) {
        double left = s->b[p->pivot[row]], size = fabs(left);
        for (int at = p->row[row]; at < p->row[row + 1]; at++) {
            double entry = (at == p->diagonal[row] ? shift : 0.0) - s->jac[at], x = s->x[p->pivot[p->column[at]]];
            left -= entry * x;
            size += fabs(entry * x);
        }
        if (size > 0.0) worst = fmax(worst, fabs(left) / size);
    }
    return worst;
}

static lt_status create(subject *s) {
    size_t n = (size_t)s->mechanism->n_variable;
    LT_TRY(lt_interpreter_create(s->mechanism, &s->interpreter));
    s->sparsity = lt_interpreter_sparsity(s->interpreter);
    LT_TRY(lt_calloc((size_t)s->mechanism->n_reactions, sizeof(double), &s->k));
    LT_TRY(lt_calloc(n, sizeof(double), &s->c));
    LT_TRY(lt_calloc((size_t)s->sparsity->n_lu, sizeof(double), &s->jac));
    LT_TRY(lt_calloc((size_t)s->sparsity->n_lu, sizeof(double), &s->lu));
    LT_TRY(lt_calloc(n, sizeof(double), &s->x));
    LT_TRY(lt_calloc(n, sizeof(double), &s->b));
    LT_TRY(lt_calloc(n, sizeof(double complex), &s->z));
    LT_TRY(lt_calloc(n, sizeof(double complex), &s->change));
    return lt_calloc(n, sizeof(double), &s->size);
}

static void release(subject *s) {
    void *const all[] = {s->k, s->c, s->jac, s->lu, s->x, s->b, s->z, s->change, s->size};
    lt_interpreter_free(s->interpreter);
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
}

static lt_status measure(lt_verify *verify, subject *s) {
    lt_states *states;
    double jacobian = 0.0, left = 0.0;
    LT_TRY(lt_random_states(s->mechanism, CELLS, 11, &states));
    for (int cell = 0; cell < CELLS; cell++) {
        for (int r = 0; r < states->n_reactions; r++) s->k[r] = states->k[(ptrdiff_t)r * CELLS + cell];
        for (int v = 0; v < states->n_variable; v++) {
            double start = states->start[(ptrdiff_t)v * CELLS + cell];
            s->c[v] = start > 1e-30 ? start : 1e-30; /* the step is relative */
        }
        lt_interpreter_jacobian(s->interpreter, s->k, s->c, s->jac);
        for (int j = 0; j < states->n_variable; j++) jacobian = fmax(jacobian, column_error(s, j));
        left = fmax(left, fmax(solve_error(s, 1e-3), solve_error(s, 600.0)));
    }
    lt_states_free(states);
    LT_TRY(LT_VERIFY_ADD(verify, .test = s->mechanism->name, .metric = "jacobian_relative_error", .value = jacobian,
                         .bound = 1e-10, .source = "complex step; project goal"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = s->mechanism->name, .metric = "lu_relative_remainder", .value = left,
                         .bound = 1e-10, .source = "the system itself"));
    return LT_VERIFY_ADD(verify, .test = s->mechanism->name, .metric = "lu_entries", .value = s->sparsity->n_lu,
                         .sense = LT_FACT);
}

static lt_status check(lt_verify *verify, const lt_mechanism *mechanism) {
    subject s = {.mechanism = mechanism};
    lt_status status = create(&s);
    if (status == LT_OK) status = measure(verify, &s);
    release(&s);
    return status;
}

lt_status lt_verify_chemistry_jacobian(lt_verify *verify) {
    return lt_shipped_each(verify, check);
}
