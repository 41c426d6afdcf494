/* units.h - every external number passes here once (udunits2). */
#ifndef LT_UNITS_H
#define LT_UNITS_H

#include "status.h"

#include <stdbool.h>

/* Linear conversion: value_in_to = slope * value_in_from + offset. Unknown or incompatible units are LT_ERR_INPUT. */
lt_status lt_units_factor(const char *from, const char *to, double *slope, double *offset);
/* Do both texts name units, of one dimension? */
bool lt_units_fit(const char *from, const char *to);
/* What a text that names no unit, or another than was meant, may want to say ("C is the coulomb: write degC"); NULL:
 * not known. to: the unit that is wanted. */
const char *lt_units_hint(const char *from, const char *to);
lt_status lt_units_convert(double value, const char *from, const char *to, double *out);

#endif
