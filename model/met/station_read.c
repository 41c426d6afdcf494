/* station_read.c - choice of the reader by the header of the file, and what readers share. */
#include "model/met/station.h"

#include <math.h>
#include <stdio.h>

#define LT_STATION_READER_ROW(name) &lt_reader_##name,
static const lt_station_reader *const readers[] = {LT_STATION_READER_LIST(LT_STATION_READER_ROW) NULL};
#undef LT_STATION_READER_ROW

static const lt_station_reader *reader_of(const lt_csv *table) {
    for (int r = 0; readers[r]; r++)
        if (readers[r]->matches(table)) return readers[r];
    return NULL;
}

bool lt_station_matches(const lt_csv *table) {
    return reader_of(table) != NULL;
}

lt_status lt_station_raise_unknown(const lt_csv *table) {
    return LT_RAISE(LT_ERR_INPUT, .what = "no reader knows this weather file", .where = lt_csv_path(table),
                    .expected =
                        "a header with time_lt, TEMP, DEWP ... or year, TEMP, cbwd, Iws ... (UCI five cities), with "
                        "time_utc or time_local, "
                        "air_temperature_degC ... (station-met), with city, date, p_mean_hPa ... (daily weather of "
                        "cities), or a netCDF file with u10, v10",
                    .found = lt_fmt("first column \"%s\"", lt_csv_columns(table) ? lt_csv_header(table, 0) : ""),
                    .todo = "name the columns as model/met/README.md lists them, each with its unit");
}

lt_status lt_station_from_table(const lt_csv *table, lt_station **out) {
    const lt_station_reader *reader = reader_of(table);
    if (!reader) return lt_station_raise_unknown(table);
    LT_TRY_CONTEXT(reader->read(table, out), "reading %s as %s", lt_csv_path(table), reader->name);
    snprintf((*out)->path, sizeof(*out)->path, "%s", lt_csv_path(table));
    lt_station_doubt_zone(*out);
    return LT_OK;
}

lt_status lt_station_read(const char *path, lt_station **out) {
    lt_csv *table = NULL;
    LT_TRY_CONTEXT(lt_csv_read(path, &table), "reading the station weather");
    lt_status status = lt_station_from_table(table, out);
    lt_csv_free(table);
    return status;
}

/* The time column (whole hours, growing; offset_seconds to UTC) makes the empty series. */
static lt_status make_axis(const lt_csv *table, int column, int offset_seconds, lt_station **out) {
    lt_time first, last;
    LT_TRY(lt_csv_time_axis(table, column, offset_seconds, LT_HOUR, &first, &last));
    return lt_station_create("", first, (long)((last - first) / LT_HOUR) + 1, out);
}

lt_status lt_station_number(const lt_csv *table, long row, int column, double slope, double offset, double min,
                            double max, double *out) {
    *out = NAN;
    if (column < 0 || lt_csv_empty(table, row, column)) return LT_OK;
    double raw;
    LT_TRY(lt_csv_double(table, row, column, &raw));
    if (raw < min || raw > max)
        return lt_csv_take(
            table, LT_RAISE(LT_ERR_INPUT, .what = "a value out of range", .where = lt_csv_where(table, row, column),
                            .expected = lt_fmt("%g to %g", min, max), .found = lt_csv_text(table, row, column),
                            .todo = "correct it, or leave the cell empty if it is missing"));
    *out = slope * raw + offset;
    return LT_OK;
}

/* Under judgement the axis has forgiven bad times: their rows have no hour. */
static bool has_hour(const lt_csv *table, long row, int column, int offset_seconds, const lt_station *station) {
    lt_time t;
    if (lt_time_parse(lt_csv_text(table, row, column), offset_seconds, &t) != LT_OK) return false;
    return lt_station_at(station, t) != NULL;
}

lt_status lt_station_rows(const lt_csv *table, int column, int offset_seconds,
                          lt_status (*read_row)(const lt_csv *table, long row, const void *columns,
                                                lt_station *station),
                          const void *columns, lt_station **out) {
    lt_station *station = NULL;
    LT_TRY(make_axis(table, column, offset_seconds, &station));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        if (lt_csv_judged(table) && !has_hour(table, row, column, offset_seconds, station)) continue;
        lt_status status = lt_csv_take(table, read_row(table, row, columns, station));
        if (status == LT_OK) continue;
        lt_station_free(station);
        return status;
    }
    *out = station;
    return LT_OK;
}
