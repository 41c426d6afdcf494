/* shape.h - named polygons on the map of a grid (GEOS; only grids/build includes this). */
#ifndef LT_SHAPE_H
#define LT_SHAPE_H

#include "base/status.h"
#include "grids/projection.h"

#include <geos_c.h>
#include <stdbool.h>

/* One GEOS session: its errors become lt_errors. */
typedef struct lt_geos {
    GEOSContextHandle_t handle;
    char message[256]; /* the last complaint */
} lt_geos;

lt_status lt_geos_open(lt_geos *geos);
void lt_geos_close(lt_geos *geos);
/* LT_ERR_INPUT that says what was tried, with GEOS' complaint. */
lt_status lt_geos_raise(const lt_geos *geos, const char *what, const char *where);

typedef struct lt_shape {
    char id[24];
    GEOSGeometry *geometry; /* valid, in map coordinates */
    double area;            /* true area, m2 */
    bool was_invalid;       /* and was made valid */
} lt_shape;

typedef struct lt_shapes {
    lt_shape *items;
    int n;
    long room;
} lt_shapes;

/* shape_read.c: polygons of a GeoJSON file (WGS84 degrees). Edges are cut into pieces of at most 0.05 degree before
 * they are projected; polygons are made valid. Features of the same id are joined; id_key NULL: all is one shape "all".
 */
lt_status lt_shapes_read(lt_geos *geos, lt_projection *projection, const char *path, const char *id_key,
                         lt_shapes *out);
lt_status lt_shapes_parse(lt_geos *geos, lt_projection *projection, const char *name, const char *text,
                          const char *id_key, lt_shapes *out);
void lt_shapes_free(lt_geos *geos, lt_shapes *shapes);

/* Points on the map, for lines and rings: a straight line in degrees is bent there, so that it goes in pieces. */
typedef struct lt_shape_path {
    double *xy; /* lt_free it */
    long n, room;
} lt_shape_path;
lt_status lt_shape_path_add(lt_projection *projection, double lon, double lat, lt_shape_path *path);
/* From a to b [degrees] in pieces of at most 0.05 degree, without the point b. */
lt_status lt_shape_path_line(lt_projection *projection, const double a[2], const double b[2], lt_shape_path *path);

/* True area of the polygons of a geometry in map coordinates, m2. */
double lt_shape_area(lt_geos *geos, const lt_projection *projection, const GEOSGeometry *geometry);
/* Replaces *geometry by a valid one. */
lt_status lt_shape_make_valid(lt_geos *geos, GEOSGeometry **geometry, bool *was_invalid);
/* Overlays; the result is a new geometry that the caller destroys. */
lt_status lt_shape_union(lt_geos *geos, const lt_shapes *shapes, GEOSGeometry **out);
lt_status lt_shape_difference(lt_geos *geos, const GEOSGeometry *a, const GEOSGeometry *b, GEOSGeometry **out);
lt_status lt_shape_intersection(lt_geos *geos, const GEOSGeometry *a, const GEOSGeometry *b, GEOSGeometry **out);
lt_status lt_shape_box(lt_geos *geos, double x1, double y1, double x2, double y2, GEOSGeometry **out);
/* Least distance in m, true length, of the shape's vertices to the border of the map box; negative: reaches out of it.
 */
double lt_shape_margin(lt_geos *geos, const lt_projection *projection, const GEOSGeometry *geometry, double x1,
                       double y1, double x2, double y2);

#endif
