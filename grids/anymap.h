/* anymap.h - a map of any projection that PROJ knows ("+proj=merc ...", "EPSG:32651"): places to the map and back.
 *
 * Longitudes and latitudes are those of the map's own ellipsoid or sphere: no shift of datum is made. A map belongs to
 * one thread at a time. */
#ifndef LT_ANYMAP_H
#define LT_ANYMAP_H

#include "base/status.h"

#include <stdbool.h>

typedef struct lt_anymap lt_anymap;

/* LT_ERR_INPUT if PROJ does not know the text. */
lt_status lt_anymap_open(const char *text, lt_anymap **out);
void lt_anymap_close(lt_anymap *map); /* NULL is fine */
/* Degrees to the map's unit (m; degrees for a turned pole) and back; false: the place is not on the map. */
bool lt_anymap_forward(lt_anymap *map, double lon, double lat, double *x, double *y);
bool lt_anymap_inverse(lt_anymap *map, double x, double y, double *lon, double *lat);
/* Angle on the ground from true north to the map's +y at a point, counter-clockwise positive, radians: by central
 * differences over 2 step of the map. For a map of a conical or any other kind; false: not on the map. */
bool lt_anymap_angle(lt_anymap *map, double x, double y, double step, double *angle);

#endif
