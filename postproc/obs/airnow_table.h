/* airnow_table.h - columns and times of the files of the US consulates (airnow_consulate.c has the layout).
 *
 * Known fault of the files: on the night of the US change to summer time the label 02 is missing and 03 stands twice
 * (2013-03-10, 2014-03-09); the first of the two is 02, as the same monitor in the UCI file shows. */
#ifndef LT_AIRNOW_TABLE_H
#define LT_AIRNOW_TABLE_H

#include "base/csv.h"
#include "base/timeaxis.h"

typedef struct lt_airnow_columns {
    int site, parameter, year, month, day, hour, value, unit, qc;
} lt_airnow_columns;

lt_status lt_airnow_columns_of(const lt_csv *table, lt_airnow_columns *out);
/* Start of the hour of a row, UTC, the fault mended. */
lt_status lt_airnow_time(const lt_csv *table, long row, const lt_airnow_columns *col, lt_time *out);

#endif
