/* heating_days.h - on which days a city is heated: the calendar that the emissions of the run were made with (public
 * heating by cell, laws/heating_first and heating_last of emissions_base_<period>.nc). */
#ifndef LT_HEATING_DAYS_H
#define LT_HEATING_DAYS_H

#include "base/job.h"
#include "grids/grid.h"
#include "postproc/city_value.h"

/* Month x 100 + day, first and last, of the cell with most of a city's sites. */
typedef struct lt_heating_days {
    bool known; /* false: the emissions have no such calendar */
    int first[LT_N_CITY_VALUES], last[LT_N_CITY_VALUES];
} lt_heating_days;

/* job names the period; the base run's emissions are read. LT_ERR_INPUT: no day of the year. */
lt_status lt_heating_days_read(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities,
                               lt_heating_days *out);
/* Of the local day (UTC+8) in which an hour begins. */
bool lt_heating_days_hold(const lt_heating_days *days, int city, lt_time hour);

#endif
