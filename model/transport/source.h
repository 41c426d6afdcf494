/* source.h - what one species gets from the sources of an hour.
 *
 * Species that take parts of the same emission (tracers.h) share its rates and differ in their mask, so that a tracer
 * costs no field of three dimensions. */
#ifndef LT_SOURCE_H
#define LT_SOURCE_H

#include "model/kernel/real.h"

/* Strides are those of the air arrays (lt_air_at). */
typedef struct lt_source {
    int layers;          /* that emit, from the ground; 0: nothing is emitted */
    const lt_real *rate; /* kg/s a cell, `layers` layers */
    const lt_real *mask; /* share of a column's rates that this species takes, one layer; NULL: all of them */
} lt_source;

#endif
