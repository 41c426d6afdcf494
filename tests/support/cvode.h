/* cvode.h - a mechanism through CVODE (SUNDIALS: BDF of variable order, Newton, KLU): an oracle that shares with the
 * product only the pattern and the values of the Jacobian, which decide how Newton's method converges and not where to;
 * the change of the species is written here from the reactions as they were read. Header only. */
#ifndef LT_TESTS_CVODE_H
#define LT_TESTS_CVODE_H

#include "model/chemistry/solver/interpreter.h"

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_config.h>
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
    SUNContext context;
    N_Vector y;
    SUNMatrix matrix;
    SUNLinearSolver solver;
    void *memory;
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
#if SUNDIALS_VERSION_MAJOR >= 7
    assert_int_equal(SUNContext_Create(SUN_COMM_NULL, &v->context), 0);
#else
    assert_int_equal(SUNContext_Create(NULL, &v->context), 0);
#endif
    v->y = N_VNew_Serial(n, v->context);
    v->matrix = SUNSparseMatrix(n, n, v->sparsity->n_lu, CSR_MAT, v->context);
    v->solver = SUNLinSol_KLU(v->y, v->matrix, v->context);
    v->memory = CVodeCreate(CV_BDF, v->context);
    assert_int_equal(CVodeInit(v->memory, cvode_change, 0.0, v->y), CV_SUCCESS);
    assert_int_equal(CVodeSStolerances(v->memory, 1e-6, 1e-9), CV_SUCCESS);
    assert_int_equal(CVodeSetUserData(v->memory, v), CV_SUCCESS);
    assert_int_equal(CVodeSetLinearSolver(v->memory, v->solver, v->matrix), CV_SUCCESS);
    assert_int_equal(CVodeSetJacFn(v->memory, cvode_jacobian), CV_SUCCESS);
    assert_int_equal(CVodeSetMaxNumSteps(v->memory, 100000), CV_SUCCESS);
}

static inline void cvode_free(cvode *v) {
    CVodeFree(&v->memory);
    SUNLinSolFree(v->solver);
    SUNMatDestroy(v->matrix);
    N_VDestroy(v->y);
    SUNContext_Free(&v->context);
    lt_interpreter_free(v->interpreter);
    free(v->c);
    free(v->f);
}

/* c [n_variable] over seconds, in place. */
static inline void cvode_integrate(cvode *v, const double *k, double seconds, double rtol, double atol, double *c) {
    double reached, *y = N_VGetArrayPointer(v->y);
    v->k = k;
    for (int p = 0; p < v->sparsity->n; p++) y[p] = c[v->sparsity->pivot[p]];
    assert_int_equal(CVodeReInit(v->memory, 0.0, v->y), CV_SUCCESS);
    assert_int_equal(CVodeSStolerances(v->memory, rtol, atol), CV_SUCCESS);
    assert_int_equal(CVodeSetStopTime(v->memory, seconds), CV_SUCCESS);
    int code = CVode(v->memory, seconds, v->y, &reached, CV_NORMAL);
    assert_true(code == CV_SUCCESS || code == CV_TSTOP_RETURN);
    cvode_by_species(v->sparsity, N_VGetArrayPointer(v->y), c);
}

#endif
