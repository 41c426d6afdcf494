/* box_command.h - `lantian box CASE.yaml` and `lantian box --cells IN.nc OUT.nc`. */
#ifndef LT_BOX_COMMAND_H
#define LT_BOX_COMMAND_H

#include "base/cli.h"

/* Options: out as threads cells json lang quiet. */
lt_status lt_box_command(const lt_cli *cli);

#endif
