/* cities.h - where the 14 cities lie: the largest place of each (grids/data/places.csv). */
#ifndef LT_MET_CITIES_H
#define LT_MET_CITIES_H

#include "grids/grid.h"

typedef struct lt_city {
    char zh[48];
    double lon, lat; /* degrees */
} lt_city;

/* In the order of lt_region_ids. */
lt_status lt_cities_read(lt_city cities[LT_N_PREFECTURES]);

#endif
