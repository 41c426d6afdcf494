/* command_show.h - `lantian inventory list [CASE]` and `lantian inventory show ID [CASE]`: all rows, and one of them
 * down to the source of every number. */
#ifndef LT_COMMAND_SHOW_H
#define LT_COMMAND_SHOW_H

#include "base/cli.h"
#include "inventory/ledger.h"

lt_status lt_command_list(const lt_cli *cli, const lt_ledger *ledger);
/* LT_ERR_USAGE, with the nearest id, where no row has it. */
lt_status lt_command_show(const lt_cli *cli, const lt_ledger *ledger, const char *id);

#endif
