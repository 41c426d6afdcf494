/* process_sums.h - process budget: from columns to regions.
 *
 * All are exact sums over the cells of a region (base/exactsum.h) of numbers that a cell has for itself: any order of
 * the cells gives the same bits, and so do limbs that were summed over parts of the cells and added. Twice an hour: the
 * air at its beginning, for the hour's air is known ahead (air.h), the columns at its end. */
#ifndef LT_PROCESS_SUMS_H
#define LT_PROCESS_SUMS_H

#include "model/driver/process_budget.h"

/* Layer k of a column counts for all depths that hold it. */
static inline void lt_process_add_layer(const lt_process_budget *p, int k, double kg, double sum[LT_N_DEPTHS]) {
    if (k == 0) sum[LT_DEPTH_GROUND] += kg;
    if (k < p->n_low) sum[LT_DEPTH_LOW] += kg;
    sum[LT_DEPTH_COLUMN] += kg;
}

/* How many lt_process_sum_air makes. */
size_t lt_process_air_sums(const lt_process_budget *budget);
/* The most that one of both makes. */
size_t lt_process_most_sums(const lt_process_budget *budget);
/* kg of air in the regions before the first and after each step of the hour: sums [0 .. n_steps][region][depth] ... */
void lt_process_sum_air(const lt_process_budget *budget, const lt_air *air, lt_exactsum *sums);
/* ... rounded, into the budget. */
void lt_process_take_air(lt_process_budget *budget, const lt_exactsum *sums);
/* What stands in the columns: sums [item][region][depth][LT_PROCESS_TERMS] ... */
void lt_process_sum_columns(const lt_process_budget *budget, lt_exactsum *sums);
/* ... rounded, of one line. */
lt_process_terms lt_process_terms_of(const lt_exactsum *sums, ptrdiff_t line);
/* process_step.c: the columns begin anew with what is there now, and with the air of the hour. */
lt_status lt_process_begin_columns(lt_process_budget *budget, const lt_state *state, const lt_air *air);

#endif
