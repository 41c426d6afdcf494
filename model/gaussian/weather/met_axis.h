/* met_axis.h - axes of the files of a run: middles of cells, evenly apart. */
#ifndef LT_MET_AXIS_H
#define LT_MET_AXIS_H

#include "base/ncio.h"

/* m, *n of them; free with lt_free, also after an error. */
lt_status lt_met_axis_read(lt_ncr *file, const char *name, size_t *n, double **out);
/* The cell that holds x; false: none, or no two middles. */
bool lt_met_axis_find(const double *axis, size_t n, double x, size_t *out);

#endif
