/* extended_private.h - what area.c and line.c share. */
#ifndef LT_GAUSSIAN_EXTENDED_PRIVATE_H
#define LT_GAUSSIAN_EXTENDED_PRIVATE_H

#include "model/gaussian/along.h"

#include <stdbool.h>

enum { LT_EXTENDED_DEEPEST = 40 }; /* halvings of a piece */

/* A corner or end as the receptor sees it: upwind, across. */
typedef struct lt_end {
    double xi, eta;
} lt_end;

/* Gauss-Legendre on 0..1. */
typedef struct lt_gauss {
    int n;
    double place[8], share[8];
} lt_gauss;
extern const lt_gauss lt_gauss2, lt_gauss4, lt_gauss8;

/* Per unit emission a m2 of the polygon, a m of the line from a to b: s m-3 times the extent. */
double lt_area_gives(const lt_plume_along *along, bool meander, const lt_end *corner, int n);
double lt_line_gives(const lt_plume_along *along, bool meander, lt_end a, lt_end b);

static inline double lt_along_field_at(const lt_plume_along *along, int b, lt_along_field f, double x) {
    double t;
    const int piece = lt_along_place(along, x, &t);
    return lt_along_cubic(along->cubic[b][f][piece], t);
}

#endif
