/* emission.h - emissions.nc hour by hour as kg/s in every cell: area sources by their height profile, points by plume
 * rise in the hour's weather. What the file holds is what is emitted: sums are kept to rounding. */
#ifndef LT_EMISSION_H
#define LT_EMISSION_H

#include "base/ncio.h"
#include "model/state/species.h"
#include "model/state/weather.h"
#include "model/transport/air.h"
#include "model/transport/source.h"

typedef struct lt_emission lt_emission;

/* The file must match the grid and cover n_hours from start. species: what the run carries (kept). x0, y0 [m], dx [m]:
 * grid corner and cell, to place points; points outside the domain are left out (counted in the log). Takes the file
 * over. */
lt_status lt_emission_open(lt_ncr *file, const lt_species_set *species, const lt_weather *weather, const lt_air *air,
                           double x0, double y0, double dx, const double *z_edge, lt_time start, size_t n_hours,
                           lt_emission **out);
void lt_emission_close(lt_emission *emission);

/* The hour's sources, one a species of the set, valid until the next hour. hour counts from the first hour of the
 * file; the met hour must be loaded. total[s]: kg/s over the domain, or NULL. */
lt_status lt_emission_hour(lt_emission *emission, size_t hour, const lt_weather *weather, const lt_source **source,
                           double *total);
/* All faults of a file of emissions: fields, units, values, hours. */
lt_status lt_emission_judge(lt_ncr *file, lt_faults *faults);
lt_time lt_emission_start(const lt_emission *emission);

#endif
