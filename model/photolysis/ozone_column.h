/* ozone_column.h - a climatology of the ozone column by latitude and time of the year, and what a column may be. */
#ifndef LT_OZONE_COLUMN_H
#define LT_OZONE_COLUMN_H

#include "base/hash.h"
#include "base/status.h"

#define LT_OZONE_COLUMN_FILE "model/data/ozone_column.csv"

typedef struct lt_ozone_column lt_ozone_column;

/* The shipped table, or a file of its form. LT_ERR_INPUT names row and column; LT_ERR_MEMORY. */
lt_status lt_ozone_column_read(lt_ozone_column **out);
lt_status lt_ozone_column_read_file(const char *path, lt_ozone_column **out);
void lt_ozone_column_free(lt_ozone_column *table);
/* Dobson units at a latitude in degrees north on a day (month 1 .. 12, day 1 .. 31): linear between the middles of the
 * months and between latitudes. LT_ERR_INPUT: a latitude beyond the table. */
lt_status lt_ozone_column_at(const lt_ozone_column *table, double latitude, int month, int day, double *DU);
/* LT_ERR_INPUT unless 50 <= DU <= 700: no column was ever seen outside (73 to 600 in 50 years of satellites, R). where:
 * for the message. */
lt_status lt_ozone_column_judge(double DU, const char *where);

#endif
