/* assumption.h - the numbers of a measure: a text with a unit, or the name of an assumption. lt_measure_number and
 * lt_measure_quantity are declared in measure.h; here is what only the judge of a measure needs. */
#ifndef LT_ASSUMPTION_H
#define LT_ASSUMPTION_H

#include "scenarios/measure.h"

/* The range has two ends that enclose the value, in units of its kind. */
lt_status lt_assumption_check(const lt_measure *measure, const lt_assumption *assumption);
/* Does any scalar below node say the name? */
bool lt_assumption_named(const lt_node *node, const char *id);
/* What the actions name and the measure does not have, out of library/assumptions.csv, behind its own. */
lt_status lt_assumption_share(lt_measure *measure);
/* A number that no action reads is a fault, as an unused key is. */
lt_status lt_assumption_check_used(const lt_measure *measure, const lt_assumption *assumption);
/* "20.9 MJ/kg" -> 20.9, "MJ/kg"; "0.8" -> 0.8, "1". false if it is no number with a unit. */
bool lt_quantity_parse(const char *text, double *value, char unit[32]);

#endif
