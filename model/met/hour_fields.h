/* hour_fields.h - all fields of one hour on the grid, from the domain's weather. */
#ifndef LT_MET_HOUR_FIELDS_H
#define LT_MET_HOUR_FIELDS_H

#include "grids/grid.h"
#include "model/met/consistency.h"
#include "model/met/settings.h"
#include "model/met/diagnosis.h"
#include "model/met/hills.h"
#include "model/met/points/variational.h"
#include "model/met/supply.h"

/* Two-dimensional fields of an hour: id, name, CF standard name or NULL, unit, significant bits that are kept (0: all;
 * 12: to 1.2e-4 of the value, for what no sum depends on), description. */
#define LT_MET_SURFACE_LIST(X)                                                                                         \
    X(LT_MET_PBLH, "boundary_layer_height", "atmosphere_boundary_layer_thickness", "m", 0,                             \
      "height of the boundary layer above ground")                                                                     \
    X(LT_MET_USTAR, "friction_velocity", NULL, "m s-1", 0, "friction velocity")                                        \
    X(LT_MET_INVL, "inverse_obukhov_length", NULL, "m-1", 0, "inverse Obukhov length, negative when unstable")         \
    X(LT_MET_WSTAR, "convective_velocity_scale", NULL, "m s-1", 12, "convective velocity scale w*, 0 when stable")     \
    X(LT_MET_Z0, "roughness_length", "surface_roughness_length", "m", 12, "roughness of momentum")                     \
    X(LT_MET_ZD, "displacement_height", NULL, "m", 12, "zero plane displacement, mean over the cell")                  \
    X(LT_MET_HEAT, "sensible_heat_flux", "surface_upward_sensible_heat_flux", "W m-2", 12,                             \
      "sensible heat from the ground into the air")                                                                    \
    X(LT_MET_LATENT, "latent_heat_flux", "surface_upward_latent_heat_flux", "W m-2", 12,                               \
      "latent heat from the ground into the air")                                                                      \
    X(LT_MET_RAIN, "precipitation_flux", "precipitation_flux", "kg m-2 s-1", 0, "precipitation")                       \
    X(LT_MET_SNOW_SHARE, "snow_share", NULL, "1", 12, "share of snow in precipitation, by the wet bulb at the ground") \
    X(LT_MET_T2M, "air_temperature_2m", "air_temperature", "K", 0, "air temperature 2 m above ground")                 \
    X(LT_MET_SKIN, "skin_temperature", "surface_temperature", "K", 0, "temperature of the ground's skin")              \
    X(LT_MET_PRESSURE, "surface_pressure", "surface_air_pressure", "Pa", 0, "air pressure at the ground")              \
    X(LT_MET_WIND10, "wind_speed_10m", "wind_speed", "m s-1", 0, "wind speed 10 m above ground")                       \
    X(LT_MET_U10, "u_wind_10m", "eastward_wind", "m s-1", 0, "true eastward wind 10 m above ground")                   \
    X(LT_MET_V10, "v_wind_10m", "northward_wind", "m s-1", 0, "true northward wind 10 m above ground")                 \
    X(LT_MET_SW, "downwelling_shortwave", "surface_downwelling_shortwave_flux_in_air", "W m-2", 0,                     \
      "global radiation at the ground")                                                                                \
    X(LT_MET_LW, "downwelling_longwave", "surface_downwelling_longwave_flux_in_air", "W m-2", 12,                      \
      "long-wave radiation downward at the ground")                                                                    \
    X(LT_MET_ALBEDO, "surface_albedo", "surface_albedo", "1", 12, "albedo of the ground, with its snow")               \
    X(LT_MET_CLOUD, "cloud_cover", "cloud_area_fraction", "1", 0, "cloud cover")                                       \
    X(LT_MET_CLOUD_DEPTH, "cloud_optical_depth", "atmosphere_optical_thickness_due_to_cloud", "1", 12,                 \
      "optical thickness of the cloud where there is cloud, visible light")                                            \
    X(LT_MET_SNOW_COVER, "snow_cover", "surface_snow_area_fraction", "1", 12, "share of the cell under snow")          \
    X(LT_MET_SOIL, "soil_moisture", "volume_fraction_of_condensed_water_in_soil", "1", 12,                             \
      "volume of water in the land's soil, m3 m-3")                                                                    \
    X(LT_MET_VENTILATION, "ventilation_coefficient", NULL, "m2 s-1", 12,                                               \
      "height of the boundary layer times the mean wind in it")                                                        \
    X(LT_MET_STAGNANT, "air_stagnation", NULL, "1", 0, "1: stagnant air after Wang and Angell (1999), by the hour")

/* The same of the layers. */
#define LT_MET_LAYER_LIST(X)                                                                                           \
    X(LT_MET_T, "air_temperature", "air_temperature", "K", 0, "air temperature")                                       \
    X(LT_MET_RH, "relative_humidity", "relative_humidity", "1", 0, "relative humidity over water")                     \
    X(LT_MET_CLOUD_WATER, "cloud_liquid_water_mixing_ratio", "cloud_liquid_water_mixing_ratio", "kg kg-1", 12,         \
      "liquid water of cloud, mean over the cell")                                                                     \
    X(LT_MET_CLOUD_ICE, "cloud_ice_mixing_ratio", "cloud_ice_mixing_ratio", "kg kg-1", 12,                             \
      "ice of cloud, mean over the cell")                                                                              \
    X(LT_MET_CLOUD_FRACTION, "cloud_area_fraction_in_atmosphere_layer", "cloud_area_fraction_in_atmosphere_layer",     \
      "1", 12, "cloud cover of the layer")

enum lt_met_surface {
#define LT_MET_SURFACE_ID(id, name, standard, unit, bits, text) id,
    LT_MET_SURFACE_LIST(LT_MET_SURFACE_ID)
#undef LT_MET_SURFACE_ID
        LT_MET_N_SURFACE
};

enum lt_met_layers {
#define LT_MET_LAYER_ID(id, name, standard, unit, bits, text) id,
    LT_MET_LAYER_LIST(LT_MET_LAYER_ID)
#undef LT_MET_LAYER_ID
        LT_MET_N_LAYER
};

typedef struct lt_hour_fields {
    const lt_grid *grid;
    const lt_met_settings *settings;
    lt_supply *supply; /* borrowed */
    lt_consistency *consistency;
    lt_variational *variational; /* NULL: columns alone */
    double *alpha2;              /* (nz, ny, nx) of it */
    lt_land_table land;
    lt_ground *ground;      /* of each cell, on the day ground_day */
    lt_cell_memory *memory; /* of each cell */
    long ground_day;
    double *cos_angle, *sin_angle; /* [j][i] */
    double z_centre[LT_MET_MAX_LAYERS];
    double *mass_begin, *mass_end;      /* (nz, ny, nx) kg */
    double *mean;                       /* their mean */
    double *u, *v;                      /* (nz, ny, nx) m s-1, grid axes */
    double *flux_x, *flux_y;            /* kg s-1 */
    double variance[LT_MET_MAX_LAYERS]; /* of the error of each layer's wind, m2 s-2 */
    lt_slope *slope;                    /* [j][i] */
    double *urban_kz;                   /* [j][i] least eddy diffusivity over the town in the cell, m2 s-1 */
    float *kz;
    float *layer[LT_MET_N_LAYER]; /* (nz, ny, nx) */
    float *surface[LT_MET_N_SURFACE];
    double imbalance, residual; /* of the columns before and after the correction */
} lt_hour_fields;

/* Borrows all three; the supply is that of this grid. */
lt_status lt_hour_fields_create(const lt_grid *grid, const lt_met_settings *settings, lt_supply *supply,
                                lt_hour_fields **out);
void lt_hour_fields_free(lt_hour_fields *fields);
/* Air mass at the full hour t into mass (nz, ny, nx), kg. */
lt_status lt_hour_fields_mass(const lt_hour_fields *fields, lt_time t, int threads, double *mass);
/* An hour that is not written: only what the ground remembers moves on. */
lt_status lt_hour_fields_pass(lt_hour_fields *fields, lt_time t, int threads);
/* All fields of the hour that begins at t; mass_begin and mass_end are set. Hours must come in order. */
lt_status lt_hour_fields_make(lt_hour_fields *fields, lt_time t, int threads);

#endif
