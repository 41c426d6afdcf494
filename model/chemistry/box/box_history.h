/* box_history.h - what a box was at its output times: the air, the species and families that are
 * shown, and rate constants. */
#ifndef LT_BOX_HISTORY_H
#define LT_BOX_HISTORY_H

#include "model/chemistry/box/box_run.h"

enum { LT_BOX_AIR_COLUMNS = 5 }; /* temperature, pressure, water, mixing height, cos SZA; NAN where not given */

typedef struct lt_box_history {
    const lt_box *box;
    int n_rows, n_columns;
    long room;
    double *values; /* [row][LT_BOX_AIR_COLUMNS + n_shown + n_rates] */
} lt_box_history;

void lt_box_history_init(const lt_box *box, lt_box_history *out);
void lt_box_history_free(lt_box_history *history);
/* A row of the run as it is now. */
lt_status lt_box_history_add(lt_box_history *history, lt_box_run *run);
const double *lt_box_history_row(const lt_box_history *history, int row);
/* Seconds since the start of a row. */
double lt_box_history_time(const lt_box_history *history, int row);
/* Value of a sum of species. */
double lt_box_history_sum(const lt_box_sum *sum, const double *c);

#endif
