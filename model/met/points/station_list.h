/* station_list.h - where stations stand: a list of ours or isd-history.csv. */
#ifndef LT_MET_STATION_LIST_H
#define LT_MET_STATION_LIST_H

#include "base/status.h"

typedef struct lt_station_place {
    char name[64];
    double lat, lon;                /* degrees */
    double altitude_m, roughness_m; /* roughness NaN: not said */
} lt_station_place;

typedef struct lt_station_list {
    lt_station_place *place;
    long n, room;
} lt_station_list;

/* Columns station, lat, lon, altitude [m] and, if known, roughness [m]; or USAF, WBAN, LAT, LON, ELEV(M)
 * (isd-history.csv; name: "USAF-WBAN"; rows without a place are left out). LT_ERR_INPUT: neither, no number, a name
 * twice in a list of ours. */
lt_status lt_station_list_read(const char *path, lt_station_list **out);
void lt_station_list_free(lt_station_list *list); /* NULL is fine */
/* NULL if it is not there; list may be NULL. */
const lt_station_place *lt_station_list_find(const lt_station_list *list, const char *name);

#endif
