/* chemistry_private.h - what the files of chemistry.c share. */
#ifndef LT_CHEMISTRY_PRIVATE_H
#define LT_CHEMISTRY_PRIVATE_H

#include "model/chemistry/solver/chemistry.h"
#include "model/chemistry/solver/interpreter.h"
#include "model/kernel/real.h"

/* What one thread works with. */
typedef struct lt_chem_worker {
    void *work;                  /* of the kernel */
    lt_interpreter *interpreter; /* NULL until it is needed */
    double *c, *k, *clipped;     /* of a cell, for the interpreter */
} lt_chem_worker;

struct lt_chemistry {
    const lt_mechanism *mechanism;
    const lt_chem_kernel *kernel; /* NULL: the interpreter */
    const lt_rosenbrock *method, *rodas4;
    lt_ros_control control;
    lt_real *atol_real;
    double *atol;
    int threads;
    lt_chem_worker *worker; /* [threads] */
};

/* The worker's interpreter and its arrays, made when they are first wanted. */
lt_status lt_chem_worker_interpreter(const lt_chemistry *chemistry, lt_chem_worker *worker);

/* One cell by the interpreter, in place. times_smaller: of the first step. */
lt_status lt_chem_cell_in_double(const lt_chemistry *chemistry, lt_chem_worker *worker, const lt_rosenbrock *method,
                                 const lt_ros_control *control, const lt_chem_cells *cells, int cell);

/* A cell that failed: smaller steps, double, Rodas4; counts says what helped. LT_ERR_NUMERIC: nothing. */
lt_status lt_chem_cell_rescue(const lt_chemistry *chemistry, lt_chem_worker *worker, const lt_chem_cells *cells,
                              int cell, lt_chem_counts *counts);

#endif
