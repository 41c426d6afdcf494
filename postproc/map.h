/* map.h - one PNG a package and period: PM2.5 of the package minus what it acts on, cells as they are, in the grid's
 * own projection.
 *
 * Drawn with GMT in a child process, so that a fault in GMT or Ghostscript cannot take the run down. Lines are our own
 * prefecture outlines (grids/data/prefectures.geojson) and the edge between land and sea cells of the grid; GMT's and
 * GSHHG's boundaries are never used (design.md 8). Cells whose change is below three times their noise are grey.
 * The colour scale is symmetric around zero: blue cleaner, white no change, red dirtier. */
#ifndef LT_MAP_H
#define LT_MAP_H

#include "grids/grid.h"
#include "postproc/summary.h"

/* Writes map_<package>_<period>.png through the outdir of job. chinese: labels in Chinese if a font is there, else
 * English. */
lt_status lt_map_write(const lt_job *job, const lt_grid *grid, const lt_summary *summary, long package, long period,
                       bool chinese);

#endif
