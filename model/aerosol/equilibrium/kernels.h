/* kernels.h - the kernels there are. */
#ifndef LT_EQUILIBRIUM_KERNELS_H
#define LT_EQUILIBRIUM_KERNELS_H

#include "model/aerosol/equilibrium/block.h"

extern const lt_equilibrium_kernel lt_kernel_equilibrium_v3, lt_kernel_equilibrium_v4;
/* One state at a time, the same bits. */
extern const lt_equilibrium_kernel lt_equilibrium_plain;
/* Where forward begins: the way to the root in float. */
void lt_kernel_equilibrium_start_v3(lt_equilibrium_block *block),
    lt_kernel_equilibrium_start_v4(lt_equilibrium_block *block);
void lt_equilibrium_plain_start(lt_equilibrium_block *block);
/* One lane by the plain methods: forward (sweeps.h) to a residual of `tight`, reverse (walk.h) as far as it goes. */
void lt_equilibrium_sweeps(lt_equilibrium_block *block, int lane, double tight, bool with_newton);
void lt_equilibrium_walk(lt_equilibrium_block *block, int lane);

#endif
