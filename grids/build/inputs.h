/* inputs.h - what decides grid.nc, without the libraries that make it: for every program that asks whether one is up to
 * date. */
#ifndef LT_GRID_INPUTS_H
#define LT_GRID_INPUTS_H

#include "base/hash.h"
#include "base/job.h"

/* The shipped files that decide a grid beside its definition. */
typedef enum lt_grid_source {
    LT_GRID_PREFECTURES,
    LT_GRID_COUNTIES,
    LT_GRID_LAND,
    LT_GRID_NEIGHBOURS,
    LT_GRID_TERRAIN,
    LT_GRID_CENSUS,
    LT_GRID_PLACES,
    LT_GRID_LAND_COVER,
    LT_GRID_LAND_CODES,
    LT_N_GRID_SOURCES
} lt_grid_source;
extern const char *const lt_grid_source_names[LT_N_GRID_SOURCES];

/* Of the stage "grid" (stage.h): the definition, these files, and what the sections inventory and ground name. */
lt_status lt_grid_inputs(const lt_job *job, lt_hash *hash);

#endif
