/* chemistry.h - what the generated code of a mechanism offers: its pieces, and the integration of many cells.
 *
 * Units: ppb and s-1. Only variable species stand in c; fixed ones are folded into the rate constants (rate.h). Pieces
 * work on one vector of `lanes` cells, x[row][lane]; integrate works on any number of cells, x[row * stride + cell],
 * and refills a lane the moment its cell is done. What a cell becomes depends on nothing but its own numbers. */
#ifndef LT_KERNEL_CHEMISTRY_H
#define LT_KERNEL_CHEMISTRY_H

#include "model/kernel/rosenbrock.h"

#include <stddef.h>
#include <stdint.h>

/* Raise it when what generated code must know changes: names and meanings of the pieces, what a law says, the order of
 * the surroundings (lt_rate_variable). A file that was written before does not compile then. */
enum { LT_CHEM_FORMAT = 1 };

/* real is float or double: lt_chem_kernel.real_bytes. */
typedef struct lt_chem_cells {
    int n;
    ptrdiff_t stride;  /* from row to row of c, k, clipped; fastest where it is an odd number of 64-byte lines */
    double seconds;    /* to integrate */
    const int *order;  /* [n] the order in which cells are taken up, NULL: as they stand. Changes no result */
    int *next;         /* place in the order of the next cells to take up, shared by threads that work on the same
                          cells; NULL: this call takes all */
    void *c;           /* [n_variable] ppb, in place; cells that fail keep their start */
    const void *k;     /* [n_reactions] ppb^(1 - order) s-1, fixed reactants folded in */
    double *step;      /* [n] s: the first step to try (0: the control's); on return what to try next */
    double *clipped;   /* [n_variable] ppb that clipping of negative values added to the cell is added here; or NULL */
    int32_t *steps;    /* [n] steps taken, set; or NULL */
    int32_t *rejected; /* [n] steps that were tried again, set; or NULL */
    uint8_t *failed;   /* [n] 1: no step was small enough, or too many; 2: no longer a number; set */
} lt_chem_cells;

/* Surroundings of cells for the rates, rows `stride` apart, in double. */
typedef struct lt_chem_air {
    int n;
    ptrdiff_t stride;
    const double *variable; /* [LT_RATE_N_VARIABLES] in the order of rate.h */
    const double *fixed;    /* [n_species - n_variable] ppb */
    const double *external; /* [n_externals] */
} lt_chem_air;

typedef struct lt_chem_kernel {
    const char *mechanism, *isa;
    const char *digest; /* of the mechanism's files: the generated code is of this text */
    int real_bytes, lanes;
    int n_variable, n_fixed, n_reactions, n_externals, n_lu;
    /* bad [air.n], set: 1 where something of the surroundings is infinite or no number, or a constant is that or
     * negative. Temperatures outside of a law's validity are not seen. */
    void (*rates)(const lt_chem_air *air, void *k, ptrdiff_t k_stride, uint8_t *bad);
    /* Pieces, for tests and benchmarks; 64-byte aligned. The Jacobian is never stored: a row of shift - J is assembled,
     * eliminated and stored in one go. shift [lanes] s-1; lu [n_lu] in the order of solver/sparsity.h: L without its
     * diagonal of 1, U with the reciprocal of its diagonal. */
    void (*fun)(const void *k, const void *c, void *f);
    void (*factor)(const void *k, const void *c, const void *shift, void *lu);
    void (*solve)(const void *lu, void *x);
    size_t work_bytes; /* that integrate wants, 64-byte aligned */
    void (*integrate)(const lt_rosenbrock *method, const lt_ros_control *control,
                      const void *atol /* [n_variable] ppb */, const lt_chem_cells *cells, void *work);
} lt_chem_kernel;

#endif
