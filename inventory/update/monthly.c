/* monthly.c - activity by month: id or selectors, year, unit, m01 ... m12, source.
 *
 * The activity of the year is the sum of the months, its calendar their shares. An empty month keeps what it had:
 * activity x share of the old calendar, so that a single new month can be brought in. Where a line fits several rows,
 * each takes part in proportion to its old activity (in equal parts where all are 0). */
#include "inventory/update/update.h"

#include "base/units.h"

#include <math.h>
#include <stdio.h>

static const lt_calendar *calendar_of(const lt_update *update, const lt_source *s) {
    const int k = lt_calendars_find(update->allocation->calendars, s->calendar);
    return k < 0 ? NULL : &update->allocation->calendars->items[k];
}

/* Old activity of a month of all rows together, and the parts that each row has of the year. */
static double old_month(const lt_update *update, const long *rows, long n, int month) {
    double sum = 0;
    for (long k = 0; k < n; k++) {
        const lt_source *s = &update->ledger->sources[rows[k]];
        const lt_calendar *calendar = calendar_of(update, s);
        sum += s->activity * (calendar ? calendar->month[month] : 1.0 / 12);
    }
    return sum;
}

static lt_status read_months(const lt_update *update, const lt_csv *t, long r, const long *rows, long n,
                             double month[12]) {
    const lt_source *first = &update->ledger->sources[rows[0]];
    int unit;
    double slope, offset;
    LT_TRY(lt_csv_column(t, "unit", &unit));
    if (lt_csv_empty(t, r, unit))
        return LT_RAISE(LT_ERR_INPUT, .what = "the activity has no unit", .where = lt_csv_where(t, r, unit),
                        .expected = lt_fmt("a multiple of %s", first->unit), .found = "nothing",
                        .todo = "fill in the column");
    LT_TRY_PLACE(lt_units_factor(lt_csv_text(t, r, unit), first->unit, &slope, &offset), "%s",
                 lt_csv_where(t, r, unit));
    int given = 0;
    for (int m = 0; m < 12; m++) {
        int column;
        LT_TRY(lt_csv_column(t, lt_fmt("m%02d", m + 1), &column));
        if (lt_csv_empty(t, r, column)) {
            month[m] = old_month(update, rows, n, m);
            continue;
        }
        given++;
        LT_TRY(lt_csv_double(t, r, column, &month[m]));
        if (month[m] < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "negative activity", .where = lt_csv_where(t, r, column),
                            .expected = "0 or more", .found = lt_fmt("%g", month[m]), .todo = "correct the number");
        month[m] *= slope;
    }
    if (given > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a row of the series without a month", .where = lt_csv_where(t, r, -1),
                    .expected = "a number in one of m01 to m12", .found = "none", .todo = "fill in the months");
}

static lt_status set_rows(const lt_csv *t, long r, const long *rows, long n, const double month[12],
                          lt_update *update) {
    const lt_ledger *ledger = update->ledger;
    double year = 0, old = 0;
    for (int m = 0; m < 12; m++) year += month[m];
    for (long k = 0; k < n; k++) old += ledger->sources[rows[k]].activity;
    for (long k = 0; k < n; k++) {
        lt_row_change *change;
        LT_TRY(lt_update_change(update, rows[k], &change));
        if (!isnan(change->activity))
            return LT_RAISE(LT_ERR_INPUT, .what = "two lines of the series mean one row",
                            .where = lt_csv_where(t, r, -1), .expected = "one line",
                            .found = lt_fmt("%s again", ledger->sources[rows[k]].id),
                            .todo = "remove one, or name the rows more closely");
        change->activity = year * (old > 0 ? ledger->sources[rows[k]].activity / old : 1.0 / (double)n);
        if (n == 1) change->activity = year;
        change->has_calendar = year > 0;
        for (int m = 0; m < 12 && year > 0; m++) change->month[m] = month[m] / year;
    }
    return LT_OK;
}

static lt_status one_row(const lt_csv *t, long r, lt_update *update) {
    long *rows, n, year;
    double month[12];
    int column;
    LT_TRY(lt_csv_column(t, "year", &column));
    LT_TRY(lt_csv_long(t, r, column, &year));
    LT_TRY(lt_update_year(update, t, r, column, year));
    LT_TRY(lt_update_select(update, t, r, &rows, &n));
    lt_status status = read_months(update, t, r, rows, n, month);
    if (status == LT_OK) status = set_rows(t, r, rows, n, month, update);
    lt_free(rows);
    return status;
}

static lt_status read_monthly(const lt_csv *t, lt_update *update) {
    static const char *const allowed[] = {"id",  "region", "sector", "process", "technology", "year",   "unit",
                                          "m01", "m02",    "m03",    "m04",     "m05",        "m06",    "m07",
                                          "m08", "m09",    "m10",    "m11",     "m12",        "source", NULL};
    LT_TRY(lt_csv_only(t, allowed));
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(one_row(t, r, update));
    return LT_OK;
}

const lt_series lt_series_monthly = {"monthly", "m01", read_monthly};
