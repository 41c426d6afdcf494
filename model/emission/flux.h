/* flux.h - a law of emission that is a flux: what an hour of weather lifts off sea and ground [kg m-2 s-1]. One file a
 * law, one line here.
 *
 * It has no potential: what a mean year lifts stands in no table, and as the flux goes with a high power of the wind
 * beyond a threshold, a few hours of it are a year's; so it is not normalised by a climatology as the laws of law.h
 * are, and needs the run's weather and grid alone. Two size classes: fine and coarse, the modes of
 * aerosol/constituents.h. */
#ifndef LT_FLUX_H
#define LT_FLUX_H

#include "base/status.h"

#include <stdbool.h>

#define LT_FLUX_LIST(X)                                                                                                \
    X(sea_salt)                                                                                                        \
    X(dust)
enum {
#define LT_FLUX_ENUM(name) LT_FLUX_##name,
    LT_FLUX_LIST(LT_FLUX_ENUM) LT_N_FLUXES
#undef LT_FLUX_ENUM
};

/* What n cells are, all year. */
typedef struct lt_flux_place {
    long n;
    const double *sea;  /* [n] share of the cell */
    const double *land; /* [class n + cell] share of the 17 classes (grids/land.h) */
} lt_flux_place;

/* What a law is told of an hour, [n] each. */
typedef struct lt_flux_hour {
    int month;                    /* local, from 1 */
    const double *wind_10m;       /* m/s */
    const double *temperature_2m; /* K */
    const double *precipitation;  /* kg m-2 s-1 */
    const double *density;        /* kg m-3, of the lowest layer */
    const double *skin;           /* K; NULL for a law without by_skin */
    const double *snow;           /* share of the cell; NULL for a law without by_snow */
} lt_flux_hour;

/* What of the fine and of the coarse mass a species is. */
typedef struct lt_flux_part {
    const char *species;
    double fine, coarse;
} lt_flux_part;
enum { LT_FLUX_MAX_PARTS = 20 };

typedef struct lt_flux_law {
    const char *name;
    lt_status (*open)(void **table); /* numbers that it needs; NULL */
    void (*close)(void *table);
    /* kg m-2 s-1 over the cell, fine and coarse [n]. */
    void (*flux)(const void *table, const lt_flux_place *place, const lt_flux_hour *hour, double *fine, double *coarse);
    lt_flux_part parts[LT_FLUX_MAX_PARTS]; /* to the first without a species; each class sums to 1 */
    bool by_skin, by_snow;
} lt_flux_law;

#define LT_FLUX_DECLARE(name) extern const lt_flux_law lt_flux_law_##name;
LT_FLUX_LIST(LT_FLUX_DECLARE)
#undef LT_FLUX_DECLARE
extern const lt_flux_law *const lt_flux_laws[LT_N_FLUXES];

#endif
