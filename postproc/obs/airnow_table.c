#include "postproc/obs/airnow_table.h"

#include <string.h>

lt_status lt_airnow_columns_of(const lt_csv *table, lt_airnow_columns *out) {
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

/* See the known fault (airnow_table.h): of two rows in a row with one label the first is an hour earlier. */
static void mend_summer_time(const lt_csv *table, long row, const lt_airnow_columns *col, lt_time *start) {
    lt_time next = 0;
    if (row + 1 >= lt_csv_rows(table)) return;
    if (strcmp(lt_csv_text(table, row, col->site), lt_csv_text(table, row + 1, col->site)) != 0) return;
    if (strcmp(lt_csv_text(table, row, col->parameter), lt_csv_text(table, row + 1, col->parameter)) != 0) return;
    if (time_of(table, row + 1, col, &next) != LT_OK) return; /* said when it is that row's turn */
    const lt_civil label = lt_time_civil(*start + LT_HOUR + LT_CST_OFFSET);
    if (next == *start && label.month == 3 && label.hour == 3) *start -= LT_HOUR;
}

lt_status lt_airnow_time(const lt_csv *table, long row, const lt_airnow_columns *col, lt_time *out) {
    LT_TRY(time_of(table, row, col, out));
    mend_summer_time(table, row, col, out);
    return LT_OK;
}
