#include "postproc/obs/cnemc_time.h"

lt_status lt_cnemc_time(const lt_csv *table, long row, int date_column, int hour_column, lt_time *out) {
    long date = 0, hour = 0;
    LT_TRY(lt_csv_long(table, row, date_column, &date));
    LT_TRY(lt_csv_long(table, row, hour_column, &hour));
    const long year = date / 10000, month = date / 100 % 100, day = date % 100;
    if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 ||
        day > lt_days_in_month((int)year, (int)month) || hour < 0 || hour > 23)
        return LT_RAISE(LT_ERR_INPUT, .what = "not a date", .where = lt_csv_where(table, row, date_column),
                        .expected = "date as 20150101, hour 0-23", .found = lt_fmt("%ld, hour %ld", date, hour),
                        .todo = "correct the date");
    *out = lt_time_from_civil((int)year, (int)month, (int)day, 0, 0, 0) + (hour - 1) * LT_HOUR - LT_CST_OFFSET;
    return LT_OK;
}
