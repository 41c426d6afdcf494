/* lanes.c - the kernels on vectors of cells (compiled once for each instruction set). */
#include "model/aerosol/uptake/haze_step.h"
#include "model/aerosol/uptake/kernels.h"
#include "model/aerosol/uptake/rates.h"
#include "model/kernel/real.h"

static void rates(const lt_uptake_setup *setup, const lt_uptake_cells *cells) {
    lt_uptake_rates_run(setup, cells);
}

static void haze(const lt_haze_setup *setup, const lt_haze_cells *cells) {
    lt_haze_run(setup, cells);
}

const lt_uptake_kernel LT_KERNEL(uptake) = {rates, haze};
