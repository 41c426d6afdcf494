/* table.c - the functions of one instruction set (compiled once for each). */
#include "model/kernel/kernels.h"

#define LT_DECLARE(name, halo, text)                                                                                   \
    size_t LT_KERNEL(name##_table_size)(int ni, int nj);                                                               \
    size_t LT_KERNEL(name##_work_size)(int ni, int nj);                                                                \
    void LT_KERNEL(name##_prepare)(const lt_slab *slab);                                                               \
    void LT_KERNEL(name##_sweep)(const lt_slab *slab, const lt_slab_species *species);                                 \
    void LT_KERNEL(name##_reference)(const lt_slab *slab, const lt_slab_species *species);                             \
    void LT_KERNEL(name##_faces)(const lt_slab *slab, const lt_slab_species *species, int n,                           \
                                 const lt_face_place *place, double *through, ptrdiff_t stride);
LT_ADVECTION_SCHEMES(LT_DECLARE)

#define LT_HALO_SUFFICES(name, halo, text) _Static_assert((halo) <= LT_HALO, #name " reads beyond the halo");
LT_ADVECTION_SCHEMES(LT_HALO_SUFFICES)

void LT_KERNEL(diffuse_xy)(const lt_slab_exchange *slab, const lt_slab_species *species);
void LT_KERNEL(tile_air)(const lt_tile_air *tile);
void LT_KERNEL(advect_z)(const lt_tile_air *tile, const double *above, double *x, double *top);
void LT_KERNEL(factor_columns)(const lt_tile_mixing *tile, const double *exchange, const double *lifted);
void LT_KERNEL(solve_columns)(const lt_tile_mixing *tile, int layers, const double *source, const double *swept,
                              double *x, double *deposited);

#define LT_TEXT_OF_(x) #x
#define LT_TEXT_OF(x) LT_TEXT_OF_(x)
#define LT_TABLE_JOIN_(isa) lt_kernels_##isa
#define LT_TABLE_JOIN(isa) LT_TABLE_JOIN_(isa)

#define LT_SCHEME_ROW(name, halo, text)                                                                                \
    {#name,                                                                                                            \
     text,                                                                                                             \
     LT_KERNEL(name##_table_size),                                                                                     \
     LT_KERNEL(name##_work_size),                                                                                      \
     LT_KERNEL(name##_prepare),                                                                                        \
     LT_KERNEL(name##_sweep),                                                                                          \
     LT_KERNEL(name##_reference),                                                                                      \
     LT_KERNEL(name##_faces)},
static const lt_advection_scheme schemes[LT_N_SCHEMES] = {LT_ADVECTION_SCHEMES(LT_SCHEME_ROW)};

const lt_kernels LT_TABLE_JOIN(LT_ISA) = {.isa = LT_TEXT_OF(LT_ISA),
                                          .advection = schemes,
                                          .diffuse_xy = LT_KERNEL(diffuse_xy),
                                          .tile_air = LT_KERNEL(tile_air),
                                          .advect_z = LT_KERNEL(advect_z),
                                          .factor_columns = LT_KERNEL(factor_columns),
                                          .solve_columns = LT_KERNEL(solve_columns)};
