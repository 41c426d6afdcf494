/* forecast_set.h - forecasts of places beside what was observed there, as one block of numbers. Pure.
 *
 * Step t is the interval that starts at start + t * step_s; a forecast of cycle c and lead l (both from 0) is issued at
 * the start of step c, and is of step c + l: at its issue obs of steps below c are known. NaN is missing, in members
 * too. Concentrations are in the units of reports (ug/m3, CO mg/m3); days of O3 are largest 8-h means. */
#ifndef LT_FORECAST_SET_H
#define LT_FORECAST_SET_H

#include "base/timeaxis.h"
#include "postproc/obs/measured.h"

typedef struct lt_forecast_set {
    lt_time start;
    int step_s; /* LT_DAY or LT_HOUR */
    int n_places, n_species, n_leads, n_members;
    lt_measured species[LT_N_MEASURED];
    long n_cycles, n_steps; /* n_steps >= n_cycles + n_leads - 1 */
    double *obs;            /* [place][species][step] */
    double *value;          /* [place][species][lead][cycle][member] */
} lt_forecast_set;

/* The head of *set is filled; makes obs and value, all missing. LT_ERR_MEMORY. */
lt_status lt_forecast_set_create(lt_forecast_set *set);
void lt_forecast_set_free(lt_forecast_set *set);

static inline double *lt_forecast_obs(const lt_forecast_set *set, int place, int species) {
    return set->obs + ((long)place * set->n_species + species) * set->n_steps;
}
/* The members of a forecast. */
static inline double *lt_forecast_members(const lt_forecast_set *set, int place, int species, int lead, long cycle) {
    const long row = ((long)place * set->n_species + species) * set->n_leads + lead;
    return set->value + (row * set->n_cycles + cycle) * set->n_members;
}

#endif
