/* emission.h - emissions.nc hour by hour as kg/s in every cell: area sources by their height profile (area.h), points
 * by plume rise in the hour's weather (points.h), potentials by their laws (laws.h), added to both; and what wind lifts
 * off sea and ground (fluxes.h), into the lowest layer. What is emitted is the file's rates, what the laws make of its
 * potentials, and the fluxes: sums are kept to rounding. */
#ifndef LT_EMISSION_H
#define LT_EMISSION_H

#include "base/ncio.h"
#include "model/emission/fluxes.h"
#include "model/emission/mapping.h"
#include "model/emission/points.h"
#include "model/state/species.h"
#include "model/state/weather.h"
#include "model/transport/air.h"
#include "model/transport/source.h"

typedef struct lt_emission lt_emission;

typedef struct lt_emission_setup {
    lt_points_grid place; /* of the points */
    const double *z_edge; /* [nz + 1], kept */
    lt_time start;        /* of the run */
    size_t n_hours;
    bool mean_laws; /* potentials go by the climatology of the file in place of the run's weather (laws.h) */
    const struct lt_chemical_set *chemical; /* kept; NULL: the list of species.h */
    lt_combustion_vapours vapours;          /* what stands for vapours of combustion (mapping.h) */
    const lt_grid *grid;                    /* of the fluxes, kept; NULL: no fluxes */
    double flux_scale[LT_N_FLUXES];         /* 0: off */
    bool drop_missing; /* what the chemistry lacks is left out and listed (lt_emission_dropped), not an error */
} lt_emission_setup;

/* The file must match the grid, the chemistry (mapping.h) and cover the run. species: what the run carries (kept).
 * Of the weather fields are wanted that fluxes need. Points outside the domain are left out (counted in the log). Takes
 * the file over. */
lt_status lt_emission_open(lt_ncr *file, const lt_species_set *species, lt_weather *weather, const lt_air *air,
                           const lt_emission_setup *setup, lt_emission **out);
/* What the chemistry lacks and the run would emit (lt_mapping_missing): an error, or left out with a warning. With the
 * setup of opening, once, before the first hour; comm: the ranks that have a part of the grid each. Collective. */
lt_status lt_emission_judge_missing(lt_emission *emission, const lt_comm *comm, const lt_emission_setup *setup);
void lt_emission_close(lt_emission *emission); /* NULL is fine */

/* The hour's sources, one a species of the set, valid until the next hour. hour counts from the first hour of the
 * file; the met hour must be loaded. */
lt_status lt_emission_hour(lt_emission *emission, size_t hour, const lt_weather *weather, const lt_source **source);
/* All faults of a file of emissions: fields, units, values, hours. */
lt_status lt_emission_judge(lt_ncr *file, lt_faults *faults);
/* Names and amounts of what was left out, NULL for nothing. */
const char *lt_emission_dropped(const lt_emission *emission);
lt_time lt_emission_start(const lt_emission *emission);

#endif
