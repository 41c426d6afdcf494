/* csv_time.c - time columns of tables: the zone, the steps, the order. */
#include "base/csv.h"
#include "base/log.h"

static const lt_time LONGEST = (lt_time)200 * 366 * LT_DAY;

lt_status lt_csv_time(const lt_csv *table, long row, int column, int zone_s, lt_time *out) {
    LT_TRY_PLACE(lt_time_parse_in(lt_csv_text(table, row, column), zone_s, out), "%s",
                 lt_csv_where(table, row, column));
    return LT_OK;
}

static lt_status step_error(const lt_csv *table, long row, int column, int step_s) {
    const bool days = step_s == LT_DAY;
    return LT_RAISE(LT_ERR_INPUT,
                    .what = days ? "a day does not start at midnight" : "an hour does not start at a full hour",
                    .where = lt_csv_where(table, row, column), .expected = days ? "whole days" : "whole hours",
                    .found = lt_csv_text(table, row, column),
                    .todo = days ? "give daily values stamped with their day"
                                 : "give hourly values stamped with the start of the hour");
}

/* Where clocks are put back, an hour of an autumn night stands twice. */
static bool looks_like_winter_time(lt_time t, lt_time last, int zone_s) {
    const lt_civil label = lt_time_civil(t + zone_s);
    return last - t < 2 * LT_HOUR && label.month >= 9 && label.month <= 11 && label.hour <= 3;
}

static lt_status order_error(const lt_csv *table, long row, int column, int zone_s, lt_time t, lt_time last) {
    const bool autumn = looks_like_winter_time(t, last, zone_s);
    return LT_RAISE(LT_ERR_INPUT,
                    .what = t == last ? "the time axis does not grow: a time stands twice"
                                      : "the time axis does not grow: it goes back",
                    .where = lt_csv_where(table, row, column), .expected = "a later time than the row before",
                    .found = lt_csv_text(table, row, column),
                    .todo = autumn ? "if the clocks were put back (summer time): give UTC, or UTC+8 all year; else "
                                     "sort the rows and remove duplicates"
                                   : "sort the rows and remove duplicates");
}

/* Where clocks are put forward, one hour of a Sunday night in March or April is missing, and all that follows is an
 * hour off if the labels are taken as one zone. China has had no summer time since 1992. */
static void look_for_summer_time(const lt_csv *table, long row, int column, int zone_s, lt_time t, lt_time last) {
    if (t - last != 2 * LT_HOUR) return;
    const lt_civil missing = lt_time_civil(last + LT_HOUR + zone_s);
    const bool spring = (missing.month == 3 || missing.month == 4) && missing.weekday == 6 && missing.hour <= 3;
    if (spring)
        lt_remark(LT_LOG_WARNING,
                  "%s: the hour %04d-%02d-%02d %02d:00 is missing, as where clocks are put forward for summer time; if "
                  "they were, the rows that follow are an hour late (UTC+8 has no summer time)",
                  lt_csv_where(table, row, column), missing.year, missing.month, missing.day, missing.hour);
}

static lt_status next_time(const lt_csv *table, long row, int column, int zone_s, int step_s, const lt_time *last,
                           lt_time *out) {
    LT_TRY(lt_csv_time(table, row, column, zone_s, out));
    if ((*out + (step_s == LT_DAY ? zone_s : 0)) % step_s != 0) return step_error(table, row, column, step_s);
    if (!last) return LT_OK;
    if (*out <= *last) return order_error(table, row, column, zone_s, *out, *last);
    if (step_s == LT_HOUR) look_for_summer_time(table, row, column, zone_s, *out, *last);
    return LT_OK;
}

lt_status lt_csv_time_axis(const lt_csv *table, int column, int zone_s, int step_s, lt_time *first, lt_time *last) {
    long n = 0;
    *first = *last = 0;
    for (long row = 0; row < lt_csv_rows(table); row++) {
        lt_time t = 0;
        const lt_status status = next_time(table, row, column, zone_s, step_s, n ? last : NULL, &t);
        if (status != LT_OK) {
            LT_TRY(lt_csv_take(table, status));
            continue;
        }
        if (n++ == 0) *first = t;
        *last = t;
    }
    if (n == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the table has no rows with a time", .where = lt_csv_path(table),
                        .expected = step_s == LT_DAY ? "one row a day" : "one row an hour",
                        .found = lt_csv_rows(table) ? "rows without a good time" : "a header only",
                        .todo = "check the file");
    if (*last - *first > LONGEST)
        return LT_RAISE(LT_ERR_INPUT, .what = "the time axis is longer than 200 years", .where = lt_csv_path(table),
                        .expected = "the times of one station",
                        .found = lt_csv_text(table, lt_csv_rows(table) - 1, column), .todo = "check the time column");
    return LT_OK;
}
