/* points.h - the stacks of emissions.nc: where they stand, what they emit, into which layers their smoke goes. */
#ifndef LT_POINTS_H
#define LT_POINTS_H

#include "base/ncio.h"
#include "grids/grid.h"
#include "model/emission/law.h"
#include "model/emission/mapping.h"
#include "model/emission/emitted_hours.h"
#include "model/state/weather.h"

typedef struct lt_points {
    size_t n, nz;
    lt_stack *stacks;
    long *cell;          /* j * nx + i of each, -1 not in a cell of the run */
    double *field;       /* [point] of one field and hour, in its unit */
    double *rate;        /* [point] kg/s of one species and hour */
    double *layer_share; /* [point][nz] of the hour */
} lt_points;

/* The cells that a run has: corner of the whole grid on the map and side of a cell, m; of a part of it its first cell
 * and how many cells there are east and north of it, else 0 (lt_grid). */
typedef struct lt_points_grid {
    double x0, y0, dx;
    int i0, j0, beyond_x, beyond_y;
} lt_points_grid;
lt_points_grid lt_points_grid_of(const lt_grid *grid);

/* Stacks outside the grid are left out (counted in the log), those of other parts of it stay there. A file without
 * stacks is fine; one that cannot be is LT_ERR_INPUT. */
lt_status lt_points_open(lt_ncr *file, const lt_weather *weather, const lt_points_grid *place, lt_points *out);
void lt_points_close(lt_points *points);
/* layer_share in the hour's weather, by the law plume_rise. */
void lt_points_place(lt_points *points, const lt_weather *weather, const double *z_edge);
/* One field (0 where the file has it of areas alone) in an hour, which begins then, of the file. */
lt_status lt_points_hour(lt_points *points, lt_ncr *file, lt_emitted_hours *rates, const lt_emitted_field *field,
                         size_t hour, lt_time begin);
void lt_points_clear(lt_points *points);          /* rate = 0 */
void lt_points_add(lt_points *points, double kg); /* rate += kg field */

#endif
