/* calendar.c - monthly, weekday and hourly shares in local time.
 *
 *   f(h) = N s_m w_d(h) v_l(h) / sum over the hours h' of month m of w_d(h') v_l(h')
 * N hours of the year, s_m share of the month (sum 1), w weight of the day (its weekday, or what kind of holiday it
 * is), v of the local hour. So the month keeps its share exactly, whatever its weekdays and holidays, and the mean of f
 * over the year is 1. Limits: a Spring Festival in January or in February takes nothing from the month's share, which
 * is that of the base year; no weather (that is what the laws are for). */
#include "inventory/time/calendar.h"

#include "base/csv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static lt_status read_group(const lt_csv *t, long r, const char *const *names, int n, double sum, double *out) {
    double total = 0;
    for (int k = 0; k < n; k++) {
        int column;
        LT_TRY(lt_csv_column(t, names[k], &column));
        LT_TRY(lt_csv_double(t, r, column, &out[k]));
        if (out[k] < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "negative share", .where = lt_csv_where(t, r, column),
                            .expected = "0 or more", .found = lt_fmt("%g", out[k]), .todo = "correct the calendar");
        total += out[k];
    }
    /* The files carry four to six digits: what is left of rounding is spread over all. */
    if (fabs(total - sum) > 2e-3 * sum)
        return LT_RAISE(
            LT_ERR_INPUT, .what = "shares do not add up",
            .where = lt_fmt("%s, calendar %s, %s..%s", lt_csv_path(t), lt_csv_text(t, r, 0), names[0], names[n - 1]),
            .expected = lt_fmt("sum %g", sum), .found = lt_fmt("%.6g", total),
            .todo = "make the shares of each row add up");
    for (int k = 0; k < n; k++) out[k] *= sum / total;
    return LT_OK;
}

/* Does row r count in this base year? 1 = a row of the year itself, 0 = of any year, -1 = of another year. */
static lt_status judge_year(const lt_csv *t, long r, int column, int base_year, int *out) {
    long year;
    *out = 0;
    if (lt_csv_empty(t, r, column)) return LT_OK;
    LT_TRY(lt_csv_long(t, r, column, &year));
    *out = year == base_year ? 1 : -1;
    return LT_OK;
}

static lt_status read_row(const lt_csv *t, long r, lt_calendar *calendar) {
    static const char *const months[] = {"m01", "m02", "m03", "m04", "m05", "m06",
                                         "m07", "m08", "m09", "m10", "m11", "m12"};
    static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    char names[24][8];
    const char *hours[24];
    for (int k = 0; k < 24; k++) {
        snprintf(names[k], sizeof names[k], "h%02d", k);
        hours[k] = names[k];
    }
    int name, source;
    LT_TRY(lt_csv_column(t, "calendar", &name));
    LT_TRY(lt_csv_column(t, "source", &source));
    memset(calendar, 0, sizeof *calendar);
    snprintf(calendar->name, sizeof calendar->name, "%s", lt_csv_text(t, r, name));
    snprintf(calendar->source, sizeof calendar->source, "%s", lt_csv_text(t, r, source));
    calendar->year[0] = calendar->year[1] = -1;
    LT_TRY(read_group(t, r, months, 12, 1.0, calendar->month));
    LT_TRY(read_group(t, r, days, 7, 7.0, calendar->weekday));
    return read_group(t, r, hours, 24, 24.0, calendar->hour);
}

static lt_status read_table(const lt_csv *t, int base_year, lt_calendars *calendars) {
    long rows = lt_csv_rows(t);
    int column, *rank;
    LT_TRY(lt_csv_column(t, "year", &column));
    LT_TRY(lt_calloc((size_t)rows, sizeof(lt_calendar), &calendars->items));
    LT_TRY(lt_calloc((size_t)rows, sizeof(char *), &calendars->names));
    LT_TRY(lt_calloc((size_t)rows, sizeof(int), &rank));
    lt_status status = LT_OK;
    for (long r = 0; r < rows && status == LT_OK; r++) {
        lt_calendar row = {0};
        int own = -1;
        LT_TRY_GOTO(status, lt_csv_take(t, judge_year(t, r, column, base_year, &own)), done);
        LT_TRY_GOTO(status, lt_csv_take(t, read_row(t, r, &row)), done);
        if (own < 0) continue;
        int k = lt_calendars_find(calendars, row.name);
        if (k >= 0 && rank[k] == own && row.name[0]) /* the column may be missing, under judgement */
            status = LT_RAISE(LT_ERR_INPUT, .what = "two rows for one calendar", .where = lt_csv_where(t, r, 0),
                              .expected = "one row for a name and year", .found = lt_fmt("%s again", row.name),
                              .todo = "remove one of the rows");
        if (status != LT_OK || (k >= 0 && rank[k] > own)) continue;
        if (k < 0) k = (int)calendars->n++;
        calendars->items[k] = row;
        calendars->names[k] = calendars->items[k].name;
        rank[k] = own;
    }
done:
    lt_free(rank);
    return status;
}

lt_status lt_calendars_read(const char *path, int base_year, lt_calendars **out) {
    *out = NULL;
    lt_csv *table = NULL;
    lt_calendars *calendars;
    LT_TRY(lt_calloc(1, sizeof *calendars, &calendars));
    lt_status status = lt_csv_read(path, &table);
    if (status == LT_OK) status = read_table(table, base_year, calendars);
    lt_csv_free(table);
    if (status != LT_OK) {
        lt_calendars_free(calendars);
        return status;
    }
    *out = calendars;
    return LT_OK;
}

static lt_status read_weights(const lt_csv *t, lt_calendars *calendars) {
    static const char *const names[] = {"calendar", "holiday", "spring_festival", "mark", "source", NULL};
    int c[5];
    LT_TRY(lt_csv_exactly(t, names, c));
    for (long r = 0; r < lt_csv_rows(t); r++) {
        int k = lt_calendars_find(calendars, lt_csv_text(t, r, c[0]));
        if (k < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "unknown calendar", .where = lt_csv_where(t, r, c[0]),
                            .expected = "a name of calendars.csv", .found = lt_fmt("\"%s\"", lt_csv_text(t, r, c[0])),
                            .todo = "correct the name");
        lt_calendar *calendar = &calendars->items[k];
        LT_TRY(lt_csv_double(t, r, c[1], &calendar->holiday));
        calendar->spring_festival = calendar->holiday;
        if (!lt_csv_empty(t, r, c[2])) LT_TRY(lt_csv_double(t, r, c[2], &calendar->spring_festival));
        if (calendar->holiday < 0 || calendar->spring_festival < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "negative weight of a holiday", .where = lt_csv_where(t, r, c[1]),
                            .expected = "0 or more", .found = lt_csv_text(t, r, c[1]), .todo = "correct the weight");
        calendar->holidays = calendars->holidays;
    }
    return LT_OK;
}

lt_status lt_calendars_add_holidays(lt_calendars *calendars, const char *days, const char *weights) {
    lt_csv *table;
    LT_TRY(lt_holidays_read(days, &calendars->holidays));
    LT_TRY(lt_csv_read(weights, &table));
    lt_status status = read_weights(table, calendars);
    lt_csv_free(table);
    return status;
}

void lt_calendars_free(lt_calendars *calendars) {
    if (!calendars) return;
    lt_holidays_free(calendars->holidays);
    lt_free(calendars->items);
    lt_free(calendars->names);
    lt_free(calendars);
}

int lt_calendars_find(const lt_calendars *calendars, const char *name) {
    for (long k = 0; k < calendars->n; k++)
        if (strcmp(calendars->items[k].name, name) == 0) return (int)k;
    return -1;
}

static double day_weight(const lt_calendar *calendar, const unsigned char *kinds, int yearday, int weekday) {
    double working = 0;
    switch (kinds ? kinds[yearday - 1] : LT_DAY_ORDINARY) {
    case LT_DAY_HOLIDAY:
        return calendar->holiday;
    case LT_DAY_SPRING_FESTIVAL:
        return calendar->spring_festival;
    case LT_DAY_WORKED:
        for (int d = 0; d < 5; d++) working += calendar->weekday[d] / 5;
        return working;
    default:
        return calendar->weekday[weekday];
    }
}

/* Which of the two remembered years this is; fills it when new. */
static int remember(lt_calendar *calendar, int year) {
    int slot = year & 1;
    if (calendar->year[slot] == year) return slot;
    double day = 0;
    for (int h = 0; h < 24; h++) day += calendar->hour[h];
    calendar->kinds[slot] = calendar->holidays ? lt_holidays_year(calendar->holidays, year) : NULL;
    for (int m = 0; m < 12; m++) {
        lt_civil first = lt_time_civil(lt_time_from_civil(year, m + 1, 1, 0, 0, 0));
        double sum = 0;
        for (int d = 0; d < lt_days_in_month(year, m + 1); d++)
            sum += day_weight(calendar, calendar->kinds[slot], first.yearday + d, (first.weekday + d) % 7) * day;
        calendar->month_weight[slot][m] = sum;
    }
    calendar->year[slot] = year;
    return slot;
}

double lt_calendar_factor(lt_calendar *calendar, lt_time start_utc) {
    lt_civil local = lt_time_civil(start_utc + LT_CST_OFFSET);
    int slot = remember(calendar, local.year);
    double weight = calendar->month_weight[slot][local.month - 1];
    if (weight <= 0) return 0;
    return 24.0 * lt_days_in_year(local.year) * calendar->month[local.month - 1] *
           day_weight(calendar, calendar->kinds[slot], local.yearday, local.weekday) * calendar->hour[local.hour] /
           weight;
}

double lt_calendar_rate(lt_calendar *calendar, lt_time start_utc) {
    lt_civil local = lt_time_civil(start_utc + LT_CST_OFFSET);
    return lt_calendar_factor(calendar, start_utc) / (86400.0 * lt_days_in_year(local.year));
}
