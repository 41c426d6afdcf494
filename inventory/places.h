/* places.h - places and stacks that the user gives for points of the ledger: key `places` of the section inventory. */
#ifndef LT_PLACES_H
#define LT_PLACES_H

#include "inventory/ledger.h"

/* Columns id, lon, lat (or lon_gcj02, lat_gcj02), and if wanted the four of a stack and source, as in a ledger. The
 * rows named stand there, their notes say so, their place is no longer assumed; what they emit stays. LT_ERR_INPUT: an
 * id that the ledger lacks or that is no point, an id twice, a place outside the city of the row; the ledger is then
 * good for nothing but lt_ledger_free. */
lt_status lt_places_apply(const char *path, lt_ledger *ledger);

#endif
