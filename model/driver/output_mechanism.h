/* output_mechanism.h - fields of a mechanism: sums over its species, and every species under its own name. */
#ifndef LT_OUTPUT_MECHANISM_H
#define LT_OUTPUT_MECHANISM_H

#include "model/driver/output_fields.h"

/* At most so many rows and terms of a set. */
int lt_output_mechanism_rows(const lt_chemical_set *set);
int lt_output_mechanism_terms(const lt_chemical_set *set);
/* The sums, of which the set has a species. */
void lt_output_mechanism_add(const lt_chemical_set *set, lt_output_fields *fields);
/* Its species, on request; not those whose name a field has already. */
void lt_output_mechanism_add_species(const lt_chemical_set *set, lt_output_fields *fields);
/* Name of a sum, NULL behind the last. */
const char *lt_output_mechanism_name(int row);

#endif
