/* climate.h - the mean year on the grid that the laws of emission are normalised by, and the days of public heating. */
#ifndef LT_INVENTORY_CLIMATE_H
#define LT_INVENTORY_CLIMATE_H

#include "grids/grid.h"

/* Local time (UTC+8): T(month, day, hour, cell) = temperature + day_departure + hour_departure. */
typedef struct lt_mean_year {
    double *temperature;                                    /* [12][ny][nx] K */
    double day_departure[12 * 31], hour_departure[12 * 24]; /* K; each month's days sum to 0, so do each day's hours */
    double shortwave[12 * 24];                              /* W m-2, the same in every cell */
    double *first, *last;                                   /* [ny][nx] month * 100 + day, of public heating */
} lt_mean_year;

/* The tables that it is made of, paths. */
typedef struct lt_climate_tables {
    const char *climate, *light, *seasons; /* climate.csv, climate_light.csv, heating_seasons.csv */
} lt_climate_tables;

lt_status lt_mean_year_create(const lt_grid *grid, const lt_climate_tables *tables, lt_mean_year *out);
void lt_mean_year_free(lt_mean_year *year);

#endif
