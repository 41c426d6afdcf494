/* conc.h - surface PM2.5 out of conc_<variant>_<period>.nc: period means, and hourly values under weights. */
#ifndef LT_CONC_H
#define LT_CONC_H

#include "base/job.h"
#include "grids/grid.h"
#include "postproc/city_value.h"

/* What the weather of a run is; from the global attributes of met_<period>.nc. */
typedef struct lt_weather_label {
    char id[128]; /* synthetic-winter, station:<name> */
    char en[512], zh[512];
    char evidence_city[48]; /* "" = none */
} lt_weather_label;

lt_status lt_weather_label_read(const lt_job *job, lt_weather_label *out);
/* Mean over the hours of the file of PM2.5 at ambient state, ug/m3, into mean[ny*nx]. job names variant and period. */
lt_status lt_conc_mean(const lt_job *job, const lt_grid *grid, double *mean);

/* One wanted hourly series. standard: at 273.15 K, 1013.25 hPa instead of ambient:
 *   c_std = c (T / T0) (p0 / p),  p0 / p = exp(g z / (R T))
 * T air_temperature_2m of met_<period>.nc [K]; z terrain of grid.nc [m]; g 9.80665 m s-2; R 287.05 J kg-1 K-1; T0
 * 273.15 K. Sea-level pressure is taken as p0 = 1013.25 hPa, because met.nc carries no pressure: an error of at most
 * about 3 % (pressures of 985 to 1045 hPa). */
typedef struct lt_conc_want {
    const lt_weights *weights;
    bool standard;
    double *value; /* [hours of the period], filled */
} lt_conc_want;

lt_status lt_conc_hours(const lt_job *job, const lt_grid *grid, lt_conc_want *wants, long n_wants);
long lt_period_hours(const lt_period *period);

#endif
