/* stack_rates.h - what every stack of emissions.nc emits of a species, hour by hour: what the model's tags of points
 * (state/tracer_setup.h, source: points) are given, stack by stack. */
#ifndef LT_STACK_RATES_H
#define LT_STACK_RATES_H

#include "grids/grid.h"
#include "model/emission/mapping.h"
#include "model/emission/points.h"
#include "model/state/weather.h"

typedef struct lt_stack_rates_setup {
    const lt_grid *grid;
    lt_weather *weather; /* of the hours that are asked for; kept */
    const lt_chemical_set *chemical;
    lt_combustion_vapours vapours;
    bool mean_laws; /* as of lt_emission_setup */
    lt_time start;  /* of the first hour that is asked for */
    size_t n_hours;
    int n_species;
    const lt_species_info *species; /* kept; those of tags */
} lt_stack_rates_setup;

typedef struct lt_stack_rates lt_stack_rates;

/* The file is kept, not taken over. LT_ERR_INPUT: it does not cover the hours, or emits none of a species. */
lt_status lt_stack_rates_open(lt_ncr *file, const lt_stack_rates_setup *setup, lt_stack_rates **out);
void lt_stack_rates_close(lt_stack_rates *rates); /* NULL is fine */
const lt_points *lt_stack_rates_points(const lt_stack_rates *rates);
/* kg s-1 of the hour that begins then: out[n_species][points->n]; 0 for a stack outside the grid. */
lt_status lt_stack_rates_hour(lt_stack_rates *rates, lt_time begin, double *out);

#endif
