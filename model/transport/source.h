/* source.h - what one species gets from the sources of an hour.
 *
 * A layer more in which nothing is emitted changes no bit of what the solve makes (kernel/column.c), so parts of a
 * domain need not have the same number of them. Species that take parts of the same emission (tracers.h) share its
 * rates and differ in their mask, so that a tracer costs no field of three dimensions. */
#ifndef LT_SOURCE_H
#define LT_SOURCE_H

#include "model/transport/air.h"
#include "model/kernel/real.h"

/* Strides are those of the air arrays (lt_air_at). */
typedef struct lt_source {
    int layers;          /* that emit, from the ground; 0: nothing is emitted */
    const lt_real *rate; /* kg/s a cell, `layers` layers */
    const lt_real *mask; /* share of a column's rates that this species takes, one layer; NULL: all of them */
} lt_source;

/* kg/s in column (j, i), bottom to top as the solve takes it. */
static inline double lt_source_column(const lt_source *source, const lt_air *air, int j, int i) {
    double column = 0.0, share = source->mask ? (double)source->mask[lt_air_at(air, 0, j, i)] : 1.0;
    for (int k = 0; k < source->layers; ++k) column += share * (double)source->rate[lt_air_at(air, k, j, i)];
    return column;
}

#endif
