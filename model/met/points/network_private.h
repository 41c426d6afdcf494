/* network_private.h - shared by the network_*.c files only. */
#ifndef LT_MET_NETWORK_PRIVATE_H
#define LT_MET_NETWORK_PRIVATE_H

#include "model/met/hills.h"
#include "model/met/points/network_weather.h"
#include "model/met/pressure_fit.h"

typedef struct lt_network_weather {
    lt_local_weather face; /* first: the stage sees this */
    lt_network_input in;
    lt_network *network;
    lt_station_values *values;
    lt_analysis *analysis;
    lt_analysis_field field;
    lt_analysis_place *place;                                    /* [cell] */
    long *cell_of;                                               /* [station] -1: outside the grid */
    double *at;                                                  /* [point * cells + cell] */
    double *guess_east, *guess_north, *plane_east, *plane_north; /* first guess: [cell]; planes of its grid */
    double *roughness;                                           /* [cell] of the ground, on the first day, m */
    lt_wind_place *guess_place, *guess_station;                  /* [cell], [station] */
    lt_breeze *breeze;
    double *onshore, *left;         /* [hour] */
    double blow_onshore, blow_left; /* of the hour, as far as the stations have it */
    lt_slope *slope;
    lt_pressure_fit fit;
    bool fitted;
    lt_domain_state aloft; /* of the instant: geostrophic wind and shear of the domain */
    lt_network_day day;
    lt_time instant;
    long hour;
} lt_network_weather;

static inline long lt_network_cells(const lt_network_weather *p) {
    return (long)p->in.grid->nx * p->in.grid->ny;
}

/* network_place.c: stations, first guess and breeze on the grid; what the stations miss of each other over the run. */
lt_status lt_network_place(lt_network_weather *points, lt_network_figures *figures);
void lt_network_leave_out(lt_network_weather *points, lt_network_figures *figures);
/* network_weather.c: the stations' values of an instant without first guess and breeze, and the wind aloft. */
void lt_network_load(lt_network_weather *points, lt_time instant);
/* The trend of a variable. */
lt_trend lt_network_trend(const lt_network_weather *points, lt_point point);

#endif
