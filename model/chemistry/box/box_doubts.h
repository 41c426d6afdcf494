/* box_doubts.h - remarks on what is implausible in a box (plausible.h), each once, where the run begins or is checked.
 * Nothing is said of `units: native` and of `constants`, whose numbers have other units. */
#ifndef LT_BOX_DOUBTS_H
#define LT_BOX_DOUBTS_H

#include "model/chemistry/box/box_rates.h"

/* What was said of air, J and rates at one time is not said at another. */
typedef struct lt_box_doubts {
    bool air;
    bool *external, *reaction; /* [n_externals], [n_reactions] */
} lt_box_doubts;

lt_status lt_box_doubts_create(const lt_box *box, lt_box_doubts *out);
void lt_box_doubts_free(lt_box_doubts *doubts);

/* Amounts and velocities of the case. air: that of the start. */
void lt_box_doubt_amounts(const lt_box *box, const lt_box_air *air);
/* Air, J and rate constants at t [s]; k [n_reactions] in cm3, molecules, s. */
void lt_box_doubt_rates(const lt_box *box, double t, const lt_box_air *air, const double *external, const double *k,
                        lt_box_doubts *doubts);

#endif
