/* station_hour.h - one hour of obs.nc (layout lantian-obs-1, ../README.md) as observations of an analysis.
 *
 * Values that a rule of quality has flagged are left out and counted. A value at a reference state is brought to the
 * air of its cell:  c = c_ref rho / rho_ref,  rho_ref = p M / (R T) of 1013.25 hPa and 273.15 or 298.15 K, rho density
 * of the lowest layer's air. A station outside of the grid has place -1. */
#ifndef LT_STATION_HOUR_H
#define LT_STATION_HOUR_H

#include "base/timeaxis.h"
#include "grids/grid.h"
#include "model/analysis/analysis.h"

typedef struct lt_station_wish {
    lt_time end;           /* of the hour */
    const lt_grid *grid;   /* whole */
    const double *density; /* [ny][nx] kg m-3 */
    const lt_observation_error *errors;
} lt_station_wish;

typedef struct lt_station_hour {
    long n, n_stations, n_flagged;
    lt_observation *items; /* [n], those outside of the grid among them */
} lt_station_hour;

/* LT_ERR_INPUT: no such hour, no variable of any that stations measure, one without its _flags or _state, a unit that
 * does not convert to ug m-3, a state that is none, a station without a place. */
lt_status lt_station_hour_read(const char *path, const lt_station_wish *wish, lt_station_hour *out);
void lt_station_hour_free(lt_station_hour *hour);

#endif
