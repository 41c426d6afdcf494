/* advection_private.h - what the files of the suite `advection` share. */
#ifndef LT_VERIFY_ADVECTION_PRIVATE_H
#define LT_VERIFY_ADVECTION_PRIVATE_H

#include "model/verify/case_slab.h"
#include "model/verify/verify.h"

/* Add a row with the bound that the list of advection.c has for this scheme, case and metric; a fact where it has
 * none. */
lt_status lt_advection_row(lt_verify *verify, const char *scheme, const char *test, const char *metric, double value);
/* All norms of tracer s, and the bound on values outside those of the start. */
lt_status lt_advection_rows(lt_verify *verify, const lt_case_slab *slab, int s, const char *test);

/* Least distance of two values to the curve xi = -0.8 chi^2 + 0.9 between its ends, in units of the range of each. */
double lt_advection_distance(double chi, double xi, double range_chi, double range_xi);

lt_status lt_advection_deformation(lt_verify *verify, const lt_advection_scheme *scheme);

#endif
