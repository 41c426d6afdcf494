/* sparsity.h - what of a mechanism the solvers need before any number: where its Jacobian has entries, the order of
 * elimination, where LU fills in, and which species stand in the error of a step.
 *
 * Variable species are eliminated in the order `pivot` (Markowitz: at each step the diagonal with the least product of
 * the other entries in its row and column; ties by the species' index), so that the fill is small. Rows and columns
 * of the pattern stand in that order. */
#ifndef LT_CHEM_SPARSITY_H
#define LT_CHEM_SPARSITY_H

#include "model/chemistry/mechanism/mechanism.h"

typedef struct lt_sparsity {
    int n;         /* variable species */
    int *pivot;    /* [n] species of row and column p */
    int *place;    /* [n] its inverse: p of a species */
    int n_lu;      /* entries with fill, the diagonal among them always */
    int *row;      /* [n + 1] entries of row p are row[p] .. row[p + 1] - 1, columns rising */
    int *column;   /* [n_lu] */
    int *diagonal; /* [n] entry of the diagonal of row p */
    bool *filled;  /* [n_lu] true: only LU has it, the Jacobian does not */
    int n_jacobian;
    bool *counted; /* [n] by species: some reaction has it as reactant; the others only count and stand in no error */
    int n_counted;
    bool *positive; /* [n] by species: what takes it has it as reactant, so that the reactions leave it positive. CB6's
                     * PAR is not: it stands among products with negative coefficients */
} lt_sparsity;

/* LT_ERR_MEMORY. */
lt_status lt_sparsity_create(const lt_mechanism *mechanism, lt_sparsity **out);
void lt_sparsity_free(lt_sparsity *sparsity);
/* Entry (p, q) in the order of elimination, -1 if there is none. */
int lt_sparsity_entry(const lt_sparsity *sparsity, int p, int q);

#endif
