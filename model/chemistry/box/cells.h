/* cells.h - `lantian box --cells IN.nc OUT.nc`: many cells through a mechanism, each with air, rate constants, start
 * values and a pulse of its own. README.md, "Many cells", describes both files; cells_example.c prints the smallest
 * IN.nc as CDL. */
#ifndef LT_BOX_CELLS_H
#define LT_BOX_CELLS_H

#include "base/cli.h"
#include "base/faults.h"
#include "base/ncio.h"

/* Two names: IN.nc (or a folder of states_csv.h, with --mechanism) and OUT.nc. Options: mechanism method engine rtol
 * atol threads json quiet. LT_ERR_INPUT with file, variable, label, cell; OUT.nc is written only after the last step.
 */
lt_status lt_box_cells_command(const lt_cli *cli);

/* The example as CDL for ncgen. */
const char *lt_cells_example(void);

/* All faults of an IN.nc, for `lantian check`. */
lt_status lt_cells_judge(const char *path, lt_faults *faults);
/* Is it a folder with tables of states (one file ends in _start.csv)? */
bool lt_cells_are_states(const char *path);
/* States: their folder, or one of their tables, for which its whole set is read; by the shipped mechanism that the
 * columns fit best, its name into mechanism. LT_ERR_INPUT with the first fault. */
lt_status lt_cells_judge_states(const char *path, char *mechanism, size_t size);
/* An OUT.nc. */
lt_status lt_cells_judge_result(lt_ncr *file, lt_faults *faults);

#endif
