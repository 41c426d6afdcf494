/* conc.h - surface concentrations out of conc_<variant>_<period>.nc: its hours, and hourly values of what is observed
 * under weights. What a run's chemistry does not have (ozone of `chemistry: off`) is not in its file. */
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
/* job names variant and period; the file must hold the hours of the period on this grid. */
lt_status lt_conc_open(const lt_job *job, const lt_grid *grid, struct lt_ncr **out);
/* One hour of a variable, every value finite (LT_ERR_VERIFY). */
lt_status lt_conc_read(struct lt_ncr *file, const char *variable, const char *unit, size_t hour, size_t n_cells,
                       double *field);
/* The weather of the run; job->variant a draw ("draw2") has a file of its own. */
lt_status lt_conc_open_met(const lt_job *job, struct lt_ncr **out);
/* Temperature at 2 m [K] and pressure at the ground [Pa] (reference_state.h) of an hour of the period. */
lt_status lt_conc_air(struct lt_ncr *met, const lt_job *job, const lt_grid *grid, long hour, double *temperature,
                      double *pressure);

/* What a run can be asked for. */
typedef struct lt_conc_carries {
    bool species[LT_N_MEASURED];
    bool derives_no2; /* by no2_ratio.h: its chemistry has NOx alone */
} lt_conc_carries;
lt_status lt_conc_carried(const lt_job *job, const lt_grid *grid, lt_conc_carries *out);

/* One wanted hourly series, brought to the state that an observation of that hour has (lt_obs_state_at,
 * reference_state.h). NO2 that is not carried is nox times no2_ratio.h, cell by cell and hour by hour. */
typedef struct lt_conc_want {
    const lt_weights *weights;
    lt_measured species; /* one that is carried */
    lt_obs_rule rule;
    double *value; /* [hours of the period], filled, in the unit of the species */
} lt_conc_want;

/* job->variant: "base" or a draw of the weather ("draw2"), which has a weather file of its own. */
lt_status lt_conc_hours(const lt_job *job, const lt_grid *grid, lt_conc_want *wants, long n_wants);
long lt_period_hours(const lt_period *period);
/* The hours of the six of the 14 cities by their national sites, as GB 3095 has them at that time. One block, caller
 * frees: value[species][city], NULL where the chemistry does not carry the species. */
typedef struct lt_conc_city_hours {
    double *block;
    const double *value[LT_N_MEASURED][LT_N_CITY_VALUES];
} lt_conc_city_hours;
lt_status lt_conc_cities(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities,
                         lt_conc_city_hours *out);

#endif
