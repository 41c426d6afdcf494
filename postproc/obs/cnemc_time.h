/* cnemc_time.h - date and hour of a row of the national network's archives (cnemc_hourly.c has the layout). */
#ifndef LT_CNEMC_TIME_H
#define LT_CNEMC_TIME_H

#include "base/csv.h"
#include "base/timeaxis.h"

/* Start of the hour, UTC. The label is taken as the END of the averaging hour, UTC+8 (R). */
lt_status lt_cnemc_time(const lt_csv *table, long row, int date_column, int hour_column, lt_time *out);

#endif
