/* electricity.c - use of electricity by day: id or selectors, date, electricity_kWh. It stands for when a source works,
 * so only the calendar follows: months by their sums, weekdays by their means (days of a month over the month's mean).
 * Every day of the year is needed: a missing one is a fault. Hours are those of the old calendar. */
#include "inventory/update/update.h"

#include "base/timeaxis.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct consumer {
    long row; /* of the series where it stands first */
    long *rows, n;
    double kwh[366]; /* NAN: no day yet */
} consumer;

enum { MOST_CONSUMERS = 256 };

static bool same_consumer(const lt_csv *t, long a, long b) {
    static const char *const names[] = {"id", "region", "sector", "process", "technology"};
    for (int k = 0; k < 5; k++) {
        const int c = lt_csv_find(t, names[k]);
        if (strcmp(lt_csv_text(t, a, c), lt_csv_text(t, b, c)) != 0) return false;
    }
    return true;
}

static lt_status find_consumer(const lt_csv *t, long r, const lt_update *update, consumer *all, int *n,
                               consumer **out) {
    for (int k = *n - 1; k >= 0; k--)
        if (same_consumer(t, all[k].row, r)) {
            *out = &all[k];
            return LT_OK;
        }
    if (*n == MOST_CONSUMERS)
        return LT_RAISE(LT_ERR_INPUT, .what = "too many consumers in one series", .where = lt_csv_where(t, r, -1),
                        .expected = lt_fmt("at most %d", MOST_CONSUMERS), .found = "more",
                        .todo = "give several tables");
    consumer *c = &all[*n];
    c->row = r;
    LT_TRY(lt_update_select(update, t, r, &c->rows, &c->n));
    for (int d = 0; d < 366; d++) c->kwh[d] = NAN;
    ++*n;
    *out = c;
    return LT_OK;
}

static lt_status one_day(const lt_csv *t, long r, int date, int kwh, lt_update *update, consumer *all, int *n) {
    lt_time start;
    consumer *c = NULL;
    double value;
    LT_TRY(lt_csv_time(t, r, date, LT_CST_OFFSET, &start));
    const lt_civil local = lt_time_civil(start + LT_CST_OFFSET);
    LT_TRY(lt_update_year(update, t, r, date, local.year));
    LT_TRY(find_consumer(t, r, update, all, n, &c));
    LT_TRY(lt_csv_double(t, r, kwh, &value));
    if (value < 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "negative use of electricity", .where = lt_csv_where(t, r, kwh),
                        .expected = "0 or more", .found = lt_fmt("%g", value), .todo = "correct the number");
    if (!isnan(c->kwh[local.yearday - 1]))
        return LT_RAISE(LT_ERR_INPUT, .what = "a day stands twice", .where = lt_csv_where(t, r, date),
                        .expected = "every day once", .found = lt_csv_text(t, r, date), .todo = "remove one");
    c->kwh[local.yearday - 1] = value;
    return LT_OK;
}

static lt_status missing_day(const lt_csv *t, const consumer *c, int year, int yearday) {
    const lt_civil day = lt_time_civil(lt_time_from_civil(year, 1, 1, 0, 0, 0) + (lt_time)yearday * LT_DAY);
    return LT_RAISE(LT_ERR_INPUT, .what = "the series does not cover the year", .where = lt_csv_where(t, c->row, -1),
                    .expected = lt_fmt("every day of %d", year),
                    .found = lt_fmt("no %04d-%02d-%02d", day.year, day.month, day.day), .todo = "add the day");
}

/* Weekdays w and levels a of months that make kwh = a w by turns: a = sum of the month / sum of its w, w = sum of the
 * weekday / sum of its a. Both only grow nearer; 100 turns are far more than a year needs. */
static void fit_weekdays(const double *kwh, int year, double weekday[7]) {
    const int first = lt_time_civil(lt_time_from_civil(year, 1, 1, 0, 0, 0)).weekday;
    for (int w = 0; w < 7; w++) weekday[w] = 1;
    for (int turn = 0; turn < 100; turn++) {
        double sum[7] = {0}, levels[7] = {0}, mean = 0;
        for (int m = 0, yearday = 0; m < 12; yearday += lt_days_in_month(year, ++m)) {
            double month = 0, weights = 0;
            for (int d = 0; d < lt_days_in_month(year, m + 1); d++) {
                month += kwh[yearday + d];
                weights += weekday[(first + yearday + d) % 7];
            }
            for (int d = 0; d < lt_days_in_month(year, m + 1); d++) {
                const int w = (first + yearday + d) % 7;
                sum[w] += kwh[yearday + d];
                levels[w] += weights > 0 ? month / weights : 0;
            }
        }
        for (int w = 0; w < 7; w++) mean += (weekday[w] = levels[w] > 0 ? sum[w] / levels[w] : 1) / 7;
        for (int w = 0; w < 7; w++) weekday[w] /= mean;
    }
}

static lt_status shares_of(const lt_csv *t, const consumer *c, int year, double month[12], double weekday[7]) {
    double total = 0;
    for (int m = 0, yearday = 0; m < 12; yearday += lt_days_in_month(year, ++m)) {
        month[m] = 0;
        for (int d = 0; d < lt_days_in_month(year, m + 1); d++) {
            if (isnan(c->kwh[yearday + d])) return missing_day(t, c, year, yearday + d);
            month[m] += c->kwh[yearday + d];
        }
        total += month[m];
    }
    if (total <= 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "no electricity was used in the year",
                        .where = lt_csv_where(t, c->row, -1), .expected = "a sum above 0", .found = "0",
                        .todo = "correct the numbers");
    for (int m = 0; m < 12; m++) month[m] /= total;
    fit_weekdays(c->kwh, year, weekday);
    return LT_OK;
}

static lt_status set_changes(const lt_csv *t, const consumer *c, lt_update *update) {
    double month[12], weekday[7];
    LT_TRY(shares_of(t, c, update->year, month, weekday));
    for (long k = 0; k < c->n; k++) {
        lt_row_change *change;
        LT_TRY(lt_update_change(update, c->rows[k], &change));
        if (change->has_calendar)
            return LT_RAISE(LT_ERR_INPUT, .what = "two lines of the series mean one row",
                            .where = lt_csv_where(t, c->row, -1), .expected = "one consumer",
                            .found = lt_fmt("%s again", update->ledger->sources[c->rows[k]].id),
                            .todo = "name the rows more closely");
        change->has_calendar = true;
        memcpy(change->month, month, sizeof month);
        memcpy(change->weekday, weekday, sizeof weekday);
    }
    return LT_OK;
}

static lt_status read_electricity(const lt_csv *t, lt_update *update) {
    static const char *const allowed[] = {"id",   "region",          "sector", "process", "technology",
                                          "date", "electricity_kWh", "source", NULL};
    int date, kwh, n = 0;
    consumer *all;
    LT_TRY(lt_csv_only(t, allowed));
    LT_TRY(lt_csv_column(t, "date", &date));
    LT_TRY(lt_csv_column(t, "electricity_kWh", &kwh));
    LT_TRY(lt_calloc(MOST_CONSUMERS, sizeof *all, &all));
    lt_status status = LT_OK;
    for (long r = 0; r < lt_csv_rows(t) && status == LT_OK; r++) status = one_day(t, r, date, kwh, update, all, &n);
    for (int k = 0; k < n && status == LT_OK; k++) status = set_changes(t, &all[k], update);
    for (int k = 0; k < n; k++) lt_free(all[k].rows);
    lt_free(all);
    return status;
}

const lt_series lt_series_electricity = {"electricity", "electricity_kWh", read_electricity};
