/* rows.h - what one file of observations gives: values of stations by interval, and what of it was refused, why.
 *
 * A layout is one file in this folder and one line in LT_ROWS_LIST; it is found from the header line. Inside, times are
 * the START of the interval, UTC, and values are in ug/m3 at the state that stands with them. */
#ifndef LT_ROWS_H
#define LT_ROWS_H

#include "base/csv.h"
#include "postproc/obs/archive/observed.h"
#include "postproc/obs/archive/places.h"

/* name (functions lt_rows_<name>_detect and lt_rows_<name>_read), the columns it is known by, what its times mean. */
#define LT_ROWS_LIST(X)                                                                                                \
    X(cnemc, "date, hour, type, then a column a site code", "end of the hour, UTC+8")                                  \
    X(consulate, "Site, Parameter, Year, Month, Day, Hour, Raw Conc., Conc. Unit, QC Name", "end of the hour, UTC+8")  \
    X(hours, "station, one of start_utc, end_utc, start_local, end_local, and species with units such as PM25_ugm3",   \
      "as the column says")

typedef struct lt_obs_row {
    int station; /* index in stations */
    lt_observed species;
    int interval_s;
    lt_obs_state state;
    lt_time start;
    double value; /* ug m-3 */
    int line;     /* of the file */
} lt_obs_row;

typedef struct lt_refusal {
    int line;
    char cell[64], found[64], why[96];
} lt_refusal;

typedef struct lt_obs_rows {
    const lt_places *places;
    lt_time now; /* nothing was observed after it */
    const char *layout, *label;
    lt_place *stations;
    long n_stations, room_stations;
    lt_obs_row *items; /* after lt_rows_read: by station, species, interval, time, each once */
    long n, room;
    lt_refusal *refused;
    long n_refused, room_refused;
    long n_missing, n_repeated, n_running, n_unplaced; /* empty cells; the same row again; running means and indices
                                                          that were passed over; stations that no list has */
} lt_obs_rows;

/* Read a file. places and now must be set, all else zero. A cell or row that cannot be right is refused and kept in the
 * list, the rest goes on; LT_ERR_INPUT: no layout has this header, no station of the file has a place. On failure too
 * lt_rows_free. */
lt_status lt_rows_read(const char *path, lt_obs_rows *rows);
void lt_rows_free(lt_obs_rows *rows);

/* For `lantian check`: the same reading; all that an import would refuse goes to faults. */
struct lt_faults;
lt_status lt_rows_check(const char *path, struct lt_faults *faults);

/* --- for layouts --- */
/* Index of a station of the file, -1 where it has no place. */
lt_status lt_rows_station(lt_obs_rows *rows, const char *code, int *out);
/* A station with the place that the file itself gives. */
lt_status lt_rows_placed_station(lt_obs_rows *rows, const lt_place *place, int *out);
/* One value; refused where its time cannot be. column: for the refusal. */
lt_status lt_rows_add(lt_obs_rows *rows, const lt_csv *table, long row, int column, const lt_obs_row *one);
/* A cell (column -1: the row) is not taken. */
lt_status lt_rows_refuse(lt_obs_rows *rows, int line, const char *cell, const char *found, const char *why);
/* The number of a cell: *there false where it is empty or a code for missing (-999, -9999), or was refused. */
lt_status lt_rows_number(lt_obs_rows *rows, const lt_csv *table, long row, int column, double *out, bool *there);

#define LT_ROWS_DECLARE(name, columns, label)                                                                          \
    bool lt_rows_##name##_detect(const lt_csv *table);                                                                 \
    lt_status lt_rows_##name##_read(const lt_csv *table, lt_obs_rows *rows);
LT_ROWS_LIST(LT_ROWS_DECLARE)
#undef LT_ROWS_DECLARE

#endif
