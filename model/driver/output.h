/* output.h - conc_*.nc: hourly means at the ground, from a table of fields. */
#ifndef LT_OUTPUT_H
#define LT_OUTPUT_H

#include "base/ncio.h"
#include "grids/grid.h"
#include "model/state/state.h"
#include "model/state/weather.h"
#include "model/transport/air.h"

typedef struct lt_output lt_output;

/* Hours are n_hours from start; weather: the met file, whose weather_* attributes are copied; species: of the run,
 * whose tracers get fields of their own (kept). */
lt_status lt_output_create(lt_outdir *dir, const char *name, const lt_grid *grid, lt_time start, size_t n_hours,
                           lt_ncr *weather, const lt_species_set *species, lt_output **out);
/* Is this the name of a field of every run (capitals do not count)? */
bool lt_output_has(const char *name);
/* Add the present state to the hour's mean; write the mean of what was added as hour n. */
void lt_output_add(lt_output *output, const lt_state *state, const lt_air *air, const lt_weather *weather);
lt_status lt_output_hour(lt_output *output, size_t hour);
lt_status lt_output_commit(lt_output *output, const lt_digest state_digest); /* frees, also on failure */
void lt_output_abandon(lt_output *output);                                   /* NULL is fine */
/* All faults of a file of concentrations: fields, units, values, hours. */
lt_status lt_output_judge(lt_ncr *file, lt_faults *faults);

#endif
