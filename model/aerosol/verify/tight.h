/* tight.h - a box of cloudy air over some time, far more exactly than the cloud's own steps. */
#ifndef LT_AEROSOL_TIGHT_H
#define LT_AEROSOL_TIGHT_H

#include "model/aerosol/verify/drop_box.h"

#include "base/status.h"

/* y [box->n] from 0 to dt, by GSL's BDF of variable order to the relative tolerance (and 1e-9 nmol/m3), Jacobian by
 * differences. LT_ERR_VERIFY where it does not get there. */
lt_status lt_drop_box_tight(lt_drop_box *box, double dt, double tolerance, double *y);

#endif
