/* met_command.h - `lantian met`: the weather of a case, or (met check) what a weather file is and what is wrong with
 * it.
 */
#ifndef LT_MET_COMMAND_H
#define LT_MET_COMMAND_H

#include "base/cli.h"

/* A verb of the table in met_command.c, else a case. */
lt_status lt_met_command(const lt_cli *cli);
/* `lantian met CASE [--out DIR]`: a summary of met_<period>.nc of every period. A file that is not there is made; one
 * of other weather (options, case or input have changed) is LT_ERR_INPUT. */
lt_status lt_met_show(const lt_cli *cli);

#endif
