/* emission_course.c - factors over time (emission_course.h). */
#include "model/gaussian/case/emission_course.h"

#include "base/csv.h"

#include <limits.h>
#include <math.h>
#include <string.h>

static lt_status read_rows(const lt_csv *table, int time, int zone_s, int column, double least, lt_hour_series *out) {
    lt_time first, last, t;
    LT_TRY(lt_csv_time_axis(table, time, zone_s, LT_HOUR, &first, &last));
    *out = (lt_hour_series){.start = first, .n = (long)((last - first) / LT_HOUR) + 1};
    LT_TRY(lt_calloc((size_t)out->n, sizeof *out->values, &out->values));
    for (long k = 0; k < out->n; k++) out->values[k] = NAN;
    for (long row = 0; row < lt_csv_rows(table); row++) {
        double value;
        if (lt_csv_empty(table, row, column)) continue;
        LT_TRY(lt_csv_time(table, row, time, zone_s, &t));
        LT_TRY(lt_csv_double(table, row, column, &value));
        if (value < least)
            return LT_RAISE(LT_ERR_INPUT, .what = "a value cannot be", .where = lt_csv_where(table, row, column),
                            .expected = lt_fmt("%g or more", least), .found = lt_csv_text(table, row, column),
                            .todo = "correct it; leave the cell empty where it is missing");
        out->values[(t - first) / LT_HOUR] = value;
    }
    return LT_OK;
}

lt_status lt_hour_series_read(const char *path, const char *column, double least, lt_hour_series *out) {
    lt_csv *table;
    int at, time;
    *out = (lt_hour_series){0};
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = lt_csv_column(table, column, &at);
    time = lt_csv_find(table, "time_utc");
    const int zone_s = time >= 0 ? 0 : LT_CST_OFFSET;
    if (status == LT_OK && time < 0) status = lt_csv_column(table, "time_local", &time);
    if (status == LT_OK) status = read_rows(table, time, zone_s, at, least, out);
    lt_csv_free(table);
    if (status != LT_OK) lt_hour_series_free(out);
    return status;
}

void lt_hour_series_free(lt_hour_series *series) {
    lt_free(series->values);
    *series = (lt_hour_series){0};
}

double lt_hour_series_at(const lt_hour_series *series, lt_time end) {
    const lt_time k = (end - LT_HOUR - series->start) / LT_HOUR;
    return series->n > 0 && end - LT_HOUR >= series->start && k < series->n ? series->values[k] : NAN;
}

static void take(const lt_list *list, int n, double *out) {
    for (int k = 0; k < n; k++) out[k] = list->n == n ? ((const double *)list->items)[k] : 1.0;
}

lt_status lt_emission_course_make(const lt_factor_keys *keys, const lt_node *node, lt_emission_course *out) {
    char path[PATH_MAX];
    *out = (lt_emission_course){0};
    take(&keys->hours, 24, out->hours);
    take(&keys->months, 12, out->months);
    take(&keys->weekdays, 7, out->weekdays);
    if (!lt_given(keys->file)) return LT_OK;
    lt_node_path(node, keys->file, path, sizeof path);
    return lt_hour_series_read(path, "factor", 0.0, &out->series);
}

void lt_emission_course_free(lt_emission_course *course) {
    lt_hour_series_free(&course->series);
}

double lt_emission_course_at(const lt_emission_course *c, lt_time end) {
    const lt_civil local = lt_time_civil(end - LT_HOUR + LT_CST_OFFSET);
    const double table = c->series.n > 0 ? lt_hour_series_at(&c->series, end) : 1.0;
    return c->hours[local.hour] * c->months[local.month - 1] * c->weekdays[local.weekday] * table;
}
