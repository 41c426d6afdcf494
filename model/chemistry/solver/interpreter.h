/* interpreter.h - any mechanism, in double, one cell: the reference that generated kernels are held to, and what a cell
 * falls back to. Its pieces are those of kernel/chemistry.h. */
#ifndef LT_CHEM_INTERPRETER_H
#define LT_CHEM_INTERPRETER_H

#include "model/chemistry/mechanism/mechanism.h"
#include "model/chemistry/solver/sparsity.h"
#include "model/kernel/rosenbrock.h"

typedef struct lt_interpreter lt_interpreter;

/* Keeps no pointer to anything but the mechanism, which must outlive it. LT_ERR_MEMORY. One thread at a time. */
lt_status lt_interpreter_create(const lt_mechanism *mechanism, lt_interpreter **out);
void lt_interpreter_free(lt_interpreter *interpreter);
const lt_sparsity *lt_interpreter_sparsity(const lt_interpreter *interpreter);

/* c [n_variable], k [n_reactions] with fixed reactants folded in, f [n_variable], in the units of c per s. */
void lt_interpreter_fun(const lt_interpreter *interpreter, const double *k, const double *c, double *f);
/* rate [n_reactions] of each reaction. */
void lt_interpreter_reaction_rates(const lt_interpreter *interpreter, const double *k, const double *c, double *rate);
/* jac [n_lu] in the order of the sparsity; entries that only LU has are 0. */
void lt_interpreter_jacobian(const lt_interpreter *interpreter, const double *k, const double *c, double *jac);
/* Matrix in place into LU (diagonal: its reciprocal); x [n] by species, in place. */
void lt_interpreter_factor(const lt_interpreter *interpreter, double *matrix);
void lt_interpreter_solve(const lt_interpreter *interpreter, const double *lu, double *x);

/* What the box adds to the reactions: all per species, may be NULL. */
typedef struct lt_chem_forcing {
    const double *source; /* [n_variable] ppb s-1: emission, entrained air */
    const double *loss;   /* [n_variable] s-1: deposition, dilution */
    const bool *held;     /* [n_variable] keeps its value */
} lt_chem_forcing;

typedef struct lt_chem_result {
    int steps, rejected;
    double next_step; /* s */
    int failed;       /* as lt_chem_cells.failed */
} lt_chem_result;

/* Integrate c [n_variable] over seconds. step: first to try, 0: the control's. clipped [n_variable] or NULL: ppb that
 * clipping added. A failed cell keeps its start. */
void lt_interpreter_integrate(lt_interpreter *interpreter, const lt_rosenbrock *method, const lt_ros_control *control,
                              const double *atol, const double *k, const lt_chem_forcing *forcing, double seconds,
                              double step, double *c, double *clipped, lt_chem_result *out);

#endif
