/* neighbours.h - emissions of the regions around Liaoning (neighbours.csv, cited totals of REAS v3.2). */
#ifndef LT_NEIGHBOURS_H
#define LT_NEIGHBOURS_H

#include "inventory/ledger.h"

/* Append one row a region and sector: activity 1, factor = total of the year. The year is the nearest that the table
 * holds (2014 or 2015); a later base year keeps 2015, because no provincial trend was found. */
lt_status lt_neighbours_append(const char *path, lt_ledger *ledger);

#endif
