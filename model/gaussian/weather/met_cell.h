/* met_cell.h - the hours of one cell of a met.nc, for the plumes of a site in it. */
#ifndef LT_MET_CELL_H
#define LT_MET_CELL_H

#include "model/gaussian/weather/plume_weather.h"

/* The cell that holds the place; hours that end in (from, to], 0: all. Directions are from true north. */
lt_status lt_met_cell_read(const char *path, double lon, double lat, lt_time from, lt_time to, lt_plume_weather **out);

#endif
