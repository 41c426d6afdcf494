/* doubts.h - rates that are possible and hardly meant: remarks of kind LT_REMARK_DOUBT, never errors.
 *
 *   negative    below 0 in one of the airs of doubts.c
 *   collisions  order n >= 2: k M^(n-2) > 1e-9 cm3 s-1. Molecules of 0.5 nm collision diameter at 500 m/s meet with
 *               pi d^2 v = 4e-10 cm3 s-1 (D); the fastest reactions of JPL's and IUPAC's tables are below that
 *   order 1     k > 1e16 s-1: A factors of dissociations are 1e13 to 1e17 s-1, constants are far below (R)
 *   light       with hv: k > 1 s-1 (NO3, the fastest, has 0.2 s-1 under a high sun); no word of light in the rate: the
 *               same by day and by night (a remark, LT_REMARK_OTHER)
 *
 * Values are those of 298.15 K and 101325 Pa, the sun overhead. Rates that wait for J, HET or a foreign value are not
 * looked at. */
#ifndef LT_DOUBTS_H
#define LT_DOUBTS_H

#include "model/chemistry/mechanism/kpp_private.h"

lt_status lt_doubts_remarks(lt_kpp *kpp);

#endif
