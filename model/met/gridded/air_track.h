/* air_track.h - the air over the cells at the times of the source's levels: read once, placed once, held while needed.
 */
#ifndef LT_GRIDDED_AIR_TRACK_H
#define LT_GRIDDED_AIR_TRACK_H

#include "model/met/gridded/horizontal.h"
#include "model/met/gridded/place_column.h"
#include "model/met/gridded/series.h"

/* What stands near the ground at an instant, over the cells, for the columns: NULL members are not known. */
typedef struct lt_air_ground {
    float *terrain, *surface_pressure;                          /* of the source */
    float *temperature_2m, *humidity_2m, *east_10m, *north_10m; /* humidity kg/kg */
} lt_air_ground;

/* One state on the layers; [cell * nz + k]. */
typedef struct lt_air_state {
    double *mass, *top; /* kg m-2; [cell] pressure of the uppermost edge, Pa */
    float *temperature, *value[LT_N_PLACED];
    float *near[4]; /* [cell] 2 m temperature and humidity, 10 m east and north, from the column */
} lt_air_state;

/* Counted repairs, over all states so far. */
typedef struct lt_air_repairs {
    long columns, levels, supersaturated_levels, saturated_layers, negative, extended;
} lt_air_repairs;

typedef struct lt_air_track lt_air_track;

typedef struct lt_air_options {
    const double *roughness_m; /* [cell], borrowed */
    int threads;
    /* Fills `ground` for the instant; its arrays live until the next call. */
    lt_status (*ground)(void *context, lt_time t, lt_air_ground *ground);
    void *context;
} lt_air_options;

/* Borrows series, horizontal (of the levels' plane) and grid. LT_ERR_INPUT: the series lacks what a column needs. */
lt_status lt_air_track_create(const lt_series *series, const lt_horizontal *horizontal, const lt_grid *grid,
                              const lt_air_options *options, lt_air_track **out);
void lt_air_track_free(lt_air_track *track); /* NULL is fine */
/* States and weights that make the mean over from..to; at most *n of them, in arrays that live until the next call. */
lt_status lt_air_track_mean(lt_air_track *track, lt_time from, lt_time to, long *n, const lt_air_state *const **states,
                            const double **weights);
void lt_air_track_forget(lt_air_track *track, lt_time before);
const lt_air_repairs *lt_air_track_repairs(const lt_air_track *track);

#endif
