/* command_update.h - `lantian inventory update LEDGER --with SERIES --out DIR` and `diff OLD NEW`. */
#ifndef LT_COMMAND_UPDATE_H
#define LT_COMMAND_UPDATE_H

#include "base/cli.h"

lt_status lt_inventory_update(const lt_cli *cli);
lt_status lt_inventory_diff(const lt_cli *cli);

#endif
