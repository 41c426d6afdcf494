/* cells.h - `lantian box --cells IN.nc OUT.nc`: many cells through a mechanism, each with air, rate constants, start
 * values and a pulse of its own. README.md, "Many cells", describes both files; cells_example.c prints the smallest
 * IN.nc as CDL. */
#ifndef LT_BOX_CELLS_H
#define LT_BOX_CELLS_H

#include "base/cli.h"
#include "base/faults.h"

/* Two names: IN.nc (or a folder of states_csv.h, with --mechanism) and OUT.nc. Options: mechanism method engine rtol
 * atol threads json quiet. LT_ERR_INPUT with file, variable, label, cell; OUT.nc is written only after the last step.
 */
lt_status lt_box_cells_command(const lt_cli *cli);

/* The example as CDL for ncgen. */
const char *lt_cells_example(void);

/* All faults of an IN.nc, for `lantian check`. */
lt_status lt_cells_judge(const char *path, lt_faults *faults);

#endif
