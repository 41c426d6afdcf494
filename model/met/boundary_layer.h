/* boundary_layer.h - height of the boundary layer over land (with memory) and sea. */
#ifndef LT_MET_BOUNDARY_LAYER_H
#define LT_MET_BOUNDARY_LAYER_H

#include "model/met/energy_balance.h"

#include <stdbool.h>

/* How the height is found (diagnosis.c), in the order of the words of `boundary_layer:`. */
#define LT_MIXING_METHODS "auto|richardson|parcel|growth|source"
typedef enum lt_mixing_method {
    LT_MIXING_AUTO,
    LT_MIXING_RICHARDSON,
    LT_MIXING_PARCEL,
    LT_MIXING_GROWTH,
    LT_MIXING_SOURCE
} lt_mixing_method;

typedef struct lt_mixing_rules {
    int method; /* lt_mixing_method */
    double lowest_m, highest_m;
    double lapse_above_Km; /* growth of potential temperature with height above the mixed layer, K m-1 */
} lt_mixing_rules;

/* Goes from hour to hour; zero it before the first. */
typedef struct lt_mixing {
    double height_m;   /* end of the last hour */
    double residual_m; /* highest of the last convective day */
    bool convective;
} lt_mixing;

double lt_coriolis(double lat_deg); /* s-1 */
/* Stable or neutral height from u*, 1/L >= 0. */
double lt_mechanical_height(double friction_velocity_ms, double inverse_obukhov_m, double coriolis,
                            const lt_mixing_rules *rules);
/* Height to which friction mixes below a convective lid at lid_m, m: never above it. */
double lt_mechanical_height_heated(double friction_velocity_ms, double lid_m);
/* One hour over land; returns the mean height of the hour and moves the memory. */
double lt_mixing_land(lt_mixing *mixing, const lt_fluxes *fluxes, double temperature_K, double density_kgm3,
                      double coriolis, const lt_mixing_rules *rules);
/* A height that was found otherwise: within the rules; moves the memory. */
double lt_mixing_found(lt_mixing *mixing, double height_m, bool convective, const lt_mixing_rules *rules);
double lt_mixing_sea(const lt_fluxes *fluxes, double coriolis, const lt_mixing_rules *rules);

#endif
