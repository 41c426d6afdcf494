/* kernels.h - the kernels of this folder: one set of functions for each instruction set, and one cell at a time with
 * the same bits. Pure: no I/O, allocation or printing; a cell's answer depends on that cell alone. */
#ifndef LT_UPTAKE_KERNELS_H
#define LT_UPTAKE_KERNELS_H

#include "model/aerosol/uptake/haze.h"
#include "model/aerosol/uptake/uptake.h"

typedef struct lt_uptake_kernel {
    void (*rates)(const lt_uptake_setup *setup, const lt_uptake_cells *cells);
    void (*haze)(const lt_haze_setup *setup, const lt_haze_cells *cells);
} lt_uptake_kernel;

extern const lt_uptake_kernel lt_kernel_uptake_v3, lt_kernel_uptake_v4, lt_uptake_plain;

/* isa: "v3", "v4" (lt_kernels.isa); anything else gives the plain one. */
const lt_uptake_kernel *lt_uptake_kernel_of(const char *isa);

#endif
