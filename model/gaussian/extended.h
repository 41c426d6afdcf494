/* extended.h - areas and lines: the plume of a point, tabulated along the wind, integrated over the source. */
#ifndef LT_GAUSSIAN_EXTENDED_H
#define LT_GAUSSIAN_EXTENDED_H

#include "model/gaussian/along.h"
#include "model/gaussian/receptor.h"

#include <stdbool.h>

/* m from the source's centre to its furthest corner; 0 of a point. */
double lt_extended_reach(const lt_plume_source *source);
/* Adds to out the concentration of a source of rate_gs at the n receptors of index. */
void lt_extended_add(const lt_plume_source *source, const lt_profile *profile, const lt_plume_along *along,
                     bool meander, const lt_plume_receptors *receptors, const int *index, int n, double rate_gs,
                     double *out);

#endif
