/* species_near.h - what was meant by the name of a species that a mechanism does not have. */
#ifndef LT_SPECIES_NEAR_H
#define LT_SPECIES_NEAR_H

#include "model/chemistry/mechanism/mechanism.h"

/* A species whose name differs by a slip: one letter, two from seven letters on, or one is the beginning of the other;
 * NULL if there is none. Only variable ones, or all. */
const char *lt_species_near(const lt_mechanism *mechanism, const char *name, bool variable);

/* What to do about an unknown name, for the error (a text of lt_fmt): the species of the same meaning by the table of
 * species (HCHO is FORM in CB6r5), members of a sum (NOx), the near name, or where the list is. */
const char *lt_species_advice(const lt_mechanism *mechanism, const char *name, bool variable);

#endif
