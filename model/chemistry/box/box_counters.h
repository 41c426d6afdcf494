/* box_counters.h - the mechanism of a box as it is integrated: the reactions, the losses to deposition and exchange as
 * reactions of first order, and counters.
 *
 * A counter is a species that nothing consumes: each turn of its reaction adds 1. The solver carries it through its own
 * stages, and Rosenbrock methods keep linear invariants, so that the change of a species is what its counters say, to
 * rounding. Counters have no part in the error control (no reaction has them as reactant) and change no step.
 *
 * Variable species of the mechanism keep their indices, counters stand behind them, fixed species last; reactions keep
 * theirs, losses stand behind them. */
#ifndef LT_BOX_COUNTERS_H
#define LT_BOX_COUNTERS_H

#include "model/chemistry/box/box.h"

typedef struct lt_box_counters {
    lt_mechanism mechanism; /* borrows names and rates of the box's */
    int *of_reaction;       /* [n_reactions of the box] its counter (a species), -1: not counted */
    int *deposition;        /* [n_variable] reaction that deposits the species, -1: none */
    int *exchange;          /* [n_variable] reaction that carries it away, -1: none */
    int *deposited;         /* [n_variable] counter of deposition, -1: not counted */
    int *exchanged;         /* [n_variable] counter of exchange, -1: not counted */
} lt_box_counters;

lt_status lt_box_counters_create(const lt_box *box, lt_box_counters **out);
void lt_box_counters_free(lt_box_counters *counters);
/* Net change of a sum of species in one turn of a reaction of the box's mechanism. */
double lt_box_counters_net(const lt_reaction *reaction, const lt_box_sum *sum);

#endif
