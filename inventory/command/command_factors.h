/* command_factors.h - `lantian inventory factors PROCESS [CASE]`: every factor of a process, by document, and which one
 * counts. */
#ifndef LT_COMMAND_FACTORS_H
#define LT_COMMAND_FACTORS_H

#include "base/cli.h"
#include "inventory/ledger.h"

/* name: a process, "sector/process" or "sector/process/technology". LT_ERR_USAGE with the nearest if there is none. */
lt_status lt_command_factors(const lt_cli *cli, const lt_ledger *ledger, const char *name);

#endif
