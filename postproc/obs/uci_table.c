#include "postproc/obs/uci_table.h"

#include <math.h>
#include <string.h>

bool lt_uci_has_time(const lt_csv *table) {
    return lt_csv_find(table, "time_lt") >= 0 || (lt_csv_find(table, "year") >= 0 && lt_csv_find(table, "hour") >= 0);
}

static lt_status time_of_columns(const lt_csv *table, long row, lt_time *out) {
    static const char *const names[4] = {"year", "month", "day", "hour"};
    long part[4] = {0};
    int column = 0;
    for (int q = 0; q < 4; q++) {
        LT_TRY(lt_csv_column(table, names[q], &column));
        LT_TRY(lt_csv_long(table, row, column, &part[q]));
    }
    if (part[0] < 1900 || part[0] > 2200 || part[1] < 1 || part[1] > 12 || part[2] < 1 ||
        part[2] > lt_days_in_month((int)part[0], (int)part[1]) || part[3] < 0 || part[3] > 23)
        return LT_RAISE(LT_ERR_INPUT, .what = "not a date", .where = lt_csv_where(table, row, column),
                        .expected = "year, month 1-12, day, hour 0-23",
                        .found = lt_fmt("%ld-%ld-%ld %ld h", part[0], part[1], part[2], part[3]),
                        .todo = "correct the date");
    *out = lt_time_from_civil((int)part[0], (int)part[1], (int)part[2], (int)part[3], 0, 0) - LT_CST_OFFSET;
    return LT_OK;
}

lt_status lt_uci_time(const lt_csv *table, long row, lt_time *out) {
    const int column = lt_csv_find(table, "time_lt");
    if (column < 0) return time_of_columns(table, row, out);
    return lt_csv_time(table, row, column, LT_CST_OFFSET, out);
}

lt_status lt_uci_value(const lt_csv *table, long row, int column, double *out) {
    *out = NAN;
    if (lt_csv_empty(table, row, column) || strcmp(lt_csv_text(table, row, column), "NA") == 0) return LT_OK;
    return lt_csv_double(table, row, column, out);
}
