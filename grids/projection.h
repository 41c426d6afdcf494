/* projection.h - Lambert's conformal conic projection of a sphere: places through PROJ, scale and areas in closed form.
 *
 * lt_projection_forward and _inverse ask PROJ; they may be called by several threads (a lock guards PROJ's object).
 * All else is plain arithmetic on the constants of the cone. */
#ifndef LT_PROJECTION_H
#define LT_PROJECTION_H

#include "base/status.h"

typedef struct lt_projection_spec {
    double lat_1, lat_2; /* standard parallels, degrees north */
    double lon_0, lat_0; /* origin: x = y = 0, degrees */
    double radius;       /* of the sphere, m */
} lt_projection_spec;

typedef struct lt_projection lt_projection;

lt_status lt_projection_create(const lt_projection_spec *spec, lt_projection **out);
/* From the text that lt_projection_text made ("+proj=lcc +lat_1=36 ..."). */
lt_status lt_projection_parse(const char *text, lt_projection **out);
void lt_projection_free(lt_projection *projection); /* NULL is fine */
const char *lt_projection_text(const lt_projection *projection);
const lt_projection_spec *lt_projection_get_spec(const lt_projection *projection);

/* Degrees to metres and back. */
lt_status lt_projection_forward(lt_projection *projection, double lon, double lat, double *x, double *y);
lt_status lt_projection_inverse(lt_projection *projection, double x, double y, double *lon, double *lat);

/* The same place in the equal-area plane of the sphere: longitude [rad, continuous around the origin's] and sine of the
 * latitude; closed form. */
void lt_projection_plane(const lt_projection *projection, double x, double y, double *longitude, double *sine);

/* Metres on the map for one true metre at (x, y). */
double lt_projection_map_factor(const lt_projection *projection, double x, double y);
/* Angle from true north to grid north, counter-clockwise positive, radians. */
double lt_projection_angle(const lt_projection *projection, double x, double y);
/* True length of the straight map line between two points, m. */
double lt_projection_length(const lt_projection *projection, double x1, double y1, double x2, double y2);
/* True area inside a ring of n points (x, y) that are joined by straight map lines; the last point is joined to the
 * first; counter-clockwise is positive, m2. */
double lt_projection_ring_area(const lt_projection *projection, const double *xy, long n);

#endif
