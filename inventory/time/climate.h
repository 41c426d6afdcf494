/* climate.h - the mean year on the grid that the laws of emission are normalised by, and the days of public heating. */
#ifndef LT_INVENTORY_CLIMATE_H
#define LT_INVENTORY_CLIMATE_H

#include "grids/grid.h"

/* Local time (UTC+8): T(month, day, hour, cell) = temperature + day_departure + hour_departure. */
typedef struct lt_mean_year {
    double *temperature;                                    /* [12][ny][nx] K */
    double day_departure[12 * 31], hour_departure[12 * 24]; /* K; each month's days sum to 0, so do each day's hours */
    double *first, *last;                                   /* [ny][nx] month * 100 + day, of public heating */
} lt_mean_year;

/* From climate.csv and heating_seasons.csv. */
lt_status lt_mean_year_create(const lt_grid *grid, const char *climate, const char *seasons, lt_mean_year *out);
void lt_mean_year_free(lt_mean_year *year);

#endif
