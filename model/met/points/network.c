/* network.c - storage of the stations, choice of the reader. See network.h. */
#include "model/met/points/network.h"

#include "base/outdir.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LT_NETWORK_READER_ROW(name) &lt_network_reader_##name,
static const lt_network_reader *const readers[] = {LT_NETWORK_READER_LIST(LT_NETWORK_READER_ROW) NULL};
#undef LT_NETWORK_READER_ROW

enum { HEAD = 4096 };

static const lt_network_reader *reader_of(const char *path) {
    char head[HEAD + 1];
    const size_t n = lt_path_head(path, head, HEAD);
    if (n == 0) return NULL;
    head[n] = '\0';
    for (int r = 0; readers[r]; r++)
        if (readers[r]->matches(path, head)) return readers[r];
    return NULL;
}

bool lt_network_matches(const char *path) {
    const lt_network_reader *reader = reader_of(path);
    return reader && reader != &lt_network_reader_station_file;
}

bool lt_network_reads(const char *path) {
    return reader_of(path) != NULL;
}

static lt_status raise_unknown(const char *path) {
    return LT_RAISE(LT_ERR_INPUT, .what = "no reader knows this station file", .where = path,
                    .expected = lt_fmt("%s; %s; %s", lt_network_reader_network_csv.doc, lt_network_reader_isd_lite.doc,
                                       lt_network_reader_station_file.doc),
                    .found = "another layout, an empty file or one that is packed",
                    .todo =
                        "unpack .gz files first; name columns as model/met/README.md lists them, each with its unit");
}

lt_status lt_network_read(const char *const *paths, long n_paths, const lt_station_list *list, lt_network **out) {
    lt_network *network = NULL;
    LT_TRY(lt_calloc(1, sizeof *network, &network));
    network->list = list;
    lt_status status = LT_OK;
    for (long f = 0; f < n_paths && status == LT_OK; f++) {
        const lt_network_reader *reader = reader_of(paths[f]);
        status = reader ? reader->read(paths[f], network) : raise_unknown(paths[f]);
        if (status != LT_OK && reader) lt_error_context(status, "reading %s as %s", paths[f], reader->name);
    }
    network->list = NULL;
    if (status != LT_OK) {
        lt_network_free(network);
        return status;
    }
    *out = network;
    return LT_OK;
}

void lt_network_free(lt_network *network) {
    if (!network) return;
    for (long s = 0; s < network->n; s++) lt_station_free(network->station[s].series);
    lt_free(network->station);
    lt_free(network);
}

static lt_status raise_elsewhere(const lt_station_place *a, const lt_station_place *b, const char *path) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a station has two places", .where = lt_fmt("%s, station %s", path, a->name),
                    .expected = lt_fmt("%g N %g E %g m, as before", a->lat, a->lon, a->altitude_m),
                    .found = lt_fmt("%g N %g E %g m", b->lat, b->lon, b->altitude_m),
                    .todo = "correct it, or give the station two names if it moved");
}

lt_status lt_network_station_of(lt_network *network, const char *name, const lt_station_place *place, const char *path,
                                lt_network_station **out) {
    const lt_station_place *known = place ? place : lt_station_list_find(network->list, name);
    for (long k = 0; k < network->n; k++) { /* rows come station by station or hour by hour: the same or the next */
        long s = (network->found + k) % network->n;
        lt_network_station *station = &network->station[s];
        if (strcmp(station->place.name, name) != 0) continue;
        *out = station;
        network->found = s;
        bool same = !place || (place->lat == station->place.lat && place->lon == station->place.lon &&
                               place->altitude_m == station->place.altitude_m);
        return same ? LT_OK : raise_elsewhere(&station->place, place, path);
    }
    if (!known)
        return LT_RAISE(LT_ERR_INPUT, .what = "a station without a place", .where = path,
                        .expected = "latitude, longitude and altitude in the file or in the list of stations",
                        .found = name,
                        .todo = "met: station_list: FILE with station,lat,lon,altitude or isd-history.csv");
    if (network->n >= LT_NETWORK_MOST)
        return LT_RAISE(LT_ERR_INPUT, .what = "too many stations", .where = path,
                        .expected = lt_fmt("at most %d", LT_NETWORK_MOST), .found = "more",
                        .todo = "leave out stations far from the domain");
    LT_TRY(lt_grow(&network->station, sizeof *network->station, network->n + 1, &network->room));
    lt_network_station *station = &network->station[network->n];
    *station = (lt_network_station){.place = *known};
    snprintf(station->place.name, sizeof station->place.name, "%.63s", name);
    LT_TRY(lt_station_create(station->place.name, 0, 0, &station->series));
    snprintf(station->series->path, sizeof station->series->path, "%s", path);
    network->found = network->n++;
    *out = station;
    return LT_OK;
}

lt_status lt_network_cover(lt_network_station *station, lt_time first, lt_time last) {
    lt_station *old = station->series, *wide = NULL;
    if (old->n > 0 && old->start < first) first = old->start;
    if (old->n > 0 && old->start + (lt_time)(old->n - 1) * LT_HOUR > last) last = old->start + (old->n - 1) * LT_HOUR;
    long n = (long)((last - first) / LT_HOUR) + 1;
    if (n == old->n) return LT_OK;
    LT_TRY(lt_station_create(old->name, first, n, &wide));
    snprintf(wide->path, sizeof wide->path, "%s", old->path);
    if (old->n > 0)
        memcpy(wide->hours + (old->start - first) / LT_HOUR, old->hours, (size_t)old->n * sizeof *old->hours);
    lt_station_free(old);
    station->series = wide;
    return LT_OK;
}

static bool empty(const lt_station_hour *h) {
    return isnan(h->temperature_K) && isnan(h->dew_point_K) && isnan(h->sea_level_pressure_Pa) &&
           isnan(h->station_pressure_Pa) && isnan(h->wind_speed_ms) && isnan(h->wind_from_deg) &&
           isnan(h->precipitation_mm) && isnan(h->cloud);
}

lt_status lt_network_put(lt_network_station *station, lt_time t, const lt_station_hour *hour, const char *where) {
    lt_station_hour *at = &station->series->hours[(t - station->series->start) / LT_HOUR];
    if (empty(at)) {
        *at = *hour;
        return LT_OK;
    }
    char when[24];
    lt_time_iso(t, when);
    return LT_RAISE(LT_ERR_INPUT, .what = "an hour of a station stands twice", .where = where,
                    .expected = "every hour of a station once, in one file",
                    .found = lt_fmt("%s, %s again", station->place.name, when),
                    .todo = "remove the second row or file; if clocks were put back (summer time), give UTC");
}
