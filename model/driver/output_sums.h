/* output_sums.h - fields of a chemistry: sums over the species of its set, and each of a mechanism's under its own
 * name. */
#ifndef LT_OUTPUT_SUMS_H
#define LT_OUTPUT_SUMS_H

#include "model/driver/output_fields.h"

/* At most so many rows and terms of a set. */
int lt_output_sums_rows(const lt_chemical_set *set);
int lt_output_sums_terms(const lt_chemical_set *set);
/* The sums, of which the set has a species. */
void lt_output_sums_add(const lt_chemical_set *set, lt_output_fields *fields);
/* What the gas chemistry finds of a column (gas_seen.h). */
void lt_output_sums_add_seen(lt_output_fields *fields);
/* Its species, on request; not those whose name a field has already. */
void lt_output_sums_add_species(const lt_chemical_set *set, lt_output_fields *fields);
/* Is it the name of a sum (capitals do not count)? */
bool lt_output_sums_of_mechanism(const char *name);
bool lt_output_sums_of_passive(const char *name);

#endif
