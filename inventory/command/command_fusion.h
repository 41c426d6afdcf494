/* command_fusion.h - `lantian inventory compare CASE`. */
#ifndef LT_COMMAND_FUSION_H
#define LT_COMMAND_FUSION_H

#include "base/cli.h"

/* The ledger of a case beside the inventories under it (`inventory: background:`): by city, sector and pollutant with
 * ratios, and points that may be counted twice. cli->positional[1] is the case. */
lt_status lt_inventory_compare(const lt_cli *cli);

#endif
