/* ozone_command.h - `lantian ozone CASE|DIR`: the ozone desk of a finished case. */
#ifndef LT_OZONE_COMMAND_H
#define LT_OZONE_COMMAND_H

#include "base/cli.h"

lt_status lt_ozone_command(const lt_cli *cli);

#endif
