/* counted.h - what suites of conservation need of a mechanism: counters of what its reactions make of each element, and
 * the vectors that no reaction changes. Private to verify/. */
#ifndef LT_VERIFY_COUNTED_H
#define LT_VERIFY_COUNTED_H

#include "model/chemistry/mechanism/mechanism.h"

/* A mechanism with one counter for each element, behind the variable species. */
typedef struct lt_counted {
    lt_mechanism mechanism;
    const lt_mechanism *plain;
    lt_mech_term *terms;
    double *atoms; /* [n_elements][n_variable of the plain one] */
} lt_counted;

/* plain must outlive it. LT_ERR_MEMORY; free it also then. */
lt_status lt_counted_create(const lt_mechanism *plain, lt_counted *counted);
void lt_counted_free(lt_counted *counted);
/* What a reaction makes of an element among the variable species: its defect. */
double lt_counted_made(const lt_counted *counted, const lt_reaction *reaction, int element);

/* Vectors w [n_variable] with w . S = 0, S the net coefficients of species (rows) by reactions, into rows of *w, *n of
 * them: all of them, from the singular values of S (those below 1e-10 of the largest). LT_ERR_MEMORY. */
lt_status lt_null_space(const lt_mechanism *mechanism, double **w, int *n);

#endif
