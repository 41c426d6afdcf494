/* solids.h - the stable state: what of a particle crystallises at its humidity. */
#ifndef LT_SOLIDS_H
#define LT_SOLIDS_H

#include "model/aerosol/equilibrium/block.h"
#include "model/aerosol/equilibrium/wet.h"

/* What the stable state adds to a lane of a block. */
typedef struct lt_solids {
    double solid[LT_N_SOLIDS]; /* mol/m3, CaSO4 with them */
    unsigned flags;            /* LT_EQ_DRY, LT_EQ_MUTUAL, LT_EQ_HELD */
} lt_solids;

/* A lane that holds a solution without solids: what crystallises of it. Gases, ions, water (0 where dry), strength and
 * residual of the lane are then of the stable state. */
void lt_solids_of(lt_equilibrium_block *block, int lane, bool evaporates, lt_solids *out);

#endif
