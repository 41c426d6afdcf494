/* reas.h - what the two readers of REAS share: units, and the source's own totals.
 *
 * REAS: Kurokawa and Ohara 2020, 10.5194/acp-20-12761-2020. Regional tables a year: sectors of foreign_tables.h, kt a
 * year, NOx as NO2. TOTAL is the source's own sum; rows ending in -BF and -EXCL-BF repeat parts of others. */
#ifndef LT_READER_REAS_H
#define LT_READER_REAS_H

#include "inventory/fusion/foreign.h"

/* "kt/year", "ktNO2/year", "Gg/yr" into kg a year. A unit of another mass of a species (ktN/year) does not convert.
 * where: for the error. */
lt_status lt_reas_unit(const char *unit, const char *species, const char *where, double *kg);
/* Do the sectors of every region, species and year from row first on add up to their TOTAL (0.1 %: seven digits are
 * printed)? Hands on every one that does not. */
lt_status lt_reas_judge_totals(const lt_foreign *f, long first, const char *path, lt_faults *faults);

#endif
