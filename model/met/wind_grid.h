/* wind_grid.h - a gridded 10-m wind on latitude and longitude: read, judged, interpolated. */
#ifndef LT_MET_WIND_GRID_H
#define LT_MET_WIND_GRID_H

#include "base/timeaxis.h"
#include "grids/grid.h"

typedef struct lt_wind_grid {
    char path[1024];
    long n_time, n_lat, n_lon;
    lt_time *time;        /* UTC, growing */
    double *lat, *lon;    /* degrees, both growing (rows from north to south are turned) */
    double *east, *north; /* [(time * n_lat + lat) * n_lon + lon], m s-1, true east and north */
} lt_wind_grid;

/* Through the readers of gridded weather (gridded/). LT_ERR_INPUT for what they refuse, and for a wind that is missing
 * somewhere, has one time or is not on axes of latitude and growing longitude. */
lt_status lt_wind_grid_read(const char *path, lt_wind_grid **out);
void lt_wind_grid_free(lt_wind_grid *wind); /* NULL is fine */
/* Longest step of the times that is bridged by a straight line: that of analyses (assumption). */
enum { LT_WIND_GRID_STEP = 6 * 3600 };
/* The centres of all cells and the instants first to last must lie inside, without a gap in the times; LT_ERR_INPUT
 * says what is not covered. */
lt_status lt_wind_grid_cover(const lt_wind_grid *wind, const lt_grid *grid, lt_time first, lt_time last);

/* Where a place lies: south-west point and weights of the four. */
typedef struct lt_wind_place {
    long at;
    double weight[4]; /* SW, SE, NW, NE */
} lt_wind_place;
lt_wind_place lt_wind_grid_place(const lt_wind_grid *wind, double lat, double lon); /* inside */
/* Components at an instant inside the times, linear in time, into planes of n_lat * n_lon. */
void lt_wind_grid_at(const lt_wind_grid *wind, lt_time t, double *east, double *north);
double lt_wind_place_value(const lt_wind_grid *wind, const lt_wind_place *place, const double *plane);

#endif
