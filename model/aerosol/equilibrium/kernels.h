/* kernels.h - the kernels there are. */
#ifndef LT_EQUILIBRIUM_KERNELS_H
#define LT_EQUILIBRIUM_KERNELS_H

#include "model/aerosol/equilibrium/block.h"

lt_equilibrium_kernel lt_kernel_equilibrium_forward_v3, lt_kernel_equilibrium_forward_v4;
/* One state at a time, the same bits. */
void lt_equilibrium_plain(lt_equilibrium_block *block);
/* One lane by the plain method (sweeps.h) to a residual of `tight`. */
void lt_equilibrium_sweeps(lt_equilibrium_block *block, int lane, double tight);

#endif
