/* block.h - sixteen states side by side, as the kernels take them. */
#ifndef LT_EQUILIBRIUM_BLOCK_H
#define LT_EQUILIBRIUM_BLOCK_H

#include "model/aerosol/equilibrium/constants.h"
#include "model/aerosol/equilibrium/species.h"

#include <stdbool.h>

enum { LT_EQ_LANES = 16 };
enum { LT_START_R, LT_START_LOG_H = 4, LT_N_STARTS }; /* r_NH4, r_NO3, r_Cl, r_SO4, ln H of newton.h */

typedef struct lt_equilibrium_block {
    /* in */
    bool crustal; /* Ca, K or Mg: all have some, or none has */
    int activity; /* lt_activity_* */
    double log_k[LT_N_CONSTANTS];
    double temperature[LT_EQ_LANES], humidity[LT_EQ_LANES], total[LT_N_TOTALS][LT_EQ_LANES];
    double water_of_salts[LT_N_SALTS][LT_EQ_LANES]; /* kg/mol */
    /* between float and double: where Newton begins, and how well */
    double start[LT_N_STARTS][LT_EQ_LANES], start_residual[LT_EQ_LANES];
    /* out: mol/m3, kg/m3, mol/kg, 1 */
    double gas[LT_N_GASES][LT_EQ_LANES], ion[LT_N_IONS][LT_EQ_LANES], hydroxide[LT_EQ_LANES], water[LT_EQ_LANES];
    double caso4[LT_EQ_LANES], strength[LT_EQ_LANES], residual[LT_EQ_LANES];
} lt_equilibrium_block;

/* The solvers of one instruction set. */
typedef struct lt_equilibrium_kernel {
    void (*forward)(lt_equilibrium_block *block), (*reverse)(lt_equilibrium_block *block);
} lt_equilibrium_kernel;

#endif
