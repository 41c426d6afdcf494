/* box_write.h - the files of a box: tables, or all in one netCDF file; and the case as it was run. */
#ifndef LT_BOX_WRITE_H
#define LT_BOX_WRITE_H

#include "base/outdir.h"
#include "model/chemistry/box/box_budget.h"
#include "model/chemistry/box/box_history.h"

#include <stdio.h>

/* What a finished run left. */
typedef struct lt_box_result {
    const lt_box *box;
    const lt_box_run *run;
    const lt_box_history *history;
    const lt_box_budget *budget;
} lt_box_result;

/* Names of what was written. */
enum { LT_BOX_MOST_FILES = 32 };
typedef struct lt_box_files {
    int n;
    char names[LT_BOX_MOST_FILES][128];
} lt_box_files;
/* stem and ending into the list; the name. Beyond the room of the list the last one is overwritten. */
const char *lt_box_files_add(lt_box_files *files, const char *stem, const char *ending);

/* <stem>.csv, <stem>_clipped.csv, <stem>_budget.csv. */
lt_status lt_box_write_csv(const lt_box_result *result, lt_outdir *dir, const char *stem, lt_box_files *files);
/* Is this the name of a variable of <stem>.nc that is no species or family? */
bool lt_box_write_reserves(const char *name);
/* Can the rows stand in a netCDF file? */
lt_status lt_box_write_netcdf_judge(const lt_box *box);
/* <stem>.nc */
lt_status lt_box_write_netcdf(const lt_box_result *result, lt_outdir *dir, const char *stem, lt_box_files *files);
/* <stem>_case.yaml: the case with defaults and units. */
lt_status lt_box_write_case(const lt_box *box, lt_outdir *dir, const char *stem, lt_box_files *files);
/* "# box NAME, mechanism cb6r5, ..." and the command: the first lines of every table. */
void lt_box_write_head(const lt_box *box, const char *text, FILE *out);

#endif
