/* uptake.h - how fast particles take up gases: the HET(...) of the mechanism (model/chemistry/mechanisms).
 *
 * Each rate is gas diffusion and collisions in series (transfer.h) with the share of collisions kept (gammas.h,
 * iepox.h) of what the particles are made of. First-order rates are s-1; of a reaction of two they are cm3 molecule-1
 * s-1, with the intermediates H2NO3P* and IEPOXP gone at LT_UPTAKE_FREQUENCY, so that only the shares of their ways
 * count, as CMAQ has it (AEROSOL_CHEMISTRY.F, V).
 *
 * GLY and MGLY react in drops too (cloud_soa of cloud/), and epoxides open in acid that drops dilute away: these three
 * are taken up in the share of the cell without drops. N2O5, NO2, HO2, ClNO3 react at the surface and NTR2 in organics;
 * the chemistry of drops has nothing in their place, so that they go on in the whole cell as on particles outside
 * drops. README.md has the equations, their sources and limits. */
#ifndef LT_UPTAKE_H
#define LT_UPTAKE_H

#include "model/aerosol/paths.h"

#include <stdbool.h>

/* X(name, external of the mechanism) */
#define LT_UPTAKE_LIST(X)                                                                                              \
    X(N2O5IJ, HETERO_N2O5IJ)       /* s-1 */                                                                           \
    X(N2O5K, HETERO_N2O5K)         /* s-1 */                                                                           \
    X(H2NO3PAIJ, HETERO_H2NO3PAIJ) /* s-1 */                                                                           \
    X(H2NO3PAK, HETERO_H2NO3PAK)   /* s-1 */                                                                           \
    X(H2NO3PBIJ, HETERO_H2NO3PBIJ) /* cm3 molecule-1 s-1, with ACLJ */                                                 \
    X(H2NO3PBK, HETERO_H2NO3PBK)   /* cm3 molecule-1 s-1, with ACLK */                                                 \
    X(NO2, HETERO_NO2)             /* s-1 */                                                                           \
    X(CLNO3_WAI, HETERO_CLNO3_WAI) /* s-1: 0, there is no such mode */                                                 \
    X(CLNO3_WAJ, HETERO_CLNO3_WAJ) /* s-1, fine and coarse */                                                          \
    X(NTR2, HETERO_NTR2)           /* s-1 */                                                                           \
    X(IEPOX, HETERO_IEPOX)         /* s-1 */                                                                           \
    X(IEPOXOS, HETERO_IEPOXOS)     /* cm3 molecule-1 s-1, with ASO4J */                                                \
    X(TETROL, HETERO_TETROL)       /* s-1 */                                                                           \
    X(GLY, HETERO_GLY)             /* s-1 */                                                                           \
    X(MGLY, HETERO_MGLY)           /* s-1 */                                                                           \
    X(PNCOMLI, HETERO_PNCOMLI)     /* 0: the species is not carried */                                                 \
    X(PNCOMLJ, HETERO_PNCOMLJ)     /* 0: the species is not carried */                                                 \
    X(HO2, HETERO_HO2)             /* s-1 */

enum {
#define LT_UPTAKE_ENUM(name, external) LT_UPTAKE_##name,
    LT_UPTAKE_LIST(LT_UPTAKE_ENUM) LT_N_UPTAKES
#undef LT_UPTAKE_ENUM
};

/* Loss of the intermediates, s-1: CMAQ's AQUEOUS_FREQUENCY (V); any number far above 1 over a step does. */
#define LT_UPTAKE_FREQUENCY 1e9

/* How the reaction probability of N2O5 follows from what fine particles are made of (model: n2o5_uptake): one line and
 * one function of gammas.h. The first is the default. */
#define LT_N2O5_LAWS(X)                                                                                                \
    X(bertram_thornton) /* by water, nitrate and chloride (Bertram and Thornton 2009) */                               \
    X(davis)            /* by sulfate, nitrate, ammonium and humidity (Davis et al. 2008, CMAQ's) */

typedef enum lt_n2o5_law {
#define LT_N2O5_ENUM(name) LT_N2O5_##name,
    LT_N2O5_LAWS(LT_N2O5_ENUM) LT_N_N2O5_LAWS
#undef LT_N2O5_ENUM
} lt_n2o5_law;
#define LT_N2O5_NAME(name) "|" #name
#define LT_N2O5_NAMES (&(LT_N2O5_LAWS(LT_N2O5_NAME))[1])
/* The law of this name, one of LT_N2O5_NAMES; NULL: the default. */
lt_n2o5_law lt_n2o5_law_of(const char *name);

typedef struct lt_uptake_setup {
    unsigned paths;   /* bits of paths.h that run: n2o5, no2, ho2, iepox, glyoxal; ClNO3 and NTR2 always do */
    unsigned tunings; /* bits of tunings.h that are on */
    lt_n2o5_law n2o5; /* of fine particles; coarse ones always by Bertram and Thornton */
} lt_uptake_setup;

/* A mode: surface [m2/m3] and effective radius [m] of the wet particles, what is in them [mol/m3 of air]. */
typedef struct lt_uptake_mode {
    const double *surface, *radius, *water, *nitrate, *chloride;
} lt_uptake_mode;

/* n cells, a multiple of 8 (of 1 in the plain kernel); all arrays [n]. Below zero counts as nothing. */
typedef struct lt_uptake_cells {
    int n;
    const double *temperature, *pressure, *humidity; /* K, Pa, 0..1 */
    const double *light;                             /* sunlight on the ground, W m-2; 0 at night */
    const double *cloud;                             /* share of the cell with drops that react, 0..1 */
    lt_uptake_mode fine, coarse;
    const double *ammonium, *sulfate; /* fine, mol/m3; sulfate is SO4 and HSO4 together: ASO4J */
    const double *bisulfate, *acid;   /* HSO4- and free H+ in fine particles, mol/m3 */
    const double *organic;            /* all fine organic matter, ug/m3 */
    const double *organic_share;      /* of the dry volume of fine particles, 0..1 */
    const double *soot_share;         /* the same of elemental carbon */
    double *rate[LT_N_UPTAKES];
} lt_uptake_cells;

/* The place of an external of the mechanism ("HETERO_N2O5IJ") in rate; -1 if this folder does not make it. */
int lt_uptake_of(const char *external);

#endif
