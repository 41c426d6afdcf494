/* box_rates.h - the rate constants of a box at a time, in the unit of the run. */
#ifndef LT_BOX_RATES_H
#define LT_BOX_RATES_H

#include "model/chemistry/box/box_air.h"

typedef struct lt_box_rates {
    double *external; /* [n_externals] as used last */
    double *factor;   /* [n_reactions] work */
    double *k;        /* [n_reactions] result, fixed species folded in */
} lt_box_rates;

lt_status lt_box_rates_create(const lt_box *box, lt_box_rates *out);
void lt_box_rates_free(lt_box_rates *rates);
/* light: a further factor on the law of light. LT_ERR_INPUT as lt_rates. */
lt_status lt_box_rates_at(const lt_box *box, double t, const lt_box_air *air, double light, lt_box_rates *rates);

/* Before a run: at the start and at all rows of the table the air can be and the laws are valid. What is implausible is
 * remarked (box_doubts.h). */
lt_status lt_box_rates_judge(const lt_box *box, lt_faults *faults);

#endif
