/* command_trace.h - `lantian inventory trace [CASE] --species S [--city C] [--sector T] [--cell I,J|LON,LAT]
 * [--hour YYYY-MM-DDTHH] [--top N] [--grid G] [--json]`. */
#ifndef LT_COMMAND_TRACE_H
#define LT_COMMAND_TRACE_H

#include "base/cli.h"

lt_status lt_inventory_trace(const lt_cli *cli);

#endif
