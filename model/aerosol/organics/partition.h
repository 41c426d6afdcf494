/* partition.h - which part of each pair of a scheme is particle: absorptive partitioning, cell by cell. Pure.
 *
 *   particle_i = total_i n/(k_i + n),  k_i = C*_i(T)/M_i
 *   n = n0 + sum_i t_i n/(k_i + n),    t_i = total_i/M_i                                                 [umol/m3]
 *
 * n amount of the organic phase, n0 of it what does not evaporate, M molar mass of the particle (Raoult's law with mole
 * fractions, as CMAQ; Pankow 1994, Odum et al. 1996, Schell et al. 2001).
 *
 * Without n0: n = 0, all gas, as long as s = sum_i t_i/k_i <= 1; beyond it n grows from 0 as (s - 1)/sum_i(t_i/k_i^2),
 * so nothing jumps where a phase begins, nor as n0 goes to 0. Less of n0 than 1e-30 umol/m3 (a molecule in 1.7e12 m3)
 * is none. A total below 0 (advection, rounding) is left as it is, all gas. Water does not absorb.
 *
 * The answer of a cell is that of its own numbers alone, to the same bits by any kernel. */
#ifndef LT_ORGANICS_PARTITION_H
#define LT_ORGANICS_PARTITION_H

#include "model/aerosol/organics/scheme.h"

#include <stddef.h>

#define LT_ORGANICS_GAS_CONSTANT 8.314462618 /* J/mol/K */
#define LT_ORGANICS_REFERENCE_K 298.0        /* of C* */
#define LT_ORGANICS_TOLERANCE 1e-10          /* of n, relative */

/* Numbers of a scheme as the kernels take them. */
typedef struct lt_organics_facts {
    int n_pairs, n_only, n_enthalpies;
    double enthalpy_K[LT_ORGANICS_MOST_PAIRS]; /* H/R, each once */
    int enthalpy_of[LT_ORGANICS_MOST_PAIRS];   /* its place */
    double at_298[LT_ORGANICS_MOST_PAIRS];     /* C*(298 K)/M, umol/m3 */
    double per_ug[LT_ORGANICS_MOST_PAIRS];     /* umol a ug of a pair's particle */
    double only_per_ug[LT_ORGANICS_MOST_ONLY]; /* the same of those that do not evaporate; 0: does not absorb */
} lt_organics_facts;

/* Cells, one row of n numbers a species; rows in the scheme's order. particle may be the rows of total. */
typedef struct lt_organics_cells {
    size_t n;
    const double *temperature;  /* K */
    const double *const *total; /* [n_pairs] gas + particle, ug/m3 */
    const double *const *only;  /* [n_only] ug/m3 */
    double *const *particle;    /* [n_pairs] out: ug/m3, 0 to total; the gas is total - particle */
    double *moles;              /* out: n, umol/m3; NULL: not wanted */
    unsigned char *unsolved;    /* out: 1 where n is not known (lt_organics_verdict), else 0; NULL: not wanted */
} lt_organics_cells;

/* How it went: cells whose n is not known to LT_ORGANICS_TOLERANCE (or is no number), and the first of them. */
typedef struct lt_organics_verdict {
    size_t n_unsolved, first;
} lt_organics_verdict;

typedef struct lt_organics_kernel {
    lt_organics_verdict (*partition)(const lt_organics_facts *facts, const lt_organics_cells *cells);
} lt_organics_kernel;

/* A scheme has at most LT_ORGANICS_MOST_PAIRS and _MOST_ONLY. */
void lt_organics_facts_fill(const lt_organics_scheme *scheme, lt_organics_facts *out);
/* "v4", "v3"; anything else, or NULL: one cell at a time. The same bits by all. */
const lt_organics_kernel *lt_organics_kernel_of(const char *isa);

/* One cell by bisection, plainly: total, particle [n_pairs], only [n_only]. Returns n. What the kernels are held to. */
double lt_organics_reference(const lt_organics_scheme *scheme, double temperature, const double *total,
                             const double *only, double *particle);

#endif
