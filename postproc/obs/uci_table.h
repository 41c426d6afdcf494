/* uci_table.h - what the readers of the file "PM2.5 Data of Five Chinese Cities" share (UCI; Liang et al. 2016, JGR
 * 121, doi 10.1002/2016JD024877): the time of a row and numbers with NA. Hour = START of the hour, local time (UTC+8).
 */
#ifndef LT_UCI_TABLE_H
#define LT_UCI_TABLE_H

#include "base/csv.h"
#include "base/timeaxis.h"

#include <stdbool.h>

/* The original columns year, month, day, hour, or one column time_lt ("2014-01-06 13:00:00"). */
bool lt_uci_has_time(const lt_csv *table);
lt_status lt_uci_time(const lt_csv *table, long row, lt_time *out);
/* Empty and NA give NaN. */
lt_status lt_uci_value(const lt_csv *table, long row, int column, double *out);

#endif
