/* network_csv.c - reader of our own table of many stations: a table station-met (readers/station_csv.c of the folder
 * above) with a column `station`, and lat, lon [degrees], altitude [m] in the table or in the list of stations;
 * roughness [m] around the mast if known. Rows of different stations may stand in any order; an hour of a station
 * stands once. */
#include "model/met/points/network.h"
#include "model/met/readers/station_csv.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct columns {
    lt_station_csv weather;
    int station, lat, lon, altitude, roughness;
} columns;

/* Is there a column `station`, or the place of one, among those of the first line that is no remark, with a time beside
 * it? */
static bool matches(const char *path, const char *head) {
    (void)path;
    if (strncmp(head, "\xEF\xBB\xBF", 3) == 0) head += 3;
    while (*head == '#' || *head == '\n' || *head == '\r') {
        head += strcspn(head, "\n");
        head += *head == '\n';
    }
    char line[1024] = ",";
    size_t n = 1;
    for (; *head && *head != '\r' && *head != '\n' && n < sizeof line - 2; head++)
        if (*head != '"') line[n++] = *head;
    line[n] = ',';
    return (strstr(line, ",station,") || strstr(line, ",lat,")) &&
           (strstr(line, ",time_utc,") || strstr(line, ",time_local,"));
}

static lt_status find_columns(const lt_csv *table, columns *c) {
    LT_TRY(lt_station_csv_columns(table, true, &c->weather));
    LT_TRY(lt_csv_column(table, "station", &c->station));
    c->lat = lt_csv_find(table, "lat");
    c->lon = lt_csv_find(table, "lon");
    c->altitude = lt_csv_find(table, "altitude");
    c->roughness = lt_csv_find(table, "roughness");
    int there = (c->lat >= 0) + (c->lon >= 0) + (c->altitude >= 0);
    if (there == 0 || there == 3) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a place that is not whole", .where = lt_csv_path(table),
                    .expected = "the columns lat, lon and altitude, or none of them",
                    .found = lt_fmt("%d of them", there), .todo = "add the others, or give all in met: station_list");
}

static lt_status place_of(const lt_csv *table, long row, const columns *c, const char *name, lt_station_place *place) {
    *place = (lt_station_place){.roughness_m = NAN};
    snprintf(place->name, sizeof place->name, "%.63s", name);
    LT_TRY(lt_station_number(table, row, c->lat, 1, 0, -90, 90, &place->lat));
    LT_TRY(lt_station_number(table, row, c->lon, 1, 0, -180, 180, &place->lon));
    LT_TRY(lt_station_number(table, row, c->altitude, 1, 0, -500, 6000, &place->altitude_m));
    LT_TRY(lt_station_number(table, row, c->roughness, 1, 0, 1e-5, 5, &place->roughness_m));
    if (!isnan(place->lat + place->lon + place->altitude_m)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a station without a place", .where = lt_csv_where(table, row, c->lat),
                    .expected = "lat, lon and altitude in every row", .found = "an empty cell", .todo = "fill it");
}

static lt_status time_of(const lt_csv *table, long row, const columns *c, lt_time *t) {
    LT_TRY(lt_csv_time(table, row, c->weather.time, c->weather.offset_s, t));
    if (*t % LT_HOUR == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "an hour does not start at a full hour",
                    .where = lt_csv_where(table, row, c->weather.time), .expected = "whole hours",
                    .found = lt_csv_text(table, row, c->weather.time),
                    .todo = "give hourly values stamped with the start of the hour");
}

/* All hours from the first to the last of the table. */
static lt_status span(const lt_csv *table, const columns *c, lt_time *first, lt_time *last) {
    *first = INT64_MAX;
    *last = INT64_MIN;
    for (long row = 0; row < lt_csv_rows(table); row++) {
        lt_time t;
        lt_status status = time_of(table, row, c, &t);
        LT_TRY(lt_csv_take(table, status));
        if (status != LT_OK) continue;
        if (t < *first) *first = t;
        if (t > *last) *last = t;
    }
    if (*first <= *last && *last - *first < (lt_time)20 * 366 * LT_DAY) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the table of stations covers no time or too much",
                    .where = lt_csv_path(table), .expected = "1 hour to 20 years",
                    .found = lt_csv_rows(table) ? "times further apart" : "no rows",
                    .todo = "look at its first and last time");
}

static lt_status read_row(const lt_csv *table, long row, const columns *c, lt_time first, lt_time last,
                          lt_network *network) {
    lt_time t;
    lt_station_hour hour;
    lt_station_place place;
    const char *name = lt_csv_text(table, row, c->station);
    lt_network_station *station = NULL;
    LT_TRY(time_of(table, row, c, &t));
    if (!name[0])
        return LT_RAISE(LT_ERR_INPUT, .what = "a row without a station", .where = lt_csv_where(table, row, c->station),
                        .expected = "its name or number", .found = "an empty cell", .todo = "fill it");
    if (c->lat >= 0) LT_TRY(place_of(table, row, c, name, &place));
    LT_TRY(lt_network_station_of(network, name, c->lat >= 0 ? &place : NULL, lt_csv_path(table), &station));
    LT_TRY(lt_network_cover(station, first, last));
    LT_TRY(lt_station_csv_hour(table, row, &c->weather, &hour));
    return lt_network_put(station, t, &hour, lt_csv_where(table, row, c->weather.time));
}

static lt_status read_rows(const lt_csv *table, lt_network *network) {
    columns c;
    lt_time first, last, t;
    LT_TRY(find_columns(table, &c));
    LT_TRY(span(table, &c, &first, &last));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        bool told = lt_csv_judged(table) && time_of(table, row, &c, &t) != LT_OK; /* by span */
        if (told) lt_error_clear();
        if (!told) LT_TRY(lt_csv_take(table, read_row(table, row, &c, first, last, network)));
    }
    return LT_OK;
}

static lt_status read(const char *path, lt_network *network) {
    lt_csv *table = NULL;
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = read_rows(table, network);
    lt_csv_free(table);
    return status;
}

const lt_network_reader lt_network_reader_network_csv = {
    "station-met of many stations",
    "a table with the columns station, time_utc or time_local, air_temperature_degC, wind_speed_ms ...", matches, read};
