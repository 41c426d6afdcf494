/* chemistry.h - cells through a mechanism: the generated kernel where there is one, with its fallback; else the
 * interpreter. What the box, the benchmark and (issue 8) the grid call. */
#ifndef LT_CHEMISTRY_H
#define LT_CHEMISTRY_H

#include "model/chemistry/mechanism/mechanism.h"
#include "model/kernel/chemistry.h"

#include <stdint.h>

typedef enum lt_chem_engine { LT_ENGINE_BEST, LT_ENGINE_GENERATED, LT_ENGINE_INTERPRETER } lt_chem_engine;

typedef struct lt_chem_setup {
    const char *method; /* NULL: ros3 */
    double rtol;        /* 0: that of methods.h */
    double atol_ppb;    /* 0: that of methods.h */
    const double *atol; /* [n_variable] or NULL: atol_ppb for all */
    lt_chem_engine engine;
    int threads; /* 0: all of OpenMP's */
} lt_chem_setup;

typedef struct lt_chemistry lt_chemistry;

/* The kernel that it uses, NULL: the interpreter. */
const lt_chem_kernel *lt_chemistry_kernel(const lt_chemistry *chemistry);

/* Counts of a call, summed over its cells. */
typedef struct lt_chem_counts {
    int64_t steps, rejected;
    int64_t smaller_steps, in_double, rodas4; /* cells that the fallback of this kind saved */
} lt_chem_counts;
void lt_chem_counts_add(lt_chem_counts *sum, const lt_chem_counts *one);

/* The generated kernel of this mechanism (by digest) for this processor, NULL if there is none. */
const lt_chem_kernel *lt_chem_kernel_find(const lt_mechanism *mechanism);
/* All kernels of the build, of any mechanism, instruction set (isa "v3", "v4"; with "_double" behind it for the tests'
 * double kernels of a float build) and type; NULL after the last. Whoever takes one asks lt_chem_kernel_runs. */
const lt_chem_kernel *lt_chem_kernel_number(int number);
bool lt_chem_kernel_runs(const lt_chem_kernel *kernel);

/* mechanism must outlive it. LT_ERR_INPUT: no such method, tolerance out of range, LT_ENGINE_GENERATED where the build
 * has no kernel of this mechanism (todo: lantian mechanism compile). LT_ERR_MEMORY. */
lt_status lt_chemistry_create(const lt_mechanism *mechanism, const lt_chem_setup *setup, lt_chemistry **out);
void lt_chemistry_free(lt_chemistry *chemistry);

/* Rate constants of many cells into k, lt_real [n_reactions * stride], ppb and s-1, fixed reactants folded in. */
lt_status lt_chemistry_rates(lt_chemistry *chemistry, const lt_chem_air *air, void *k);

/* Integrate cells (c, k: lt_real). Threads take cell by cell from one list; bits do not depend on their number. next is
 * not looked at. A cell that fails is tried with steps a tenth as large, then in double, then by Rodas4 in double at a
 * tenth of the tolerance, and counted; its failed is then 0. LT_ERR_NUMERIC if it still fails: the error names the
 * cell, and its state is logged as a box case. LT_ERR_MEMORY. */
lt_status lt_chemistry_integrate(lt_chemistry *chemistry, const lt_chem_cells *cells, lt_chem_counts *counts);

#endif
