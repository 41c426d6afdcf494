/* sectors.h - the sectors of sources: names, group for comparison, what their smoke is made of (sectors.csv). */
#ifndef LT_SECTORS_H
#define LT_SECTORS_H

#include "base/status.h"

#include <stdbool.h>

typedef struct lt_sector {
    char name[32], name_en[48], name_zh[48], group[32];
    double om_oc;         /* organic matter / organic carbon */
    double sulfate_share; /* share of the emitted sulfur that leaves as sulfate */
} lt_sector;

typedef struct lt_sectors {
    lt_sector *items;
    const char **names;
    int n;
} lt_sectors;

lt_status lt_sectors_read(const char *path, lt_sectors **out);
void lt_sectors_free(lt_sectors *sectors);
const lt_sector *lt_sectors_find(const lt_sectors *sectors, const char *name); /* NULL */
/* Plants and soils (the one sector of this group, lt_source_is_natural): in no comparison with totals of what people
 * emit. */
bool lt_sector_is_natural(const lt_sector *sector);

#endif
