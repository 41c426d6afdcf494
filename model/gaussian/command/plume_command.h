/* plume_command.h - `lantian plume CASE.yaml`. */
#ifndef LT_PLUME_COMMAND_H
#define LT_PLUME_COMMAND_H

#include "base/cli.h"

/* Options: out threads json lang quiet. */
lt_status lt_plume_command(const lt_cli *cli);

#endif
