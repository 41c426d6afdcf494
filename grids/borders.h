/* borders.h - the 14 prefectures as polygons (data/prefectures.geojson, WGS84): is a point in its city, and if not, how
 * far off? For checks only: masks of grids come from grids/build. */
#ifndef LT_BORDERS_H
#define LT_BORDERS_H

#include "base/status.h"

#include <stdbool.h>

/* The largest shift of the shipped outlines against the full ones (data/README.md). */
#define LT_BORDERS_ERROR_KM 1.3

typedef struct lt_borders lt_borders;

lt_status lt_borders_read(lt_borders **out);
void lt_borders_free(lt_borders *borders); /* NULL is fine */
/* Index of a city in the order of lt_region_ids, -1 if it is none. */
int lt_borders_find(const char *city);
/* Is the point inside the city? */
bool lt_borders_inside(const lt_borders *borders, int city, double lon, double lat);
/* The city that holds a point, -1 if none does. */
int lt_borders_city(const lt_borders *borders, double lon, double lat);
/* Kilometres from a point to the nearest line of the city's outline (a plane around the point: within 0.1 % over 50
 * km).
 */
double lt_borders_distance_km(const lt_borders *borders, int city, double lon, double lat);

#endif
