/* report.h - report.html: the whole result of a case as one page that opens from disk.
 *
 * The page without data is built from postproc/web (npm) into share/lantian/postproc/web/report.html. Here the data are
 * put into it as JSON: summary.json and evaluation.json to the letter, the fields of the map (report_map.c), what was
 * assumed and where it came from (report_context.c). The page's code draws from these; it computes no result. */
#ifndef LT_REPORT_H
#define LT_REPORT_H

#include "base/job.h"
#include "grids/grid.h"
#include "postproc/composition/compositions.h"
#include "postproc/evaluation.h"
#include "postproc/nearby/nearby.h"
#include "postproc/summary.h"

#include <stdio.h>

/* What the report tells beside the summary; NULL where the run has none. */
typedef struct lt_report_parts {
    const lt_compositions *compositions;
    const lt_nearby *nearby;
} lt_report_parts;

/* Writes report.html through the outdir of job, which must hold summary.json. Where the page was not built (no npm),
 * one warning says so and an older report.html is removed. */
lt_status lt_report_write(const lt_job *job, const lt_grid *grid, const lt_summary *summary,
                          const lt_report_parts *parts);
/* The digest of the page without data, or that there is none. */
lt_status lt_report_digest(lt_hash *hash);

/* The cells that the maps of the page show: a window of the grid, from its south-west corner. */
typedef struct lt_report_cells {
    int i0, j0, nx, ny;
} lt_report_cells;
lt_status lt_report_cells_find(const lt_grid *grid, lt_report_cells *out);
/* The grid's cell of the q-th cell of the window. */
long lt_report_cell(const lt_report_cells *cells, const lt_grid *grid, long q);

/* What annual_base.nc has: sectors by id, quantities ("PM2.5"). */
enum { LT_QUANTITY_SIZE = 24 };
typedef struct lt_report_axes {
    int n_sectors;
    char *const *sector;
    int n_quantities;
    char (*quantity)[LT_QUANTITY_SIZE];
} lt_report_axes;
lt_status lt_report_fields(struct lt_ncr *nc, const lt_grid *grid, const lt_report_axes *axes, FILE *out);

/* What a reader must know, a table each. */
#define LT_REPORT_INVENTORY_NOTES "inventory/data/notes.csv"
#define LT_REPORT_CHEMISTRY_NOTES "model/data/chemistry_notes.csv"

/* Parts of it as JSON (caller frees). */
lt_status lt_report_map(const lt_grid *grid, const lt_summary *summary, char **out);
/* NULL where the run has no annual_base.nc. */
lt_status lt_report_inventory(const lt_job *job, const lt_grid *grid, char **out);
/* NULL where the run has no process budget of base. */
lt_status lt_report_process(const lt_job *job, char **out);
/* NULL in a case without packages. */
lt_status lt_report_steps(const lt_summary *summary, char **out);
/* Of the results in the folder and the observations of its base; NULL where summary.json tells no emissions. */
lt_status lt_report_targets(const char *folder, const lt_observed_base *base, char **out);
/* NULL where no hour of the run stands under an alert. */
lt_status lt_report_alerts(const lt_job *job, const lt_summary *summary, char **out);
/* NULL where the packages of the case make no surface of ozone. */
lt_status lt_report_isopleths(const lt_job *job, const lt_grid *grid, const lt_summary *summary, char **out);
lt_status lt_report_context(const lt_job *job, const lt_grid *grid, const lt_summary *summary, char **out);

#endif
