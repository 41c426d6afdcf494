/* places.c - the weather at chosen places: the cities that lie within, the middle of a file that holds none, or the
 * stations of a table; bilinear between the points. What is made of it: place_means.c. See sheet.h. */
#include "model/met/check/sheet.h"

#include "base/csv.h"
#include "model/met/check/cities.h"
#include "model/met/humidity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_STATIONS = 200 }; /* of a table, that have a rose */

lt_status lt_sheet_place_new(lt_sheet *sheet, const char *en, const char *zh, double lon, double lat,
                             const lt_plane_place *points) {
    LT_TRY(lt_grow(&sheet->place, sizeof *sheet->place, sheet->n_places + 1, &sheet->place_room));
    lt_sheet_place *p = &sheet->place[sheet->n_places++];
    memset(p, 0, sizeof *p);
    snprintf(p->en, sizeof p->en, "%s", en);
    snprintf(p->zh, sizeof p->zh, "%s", zh);
    p->lon = lon;
    p->lat = lat;
    p->points = *points;
    /* China has one zone; elsewhere that of the sun. */
    p->zone_h = isnan(lon) || (lon > 73.0 && lon < 135.5 && lat > 18.0 && lat < 54.0) ? 8 : (int)lround(lon / 15.0);
    return LT_OK;
}

static lt_status find_cities(lt_sheet *sheet, const char *wish) {
    lt_city cities[LT_N_PREFECTURES];
    LT_TRY(lt_cities_read(cities));
    bool known = wish == NULL, found = false;
    for (int c = 0; c < LT_N_PREFECTURES; c++) {
        lt_plane_place points;
        bool inside = false;
        if (wish && strcmp(wish, lt_region_ids[c]) != 0 && strcmp(wish, cities[c].zh) != 0) continue;
        known = true;
        LT_TRY(lt_plane_find(sheet->view->plane, 1, &cities[c].lon, &cities[c].lat, &points, &inside));
        if (!inside) continue;
        found = true;
        LT_TRY(lt_sheet_place_new(sheet, lt_region_ids[c], cities[c].zh, cities[c].lon, cities[c].lat, &points));
    }
    if (!known)
        return LT_RAISE(LT_ERR_USAGE, .what = "unknown city", .where = "--city",
                        .expected = "one of the 14 cities of Liaoning", .found = wish,
                        .todo = lt_did_you_mean(wish, lt_region_ids, LT_N_PREFECTURES));
    if (wish && !found)
        return LT_RAISE(LT_ERR_INPUT, .what = "the weather does not hold the city", .where = sheet->view->path,
                        .expected = wish, .found = "points elsewhere", .todo = "name another city, or none");
    return LT_OK;
}

static lt_status find_places(lt_sheet *sheet, const char *wish) {
    const lt_met_view *view = sheet->view;
    if (view->plane) LT_TRY(find_cities(sheet, wish));
    if (sheet->n_places > 0) return LT_OK;
    if (view->plane) {
        const long middle = view->nx ? (long)(view->ny / 2) * view->nx + view->nx / 2 : view->n / 2;
        const lt_plane_place points = {{middle, middle, middle, middle}, {1.0, 0.0, 0.0, 0.0}};
        return lt_sheet_place_new(sheet, "middle of the file", "文件中心", view->lon[middle], view->lat[middle],
                                  &points);
    }
    for (long s = 0; s < view->n && s < MOST_STATIONS; s++) {
        const lt_plane_place points = {{s, s, s, s}, {1.0, 0.0, 0.0, 0.0}};
        LT_TRY(lt_sheet_place_new(sheet, view->name[s][0] ? view->name[s] : "station",
                                  view->name[s][0] ? view->name[s] : "测站", view->lon[s], view->lat[s], &points));
    }
    return LT_OK;
}

/* The field whose times are those of the places. */
static void choose_times(lt_sheet *sheet) {
    static const int first[] = {LT_VIEW_SPEED, LT_G_EAST_10M, LT_G_T2M, LT_G_EAST, LT_G_TEMPERATURE};
    sheet->time_field = -1;
    for (size_t r = 0; r < sizeof first / sizeof *first && sheet->time_field < 0; r++)
        sheet->time_field = lt_met_view_find(sheet->view, first[r]);
    sheet->n_times = sheet->time_field < 0 ? 0 : sheet->view->fields[sheet->time_field].n_records;
}

lt_status lt_sheet_places(lt_sheet *sheet, const char *city) {
    LT_TRY(find_places(sheet, city));
    sheet->n_shown = sheet->n_places;
    return LT_OK;
}

lt_status lt_sheet_places_begin(lt_sheet *sheet) {
    choose_times(sheet);
    for (long p = 0; p < sheet->n_places; p++)
        for (long f = 0; f < sheet->view->n_fields; f++) {
            const lt_view_field *field = &sheet->view->fields[f];
            if (field->role < 0) continue;
            const long n =
                (lt_met_view_is_fixed(field->role) ? 1 : sheet->n_times) * (field->levels > 0 ? field->levels : 1);
            LT_TRY(lt_calloc((size_t)n, sizeof(double), &sheet->place[p].raw[field->role]));
            for (long i = 0; i < n; i++) sheet->place[p].raw[field->role][i] = NAN;
        }
    return LT_OK;
}

void lt_sheet_places_free(lt_sheet *sheet) {
    for (long p = 0; p < sheet->n_places; p++) {
        for (int r = 0; r < LT_VIEW_N_ROLES; r++) lt_free(sheet->place[p].raw[r]);
        lt_free(sheet->place[p].value);
    }
    lt_free(sheet->place);
}

/* Over the points that are not missing; NAN if those have less than half of the weight. */
static double value_at(const lt_plane_place *points, const float *plane) {
    double sum = 0.0, weight = 0.0;
    for (int c = 0; c < 4; c++) {
        const double value = plane[points->at[c]];
        if (points->weight[c] <= 0.0 || isnan(value)) continue;
        sum += points->weight[c] * value;
        weight += points->weight[c];
    }
    return weight >= 0.5 ? sum / weight : NAN;
}

lt_status lt_sheet_place_add(lt_sheet *sheet, long field, long record, const float *values) {
    const lt_met_view *view = sheet->view;
    const lt_view_field *f = &view->fields[field];
    if (f->role < 0) return LT_OK;
    long at = lt_met_view_is_fixed(f->role) ? 0 : -1;
    if (at < 0 && sheet->n_times > 0) {
        const lt_gridded_record *times = view->fields[sheet->time_field].records;
        if (record < sheet->n_times && times[record].end == f->records[record].end) at = record;
        for (long t = 0; t < sheet->n_times && at < 0; t++)
            if (times[t].end == f->records[record].end) at = t;
    }
    const long levels = f->levels > 0 ? f->levels : 1;
    for (long p = 0; p < sheet->n_places && at >= 0; p++)
        for (long k = 0; k < levels; k++)
            sheet->place[p].raw[f->role][at * levels + k] = value_at(&sheet->place[p].points, values + k * view->n);
    return LT_OK;
}

/* --- what follows from it ----------------------------------------------------------------------------------------- */

static double raw(const lt_sheet_place *p, int role, long t) {
    return p->raw[role] ? p->raw[role][t] : NAN;
}

static double lowest_humidity(const lt_sheet *sheet, const lt_sheet_place *p, long t) {
    const long field = lt_met_view_find(sheet->view, LT_G_RELATIVE_HUMIDITY);
    return sheet->view->own && field >= 0 ? raw(p, LT_G_RELATIVE_HUMIDITY, t * sheet->view->fields[field].levels) : NAN;
}

static void humidity_at(const lt_sheet *sheet, const lt_sheet_place *p, long t, double *v) {
    const double temperature = v[LT_AT_T2M], q = raw(p, LT_G_HUMIDITY_2M, t);
    double rh = raw(p, LT_G_RELATIVE_2M, t);
    v[LT_AT_DEW] = raw(p, LT_G_DEW_POINT, t);
    if (!isnan(v[LT_AT_DEW])) rh = lt_saturation_pressure(v[LT_AT_DEW]) / lt_saturation_pressure(temperature);
    const double pressure = isnan(v[LT_AT_PRESSURE]) ? 101325.0 : v[LT_AT_PRESSURE];
    if (isnan(rh) && !isnan(q)) rh = pressure * q / (0.622 + 0.378 * q) / lt_saturation_pressure(temperature);
    if (isnan(rh)) rh = lowest_humidity(sheet, p, t); /* our file has none at 2 m */
    if (isnan(v[LT_AT_DEW]) && rh > 0.0) v[LT_AT_DEW] = lt_dew_point(rh * lt_saturation_pressure(temperature));
    v[LT_AT_RH] = rh;
}

static void wind_at(const lt_sheet_place *p, long t, double *v) {
    const double east = raw(p, LT_G_EAST_10M, t), north = raw(p, LT_G_NORTH_10M, t);
    v[LT_AT_SPEED] = raw(p, LT_VIEW_SPEED, t);
    v[LT_AT_FROM] = raw(p, LT_VIEW_FROM, t);
    if (isnan(v[LT_AT_SPEED])) v[LT_AT_SPEED] = hypot(east, north);
    if (isnan(v[LT_AT_FROM]) && hypot(east, north) > 0.0)
        v[LT_AT_FROM] = fmod(atan2(-east, -north) / LT_DEGREE + 360.0, 360.0);
}

lt_status lt_sheet_places_end(lt_sheet *sheet) {
    static const int plain[][2] = {{LT_AT_T2M, LT_G_T2M},
                                   {LT_AT_PBLH, LT_G_PBLH},
                                   {LT_AT_USTAR, LT_G_USTAR},
                                   {LT_AT_HEAT, LT_G_SENSIBLE},
                                   {LT_AT_PRESSURE, LT_G_SURFACE_PRESSURE},
                                   {LT_AT_SEA_PRESSURE, LT_G_SEA_PRESSURE},
                                   {LT_AT_VENTILATION, LT_VIEW_VENTILATION},
                                   {LT_AT_STAGNANT, LT_VIEW_STAGNANT}};
    for (long n = 0; n < sheet->n_places; n++) {
        lt_sheet_place *p = &sheet->place[n];
        LT_TRY(lt_calloc((size_t)sheet->n_times, sizeof *p->value, &p->value));
        for (long t = 0; t < sheet->n_times; t++) {
            for (size_t k = 0; k < sizeof plain / sizeof *plain; k++) p->value[t][plain[k][0]] = raw(p, plain[k][1], t);
            wind_at(p, t, p->value[t]);
            humidity_at(sheet, p, t, p->value[t]);
        }
    }
    return LT_OK;
}
