/* network_weather.h - the weather over the cells from a network of stations. */
#ifndef LT_MET_NETWORK_WEATHER_H
#define LT_MET_NETWORK_WEATHER_H

#include "grids/grid.h"
#include "model/met/climate.h"
#include "model/met/domain_weather.h"
#include "model/met/points/analysis.h"
#include "model/met/points/breeze.h"
#include "model/met/points/station_values.h"
#include "model/met/wind_grid.h"

/* What it is made from. */
typedef struct lt_network_input {
    const lt_met_settings *settings;
    const lt_climate *climate;
    const lt_grid *grid;
    /* taken over when the weather is made */
    lt_network *network;
    lt_daily *daily;            /* may be NULL */
    lt_pressure_wind *pressure; /* may be NULL: of the daily weather, where the hour's stations make none */
    lt_wind_grid *first_guess;  /* may be NULL: 10-m wind that the stations correct */
    int city;                   /* of the daily weather; -1: none */
    lt_time start;
    long n;
} lt_network_input;

/* Root mean squares of what the other stations miss at a station, over the run; NaN: too few stations. */
typedef struct lt_network_figures {
    double left_out[LT_N_POINT];
    double radius_m, reach_m;  /* of the analysis, of the breeze */
    long geostrophic, blowing; /* hours with a wind from the hour's pressures; with a breeze */
    double strongest_breeze_ms;
} lt_network_figures;

lt_status lt_network_weather_create(const lt_network_input *input, lt_local_weather **out, lt_network_figures *figures);

#endif
