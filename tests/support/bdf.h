/* bdf.h - SUNDIALS' CVODE (BDF of variable order, Newton) as the oracles of the tests set it up. The caller makes y, a
 * matrix and its linear solver in the context: sparse for a mechanism (cvode.h), dense for a cloud. Header only. */
#ifndef LT_TESTS_BDF_H
#define LT_TESTS_BDF_H

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sundials/sundials_config.h>

typedef struct bdf {
    SUNContext context;
    N_Vector y;
    SUNMatrix matrix;
    SUNLinearSolver solver;
    void *memory;
} bdf;

static inline void bdf_context(bdf *b) {
    *b = (bdf){0};
#if SUNDIALS_VERSION_MAJOR >= 7
    assert_int_equal(SUNContext_Create(SUN_COMM_NULL, &b->context), 0);
#else
    assert_int_equal(SUNContext_Create(NULL, &b->context), 0);
#endif
}

/* From time 0, where y, matrix and solver are made. */
static inline void bdf_begin(bdf *b, CVRhsFn change, void *data, double rtol, double atol) {
    b->memory = CVodeCreate(CV_BDF, b->context);
    assert_int_equal(CVodeInit(b->memory, change, 0.0, b->y), CV_SUCCESS);
    assert_int_equal(CVodeSStolerances(b->memory, rtol, atol), CV_SUCCESS);
    assert_int_equal(CVodeSetUserData(b->memory, data), CV_SUCCESS);
    assert_int_equal(CVodeSetLinearSolver(b->memory, b->solver, b->matrix), CV_SUCCESS);
    assert_int_equal(CVodeSetMaxNumSteps(b->memory, 100000), CV_SUCCESS);
}

static inline void bdf_end(bdf *b) {
    CVodeFree(&b->memory);
    SUNLinSolFree(b->solver);
    SUNMatDestroy(b->matrix);
    N_VDestroy(b->y);
    SUNContext_Free(&b->context);
}

#endif
