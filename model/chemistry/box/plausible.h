/* plausible.h - amounts, rates and air as they are nowhere: slips of a unit that no reader can call an error.
 *
 * Each function gives NULL where a value may be, else a clause for a remark that says what is plausible. The limits
 * stand in plausible.c with their marks; they are wide, and stop nothing. */
#ifndef LT_BOX_PLAUSIBLE_H
#define LT_BOX_PLAUSIBLE_H

#include "model/chemistry/mechanism/mechanism.h"

/* A mixing ratio [ppb] in air of p [Pa], NAN: not known. Of fixed species only those are judged that have a limit of
 * their own; counters never. */
const char *lt_implausible_amount(const lt_mech_species *species, double ppb, double p);
/* Air of T [K], NAN: not known, and p [Pa]. */
const char *lt_implausible_air(double T, double p);
/* A deposition velocity [m s-1]. */
const char *lt_implausible_velocity(double velocity);
/* A photolysis frequency [s-1]. */
const char *lt_implausible_j(double j);
/* A rate constant as the file has it: cm3, molecules, s, fixed reactants not multiplied in. */
const char *lt_implausible_rate(const lt_reaction *reaction, double k);

#endif
