/* domain_weather.h - the hourly weather of the run that is the same over the whole domain: what the station says and
 * what is assumed from it (cloud, day's mean temperature, snow, wind aloft). */
#ifndef LT_MET_DOMAIN_WEATHER_H
#define LT_MET_DOMAIN_WEATHER_H

#include "model/met/climate.h"
#include "model/met/settings.h"
#include "model/met/station.h"

/* One hour (means), or one full hour between two (edge). */
typedef struct lt_domain_state {
    double temperature_K, dew_point_K, sea_level_pressure_Pa; /* at the station; pressure at sea level */
    double day_temperature_K;                                 /* 24-h mean around the hour */
    double mean_temperature_K;                                /* of the run */
    double wind_speed_ms, wind_from_deg, east, north; /* 10 m over the station; unit vector the air moves along */
    double geostrophic_east_ms, geostrophic_north_ms; /* at the surface */
    double shear_east_s, shear_north_s;               /* thermal wind at the surface, s-1 */
    double cloud, albedo, moisture, sea_surface_K, precipitation_kgm2s;
} lt_domain_state;

typedef struct lt_domain_weather {
    lt_time start;
    long n;
    lt_domain_state *hour; /* [n] */
} lt_domain_weather;

/* station must be repaired over the n hours from start. */
lt_status lt_domain_weather_create(const lt_met_settings *settings, const lt_climate *climate,
                                   const lt_station *station, lt_time start, long n, lt_domain_weather **out);
void lt_domain_weather_free(lt_domain_weather *weather);
/* The instant start + edge h, edge 0..n: mean of the hours beside it (at the ends: the one hour there is). */
lt_domain_state lt_domain_weather_edge(const lt_domain_weather *weather, long edge);
/* Speed [m/s] and turn [rad, clockwise seen from above, aloft against the ground] of the geostrophic wind over that at
 * 10 m. */
void lt_geostrophic_drag(double wind_10m_ms, double roughness_m, double coriolis, double *speed_ms, double *turn_rad);

#endif
