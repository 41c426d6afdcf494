/* cdo.h - the peer of the task gridding. */
#ifndef LT_BENCH_CDO_H
#define LT_BENCH_CDO_H

#include "grids/grid.h"

/* cdo remapcon of folder/in_00.nc ... to the grid, all at once, uncompressed. false: cdo is not there, or fails. */
bool lt_bench_cdo(const char *folder, const lt_grid *grid, int n_files, double *cpu_s, double *wall_s);

#endif
