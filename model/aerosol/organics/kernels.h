/* kernels.h - the kernels there are. */
#ifndef LT_ORGANICS_KERNELS_H
#define LT_ORGANICS_KERNELS_H

#include "model/aerosol/organics/partition.h"

extern const lt_organics_kernel lt_kernel_organics_v3, lt_kernel_organics_v4;
extern const lt_organics_kernel lt_organics_plain; /* one cell at a time */

#endif
