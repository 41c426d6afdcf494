/* balance.h - does a reaction make or lose atoms? */
#ifndef LT_BALANCE_H
#define LT_BALANCE_H

#include "model/chemistry/mechanism/mechanism.h"

#define LT_LEAST_DEFECT 1e-6 /* A: yields are written with five digits at most; below is rounding */

/* Count of an element in a species; false if it is not known (IGNORE without naming it). */
bool lt_species_atoms(const lt_mech_species *species, int element, double *count);
/* Products less reactants of an element in one turn of a reaction; hv and PROD are nothing. False, and 0, where a
 * species that takes part has no known count. */
bool lt_reaction_defect(const lt_mechanism *mechanism, int reaction, int element, double *defect);

struct lt_kpp;
/* A remark for each reaction with a defect of LT_LEAST_DEFECT or more, as the reader's last pass. LT_ERR_MEMORY. */
lt_status lt_balance_remarks(struct lt_kpp *kpp);

#endif
