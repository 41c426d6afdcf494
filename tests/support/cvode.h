/* cvode.h - a mechanism through CVODE (SUNDIALS: BDF of variable order, Newton, KLU): an oracle that shares with the
 * product only the pattern and the values of the Jacobian, which decide how Newton's method converges and not where to;
 * the change of the species is written here from the reactions as they were read. Header only. */
#ifndef LT_TESTS_CVODE_H
#define LT_TESTS_CVODE_H

#include "model/chemistry/solver/interpreter.h"
#include "tests/support/bdf.h"

#include <sunlinsol/sunlinsol_klu.h>
#include <sunmatrix/sunmatrix_sparse.h>

#include <stdlib.h>
#include <string.h>

/* Its state stands in the order of elimination. */
typedef struct cvode {
    const lt_mechanism *mechanism;
    lt_interpreter *interpreter;
    const lt_sparsity *sparsity;
    const double *k;
    double *c, *f; /* by species */
    bdf bdf;
} cvode;

static inline void cvode_by_species(const lt_sparsity *s, const double *places, double *species) {
    for (int p = 0; p < s->n; p++) species[s->pivot[p]] = places[p];
}

static int cvode_change(double t, N_Vector y, N_Vector change, void *data) {
    (void)t;
    const cvode *v = data;
    const lt_mechanism *m = v->mechanism;
    cvode_by_species(v->sparsity, N_VGetArrayPointer(y), v->c);
    memset(v->f, 0, (size_t)m->n_variable * sizeof(double));
    for (int r = 0; r < m->n_reactions; r++) {
        const lt_reaction *reaction = &m->reactions[r];
        double rate = v->k[r];
        for (int a = 0; a < reaction->n_reactants; a++)
            for (int times = 0; times < (int)reaction->reactants[a].coefficient; times++)
                if (reaction->reactants[a].species < m->n_variable) rate *= v->c[reaction->reactants[a].species];
        for (int a = 0; a < reaction->n_reactants; a++)
            if (reaction->reactants[a].species < m->n_variable)
                v->f[reaction->reactants[a].species] -= reaction->reactants[a].coefficient * rate;
        for (int a = 0; a < reaction->n_products; a++)
            if (reaction->products[a].species < m->n_variable)
                v->f[reaction->products[a].species] += reaction->products[a].coefficient * rate;
    }
    double *out = N_VGetArrayPointer(change);
    for (int p = 0; p < v->sparsity->n; p++) out[p] = v->f[v->sparsity->pivot[p]];
    return 0;
}

static int cvode_jacobian(double t, N_Vector y, N_Vector f, SUNMatrix matrix, void *data, N_Vector a, N_Vector b,
                          N_Vector c) {
    (void)t, (void)f, (void)a, (void)b, (void)c;
    const cvode *v = data;
    const lt_sparsity *s = v->sparsity;
    sunindextype *rows = SUNSparseMatrix_IndexPointers(matrix), *columns = SUNSparseMatrix_IndexValues(matrix);
    for (int p = 0; p <= s->n; p++) rows[p] = s->row[p];
    for (int at = 0; at < s->n_lu; at++) columns[at] = s->column[at];
    cvode_by_species(s, N_VGetArrayPointer(y), v->c);
    lt_interpreter_jacobian(v->interpreter, v->k, v->c, SUNSparseMatrix_Data(matrix));
    return 0;
}

static inline void cvode_create(const lt_mechanism *mechanism, cvode *v) {
    *v = (cvode){.mechanism = mechanism};
    assert_int_equal(lt_interpreter_create(mechanism, &v->interpreter), LT_OK);
    v->sparsity = lt_interpreter_sparsity(v->interpreter);
    int n = v->sparsity->n;
    v->c = calloc((size_t)n, sizeof(double));
    v->f = calloc((size_t)n, sizeof(double));
    bdf *b = &v->bdf;
    bdf_context(b);
    b->y = N_VNew_Serial(n, b->context);
    b->matrix = SUNSparseMatrix(n, n, v->sparsity->n_lu, CSR_MAT, b->context);
    b->solver = SUNLinSol_KLU(b->y, b->matrix, b->context);
    bdf_begin(b, cvode_change, v, 1e-6, 1e-9);
    assert_int_equal(CVodeSetJacFn(b->memory, cvode_jacobian), CV_SUCCESS);
}

static inline void cvode_free(cvode *v) {
    bdf_end(&v->bdf);
    lt_interpreter_free(v->interpreter);
    free(v->c);
    free(v->f);
}

/* c [n_variable] over seconds, in place. */
static inline void cvode_integrate(cvode *v, const double *k, double seconds, double rtol, double atol, double *c) {
    double reached, *y = N_VGetArrayPointer(v->bdf.y);
    v->k = k;
    for (int p = 0; p < v->sparsity->n; p++) y[p] = c[v->sparsity->pivot[p]];
    assert_int_equal(CVodeReInit(v->bdf.memory, 0.0, v->bdf.y), CV_SUCCESS);
    assert_int_equal(CVodeSStolerances(v->bdf.memory, rtol, atol), CV_SUCCESS);
    assert_int_equal(CVodeSetStopTime(v->bdf.memory, seconds), CV_SUCCESS);
    int code = CVode(v->bdf.memory, seconds, v->bdf.y, &reached, CV_NORMAL);
    assert_true(code == CV_SUCCESS || code == CV_TSTOP_RETURN);
    cvode_by_species(v->sparsity, N_VGetArrayPointer(v->bdf.y), c);
}

#endif
