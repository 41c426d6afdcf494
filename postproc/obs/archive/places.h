/* places.h - where stations stand: code, names, city, coordinates, from lists of stations. */
#ifndef LT_PLACES_H
#define LT_PLACES_H

#include "base/hash.h"
#include "base/status.h"

#include <stdbool.h>

typedef struct lt_place {
    char code[48], name_en[64], name_zh[64], city_en[48];
    double lon, lat; /* degrees, WGS84 */
    bool listed;     /* by a list, which may correct a place that an archive has; not by a file of observations */
} lt_place;

typedef struct lt_places {
    lt_place *items;
    long n, room;
    lt_digest digest; /* of all lists, as text */
} lt_places;

/* The shipped list (national sites of the 14 cities; the consulate in Shenyang), then those of files: columns code,
 * lon, lat, and name_en, name_zh, area_en where there are. A code that stands in two lists has the place of the later
 * one. LT_ERR_INPUT: a place off the globe, a code twice in one file, no code. */
lt_status lt_places_read(const char *const *files, int n, lt_places *out);
void lt_places_free(lt_places *places);
/* Index by code, -1 if none has it. */
long lt_places_find(const lt_places *places, const char *code);

/* Great circle, km; mean radius 6371 km. */
double lt_place_distance_km(const lt_place *a, const lt_place *b);

#endif
