/* results_folder.h - where the results of a case stand that a command names, and what of them each reads first. */
#ifndef LT_RESULTS_FOLDER_H
#define LT_RESULTS_FOLDER_H

#include "base/csv.h"
#include "base/job.h"
#include "grids/grid.h"

#include <stddef.h>

/* name: the folder itself (it holds summary.json), or a case, whose results stand in --out, else in out/<id>. */
lt_status lt_results_folder(const lt_cli *cli, const char *name, char *out, size_t size);
/* The same of a case that was read. */
void lt_results_folder_of(const lt_cli *cli, const lt_case *setup, char *out, size_t size);
/* The case of results and their folder: name is the folder itself (it holds its case as it was used), or a case, whose
 * results stand in --out, else in out/<id>. */
lt_status lt_results_case(const lt_cli *cli, const char *name, char *folder, size_t size, lt_case **out);
/* "lantian run responses": the command that makes the results of a case in a folder, through lt_fmt, for a to-do. setup
 * NULL: not known which case, "lantian run CASE". */
const char *lt_results_command(const lt_case *setup, const char *folder);
/* LT_ERR_INPUT where the folder has no summary (the path of its summary.json); setup: whose results, or NULL. */
lt_status lt_results_finished(const char *folder, const char *summary, const lt_case *setup);
/* The job of the grid that the case is judged on; the file of that grid, and the grid. */
lt_job lt_results_judged(const lt_job *job);
const char *lt_results_grid_file(const lt_job *job);
lt_status lt_results_grid(const lt_job *job, lt_grid **out);
/* A table of the results, as lt_job_file names it. LT_ERR_INPUT with what is missing where the manifest lacks it. */
lt_status lt_results_table(const lt_job *job, const char *stem, const char *missing, lt_csv **out);

#endif
