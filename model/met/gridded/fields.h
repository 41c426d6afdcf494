/* fields.h - what gridded weather may hold: names, units and meaning that every reader converts to. */
#ifndef LT_GRIDDED_FIELDS_H
#define LT_GRIDDED_FIELDS_H

/* How a field fills space: over levels, on the ground, or on the ground and fixed in time. */
typedef enum lt_gridded_shape { LT_GRIDDED_LEVELS, LT_GRIDDED_GROUND, LT_GRIDDED_FIXED } lt_gridded_shape;
/* What a record of it says: a state at its end; an amount or a mean over begin to end (lt_gridded_record). */
typedef enum lt_gridded_span { LT_GRIDDED_STATE, LT_GRIDDED_AMOUNT, LT_GRIDDED_FLUX } lt_gridded_span;

/* X-macro: id, name (CF standard name where there is one), unit, shape, span, least, most (what a value can be at all;
 * beyond: a fault with field, time and place), doc. Winds are true eastward and northward at the points of the other
 * fields: readers turn and unstagger. Fluxes of heat and water are positive upward. A flux may come as an amount (J
 * m-2): the reader gives it over its interval as a mean. */
#define LT_GRIDDED_FIELD_LIST(X)                                                                                       \
    X(LT_G_PRESSURE, "air_pressure", "Pa", LT_GRIDDED_LEVELS, LT_GRIDDED_STATE, 1, 1.2e5,                              \
      "only where the levels are neither pressures nor hybrid")                                                        \
    X(LT_G_HEIGHT, "geopotential_height", "m", LT_GRIDDED_LEVELS, LT_GRIDDED_STATE, -2000, 1e5, "above the sea")       \
    X(LT_G_TEMPERATURE, "air_temperature", "K", LT_GRIDDED_LEVELS, LT_GRIDDED_STATE, 130, 350, "")                     \
    X(LT_G_SPECIFIC_HUMIDITY, "specific_humidity", "kg kg-1", LT_GRIDDED_LEVELS, LT_GRIDDED_STATE, -1e-3, 0.1, "")     \
    X(LT_G_RELATIVE_HUMIDITY, "relative_humidity", "1", LT_GRIDDED_LEVELS, LT_GRIDDED_STATE, -0.2, 2,                  \
      "over water, where there is no specific humidity")                                                               \
    X(LT_G_EAST, "eastward_wind", "m s-1", LT_GRIDDED_LEVELS, LT_GRIDDED_STATE, -150, 150, "")                         \
    X(LT_G_NORTH, "northward_wind", "m s-1", LT_GRIDDED_LEVELS, LT_GRIDDED_STATE, -150, 150, "")                       \
    X(LT_G_CLOUD_WATER, "cloud_liquid_water_mixing_ratio", "kg kg-1", LT_GRIDDED_LEVELS, LT_GRIDDED_STATE, -1e-3,      \
      0.05, "")                                                                                                        \
    X(LT_G_CLOUD_ICE, "cloud_ice_mixing_ratio", "kg kg-1", LT_GRIDDED_LEVELS, LT_GRIDDED_STATE, -1e-3, 0.05, "")       \
    X(LT_G_CLOUD, "cloud_area_fraction_in_atmosphere_layer", "1", LT_GRIDDED_LEVELS, LT_GRIDDED_STATE, -0.01, 1.01,    \
      "")                                                                                                              \
    X(LT_G_TERRAIN, "surface_altitude", "m", LT_GRIDDED_FIXED, LT_GRIDDED_STATE, -1000, 9000, "the source's own")      \
    X(LT_G_LAND, "land_area_fraction", "1", LT_GRIDDED_FIXED, LT_GRIDDED_STATE, -0.01, 1.01, "")                       \
    X(LT_G_SURFACE_PRESSURE, "surface_air_pressure", "Pa", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, 3e4, 1.1e5, "")        \
    X(LT_G_SEA_PRESSURE, "air_pressure_at_mean_sea_level", "Pa", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, 8.5e4, 1.1e5,    \
      "")                                                                                                              \
    X(LT_G_T2M, "air_temperature_2m", "K", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, 170, 340, "")                          \
    X(LT_G_DEW_POINT, "dew_point_temperature_2m", "K", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, 150, 320, "over water")    \
    X(LT_G_HUMIDITY_2M, "specific_humidity_2m", "kg kg-1", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, -1e-3, 0.1, "")        \
    X(LT_G_RELATIVE_2M, "relative_humidity_2m", "1", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, -0.2, 2, "over water")       \
    X(LT_G_EAST_10M, "eastward_wind_10m", "m s-1", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, -100, 100, "")                 \
    X(LT_G_NORTH_10M, "northward_wind_10m", "m s-1", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, -100, 100, "")               \
    X(LT_G_SKIN, "surface_temperature", "K", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, 150, 370, "of the skin")             \
    X(LT_G_SEA_SURFACE, "sea_surface_temperature", "K", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, 260, 320, "")             \
    X(LT_G_SEA_ICE, "sea_ice_area_fraction", "1", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, -0.01, 1.01, "")                \
    X(LT_G_SNOW, "surface_snow_amount", "kg m-2", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, -0.1, 2e4, "as water")          \
    X(LT_G_SOIL_MOISTURE, "soil_moisture_top", "m3 m-3", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, -0.01, 1.01,             \
      "volume of water in the top layer of the soil")                                                                  \
    X(LT_G_SOIL_TEMPERATURE, "soil_temperature_top", "K", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, 170, 350, "")           \
    X(LT_G_ALBEDO, "surface_albedo", "1", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, -0.01, 1.01, "")                        \
    X(LT_G_CLOUD_TOTAL, "cloud_area_fraction", "1", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, -0.01, 1.01, "")              \
    X(LT_G_PBLH, "atmosphere_boundary_layer_thickness", "m", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, 0, 2e4, "")          \
    X(LT_G_USTAR, "friction_velocity", "m s-1", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, 0, 20, "")                        \
    X(LT_G_ROUGHNESS, "surface_roughness_length", "m", LT_GRIDDED_GROUND, LT_GRIDDED_STATE, 0, 20, "of momentum")      \
    X(LT_G_RAIN, "precipitation_amount", "kg m-2", LT_GRIDDED_GROUND, LT_GRIDDED_AMOUNT, -1, 2e4, "all of it")         \
    X(LT_G_RAIN_CONVECTIVE, "convective_precipitation_amount", "kg m-2", LT_GRIDDED_GROUND, LT_GRIDDED_AMOUNT, -1,     \
      2e4, "part of it")                                                                                               \
    X(LT_G_SNOWFALL, "snowfall_amount", "kg m-2", LT_GRIDDED_GROUND, LT_GRIDDED_AMOUNT, -1, 2e4,                       \
      "part of it, as water")                                                                                          \
    X(LT_G_SHORTWAVE, "surface_downwelling_shortwave_flux_in_air", "W m-2", LT_GRIDDED_GROUND, LT_GRIDDED_FLUX, -5,    \
      1800, "")                                                                                                        \
    X(LT_G_LONGWAVE, "surface_downwelling_longwave_flux_in_air", "W m-2", LT_GRIDDED_GROUND, LT_GRIDDED_FLUX, 0, 800,  \
      "")                                                                                                              \
    X(LT_G_SENSIBLE, "surface_upward_sensible_heat_flux", "W m-2", LT_GRIDDED_GROUND, LT_GRIDDED_FLUX, -2000, 3000,    \
      "")                                                                                                              \
    X(LT_G_LATENT, "surface_upward_latent_heat_flux", "W m-2", LT_GRIDDED_GROUND, LT_GRIDDED_FLUX, -2000, 3000, "")

typedef enum lt_gridded_field {
#define LT_GRIDDED_ID(id, name, unit, shape, span, least, most, doc) id,
    LT_GRIDDED_FIELD_LIST(LT_GRIDDED_ID)
#undef LT_GRIDDED_ID
        LT_N_GRIDDED
} lt_gridded_field;

typedef struct lt_gridded_row {
    const char *name, *unit;
    lt_gridded_shape shape;
    lt_gridded_span span;
    double least, most;
    const char *doc;
} lt_gridded_row;
extern const lt_gridded_row lt_gridded_rows[LT_N_GRIDDED];

#endif
