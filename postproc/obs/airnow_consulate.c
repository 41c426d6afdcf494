/* Layout airnow_consulate: hourly PM2.5 of the US consulates (AirNow, US Department of State).
 *
 * Columns used: Site, Parameter, Year, Month, Day, Hour, Raw Conc., Conc. Unit, QC Name. The time is the END of the
 * hour in local time (UTC+8; 00 is the end of the day before). A value counts when QC Name is Valid; -999 is missing.
 * Concentrations are at ambient temperature and pressure (design.md 3a). Place: 41.78 N 123.43 E, nominal
 * (the README of the data set); only the site Shenyang lies in Liaoning.
 * Known fault of the files: on the night of the US change to summer time the label 02 is missing and 03 stands twice
 * (2013-03-10, 2014-03-09); the first of the two is 02, as the same monitor in the UCI file shows. */
#include "postproc/cities.h"
#include "postproc/obs/obs.h"

#include <math.h>
#include <string.h>
#include <strings.h>

typedef struct lt_airnow_columns {
    int site, parameter, year, month, day, hour, value, unit, qc;
} lt_airnow_columns;

bool lt_obs_airnow_consulate_detect(const lt_csv *table) {
    return lt_csv_find(table, "Raw Conc.") >= 0 && lt_csv_find(table, "QC Name") >= 0;
}

static lt_status columns_of(const lt_csv *table, lt_airnow_columns *out) {
    LT_TRY(lt_csv_column(table, "Site", &out->site));
    LT_TRY(lt_csv_column(table, "Parameter", &out->parameter));
    LT_TRY(lt_csv_column(table, "Year", &out->year));
    LT_TRY(lt_csv_column(table, "Month", &out->month));
    LT_TRY(lt_csv_column(table, "Day", &out->day));
    LT_TRY(lt_csv_column(table, "Hour", &out->hour));
    LT_TRY(lt_csv_column(table, "Raw Conc.", &out->value));
    LT_TRY(lt_csv_column(table, "Conc. Unit", &out->unit));
    return lt_csv_column(table, "QC Name", &out->qc);
}

static lt_status time_of(const lt_csv *table, long row, const lt_airnow_columns *col, lt_time *out) {
    long year = 0, month = 0, day = 0, hour = 0;
    LT_TRY(lt_csv_long(table, row, col->year, &year));
    LT_TRY(lt_csv_long(table, row, col->month, &month));
    LT_TRY(lt_csv_long(table, row, col->day, &day));
    LT_TRY(lt_csv_long(table, row, col->hour, &hour));
    if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 ||
        day > lt_days_in_month((int)year, (int)month) || hour < 0 || hour > 24)
        return LT_RAISE(LT_ERR_INPUT, .what = "not a date", .where = lt_csv_where(table, row, col->year),
                        .expected = "Year, Month 1-12, Day, Hour 0-23",
                        .found = lt_fmt("%ld-%ld-%ld %ld h", year, month, day, hour), .todo = "correct the date");
    *out = lt_time_from_civil((int)year, (int)month, (int)day, 0, 0, 0) + (hour - 1) * LT_HOUR - LT_CST_OFFSET;
    return LT_OK;
}

/* See the known fault above: of two rows in a row with one label the first is an hour earlier. */
static void mend_summer_time(const lt_csv *table, long row, const lt_airnow_columns *col, lt_time *start) {
    lt_time next = 0;
    if (row + 1 >= lt_csv_rows(table)) return;
    if (strcmp(lt_csv_text(table, row, col->site), lt_csv_text(table, row + 1, col->site)) != 0) return;
    if (strcmp(lt_csv_text(table, row, col->parameter), lt_csv_text(table, row + 1, col->parameter)) != 0) return;
    if (time_of(table, row + 1, col, &next) != LT_OK) return; /* said when it is that row's turn */
    const lt_civil label = lt_time_civil(*start + LT_HOUR + LT_CST_OFFSET);
    if (next == *start && label.month == 3 && label.hour == 3) *start -= LT_HOUR;
}

static lt_status read_row(const lt_csv *table, long row, const lt_airnow_columns *col, lt_obs_set *set) {
    const lt_obs_key key = {"Shenyang", lt_city_find("Shenyang"), LT_HOUR,         false, 123.43,
                            41.78,      LT_OBS_AMBIENT,           LT_MEASURED_PM25};
    lt_time start = 0;
    double value = NAN;
    if (strcasecmp(lt_csv_text(table, row, col->unit), "UG/M3") != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "wrong unit", .where = lt_csv_where(table, row, col->unit),
                        .expected = "UG/M3", .found = lt_csv_text(table, row, col->unit),
                        .todo = "convert the column to ug/m3");
    LT_TRY(time_of(table, row, col, &start));
    mend_summer_time(table, row, col, &start);
    if (strcmp(lt_csv_text(table, row, col->qc), "Valid") == 0) {
        LT_TRY(lt_csv_double(table, row, col->value, &value));
        if (value <= -999) value = NAN;
    }
    return lt_obs_add(set, lt_csv_path(table), &key, start, value);
}

lt_status lt_obs_airnow_consulate_read(const lt_csv *table, lt_obs_set *set) {
    lt_airnow_columns col = {0};
    LT_TRY(columns_of(table, &col));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        if (strcmp(lt_csv_text(table, row, col.site), "Shenyang") != 0) continue;
        if (strncmp(lt_csv_text(table, row, col.parameter), "PM2.5", 5) != 0) continue;
        LT_TRY(lt_csv_take(table, read_row(table, row, &col, set)));
    }
    return LT_OK;
}
