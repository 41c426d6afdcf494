/* station_csv.h - the columns of our own tables of station weather, of one station and of many. */
#ifndef LT_MET_STATION_CSV_H
#define LT_MET_STATION_CSV_H

#include "model/met/station.h"

/* Columns by number, -1 where there is none. */
typedef struct lt_station_csv {
    int time, offset_s, temperature, dew_point, humidity, pressure, station_pressure, speed, direction, precipitation,
        cloud;
    double t_slope, t_offset, p_slope, p_offset;
} lt_station_csv;

/* many: a table with a column `station`. LT_ERR_INPUT: unknown, missing or doubled columns. */
lt_status lt_station_csv_columns(const lt_csv *table, bool many, lt_station_csv *out);
/* The values of a row; empty cells NaN. LT_ERR_INPUT: no number, out of range. */
lt_status lt_station_csv_hour(const lt_csv *table, long row, const lt_station_csv *columns, lt_station_hour *out);

#endif
