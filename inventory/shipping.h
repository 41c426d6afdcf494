/* shipping.h - ships at sea (shipping.csv, cited totals) as source rows of region "sea". */
#ifndef LT_SHIPPING_H
#define LT_SHIPPING_H

#include "inventory/ledger.h"

/* Append one row a port and part (lanes, port): activity 1, factor = the total, removal of the ledger's control "ships"
 * in the base year; the place of the port in lon, lat, surrogate port. Liaoning's own ships in port are in the ledger.
 */
lt_status lt_shipping_append(const char *path, lt_ledger *ledger);

#endif
