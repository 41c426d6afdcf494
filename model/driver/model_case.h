/* model_case.h - what a case asks of the model beside its numbers: names of files, the boundary file, grids inside. */
#ifndef LT_MODEL_CASE_H
#define LT_MODEL_CASE_H

#include "base/job.h"
#include "grids/grid.h"
#include "model/driver/model_config.h"

typedef struct lt_model_names {
    char grid[64], met[128], emissions[160], conc[160], budget[160], regions[160], process[160], border[160],
        restart[160], title[160];
} lt_model_names;

/* Of the case's grid, or of its nest: job->nest. */
void lt_model_names_of(const lt_job *job, lt_model_names *out);
/* "boundary_liaoning-27w_base_winter.nc" through lt_fmt: what boundary_for asks for. */
const char *lt_model_boundary_name(const lt_model_config *config, const lt_job *job);
/* Section model; boundary is then the path of the file: {period} is replaced, and a name that is no path from here is
 * looked for below the data folder, LT_ERR_INPUT if it is not there; tracers are those of the case and the tags of
 * `near`. Release with lt_config_release. */
lt_status lt_model_case_read(const lt_job *job, lt_model_config *out);
/* Geometry and layers of a definition. */
lt_status lt_model_grid_of(const char *definition, lt_grid **out);
/* Before anything is written: the nest and the grid of boundary_for fit in, the steps fit, the boundary file holds what
 * the run needs. */
lt_status lt_model_check(const lt_job *job);

#endif
