/* nearby_judge.h - inside of nearby_file.c: does a near-field map belong to the run, and can it be? LT_ERR_INPUT with
 * the reason; LT_ERR_VERIFY where its numbers contradict each other or the grid. */
#ifndef LT_NEARBY_JUDGE_H
#define LT_NEARBY_JUDGE_H

#include "postproc/nearby/nearby_file.h"

struct lt_ncr;

/* Its site and projection. */
lt_status lt_nearby_judge_head(struct lt_ncr *nc, const lt_grid *grid, const char *site, const lt_nearby_file *file);
/* Points divide cells, cells the grid. */
lt_status lt_nearby_judge_shape(struct lt_ncr *nc, const lt_grid *grid, const lt_nearby_file *file);
/* One of x, y, cell_x, cell_y: middles of equal parts of cells of the grid; cell_x and cell_y give file->i0, j0, x0,
 * y0, cell and step, and come last. */
lt_status lt_nearby_judge_axis(struct lt_ncr *nc, const lt_grid *grid, lt_nearby_file *file, const char *name, size_t n,
                               const double *values);
/* Finite and not negative. */
lt_status lt_nearby_judge_values(struct lt_ncr *nc, const char *variable, size_t n, const double *values);
/* The mean of the points of a cell is the cell's value, and that the grid's own. Fills mean_difference. */
lt_status lt_nearby_judge_means(struct lt_ncr *nc, const lt_job *job, const lt_grid *grid, lt_nearby_file *file);

/* The change of a package's file beside the one it is from, pollutant p. */
lt_status lt_nearby_judge_change(const lt_nearby_file *before, const lt_nearby_file *after, int p);

#endif
