/* scores.c - the weather against stations: bias, root mean square error, correlation, error of direction. See sheet.h.
 *
 * Hours: a mean of the weather over an hour against the station's hour; a state of the weather at t against the mean of
 * the station's hours before and after t, both of which must be there; ISD's values are states of full hours.
 * Heights: 6.5 K/km (standard atmosphere) between the weather's terrain and the station's altitude, where both are
 * known; pressures are compared at sea level. */
#include "model/met/check/sheet.h"

#include "model/met/check/cities.h"
#include "model/met/check/tables.h"
#include "model/met/constants.h"
#include "model/met/humidity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double lapse_Km = 0.0065, least_wind_ms = 1.0;

struct lt_sheet_stations {
    lt_tables tables;
};

/* A table of one station does not say where it stands: the city does, or its own name. */
static lt_status place_of_city(const char *wish, const char *path, lt_station_place *place) {
    lt_city cities[LT_N_PREFECTURES];
    LT_TRY(lt_cities_read(cities));
    for (int c = 0; c < LT_N_PREFECTURES; c++) {
        if (strcmp(wish, lt_region_ids[c]) != 0 && strcmp(wish, cities[c].zh) != 0) continue;
        snprintf(place->name, sizeof place->name, "%s", lt_region_ids[c]);
        place->lon = cities[c].lon;
        place->lat = cities[c].lat;
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_USAGE, .what = "the table does not say where its station stands", .where = path,
                    .expected = "--city with one of the 14 cities, or a list of places beside it (--met LIST)",
                    .found = "none", .todo = "name the city, or give the list");
}

static lt_status add_station(lt_sheet *sheet, long k, const char *city) {
    lt_station_place place;
    lt_plane_place points;
    bool instants, inside = false;
    const lt_station *series = lt_tables_at(&sheet->stations->tables, k, &place, &instants);
    if (isnan(place.lat)) LT_TRY(place_of_city(city ? city : place.name, series->path, &place));
    LT_TRY(lt_plane_find(sheet->view->plane, 1, &place.lon, &place.lat, &points, &inside));
    if (!inside) /* without points it takes part in nothing */
        lt_note(sheet->notes, "station %s lies outside the weather: left out", "测站 %s 在天气资料范围之外：不计",
                place.name);
    for (int c = 0; c < 4 && !inside; c++) points.weight[c] = 0.0, points.at[c] = 0;
    return lt_sheet_place_new(sheet, place.name, place.name, place.lon, place.lat, &points);
}

lt_status lt_sheet_stations_open(lt_sheet *sheet, const lt_cli_files *files, const char *city) {
    if (files->n == 0) return LT_OK;
    LT_TRY(lt_calloc(1, sizeof *sheet->stations, &sheet->stations));
    LT_TRY(lt_tables_read(files->n, files->items, &sheet->stations->tables));
    for (long k = 0; k < lt_tables_count(&sheet->stations->tables); k++) LT_TRY(add_station(sheet, k, city));
    return LT_OK;
}

void lt_sheet_stations_free(lt_sheet *sheet) {
    if (sheet->stations) lt_tables_release(&sheet->stations->tables);
    lt_free(sheet->stations);
    lt_free(sheet->scores);
}

/* --- pairs -------------------------------------------------------------------------------------------------------- */

typedef struct sums {
    double n, a, b, aa, bb, ab;
} sums;

static void add(sums *s, double file, double station) {
    if (isnan(file) || isnan(station)) return;
    s->n += 1.0;
    s->a += file;
    s->b += station;
    s->aa += file * file;
    s->bb += station * station;
    s->ab += file * station;
}

/* The squares are of numbers up to 1000 (hPa): 15 digits leave 1e-9 of a variance. */
static lt_score score_of(const sums *s) {
    lt_score out = {.n = (long)s->n, .mean_file = NAN, .mean_station = NAN, .bias = NAN, .rmse = NAN, .r = NAN};
    if (s->n < 1.0) return out;
    const double a = s->a / s->n, b = s->b / s->n, va = s->aa / s->n - a * a, vb = s->bb / s->n - b * b;
    out.mean_file = a;
    out.mean_station = b;
    out.bias = a - b;
    out.rmse = sqrt(fmax((s->aa - 2.0 * s->ab + s->bb) / s->n, 0.0));
    if (s->n >= 3.0 && va > 0.0 && vb > 0.0) out.r = (s->ab / s->n - a * b) / sqrt(va * vb);
    return out;
}

static double mean_of(double a, double b) {
    return 0.5 * (a + b);
}

static double mean_direction(double a, double b) {
    const double east = sin(a * LT_DEGREE) + sin(b * LT_DEGREE), north = cos(a * LT_DEGREE) + cos(b * LT_DEGREE);
    return hypot(east, north) > 0.1 ? fmod(atan2(east, north) / LT_DEGREE + 360.0, 360.0) : NAN;
}

/* The station over the weather's time: like against like (an hour's mean, an instant) directly, else from the values on
 * both sides. */
static bool station_at(const lt_station *series, bool instants, const lt_gridded_record *when, lt_station_hour *out) {
    const bool mean = when->end - when->begin == LT_HOUR;
    if (mean != instants) {
        const lt_station_hour *hour = lt_station_at(series, mean ? when->begin : when->end);
        if (hour) *out = *hour;
        return hour != NULL && when->end % LT_HOUR == 0;
    }
    const lt_station_hour *a = lt_station_at(series, mean ? when->begin : when->end - LT_HOUR),
                          *b = lt_station_at(series, when->end);
    if (when->end % LT_HOUR != 0 || !a || !b) return false;
    *out = *a;
    out->temperature_K = mean_of(a->temperature_K, b->temperature_K);
    out->dew_point_K = mean_of(a->dew_point_K, b->dew_point_K);
    out->sea_level_pressure_Pa = mean_of(a->sea_level_pressure_Pa, b->sea_level_pressure_Pa);
    out->station_pressure_Pa = mean_of(a->station_pressure_Pa, b->station_pressure_Pa);
    out->wind_speed_ms = mean_of(a->wind_speed_ms, b->wind_speed_ms);
    out->wind_from_deg = mean_direction(a->wind_from_deg, b->wind_from_deg);
    return true;
}

typedef struct pair_sums {
    sums of[LT_N_SCORES];
    double n_direction, turn, turned;
} pair_sums;

/* Hydrostatic, the lapse rate below the ground too. */
static double at_sea_level(double pressure_Pa, double temperature_K, double height_m) {
    return pressure_Pa * pow(1.0 + lapse_Km * height_m / temperature_K, LT_GRAVITY / (LT_R_DRY * lapse_Km));
}

/* Where the two stand. */
typedef struct heights {
    double terrain_m, altitude_m; /* NAN: not known */
} heights;

static void add_pair(pair_sums *s, const double *file, const lt_station_hour *station, heights at) {
    const double lift = at.altitude_m - at.terrain_m, t = file[LT_AT_T2M] - (isnan(lift) ? 0.0 : lapse_Km * lift);
    double sea = file[LT_AT_SEA_PRESSURE], station_sea = station->sea_level_pressure_Pa;
    if (isnan(sea)) sea = at_sea_level(file[LT_AT_PRESSURE], file[LT_AT_T2M], at.terrain_m);
    if (isnan(station_sea))
        station_sea = at_sea_level(station->station_pressure_Pa, station->temperature_K, at.altitude_m);
    add(&s->of[LT_SCORE_T2M], t, station->temperature_K);
    add(&s->of[LT_SCORE_DEW], file[LT_AT_DEW], station->dew_point_K);
    add(&s->of[LT_SCORE_RH], 100.0 * file[LT_AT_RH],
        100.0 * lt_saturation_pressure(station->dew_point_K) / lt_saturation_pressure(station->temperature_K));
    add(&s->of[LT_SCORE_SPEED], file[LT_AT_SPEED], station->wind_speed_ms);
    add(&s->of[LT_SCORE_PRESSURE], 0.01 * sea, 0.01 * station_sea);
    const double turn = remainder(file[LT_AT_FROM] - station->wind_from_deg, 360.0);
    if (isnan(turn) || file[LT_AT_SPEED] < least_wind_ms || station->wind_speed_ms < least_wind_ms) return;
    s->n_direction += 1.0;
    s->turn += turn;
    s->turned += fabs(turn);
}

static void join(pair_sums *all, const pair_sums *one) {
    for (int v = 0; v < LT_N_SCORES; v++) {
        const double *from = (const double *)&one->of[v];
        double *to = (double *)&all->of[v];
        for (size_t k = 0; k < sizeof(sums) / sizeof(double); k++) to[k] += from[k];
    }
    all->n_direction += one->n_direction;
    all->turn += one->turn;
    all->turned += one->turned;
}

static void finish(const pair_sums *s, lt_station_scores *out) {
    for (int v = 0; v < LT_N_SCORES; v++) out->score[v] = score_of(&s->of[v]);
    out->n_direction = (long)s->n_direction;
    out->direction_bias = s->n_direction > 0.0 ? s->turn / s->n_direction : NAN;
    out->direction_mae = s->n_direction > 0.0 ? s->turned / s->n_direction : NAN;
}

static lt_status judge(lt_sheet *sheet) {
    const lt_station_scores *all = &sheet->scores[sheet->n_scores - 1];
    long n = 0;
    for (int v = 0; v < LT_N_SCORES; v++) n += all->score[v].n;
    if (n > 0) return LT_OK;
    const lt_view_field *f = sheet->time_field < 0 ? NULL : &sheet->view->fields[sheet->time_field];
    char first[24] = "never", last[24] = "never";
    if (f) lt_time_iso(f->records[0].end, first);
    if (f) lt_time_iso(f->records[f->n_records - 1].end, last);
    return lt_sheet_fault(sheet, "weather and stations have no hour in common", sheet->view->path,
                          lt_fmt("station hours between %s and %s", first, last), "none",
                          "look at the year and the zone of both");
}

static void score_one(lt_sheet *sheet, long k, pair_sums *one) {
    const lt_sheet_place *place = &sheet->place[sheet->n_shown + k];
    lt_station_scores *out = &sheet->scores[k];
    lt_station_place stands;
    bool instants;
    const lt_station *series = lt_tables_at(&sheet->stations->tables, k, &stands, &instants);
    const heights at = {place->raw[LT_G_TERRAIN] ? place->raw[LT_G_TERRAIN][0] : NAN, stands.altitude_m};
    snprintf(out->name, sizeof out->name, "%s", place->en);
    out->lon = place->lon;
    out->lat = place->lat;
    out->altitude_m = at.altitude_m;
    out->lift_m = at.altitude_m - at.terrain_m;
    for (long t = 0; t < sheet->n_times; t++) {
        lt_station_hour hour;
        if (station_at(series, instants, &sheet->view->fields[sheet->time_field].records[t], &hour))
            add_pair(one, place->value[t], &hour, at);
    }
    finish(one, out);
}

lt_status lt_sheet_scores(lt_sheet *sheet) {
    pair_sums together = {0};
    if (!sheet->stations) return LT_OK;
    const long n = lt_tables_count(&sheet->stations->tables);
    LT_TRY(lt_calloc((size_t)n + 1, sizeof *sheet->scores, &sheet->scores));
    sheet->n_scores = n + 1;
    for (long k = 0; k < n; k++) {
        pair_sums one = {0};
        score_one(sheet, k, &one);
        join(&together, &one);
    }
    lt_station_scores *last = &sheet->scores[n];
    snprintf(last->name, sizeof last->name, "all");
    last->lon = last->lat = last->altitude_m = last->lift_m = NAN;
    finish(&together, last);
    return judge(sheet);
}
