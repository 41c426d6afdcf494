/* tables.c - see tables.h. */
#include "model/met/check/tables.h"

#include "model/met/weather_files.h"

#include <math.h>
#include <stdio.h>

enum { MOST_FILES = 16 };

static lt_status add_single(lt_tables *t, const char *path) {
    lt_station *station = NULL;
    LT_TRY(lt_station_read(path, &station));
    const lt_status status = lt_grow(&t->single, sizeof *t->single, t->n_single + 1, &t->room);
    if (status != LT_OK) {
        lt_station_free(station);
        return status;
    }
    t->single[t->n_single++] = station;
    return LT_OK;
}

static lt_status find_list(int n, const char *const *files, lt_tables *t, bool *is_list) {
    for (int f = 0; f < n; f++) {
        lt_weather_kind kind;
        is_list[f] = false;
        if (lt_network_matches(files[f])) continue;
        if (lt_weather_file_kind(files[f], &kind) != LT_OK) { /* its reader says it better */
            lt_error_clear();
            continue;
        }
        if (kind == LT_WEATHER_FILE_DAILY)
            return LT_RAISE(LT_ERR_INPUT, .what = "daily weather of cities is not checked here", .where = files[f],
                            .expected = "hourly weather of stations, or a list of them", .found = "days",
                            .todo = "`lantian check FILE` judges it");
        is_list[f] = kind == LT_WEATHER_FILE_LIST;
        if (is_list[f] && t->list)
            return LT_RAISE(LT_ERR_USAGE, .what = "two lists of stations", .where = files[f], .expected = "one",
                            .found = "another", .todo = "put them together");
        if (is_list[f]) LT_TRY(lt_station_list_read(files[f], &t->list));
    }
    return LT_OK;
}

lt_status lt_tables_read(int n, const char *const *files, lt_tables *t) {
    const char *many[MOST_FILES];
    bool is_list[MOST_FILES];
    long n_many = 0;
    *t = (lt_tables){0};
    if (n > MOST_FILES)
        return LT_RAISE(LT_ERR_USAGE, .what = "too many station tables", .where = "command line",
                        .expected = lt_fmt("at most %d", MOST_FILES), .found = lt_fmt("%d", n),
                        .todo = "put them together");
    LT_TRY(find_list(n, files, t, is_list));
    for (int f = 0; f < n; f++) {
        if (is_list[f]) continue;
        if (t->list || lt_network_matches(files[f]))
            many[n_many++] = files[f];
        else
            LT_TRY(add_single(t, files[f]));
    }
    return n_many > 0 ? lt_network_read(many, n_many, t->list, &t->network) : LT_OK;
}

void lt_tables_release(lt_tables *t) {
    lt_network_free(t->network);
    for (long s = 0; s < t->n_single; s++) lt_station_free(t->single[s]);
    lt_free(t->single);
    lt_station_list_free(t->list);
    *t = (lt_tables){0};
}

long lt_tables_count(const lt_tables *t) {
    return (t->network ? t->network->n : 0) + t->n_single;
}

const lt_station *lt_tables_at(const lt_tables *t, long k, lt_station_place *place, bool *instants) {
    const long n = t->network ? t->network->n : 0;
    if (k < n) {
        *place = t->network->station[k].place;
        *instants = t->network->station[k].instants;
        return t->network->station[k].series;
    }
    const lt_station *single = t->single[k - n];
    *place = (lt_station_place){.lat = NAN, .lon = NAN, .altitude_m = NAN, .roughness_m = NAN};
    snprintf(place->name, sizeof place->name, "%s", single->name);
    *instants = false;
    return single;
}
