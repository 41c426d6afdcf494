/* cloud.h - aqueous chemistry in the drops of the meteorology's clouds.
 *
 * Each step the cell's mean air fills the cloudy share f of the cell; there it meets drops of water L = mean / f,
 * reacts for the step, and mixes back: the cell changes by f times what the cloudy share changed (as CMAQ's resolved
 * clouds and GEOS-Chem do, which takes a longer stay in the cloud into account; here air stays for a step). Soluble
 * fine particles are in the drops. At the end drops evaporate: SO4, NO3, NH4, Cl, HMS ions and the metals are fine
 * particle again, everything else gas.
 *
 * Pure: no allocation, printing, state. A cell's answer depends on itself alone: the same bits in any order and
 * company, with v3, v4 and one at a time. README.md has the equations. */
#ifndef LT_CLOUD_H
#define LT_CLOUD_H

#include "model/aerosol/cloud/species.h"

#include <stddef.h>

typedef struct lt_cloud_kernel lt_cloud_kernel;
/* isa: "v3", "v4" (lt_kernels.isa); anything else gives the one that takes a cell at a time. */
const lt_cloud_kernel *lt_cloud_kernel_of(const char *isa);

typedef struct lt_cloud_setup {
    const lt_cloud_kernel *kernel; /* NULL: one cell at a time */
    unsigned paths;                /* LT_PATH_BIT(...) of those that run */
    double radius;                 /* of drops, m */
    double co2;                    /* mole fraction of CO2 */
    double least_water;            /* kg in a m3 of cloud: below it nothing happens (LT_CLOUD_LEAST_WATER) */
    double fe_soluble, mn_soluble; /* dissolved share of iron and manganese */
    double fe3_day, fe3_night;     /* Fe(III) in dissolved iron */
    double tolerance;              /* of a step, relative to what has reacted */
} lt_cloud_setup;

/* Drops of 16 um across: CMAQ 5.5, aqchem_Initialize, V; metals as constants.h has them. CO2 of 2020, 414 ppm (NOAA,
 * R). Least water 0.01 g/m3 (A: what is thinner holds less than a hundredth of SO2 below pH 6). */
lt_cloud_setup lt_cloud_setup_default(void);

/* Structure of arrays, n each. amount[s] may be NULL: none of it, or not wanted back. */
typedef struct lt_cloud_cells {
    const double *temperature;                    /* K */
    const double *pressure;                       /* Pa */
    const double *air_density;                    /* kg/m3 */
    const double *water;                          /* kg of cloud water a kg of air, mean of the cell */
    const double *fraction;                       /* cloudy share of the cell, 0..1; NULL: 1 where there is water */
    const double *daylight;                       /* 0 night .. 1 day; NULL: night */
    const double *coarse_iron, *coarse_manganese; /* mol/m3, dissolving as the fine ones; may be NULL */
    const double *coarse_charge;        /* mol/m3, cations less anions of coarse particles in the drops; may be NULL */
    double *amount[LT_N_CLOUD_SPECIES]; /* mol/m3 */
    double *way[LT_N_WAYS];             /* set: mol/m3 that went by each way; each may be NULL */
    double *ph;      /* set: of the drops at the end, -log10 of H+ in mol/l; not a number without drops; may be NULL */
    unsigned *flags; /* set: LT_CLOUD_IS_...; may be NULL */
} lt_cloud_cells;

#define LT_CLOUD_TOLERANCE 1e-3   /* of a step (README: what comes of it) */
#define LT_CLOUD_LEAST_WATER 1e-5 /* kg in a m3 of cloud */

/* Cells first .. first + n - 1 over dt [s]. */
void lt_cloud_step(const lt_cloud_setup *setup, const lt_cloud_cells *cells, size_t first, size_t n, double dt);

#endif
