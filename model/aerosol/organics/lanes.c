/* lanes.c - the partitioning on vectors (compiled once for each instruction set). */
#include "model/aerosol/organics/cells.h"
#include "model/aerosol/organics/kernels.h"
#include "model/kernel/real.h"

const lt_organics_kernel LT_KERNEL(organics) = {lt_organics_through_cells};
