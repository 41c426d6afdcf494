/* region_list.h - regions of the grid by name, as a case lists them: prefectures, other_land, sea, codes of neighbours
 * (parts of other_land). */
#ifndef LT_REGION_LIST_H
#define LT_REGION_LIST_H

#include "base/config.h"
#include "grids/grid.h"

/* LT_ERR_INPUT for a name (char *) that no grid has, or a place that is counted twice. where: of the list. */
lt_status lt_region_list_judge(const lt_list *names, const char *where);
/* Shares of the cells, [ny][nx]; NULL if this grid does not have the region. */
const double *lt_region_share(const lt_grid *grid, const char *name);

#endif
