/* conc.h - surface concentrations out of conc_<variant>_<period>.nc: period means of PM2.5, and hourly values of what
 * is observed under weights. */
#ifndef LT_CONC_H
#define LT_CONC_H

#include "base/job.h"
#include "grids/grid.h"
#include "postproc/city_value.h"
#include "postproc/obs/obs.h"

/* What the weather of a run is; from the global attributes of met_<period>.nc. */
typedef struct lt_weather_label {
    char id[128]; /* kind:name, as "synthetic:typical-winter", "station:Shenyang" */
    char en[512], zh[512];
    char evidence_city[48]; /* "" = none, "all": weather over the whole grid */
} lt_weather_label;

/* What the weather says about a date. X-macro: id, word in summary.json, doc. */
#define LT_WEATHER_KIND_LIST(X)                                                                                        \
    X(LT_WEATHER_SYNTHETIC, "synthetic", "made from statistics: of no date")                                           \
    X(LT_WEATHER_OBSERVED, "observed", "stations, a wind beside them: what is judged is a perfect-weather hindcast")   \
    X(LT_WEATHER_GRIDDED, "gridded", "an analysis or a forecast, as its label says")                                   \
    X(LT_WEATHER_HELD, "held", "one state for all hours: of no date")
typedef enum lt_weather_kind_of_run {
#define LT_WEATHER_KIND_ID(id, word, doc) id,
    LT_WEATHER_KIND_LIST(LT_WEATHER_KIND_ID)
#undef LT_WEATHER_KIND_ID
} lt_weather_kind_of_run;
/* By the kind in the id. */
lt_weather_kind_of_run lt_weather_kind_of(const lt_weather_label *weather);
const char *lt_weather_kind_word(lt_weather_kind_of_run kind);

lt_status lt_weather_label_read(const lt_job *job, lt_weather_label *out);
/* Mean over the hours of the file of PM2.5 at ambient state, ug/m3, into mean[ny*nx]. job names variant and period. */
lt_status lt_conc_mean(const lt_job *job, const lt_grid *grid, double *mean);

/* One wanted hourly series, brought to the state that an observation of that hour has (lt_obs_state_at):
 *   c = c_ambient (T / Ts) (p0 / p),  p0 / p = exp(g z / (R T))
 * T air_temperature_2m of met_<period>.nc [K]; Ts 273.15 or 298.15 K; z terrain of grid.nc [m]; g 9.80665 m s-2; R
 * 287.05 J kg-1 K-1; p0 1013.25 hPa. Sea-level pressure is taken as p0, because met.nc carries no pressure: an error of
 * at most about 3 % (pressures of 985 to 1045 hPa). NO2 is nox times no2_ratio.h, cell by cell and hour by hour. */
typedef struct lt_conc_want {
    const lt_weights *weights;
    lt_measured species; /* not O3: the model has none */
    lt_obs_rule rule;
    double *value; /* [hours of the period], filled, in the unit of the species */
} lt_conc_want;

/* job->variant: "base" or a draw of the weather ("draw2"), which has a weather file of its own. */
lt_status lt_conc_hours(const lt_job *job, const lt_grid *grid, lt_conc_want *wants, long n_wants);
long lt_period_hours(const lt_period *period);

#endif
