/* network.h - hourly weather of many stations: places, series, gaps. */
#ifndef LT_MET_NETWORK_H
#define LT_MET_NETWORK_H

#include "base/hash.h"
#include "model/met/notes.h"
#include "model/met/points/station_list.h"
#include "model/met/station.h"

/* A station of the network. */
typedef struct lt_network_station {
    lt_station_place place;
    lt_station *series;      /* owned */
    bool instants;           /* as read: values of the full hours (ISD-lite); lt_network_repair makes hours of them */
    long impossible;         /* values that cannot be, taken as missing */
    long interpolated, held; /* values in time; hours whose direction was held (lt_network_repair) */
} lt_network_station;

typedef struct lt_network {
    lt_network_station *station;
    long n, room, found;         /* found: the station that was asked for last */
    const lt_station_list *list; /* borrowed while files are read, may be NULL */
} lt_network;

enum { LT_NETWORK_MOST = 2000 }; /* stations */

/* Reads all files with their readers; positions come from the file or from the list.
 * LT_ERR_INPUT: a file that no reader knows, a station without a place, an hour twice. */
lt_status lt_network_read(const char *const *paths, long n_paths, const lt_station_list *list, lt_network **out);
void lt_network_free(lt_network *network); /* NULL is fine */

/* For readers: the station of this name, made if it is new; place NULL: from the list. */
lt_status lt_network_station_of(lt_network *network, const char *name, const lt_station_place *place, const char *path,
                                lt_network_station **out);
/* For readers: room for the hours first..last. */
lt_status lt_network_cover(lt_network_station *station, lt_time first, lt_time last);
/* For readers: the hour of t, which must be covered; LT_ERR_INPUT if something stands in it already. */
lt_status lt_network_put(lt_network_station *station, lt_time t, const lt_station_hour *hour, const char *where);

/* --- readers: one file and one line each --- */
#define LT_NETWORK_READER_LIST(X) X(network_csv) X(isd_lite) X(station_file)

typedef struct lt_network_reader {
    const char *name, *doc;                              /* doc: what the layout looks like, one line */
    bool (*matches)(const char *path, const char *head); /* head: the first bytes of the file */
    lt_status (*read)(const char *path, lt_network *network);
} lt_network_reader;
#define LT_NETWORK_READER_DECLARE(name) extern const lt_network_reader lt_network_reader_##name;
LT_NETWORK_READER_LIST(LT_NETWORK_READER_DECLARE)
#undef LT_NETWORK_READER_DECLARE

/* Is the file a table of many stations or ISD-lite? (Not a table of one station, which is source `station` too.) */
bool lt_network_matches(const char *path);
bool lt_network_reads(const char *path); /* either of them, or a .csv */

/* --- repair (network_repair.c) --- */
typedef struct lt_network_rules {
    double least_coverage; /* share of the hours with temperature and wind; a station with less is dropped */
    double lapse_Km;       /* for pressures reduced to sea level */
} lt_network_rules;

/* For the hours [start, start + n h): gaps of up to three hours are interpolated, variable by variable; pressures at
 * the station reduced to sea level; calm hours hold the last direction. Stations with too few hours are dropped, named
 * in the log and counted in the notes. LT_ERR_INPUT: none is left, or an hour in which none has temperature, humidity,
 * pressure or wind; a pressure "at sea level" that is one at the station. */
lt_status lt_network_repair(lt_network *network, const lt_network_rules *rules, lt_time start, long n, lt_notes *notes);

#endif
