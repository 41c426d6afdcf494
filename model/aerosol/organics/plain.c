/* plain.c - the partitioning one cell at a time: the source of lanes.c, to the same bits. */
#define LT_PLAIN
#include "model/aerosol/organics/cells.h"
#include "model/aerosol/organics/kernels.h"

const lt_organics_kernel lt_organics_plain = {lt_organics_through_cells};
