/* station.h - an hourly series of surface weather at one station, and the readers that make it from a file. */
#ifndef LT_MET_STATION_H
#define LT_MET_STATION_H

#include "base/csv.h"
#include "base/faults.h"
#include "base/status.h"
#include "base/timeaxis.h"

#include <stdbool.h>

/* The hour that begins at start + n * LT_HOUR. NaN marks what is missing. */
typedef struct lt_station_hour {
    double temperature_K, dew_point_K, sea_level_pressure_Pa;
    double wind_speed_ms, wind_from_deg; /* direction NaN: calm or variable */
    double precipitation_mm;             /* of the hour */
    double station_pressure_Pa, cloud;   /* at the station; cover, 0 to 1: where a file has them */
} lt_station_hour;

extern const lt_station_hour lt_station_missing; /* NaN throughout */

typedef struct lt_station {
    char name[64], path[1024];
    bool sectors;   /* direction known to 90-degree sectors only */
    bool synthetic; /* made by a generator, no observation */
    lt_time start;  /* UTC, start of the first hour */
    long n;
    lt_station_hour *hours;
} lt_station;

/* What was repaired inside a window (lt_station_repair). */
typedef struct lt_station_repairs {
    long interpolated, direction_held, precipitation_assumed;
} lt_station_repairs;

enum { LT_STATION_LONGEST_GAP = 3 }; /* hours that may be interpolated */

lt_status lt_station_create(const char *name, lt_time start, long n, lt_station **out); /* all missing */
void lt_station_free(lt_station *station);
/* NULL outside the series. */
const lt_station_hour *lt_station_at(const lt_station *station, lt_time t);
bool lt_station_complete(const lt_station_hour *hour); /* all but direction and precipitation are there */
/* The hours [start, start + n h) must be covered. Gaps of up to three hours are interpolated, calm hours hold the last
 * direction, missing precipitation is taken as none; a longer gap is LT_ERR_INPUT that names its hours. */
lt_status lt_station_repair(lt_station *station, lt_time start, long n, lt_station_repairs *out);

/* Every gap that is too long to interpolate, for `lantian check`. */
lt_status lt_station_judge_gaps(const lt_station *station, lt_faults *faults);
/* When the mean day is warmest, mean solar time at lon; false if the series is too short or too even to say. */
bool lt_station_warmest_hour(const lt_station *station, double lon_deg, double *solar_h);
/* A warning if that is at night (station_zone.c). */
void lt_station_doubt_zone(const lt_station *station);

/* --- readers: one file and one line each --- */
#define LT_STATION_READER_LIST(X)                                                                                      \
    X(uci_five_cities)                                                                                                 \
    X(uci_original)                                                                                                    \
    X(station_csv)

typedef struct lt_station_reader {
    const char *name;
    bool (*matches)(const lt_csv *table);
    lt_status (*read)(const lt_csv *table, lt_station **out);
} lt_station_reader;
#define LT_STATION_READER_DECLARE(name) extern const lt_station_reader lt_reader_##name;
LT_STATION_READER_LIST(LT_STATION_READER_DECLARE)
#undef LT_STATION_READER_DECLARE

/* The reader is chosen by the header of the file. */
lt_status lt_station_read(const char *path, lt_station **out);
bool lt_station_matches(const lt_csv *table);
lt_status lt_station_raise_unknown(const lt_csv *table); /* LT_ERR_INPUT that lists the layouts of weather files */
lt_status lt_station_from_table(const lt_csv *table, lt_station **out);
/* For readers: the axis, then read_row for every row into its hour; a bad row frees what was made. */
lt_status lt_station_rows(const lt_csv *table, int column, int offset_seconds,
                          lt_status (*read_row)(const lt_csv *table, long row, const void *columns,
                                                lt_station *station),
                          const void *columns, lt_station **out);
/* For readers: a number through units from -> to into *out; empty leaves NaN. */
lt_status lt_station_number(const lt_csv *table, long row, int column, double slope, double offset, double min,
                            double max, double *out);

#endif
