/* stage.h - the first stage of the road: grid.nc from a definition and the shipped data; the command `lantian grid`. */
#ifndef LT_GRID_STAGE_H
#define LT_GRID_STAGE_H

#include "base/cli.h"
#include "base/job.h"
#include "grids/build/inputs.h"
#include "grids/build/overlay.h"

/* The whole grid of a definition (name or path) with the surrogates that the section inventory and the rasters that the
 * section ground of a case name (either may be NULL); report[LT_N_PREFECTURES] may be NULL. */
lt_status lt_grid_build(const char *definition, const lt_node *inventory, const lt_node *ground, lt_grid **out,
                        lt_region_report *report);

/* LT_ERR_INPUT that names the prefectures that reach out of the grid (cover.c). */
lt_status lt_grid_covers(const lt_definition *definition);

/* Writes grid.nc of the job's grid (of a nest grid_<nest>.nc). */
lt_status lt_grid_stage(const lt_job *job);

/* `lantian grid NAME [--out DIR] [--json]` (command.c). */
lt_status lt_grid_command(const lt_cli *cli);

#endif
