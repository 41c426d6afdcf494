/* domain_weather.h - the hourly weather of the run that is the same over the whole domain: what the station says and
 * what is assumed from it (cloud, day's mean temperature, snow, wind aloft). */
#ifndef LT_MET_DOMAIN_WEATHER_H
#define LT_MET_DOMAIN_WEATHER_H

#include "model/met/climate.h"
#include "model/met/pressure_wind.h"
#include "model/met/settings.h"
#include "model/met/station.h"
#include "model/met/supply.h"

/* One hour (means), or one full hour between two (edge). */
typedef struct lt_domain_state {
    lt_time time;            /* middle of the hour, or the full hour */
    double altitude_m;       /* where temperature and dew point hold, above the sea */
    double wind_roughness_m; /* of the ground under the 10-m wind; 0: each cell's own */
    double temperature_K, dew_point_K, sea_level_pressure_Pa; /* at that altitude; pressure at sea level */
    double day_temperature_K;                                 /* 24-h mean around the hour */
    double mean_temperature_K;                                /* of the run */
    double wind_speed_ms, wind_from_deg, east, north; /* 10 m over the station; unit vector the air moves along */
    double geostrophic_east_ms, geostrophic_north_ms; /* at the surface */
    double shear_east_s, shear_north_s;               /* thermal wind at the surface, s-1 */
    double cloud, sea_surface_K, precipitation_kgm2s;
} lt_domain_state;

typedef struct lt_domain_weather {
    lt_time start;
    long n;
    lt_domain_state *hour; /* [n] */
} lt_domain_weather;

/* What the hours are made from. */
typedef struct lt_domain_sources {
    const lt_station *station;        /* repaired over the hours asked for */
    const lt_daily *daily;            /* may be NULL: sunshine of the day */
    int city;                         /* of the daily weather; -1: none */
    const lt_pressure_wind *pressure; /* may be NULL: geostrophic wind of the day */
} lt_domain_sources;

lt_status lt_domain_weather_create(const lt_met_settings *settings, const lt_climate *climate,
                                   const lt_domain_sources *sources, lt_time start, long n, lt_domain_weather **out);
lt_status lt_domain_weather_allocate(lt_time start, long n, lt_domain_weather **out);
void lt_domain_weather_free(lt_domain_weather *weather);
/* The instant start + edge h, edge 0..n: mean of the hours beside it (at the ends: the one hour there is). */
lt_domain_state lt_domain_weather_edge(const lt_domain_weather *weather, long edge);
/* What differs from place to place: replaces members of the domain's state over a cell. set_time is called before the
 * cells of an instant, at by several threads after it. */
typedef struct lt_local_weather lt_local_weather;
struct lt_local_weather {
    void (*set_time)(lt_local_weather *local, lt_time instant);
    void (*at)(const lt_local_weather *local, long cell, lt_domain_state *state);
    void (*release)(lt_local_weather *local);
    /* True eastward and northward wind at n heights over a cell whose state is this; NULL: lt_wind_profile. */
    void (*wind)(const lt_local_weather *local, long cell, const lt_domain_state *state,
                 const lt_surface_state *surface, int n, const double *height, double *east, double *north);
};
void lt_local_weather_free(lt_local_weather *local); /* NULL is fine */

/* Cloud cover of a day with this sunshine [s] (0 to 1), and of the climate with the day's relative humidity; wet: at
 * least 0.9. */
double lt_cloud_of_sunshine(double sunshine_s, double day_length_h, bool wet);
double lt_cloud_of_climate(const lt_climate_month *month, double day_length_h, double relative_humidity, bool wet);
/* Geostrophic wind from the 10-m wind by the drag law, into the state. */
void lt_geostrophic_from_surface(double speed_ms, double east_ms, double north_ms, double roughness_m, double coriolis,
                                 lt_domain_state *state);
/* Thermal wind of the month's gradients, into the state. */
void lt_thermal_wind(const lt_climate_month *month, double coriolis, double temperature_K, lt_domain_state *state);
/* Lengthens the geostrophic wind to least_ms where it is shorter; its direction stays, nothing stays nothing. */
void lt_geostrophic_at_least(double least_ms, lt_domain_state *state);
/* Speed [m/s] and turn [rad, clockwise seen from above, aloft against the ground] of the geostrophic wind over that at
 * 10 m. */
void lt_geostrophic_drag(double wind_10m_ms, double roughness_m, double coriolis, double *speed_ms, double *turn_rad);

#endif
