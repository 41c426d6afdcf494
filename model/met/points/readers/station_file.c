/* station_file.c - one file a station in any layout of source `station` (station.h); its name without folder and ending
 * is the station's name, by which the list of stations gives its place. */
#include "model/met/points/network.h"

#include <stdio.h>
#include <string.h>

static bool matches(const char *path, const char *head) {
    (void)head;
    const char *dot = strrchr(path, '.');
    return dot && (strcmp(dot, ".csv") == 0 || strcmp(dot, ".CSV") == 0);
}

static lt_status take(lt_station *series, lt_network *network) {
    char name[64];
    const char *slash = strrchr(series->path, '/'), *start = slash ? slash + 1 : series->path,
               *dot = strrchr(start, '.');
    snprintf(name, sizeof name, "%.*s", dot ? (int)(dot - start) : 63, start);
    lt_network_station *station = NULL;
    LT_TRY(lt_network_station_of(network, name, NULL, series->path, &station));
    LT_TRY(lt_network_cover(station, series->start, series->start + (lt_time)(series->n - 1) * LT_HOUR));
    for (long h = 0; h < series->n; h++)
        LT_TRY(lt_network_put(station, series->start + (lt_time)h * LT_HOUR, &series->hours[h], series->path));
    return LT_OK;
}

static lt_status read(const char *path, lt_network *network) {
    lt_station *series = NULL;
    LT_TRY(lt_station_read(path, &series));
    lt_status status = take(series, network);
    lt_station_free(series);
    return status;
}

const lt_network_reader lt_network_reader_station_file = {
    "hourly table of one station", "a .csv of one station, named as in the list of stations", matches, read};
