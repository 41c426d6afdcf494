/* command.h - `lantian equilibrium IN.csv OUT.csv`: states of a table, their gas, particle, acidity and residual. */
#ifndef LT_EQUILIBRIUM_COMMAND_H
#define LT_EQUILIBRIUM_COMMAND_H

#include "base/cli.h"
#include "base/faults.h"

/* Options: mode state activity water method skip-bad threads json lang quiet. LT_ERR_NUMERIC if a state has no
 * solution: OUT.csv is there, with the flag. */
lt_status lt_equilibrium_command(const lt_cli *cli);
/* The smallest IN.csv (`lantian example equilibrium`). */
const char *lt_equilibrium_example(void);
/* All faults of a table for --mode forward, which lt_csv_judge has been told of (`lantian check`). */
lt_status lt_equilibrium_check(const char *path);

#endif
