/* interpreter_private.h - a mechanism laid flat. Inside solver/ only. */
#ifndef LT_CHEM_INTERPRETER_PRIVATE_H
#define LT_CHEM_INTERPRETER_PRIVATE_H

#include "model/chemistry/solver/interpreter.h"

/* Derivative of a reaction's rate by one of its reactants, and what it adds to: entry[first ..], one for each species
 * that the reaction nets. */
typedef struct lt_flat_partial {
    int reactant; /* position in the list of reactants; the other positions are the factors */
    double power; /* how often the reactant stands in the list */
    int first;
} lt_flat_partial;

/* Lists of all reactions, those of reaction r at [start[r], start[r + 1]); variable species only. */
struct lt_interpreter {
    const lt_mechanism *mechanism;
    lt_sparsity *sparsity;
    int n, n_reactions;
    int *reactant_start, *reactant; /* NO + NO stands twice */
    int *net_start, *net_species;
    double *net;
    int *partial_start;
    lt_flat_partial *partial;
    int *entry;
    double *work; /* what the rest points into */
    double *row;  /* [n] of the factorisation and solution */
    double *jac, *matrix;
    double *f, *y, *next, *error, *now, *cut; /* now, cut: state and clipped so far */
    double *stage[LT_ROS_MOST_STAGES];
};

#endif
