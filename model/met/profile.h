/* profile.h - vertical profiles of temperature, pressure, humidity and wind over a place. */
#ifndef LT_MET_PROFILE_H
#define LT_MET_PROFILE_H

#include "model/met/settings.h"
#include "model/met/domain_weather.h"

/* The course of temperature with height that an hour has everywhere. */
typedef struct lt_air {
    double sea_level_K, lapse_Km;            /* free air: T = sea_level_K - lapse z, z above the sea */
    double surface_excess_K, excess_depth_m; /* added near the ground: excess exp(-height above ground/depth) */
    double sea_level_Pa;
    double mixing_ratio, moisture_base_m, moisture_height_m; /* water vapour at the station and its scale height */
} lt_air;

lt_air lt_air_of(const lt_met_settings *settings, const lt_domain_state *state);
double lt_air_temperature(const lt_air *air, double terrain_m, double above_ground_m);
/* Square of the buoyancy frequency of the dry air, s-2; negative where it would turn over. */
double lt_air_buoyancy(const lt_air *air, double terrain_m, double above_ground_m);
/* At the ground of height terrain above the sea. */
double lt_air_surface_pressure(const lt_air *air, double terrain_m);
double lt_air_relative_humidity(const lt_air *air, double above_sea_m, double temperature_K, double pressure_Pa);

/* Wind over one cell. */
typedef struct lt_wind {
    double wind_10m_ms, roughness_m, inverse_obukhov_m, height_m; /* of the boundary layer */
    double gradient_depth_m;
} lt_wind;

/* 10-m wind over other ground: neutral exposure correction at the blending height of 60 m. */
double lt_wind_exposure(double wind_ms, double roughness_station_m, double roughness_m);
/* True eastward and northward wind at n heights above ground. */
void lt_wind_profile(const lt_wind *wind, const lt_domain_state *state, int n, const double *height, double *east,
                     double *north);

#endif
