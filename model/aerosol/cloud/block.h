/* block.h - eight cloudy cells as the kernels take them: what is in a m3 of cloud. */
#ifndef LT_CLOUD_BLOCK_H
#define LT_CLOUD_BLOCK_H

#include "model/aerosol/cloud/species.h"

enum { LT_CLOUD_BLOCK = 8 };

/* Gases whose answer hangs on the drops' acidity but which do not react. */
#define LT_CLOUD_IONS(X) X(NO3) X(CL) X(FA) X(AA) X(NH4)
enum {
#define LT_CLOUD_ENUM(name) LT_ION_##name##_OF_GAS,
    LT_CLOUD_IONS(LT_CLOUD_ENUM) LT_N_CLOUD_IONS
#undef LT_CLOUD_ENUM
};

/* Oxidants and formaldehyde, in the order of the ways. */
enum { LT_REAGENT_H2O2, LT_REAGENT_O3, LT_REAGENT_MHP, LT_REAGENT_PAA, LT_REAGENT_FORM, LT_N_REAGENTS };

typedef struct lt_cloud_block {
    /* given */
    double temperature[LT_CLOUD_BLOCK], pressure[LT_CLOUD_BLOCK]; /* K, Pa */
    double water[LT_CLOUD_BLOCK];                                 /* l/m3 */
    double iron[LT_CLOUD_BLOCK], manganese[LT_CLOUD_BLOCK];       /* Fe(III), Mn(II) dissolved, mol/m3 */
    double charge[LT_CLOUD_BLOCK], strength[LT_CLOUD_BLOCK]; /* of ions that only stand by: sums of z, z2, mol/m3 */
    double s4[LT_CLOUD_BLOCK], s6[LT_CLOUD_BLOCK], hms[LT_CLOUD_BLOCK];
    double reagent[LT_N_REAGENTS][LT_CLOUD_BLOCK], ion[LT_N_CLOUD_IONS][LT_CLOUD_BLOCK]; /* gas and drops together */
    double radical[LT_CLOUD_BLOCK];                                                      /* OH in air */
    double aldehyde[2][LT_CLOUD_BLOCK];                                                  /* GLY, MGLY */
    double dt, radius, co2, tolerance;
    double runs[LT_N_WAYS], soa_runs; /* 1 or 0 */
    /* found */
    double way[LT_N_WAYS][LT_CLOUD_BLOCK];            /* mol/m3 that went */
    double in_drops[LT_N_CLOUD_IONS][LT_CLOUD_BLOCK]; /* ions at the end, mol/m3 */
    double lost[2][LT_CLOUD_BLOCK];                   /* GLY, MGLY */
    double log_h[LT_CLOUD_BLOCK], ionic_strength[LT_CLOUD_BLOCK], left_out[LT_CLOUD_BLOCK]; /* left_out: s */
    double tries[LT_CLOUD_BLOCK];                                                           /* steps tried */
} lt_cloud_block;

typedef struct lt_cloud_kernel {
    void (*walk)(lt_cloud_block *block);
} lt_cloud_kernel;

extern const lt_cloud_kernel lt_kernel_cloud_v3, lt_kernel_cloud_v4, lt_cloud_plain;

#endif
