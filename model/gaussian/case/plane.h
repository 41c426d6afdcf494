/* plane.h - the plane of a plume case: metres from the site, and back to degrees. */
#ifndef LT_PLANE_H
#define LT_PLANE_H

#include "model/gaussian/case/plume_case.h"

typedef struct lt_plane {
    struct lt_anymap *map;
    char projection[256];
    bool local;
    double lon, lat, east_m, north_m; /* of the site: degrees and on the map */
    double turn_deg;                  /* from true north to the plane's, clockwise */
    double reach_m;
} lt_plane;

/* node: of the section site, for messages. */
lt_status lt_plane_open(const lt_site_keys *site, const lt_node *node, lt_plane *out);
void lt_plane_close(lt_plane *plane);
/* Metres from the site. LT_ERR_INPUT: no place is given, half of one, or one that is out of reach: it says whether
 * another zone or an exchange of the two numbers would fit. `where`: for messages. */
lt_status lt_plane_place(const lt_plane *plane, const lt_place_keys *at, const char *where, double *x_m, double *y_m);
/* false: not on the map. */
bool lt_plane_degrees(const lt_plane *plane, double x_m, double y_m, double *lon, double *lat);

#endif
