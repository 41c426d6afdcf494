/* flow.h - amounts and mean fluxes over intervals -> hour means on the cells of the grid. */
#ifndef LT_GRIDDED_FLOW_H
#define LT_GRIDDED_FLOW_H

#include "model/met/gridded/horizontal.h"
#include "model/met/gridded/series.h"

/* What one interval received: value of a record, less that of another with the same begin. */
typedef struct lt_interval {
    lt_time begin, end;
    long record, minus; /* of the field in the series; minus -1: none */
} lt_interval;

/* Intervals that do not overlap, in order: running sums are parted (same begin), buckets stand as they are, whatever
 * the order in which sums begin anew. LT_ERR_INPUT: records overlap otherwise. Free with lt_free. */
lt_status lt_flow_intervals(const lt_series *series, lt_gridded_field field, lt_interval **out, long *n);

typedef struct lt_flow lt_flow;

typedef struct lt_flow_options {
    bool conservative; /* total over the grid is kept; else bilinear */
    bool sun;          /* spread over the hours of an interval as the clear sky's radiation; else evenly */
    bool persist;      /* one interval for all times: its rate, with sun its share of the clear sky */
    int threads;
} lt_flow_options;

/* Borrows series, horizontal (of the field's plane) and grid. */
lt_status lt_flow_create(const lt_series *series, lt_gridded_field field, lt_horizontal *horizontal,
                         const lt_grid *grid, const lt_flow_options *options, lt_flow **out);
void lt_flow_free(lt_flow *flow); /* NULL is fine */
/* Intervals of at most LT_SERIES_STEP cover first..last without a hole (always where one persists)? */
bool lt_flow_covers(const lt_flow *flow, lt_time first, lt_time last);
lt_status lt_flow_raise_hole(const lt_flow *flow, lt_time first, lt_time last);
/* Mean rate of the hour that begins at t: kg m-2 s-1 of an amount, W m-2 of a flux -> cells. Hours come in order.
 * LT_ERR_INPUT: an increment of what cannot fall is far below 0; an amount is missing in a cell. */
lt_status lt_flow_hour(lt_flow *flow, lt_time t, float *cells);
/* How many increments of cells were below 0 beyond rounding and set to 0, and the lowest. */
long lt_flow_repairs(const lt_flow *flow, double *lowest);

#endif
