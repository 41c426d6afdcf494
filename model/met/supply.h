/* supply.h - whoever gives weather over the cells of the grid: stations and synthetic series (domain_supply.c), gridded
 * analyses and forecasts. hour_fields.c asks it, diagnoses what it is silent about, and closes the mass. */
#ifndef LT_MET_SUPPLY_H
#define LT_MET_SUPPLY_H

#include "base/status.h"
#include "base/timeaxis.h"
#include "model/met/notes.h"

#include <stdbool.h>

enum { LT_MET_MAX_LAYERS = 100 };

/* One cell's air on the layers of the grid, mean of the hour. */
typedef struct lt_column {
    double pressure_edge_Pa[LT_MET_MAX_LAYERS + 1];
    double temperature_K[LT_MET_MAX_LAYERS];
    double relative_humidity[LT_MET_MAX_LAYERS]; /* over water, 0 to 1 */
    double mass_kgm2[LT_MET_MAX_LAYERS];
    double buoyancy_s2[LT_MET_MAX_LAYERS]; /* square of the buoyancy frequency at the layer's centre */
    /* NAN in all layers: the supply is silent */
    double cloud_fraction[LT_MET_MAX_LAYERS], cloud_water[LT_MET_MAX_LAYERS], cloud_ice[LT_MET_MAX_LAYERS]; /* kg/kg */
} lt_column;

/* What the supply says of the ground under a cell, mean of the hour; NAN: it is silent. */
typedef struct lt_ground_weather {
    double temperature_2m_K, dew_point_2m_K; /* always given */
    double wind_10m_ms, east, north;         /* always given: speed and unit vector the air moves along */
    double wind_roughness_m;                 /* of the ground under that wind; 0: the cell's own */
    double precipitation_kgm2s;              /* always given */
    double snow_share;                       /* of the precipitation */
    double cloud;                            /* cover, 0 to 1 */
    double shortwave_Wm2, longwave_Wm2;      /* downward at the ground */
    double heat_flux_Wm2, latent_flux_Wm2;   /* upward */
    double friction_velocity_ms, boundary_layer_m;
    double albedo;
    double soil_moisture;                  /* m3 m-3, top layer */
    double skin_K, sea_surface_K, sea_ice; /* sea ice: share of the sea */
    double snow_kgm2;                      /* snow on the ground as water */
    double day_temperature_K;              /* mean of 24 h around the hour; always given */
} lt_ground_weather;

/* What hour_fields.c has found of the surface, for the profile of the wind. */
typedef struct lt_surface_state {
    double wind_10m_ms, roughness_m, friction_velocity_ms, inverse_obukhov_m, boundary_layer_m;
} lt_surface_state;

typedef struct lt_supply lt_supply;
struct lt_supply {
    /* Makes a full hour ready for mass, or the hour that begins at t for the others; hours come in order. May read. */
    lt_status (*load_instant)(lt_supply *supply, lt_time t);
    lt_status (*load_hour)(lt_supply *supply, lt_time begin);
    /* By several threads after it: mass of air above a square metre [nz], kg m-2, at the instant. */
    void (*mass)(const lt_supply *supply, long cell, double *mass_kgm2);
    void (*air)(const lt_supply *supply, long cell, lt_column *column);
    void (*ground)(const lt_supply *supply, long cell, lt_ground_weather *ground);
    /* True eastward and northward wind [nz], m s-1. */
    void (*wind)(const lt_supply *supply, long cell, const lt_surface_state *surface, double *east, double *north);
    void (*release)(lt_supply *supply);
    /* After the last hour: what had to be mended in the input, counted. NULL: nothing is. */
    void (*repairs)(const lt_supply *supply, lt_notes *notes);
    bool profiles; /* the columns are real profiles, in which a boundary layer can be seen */
};
void lt_supply_free(lt_supply *supply); /* NULL is fine */

#endif
