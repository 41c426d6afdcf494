/* gridded_ground.h - what a source of gridded weather says of the ground: states, fluxes and amounts, by the hour. */
#ifndef LT_GRIDDED_GROUND_H
#define LT_GRIDDED_GROUND_H

#include "model/met/gridded/air_track.h"
#include "model/met/gridded/flow.h"
#include "model/met/gridded/track.h"
#include "model/met/supply.h"

/* The hours of the run, and how. */
typedef struct lt_gridded_run {
    const lt_grid *grid;
    lt_time first, last; /* full hours */
    bool persist;        /* one state for all hours */
    int threads;
} lt_gridded_run;

typedef struct lt_gridded_ground lt_gridded_ground;

/* horizontal: by the series' planes; masks are set here. A field that does not cover the run is left out and noted;
 * LT_ERR_INPUT if precipitation is there and does not. Notes say what the source lacks. Borrows all. */
lt_status lt_gridded_ground_create(const lt_series *series, lt_horizontal *const *horizontal, const lt_gridded_run *run,
                                   lt_notes *notes, lt_gridded_ground **out);
void lt_gridded_ground_free(lt_gridded_ground *ground); /* NULL is fine */
/* For the columns at an instant (lt_air_options.ground). */
lt_status lt_gridded_ground_air(void *ground, lt_time t, lt_air_ground *out);
/* Makes the hour that begins at t ready; what lies before it is forgotten. */
lt_status lt_gridded_ground_hour(lt_gridded_ground *ground, lt_time t);
/* Over a cell; near: 2 m temperature, humidity, 10 m east and north of the columns, for what the source lacks;
 * surface_Pa: pressure at the model's ground. */
void lt_gridded_ground_at(const lt_gridded_ground *ground, long cell, const double near[4], double surface_Pa,
                          lt_ground_weather *out);
/* Negative increments of precipitation and radiation that were set to 0, into the notes. */
void lt_gridded_ground_repairs(const lt_gridded_ground *ground, lt_notes *notes);

#endif
