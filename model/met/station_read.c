/* station_read.c - choice of the reader by the header of the file, and what readers share. */
#include "model/met/station.h"

#include <math.h>
#include <stdio.h>

#define LT_STATION_READER_ROW(name) &lt_reader_##name,
static const lt_station_reader *const readers[] = {LT_STATION_READER_LIST(LT_STATION_READER_ROW) NULL};
#undef LT_STATION_READER_ROW

lt_status lt_station_from_table(const lt_csv *table, lt_station **out) {
    for (int r = 0; readers[r]; r++) {
        if (!readers[r]->matches(table)) continue;
        LT_TRY_CONTEXT(readers[r]->read(table, out), "reading %s as %s", lt_csv_path(table), readers[r]->name);
        snprintf((*out)->path, sizeof(*out)->path, "%s", lt_csv_path(table));
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "no reader knows this weather file", .where = lt_csv_path(table),
                    .expected =
                        "a header with time_lt, TEMP, DEWP ... (UCI five cities) or with time_utc or time_local, "
                        "air_temperature_degC ... (station-met)",
                    .found = lt_fmt("first column \"%s\"", lt_csv_columns(table) ? lt_csv_header(table, 0) : ""),
                    .todo = "name the columns as model/met/README.md lists them, each with its unit");
}

lt_status lt_station_read(const char *path, lt_station **out) {
    lt_csv *table = NULL;
    LT_TRY_CONTEXT(lt_csv_read(path, &table), "reading the station weather");
    lt_status status = lt_station_from_table(table, out);
    lt_csv_free(table);
    return status;
}

static lt_status row_time(const lt_csv *table, long row, int column, int offset_seconds, lt_time *out) {
    const char *text = lt_csv_text(table, row, column);
    LT_TRY_CONTEXT(lt_time_parse(text, offset_seconds, out), "%s", lt_csv_where(table, row, column));
    if (*out % LT_HOUR == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "an hour does not start at a full hour",
                    .where = lt_csv_where(table, row, column), .expected = "whole hours", .found = text,
                    .todo = "give hourly values stamped with the start of the hour");
}

lt_status lt_station_axis(const lt_csv *table, int column, int offset_seconds, lt_station **out) {
    long rows = lt_csv_rows(table);
    if (rows < 1)
        return LT_RAISE(LT_ERR_INPUT, .what = "the weather file has no rows", .where = lt_csv_path(table),
                        .expected = "one row an hour", .found = "a header only", .todo = "check the file");
    lt_time first = 0, last = 0;
    for (long row = 0; row < rows; row++) {
        lt_time t;
        LT_TRY(row_time(table, row, column, offset_seconds, &t));
        if (row > 0 && t <= last)
            return LT_RAISE(LT_ERR_INPUT, .what = "the time axis does not grow",
                            .where = lt_csv_where(table, row, column), .expected = "a later hour than the row before",
                            .found = lt_csv_text(table, row, column), .todo = "sort the rows and remove duplicates");
        if (row == 0) first = t;
        last = t;
    }
    if (last - first > (lt_time)200 * 366 * LT_DAY)
        return LT_RAISE(LT_ERR_INPUT, .what = "the time axis is longer than 200 years", .where = lt_csv_path(table),
                        .expected = "hours of one station", .found = lt_csv_text(table, rows - 1, column),
                        .todo = "check the time column");
    return lt_station_create("", first, (long)((last - first) / LT_HOUR) + 1, out);
}

lt_status lt_station_number(const lt_csv *table, long row, int column, double slope, double offset, double min,
                            double max, double *out) {
    *out = NAN;
    if (column < 0 || lt_csv_empty(table, row, column)) return LT_OK;
    double raw;
    LT_TRY(lt_csv_double(table, row, column, &raw));
    if (raw < min || raw > max)
        return LT_RAISE(LT_ERR_INPUT, .what = "a value out of range", .where = lt_csv_where(table, row, column),
                        .expected = lt_fmt("%g to %g", min, max), .found = lt_csv_text(table, row, column),
                        .todo = "correct it, or leave the cell empty if it is missing");
    *out = slope * raw + offset;
    return LT_OK;
}

lt_status lt_station_rows(const lt_csv *table, int column, int offset_seconds,
                          lt_status (*read_row)(const lt_csv *table, long row, const void *columns,
                                                lt_station *station),
                          const void *columns, lt_station **out) {
    lt_station *station = NULL;
    LT_TRY(lt_station_axis(table, column, offset_seconds, &station));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        lt_status status = read_row(table, row, columns, station);
        if (status == LT_OK) continue;
        lt_station_free(station);
        return status;
    }
    *out = station;
    return LT_OK;
}
