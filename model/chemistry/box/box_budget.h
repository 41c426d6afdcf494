/* box_budget.h - production and loss of chosen species by reaction, over parts of a run.
 *
 * The parts add up: production - loss + emission + background + held - exchange - deposition + clipped = change of the
 * species, to rounding (box_counters.h). */
#ifndef LT_BOX_BUDGET_H
#define LT_BOX_BUDGET_H

#include "model/chemistry/box/box_run.h"

/* One interval. */
typedef struct lt_box_budget_block {
    double from_s, to_s;
    double *turns;                                                        /* [n_reactions] amount of each reaction */
    double *begin, *end;                                                  /* [n_variable] */
    double *emitted, *entrained, *deposited, *exchanged, *clipped, *held; /* [n_variable], amounts */
} lt_box_budget_block;

typedef struct lt_box_budget {
    const lt_box *box;
    int n_blocks;
    long room;
    lt_box_budget_block *blocks;
} lt_box_budget;

/* A line of the table of a species or family: what, how much, its share of all gains or of all losses. */
typedef enum lt_box_budget_kind {
    LT_BUDGET_PRODUCTION,
    LT_BUDGET_LOSS,
    LT_BUDGET_EMISSION,
    LT_BUDGET_BACKGROUND,
    LT_BUDGET_DEPOSITION,
    LT_BUDGET_EXCHANGE,
    LT_BUDGET_HELD,
    LT_BUDGET_CLIPPED,
    LT_BUDGET_CHANGE,  /* end less begin */
    LT_BUDGET_RESIDUAL /* change less all that stands above */
} lt_box_budget_kind;
typedef struct lt_box_budget_line {
    lt_box_budget_kind kind;
    int reaction;  /* or -1 */
    double amount; /* over the interval; losses negative */
    double share;  /* NAN where it has none */
} lt_box_budget_line;

void lt_box_budget_init(const lt_box *box, lt_box_budget *out);
void lt_box_budget_free(lt_box_budget *budget);
/* After each outer step; begins a new block where the case wants one. */
lt_status lt_box_budget_add(lt_box_budget *budget, const lt_box_run *run);
/* The lines of a sum over a block: gains and losses, each the largest first, then the rest. *lines: lt_free it. */
lt_status lt_box_budget_lines(const lt_box_budget *budget, int block, const lt_box_sum *sum, lt_box_budget_line **lines,
                              int *n);
const char *lt_box_budget_name(lt_box_budget_kind kind, bool chinese);
/* "NO2 + hv = NO + O", malloc'ed; NULL without memory. */
char *lt_box_budget_equation(const lt_mechanism *mechanism, const lt_reaction *reaction);

#endif
