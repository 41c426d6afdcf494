/* command_uncertainty.h - `lantian inventory uncertainty [CASE] [--draws N] [--out DIR] [--json]`. */
#ifndef LT_COMMAND_UNCERTAINTY_H
#define LT_COMMAND_UNCERTAINTY_H

#include "base/cli.h"
#include "inventory/ledger.h"

lt_status lt_inventory_uncertainty(const lt_cli *cli, const lt_ledger *ledger);

#endif
