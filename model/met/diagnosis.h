/* diagnosis.h - what the surface of one cell gives to the air above it in an hour. */
#ifndef LT_MET_DIAGNOSIS_H
#define LT_MET_DIAGNOSIS_H

#include "model/met/boundary_layer.h"
#include "model/met/ground.h"
#include "model/met/supply.h"

/* What of a cell goes from hour to hour. */
typedef struct lt_cell_memory {
    lt_ground_memory ground;
    lt_mixing mixing;
} lt_cell_memory;

typedef struct lt_diagnosis {
    lt_surface_state state; /* boundary_layer_m: 0 until lt_diagnose_height */
    lt_fluxes fluxes;       /* of the whole cell */
    lt_fluxes land, sea;    /* of its parts, for the growth of the layer */
    double land_share, temperature_K, density_kgm3, coriolis;
    double displacement_m, albedo, shortwave_Wm2, longwave_Wm2, snow_share, snow_cover, soil_moisture;
    double convective_ms, residual_m;
} lt_diagnosis;

/* Fluxes over the tiles of the cell, averaged by area; memory moves on by the hour. given: with the cloud cover. */
void lt_diagnose_surface(const lt_ground *ground, const lt_ground_rules *rules, const lt_ground_weather *given,
                         double clear_sky_Wm2, double pressure_Pa, double lat_deg, lt_cell_memory *memory,
                         lt_diagnosis *out);
/* Height of the boundary layer, w*, residual layer, into out. air with its wind [nz] where it carries real profiles
 * (supply.h), else east NULL. */
void lt_diagnose_height(const lt_mixing_rules *rules, const lt_ground_weather *given, const lt_column *air, int nz,
                        const double *z_centre, const double *east, const double *north, lt_cell_memory *memory,
                        lt_diagnosis *out);
/* Wind [m s-1, mean by height] of the air below h; layer edges z_edge[nz + 1]. */
double lt_transport_wind(double h_m, int nz, const double *z_edge, const double *east, const double *north);
/* Is the air stagnant (diagnosis.c)? */
bool lt_stagnant(const lt_column *air, int nz, const double *east, const double *north, double wind_10m_ms,
                 double precipitation_kgm2s);
/* Eddy diffusivity of entrainment at the top of a convective layer, m2 s-1. */
double lt_entrainment_kz(double heat_flux_Wm2, double density_kgm3, double temperature_K, double buoyancy_s2);

#endif
