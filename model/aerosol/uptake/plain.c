/* plain.c - the source of lanes.c one cell at a time, to the same bits. */
#define LT_PLAIN
#include "model/aerosol/uptake/haze_step.h"
#include "model/aerosol/uptake/kernels.h"
#include "model/aerosol/uptake/rates.h"

static void rates(const lt_uptake_setup *setup, const lt_uptake_cells *cells) {
    lt_uptake_rates_run(setup, cells);
}

static void haze(const lt_haze_setup *setup, const lt_haze_cells *cells) {
    lt_haze_run(setup, cells);
}

const lt_uptake_kernel lt_uptake_plain = {rates, haze};
