/* command.h - `lantian inventory check|list|show ID|export`. */
#ifndef LT_INVENTORY_COMMAND_H
#define LT_INVENTORY_COMMAND_H

#include "base/cli.h"
#include "inventory/settings.h"

lt_status lt_inventory_command(const lt_cli *cli);

/* Makes a grid by name; the front door sets it (inventory may not know grids/build). While it is NULL, --grid must be
 * the path of a grid.nc, and without --grid nothing is gridded. */
struct lt_grid;
extern lt_status (*lt_inventory_grid_maker)(const char *name, const lt_node *inventory, struct lt_grid **out);
/* A grid by name (NULL: liaoning-27) with the surrogates of the section inventory of a case (NULL: none), or the one in
 * a grid.nc. NULL without an error if there is none and none was asked for. */
lt_status lt_inventory_grid_of(const char *name, const lt_node *inventory, struct lt_grid **out);

#endif
