/* user_file.h - points, lines, polygons and rasters of a user's own files, in any format and projection that GDAL
 * knows, as WGS84 degrees. Only this folder includes GDAL. */
#ifndef LT_USER_FILE_H
#define LT_USER_FILE_H

#include "base/status.h"

#include <stdbool.h>

typedef struct lt_user_file {
    const char *name; /* what it is, for messages: "surrogate roads" */
    const char *path;
    const char *layer;     /* "": the file's only one */
    const char *attribute; /* "": every feature counts 1 */
    const char *crs;       /* "": what the file says; else for files that say nothing */
    bool gcj02;            /* coordinates are those of Chinese web maps */
    bool any_number;       /* pixels may be below 0; else they are weights */
} lt_user_file;

typedef enum lt_user_kind { LT_USER_POINTS, LT_USER_LINES, LT_USER_POLYGONS } lt_user_kind;

/* One feature. Points: rings of one point; lines: a ring a line; polygons: outer ring and holes, in the order of
 * polygon_rings. */
typedef struct lt_user_feature {
    lt_user_kind kind;
    double value;
    int n_rings, n_polygons;
    const int *ring_points;   /* [n_rings] */
    const int *polygon_rings; /* [n_polygons] */
    const double *lon_lat;    /* of all rings, one after the other */
} lt_user_feature;

/* One row of n pixels: corners[2 (n + 1)] of its upper and of its lower edge, values[n], NaN = no value. */
typedef struct lt_user_pixels {
    int n;
    const double *upper, *lower, *values;
} lt_user_pixels;

typedef struct lt_user_visitor {
    void *user;
    lt_status (*feature)(void *user, const lt_user_feature *feature);
    lt_status (*pixels)(void *user, const lt_user_pixels *row);
} lt_user_visitor;

/* All that may touch the box west, south, east, north [degrees]. LT_ERR_INPUT names file, layer, feature, column. */
lt_status lt_user_file_read(const lt_user_file *file, const double box[4], const lt_user_visitor *visitor);

#endif
