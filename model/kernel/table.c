/* table.c - the functions of one instruction set (compiled once for each). */
#include "model/kernel/kernels.h"

void LT_KERNEL(slab_air)(const lt_slab_sweep *sweep);
void LT_KERNEL(advect_xy)(const lt_slab_sweep *sweep);
void LT_KERNEL(advect_z)(const lt_row_columns *row, const double *air_dt, double top_value, double *top_in,
                         double *top_out);
void LT_KERNEL(solve_columns)(const lt_row_columns *row, const double *exchange, const double *source,
                              const double *deposition, double *deposited);
void LT_KERNEL(first_order)(const lt_row_chemistry *row);

#define LT_TEXT_OF_(x) #x
#define LT_TEXT_OF(x) LT_TEXT_OF_(x)
#define LT_TABLE_JOIN_(isa) lt_kernels_##isa
#define LT_TABLE_JOIN(isa) LT_TABLE_JOIN_(isa)

const lt_kernels LT_TABLE_JOIN(LT_ISA) = {LT_TEXT_OF(LT_ISA),  LT_KERNEL(slab_air),      LT_KERNEL(advect_xy),
                                          LT_KERNEL(advect_z), LT_KERNEL(solve_columns), LT_KERNEL(first_order)};
