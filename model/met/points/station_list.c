/* station_list.c - places of stations. See station_list.h.
 *
 * isd-history.csv: "USAF","WBAN","STATION NAME","CTRY","STATE","ICAO","LAT","LON","ELEV(M)","BEGIN","END" (NOAA NCEI,
 * Integrated Surface Database station history; columns as documented for the package GSODR, S). Places of (0, 0),
 * beyond the Earth, or with an altitude of -999 m are unknown there. */
#include "model/met/points/station_list.h"

#include "base/csv.h"
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int by_name(const void *a, const void *b) {
    return strcmp(((const lt_station_place *)a)->name, ((const lt_station_place *)b)->name);
}

static lt_status add(lt_station_list *list, const lt_station_place *place) {
    LT_TRY(lt_grow(&list->place, sizeof *list->place, list->n + 1, &list->room));
    list->place[list->n++] = *place;
    return LT_OK;
}

static lt_status number(const lt_csv *table, long row, int column, double min, double max, double *out) {
    LT_TRY(lt_csv_double(table, row, column, out));
    if (*out >= min && *out <= max) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a place that cannot be", .where = lt_csv_where(table, row, column),
                    .expected = lt_fmt("%g to %g", min, max), .found = lt_csv_text(table, row, column),
                    .todo = "give degrees north and east (west negative) and metres above the sea");
}

static lt_status read_ours(const lt_csv *table, lt_station_list *list) {
    static const char *const allowed[] = {"station", "lat", "lon", "altitude", "roughness", NULL};
    int name, lat, lon, altitude, roughness = lt_csv_find(table, "roughness");
    LT_TRY(lt_csv_only(table, allowed));
    LT_TRY(lt_csv_column(table, "station", &name));
    LT_TRY(lt_csv_column(table, "lat", &lat));
    LT_TRY(lt_csv_column(table, "lon", &lon));
    LT_TRY(lt_csv_column(table, "altitude", &altitude));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        lt_station_place p = {.roughness_m = NAN};
        snprintf(p.name, sizeof p.name, "%.63s", lt_csv_text(table, row, name));
        LT_TRY(number(table, row, lat, -90, 90, &p.lat));
        LT_TRY(number(table, row, lon, -180, 180, &p.lon));
        LT_TRY(number(table, row, altitude, -500, 6000, &p.altitude_m));
        if (roughness >= 0 && !lt_csv_empty(table, row, roughness))
            LT_TRY(number(table, row, roughness, 1e-5, 5, &p.roughness_m));
        LT_TRY(add(list, &p));
    }
    return LT_OK;
}

static lt_status read_history(const lt_csv *table, lt_station_list *list) {
    int usaf, wban, lat, lon, altitude;
    LT_TRY(lt_csv_column(table, "USAF", &usaf));
    LT_TRY(lt_csv_column(table, "WBAN", &wban));
    LT_TRY(lt_csv_column(table, "LAT", &lat));
    LT_TRY(lt_csv_column(table, "LON", &lon));
    LT_TRY(lt_csv_column(table, "ELEV(M)", &altitude));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        lt_station_place p = {.roughness_m = NAN};
        bool known = lt_number_double(lt_csv_text(table, row, lat), &p.lat) &&
                     lt_number_double(lt_csv_text(table, row, lon), &p.lon) &&
                     lt_number_double(lt_csv_text(table, row, altitude), &p.altitude_m);
        known = known && fabs(p.lat) <= 90 && fabs(p.lon) <= 180 && (p.lat != 0 || p.lon != 0) && p.altitude_m > -500 &&
                p.altitude_m < 6000;
        if (!known) continue;
        snprintf(p.name, sizeof p.name, "%.6s-%.5s", lt_csv_text(table, row, usaf), lt_csv_text(table, row, wban));
        LT_TRY(add(list, &p));
    }
    return LT_OK;
}

static lt_status fill(const lt_csv *table, lt_station_list *list) {
    bool history = lt_csv_find(table, "USAF") >= 0;
    LT_TRY(history ? read_history(table, list) : read_ours(table, list));
    if (list->n) qsort(list->place, (size_t)list->n, sizeof *list->place, by_name);
    for (long i = 1; i < list->n && !history; i++)
        if (by_name(&list->place[i - 1], &list->place[i]) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a station stands twice in the list", .where = lt_csv_path(table),
                            .expected = "one row a station", .found = list->place[i].name, .todo = "keep one row");
    return LT_OK;
}

lt_status lt_station_list_read(const char *path, lt_station_list **out) {
    lt_csv *table = NULL;
    lt_station_list *list = NULL;
    LT_TRY_CONTEXT(lt_csv_read(path, &table), "reading the list of stations");
    lt_status status = lt_calloc(1, sizeof *list, &list);
    if (status == LT_OK) status = fill(table, list);
    lt_csv_free(table);
    if (status != LT_OK) {
        lt_station_list_free(list);
        return status;
    }
    *out = list;
    return LT_OK;
}

void lt_station_list_free(lt_station_list *list) {
    if (!list) return;
    lt_free(list->place);
    lt_free(list);
}

const lt_station_place *lt_station_list_find(const lt_station_list *list, const char *name) {
    if (!list || !list->n) return NULL;
    lt_station_place key;
    snprintf(key.name, sizeof key.name, "%.63s", name);
    return bsearch(&key, list->place, (size_t)list->n, sizeof *list->place, by_name);
}
