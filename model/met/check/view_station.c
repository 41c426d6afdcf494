/* view_station.c - tables of hourly weather of one or many stations as a view: points are stations, without levels. See
 * view.h. */
#include "model/met/check/tables.h"
#include "model/met/check/view.h"

#include "base/csv.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>

typedef struct tables {
    lt_tables tables;
    lt_gridded_record *hours;
    lt_time start;
    long n_hours;
} tables;

static const struct column {
    const char *name, *unit;
    int role;
    size_t member;
    double least, most;
} columns[] = {
    {"air_temperature_2m", "K", LT_G_T2M, offsetof(lt_station_hour, temperature_K), 170, 340},
    {"dew_point_temperature_2m", "K", LT_G_DEW_POINT, offsetof(lt_station_hour, dew_point_K), 150, 320},
    {"air_pressure_at_mean_sea_level", "Pa", LT_G_SEA_PRESSURE, offsetof(lt_station_hour, sea_level_pressure_Pa), 8.5e4,
     1.1e5},
    {"surface_air_pressure", "Pa", LT_G_SURFACE_PRESSURE, offsetof(lt_station_hour, station_pressure_Pa), 3e4, 1.1e5},
    {"wind_speed_10m", "m s-1", LT_VIEW_SPEED, offsetof(lt_station_hour, wind_speed_ms), 0, 100},
    {"wind_from_direction_10m", "degree", LT_VIEW_FROM, offsetof(lt_station_hour, wind_from_deg), 0, 360},
    {"precipitation_amount", "kg m-2", LT_G_RAIN, offsetof(lt_station_hour, precipitation_mm), 0, 400},
    {"cloud_area_fraction", "1", LT_G_CLOUD_TOTAL, offsetof(lt_station_hour, cloud), 0, 1},
};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

static double value_at(const lt_station *station, lt_time t, size_t member) {
    const lt_station_hour *hour = lt_station_at(station, t);
    return hour ? *(const double *)((const char *)hour + member) : NAN;
}

static lt_status read_field(lt_met_view *view, long field, long record, float *values) {
    const tables *t = view->own_data;
    lt_station_place place;
    bool instants;
    const lt_time when = t->start + record * LT_HOUR;
    size_t member = 0;
    for (int c = 0; c < N_COLUMNS; c++)
        if (columns[c].role == view->fields[field].role) member = columns[c].member;
    for (long s = 0; s < view->n; s++)
        values[s] = (float)value_at(lt_tables_at(&t->tables, s, &place, &instants), when, member);
    return LT_OK;
}

static void close_tables(lt_met_view *view) {
    tables *t = view->own_data;
    lt_tables_release(&t->tables);
    lt_free(t->hours);
    lt_free(t);
}

/* Does any station have a value of the column? */
static bool is_there(const lt_met_view *view, const tables *t, size_t member) {
    lt_station_place place;
    bool instants;
    for (long s = 0; s < view->n; s++) {
        const lt_station *station = lt_tables_at(&t->tables, s, &place, &instants);
        for (long h = 0; h < station->n; h++)
            if (!isnan(value_at(station, station->start + h * LT_HOUR, member))) return true;
    }
    return false;
}

static lt_status add_columns(lt_met_view *view, const tables *t) {
    for (int c = 0; c < N_COLUMNS; c++) {
        lt_view_field *field;
        const bool optional = columns[c].role == LT_G_CLOUD_TOTAL || columns[c].role == LT_G_SURFACE_PRESSURE ||
                              columns[c].role == LT_G_SEA_PRESSURE || columns[c].role == LT_G_RAIN;
        if (optional && !is_there(view, t, columns[c].member)) continue;
        LT_TRY(lt_met_view_add(view, &field));
        snprintf(field->name, sizeof field->name, "%s", columns[c].name);
        snprintf(field->unit, sizeof field->unit, "%s", columns[c].unit);
        field->role = columns[c].role;
        field->amount = columns[c].role == LT_G_RAIN;
        field->least = columns[c].least;
        field->most = columns[c].most;
        field->records = t->hours;
        field->n_records = t->n_hours;
    }
    return LT_OK;
}

/* All hours from the first to the last of any station. */
static lt_status make_hours(lt_met_view *view, tables *t) {
    lt_station_place place;
    lt_time first = INT64_MAX, end = INT64_MIN;
    bool instants = false;
    for (long s = 0; s < view->n; s++) {
        const lt_station *station = lt_tables_at(&t->tables, s, &place, &instants);
        if (station->start < first) first = station->start;
        if (station->start + station->n * LT_HOUR > end) end = station->start + station->n * LT_HOUR;
        view->hour_means = !instants;
    }
    t->start = first;
    t->n_hours = (long)((end - first) / LT_HOUR);
    LT_TRY(lt_calloc((size_t)t->n_hours, sizeof *t->hours, &t->hours));
    for (long h = 0; h < t->n_hours; h++) {
        t->hours[h].begin = first + h * LT_HOUR;
        t->hours[h].end = t->hours[h].begin + (view->hour_means ? LT_HOUR : 0);
    }
    return LT_OK;
}

static lt_status place_stations(lt_met_view *view, const tables *t) {
    lt_station_place place;
    bool instants;
    LT_TRY(lt_calloc((size_t)view->n, sizeof *view->name, &view->name));
    LT_TRY(lt_calloc((size_t)view->n, sizeof(double), &view->lon));
    LT_TRY(lt_calloc((size_t)view->n, sizeof(double), &view->lat));
    for (long s = 0; s < view->n; s++) {
        lt_tables_at(&t->tables, s, &place, &instants);
        snprintf(view->name[s], sizeof view->name[s], "%s", place.name);
        view->lon[s] = place.lon;
        view->lat[s] = place.lat;
    }
    return LT_OK;
}

lt_status lt_met_view_stations(lt_met_view *view, const char *list, lt_faults *faults) {
    tables *t = NULL;
    const char *files[] = {view->path, list};
    LT_TRY(lt_calloc(1, sizeof *t, &t));
    view->own_data = t;
    view->close = close_tables;
    view->read = read_field;
    view->stations = true;
    view->level_text_en = "ground alone";
    view->level_text_zh = "仅地面";
    lt_csv_judge(view->path, faults);
    lt_status status = lt_tables_read(list ? 2 : 1, files, &t->tables);
    lt_csv_judge(NULL, NULL);
    LT_TRY(status);
    view->n = lt_tables_count(&t->tables);
    if (view->n == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "a table of stations without one", .where = view->path,
                        .expected = "hourly weather", .found = "a list of places, or no row",
                        .todo = "name the file of the weather; the list goes with --met");
    if (!t->tables.network) LT_TRY(lt_station_judge_gaps(t->tables.single[0], faults)); /* one of many may have gaps */
    snprintf(view->kind, sizeof view->kind, view->n > 1 ? "stations" : "station");
    snprintf(view->label, sizeof view->label, "hourly weather of %ld station%s", view->n, view->n > 1 ? "s" : "");
    snprintf(view->label_zh, sizeof view->label_zh, "%ld 个测站的逐小时天气", view->n);
    LT_TRY(place_stations(view, t));
    LT_TRY(make_hours(view, t));
    return add_columns(view, t);
}
