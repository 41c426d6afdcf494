/* place_column.h - one column of a source -> the layers of the model over the model's own ground, by mass. */
#ifndef LT_GRIDDED_PLACE_COLUMN_H
#define LT_GRIDDED_PLACE_COLUMN_H

#include "model/met/supply.h"

#include <stdbool.h>

enum { LT_SOURCE_MAX_LEVELS = 200 };

/* What is carried with the mass; temperature goes with the logarithm of pressure (place_column.c). */
enum {
    LT_PLACED_HUMIDITY,
    LT_PLACED_EAST,
    LT_PLACED_NORTH,
    LT_PLACED_WATER,
    LT_PLACED_ICE,
    LT_PLACED_CLOUD,
    LT_N_PLACED
};

/* A column of the source over one place, from the ground up. NAN: not known; a level without temperature is left out
 * where it lies in the ground. */
typedef struct lt_source_column {
    int n;
    double pressure_Pa[LT_SOURCE_MAX_LEVELS];        /* falling */
    double height_m[LT_SOURCE_MAX_LEVELS];           /* above the sea; NAN: from surface pressure and terrain */
    double temperature_K[LT_SOURCE_MAX_LEVELS];      /* */
    double value[LT_N_PLACED][LT_SOURCE_MAX_LEVELS]; /* specific humidity and mixing ratios kg/kg, m/s, 1 */
    double terrain_m, surface_pressure_Pa;           /* of the source */
    double temperature_2m_K, humidity_2m, east_10m, north_10m; /* over the source's ground */
} lt_source_column;

typedef struct lt_placed_column {
    double pressure_edge_Pa[LT_MET_MAX_LAYERS + 1], mass_kgm2[LT_MET_MAX_LAYERS];
    double temperature_K[LT_MET_MAX_LAYERS]; /* hydrostatic with the pressures, virtual by the humidity below */
    double value[LT_N_PLACED][LT_MET_MAX_LAYERS];
    double temperature_2m_K, humidity_2m, east_10m, north_10m; /* over the model's ground, where the source has none */
    int supersaturated_levels;                                 /* of the source, brought to saturation */
    int saturated_layers; /* of the model, where the mean over levels was above saturation */
    int negative;         /* humidities below 0, set to 0 */
    bool extended;        /* above the source's top by less than half the highest layer */
} lt_placed_column;

typedef enum lt_placing {
    LT_PLACED,
    LT_PLACING_NO_ANCHOR, /* neither heights nor surface pressure with terrain */
    LT_PLACING_NO_LEVEL,  /* fewer than two levels above the source's ground */
    LT_PLACING_GAP,       /* a level above the ground without a value */
    LT_PLACING_ORDER,     /* a level whose pressure is not below that of the level under it */
    LT_PLACING_TOP        /* the source ends below the middle of the highest layer */
} lt_placing;

/* Layer edges z_edge[nz + 1] above the model's ground of height terrain_m. roughness_m: of that ground, for the wind
 * below the lowest wind of the source. */
lt_placing lt_place_column(const lt_source_column *source, double terrain_m, double roughness_m, int nz,
                           const double *z_edge, lt_placed_column *out);
/* Specific humidity of saturated air over water. */
double lt_saturation_humidity(double temperature_K, double pressure_Pa);
double lt_relative_humidity_of(double humidity, double temperature_K, double pressure_Pa);

#endif
