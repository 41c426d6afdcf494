/* command_export.h - `lantian inventory export --as NAME [CASE]`. */
#ifndef LT_COMMAND_EXPORT_H
#define LT_COMMAND_EXPORT_H

#include "base/cli.h"

/* cli->positional[0] is "export", [1] a case or absent. */
lt_status lt_inventory_export(const lt_cli *cli);

#endif
