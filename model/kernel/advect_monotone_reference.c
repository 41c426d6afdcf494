/* advect_monotone_reference.c - the scheme of advect_monotone.c (see there), plainly written: swept_mean_plain.h, and
 * the limited phi is left as it is. */
#include "model/kernel/swept_mean_plain.h"

static lt_real settled(const lt_real *d, int down, lt_real phi, lt_real most, lt_real least) {
    (void)d, (void)down, (void)most, (void)least;
    return phi;
}

LT_SWEPT_REFERENCE(monotone)
