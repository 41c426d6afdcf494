/* plane.h - the horizontal points of gridded weather, and where a place lies between them.
 *
 * Values of a plane are in the order of the points: value[j * nx + i] for axes and maps, row after row for rows. */
#ifndef LT_GRIDDED_PLANE_H
#define LT_GRIDDED_PLANE_H

#include "base/hash.h"
#include "base/status.h"

#include <stdbool.h>

typedef enum lt_plane_kind {
    LT_PLANE_AXES,  /* longitudes and latitudes, each its own axis; falling latitudes and 0..360 are fine */
    LT_PLANE_MAP,   /* rectangles of a projection that PROJ knows */
    LT_PLANE_ROWS,  /* rows of latitude, each with its own number of longitudes: reduced Gaussian, thinned */
    LT_PLANE_CURVED /* every point with its own longitude and latitude (nx x ny) */
} lt_plane_kind;

typedef struct lt_plane {
    lt_plane_kind kind;
    long n;                      /* points */
    int nx, ny;                  /* nx 0 for rows */
    double *lon, *lat;           /* axes: [nx], [ny]; rows: lat[ny]; curved: [n]; degrees */
    long *row;                   /* rows: [ny + 1] first point of each */
    double *row_lon0, *row_step; /* rows: first longitude and step of each, degrees */
    char map[512];               /* map: PROJ text */
    double x0, y0, dx, dy;       /* map: centre of point (0, 0), steps (dy may be negative), m */
} lt_plane;

/* Copies of the arrays; LT_ERR_INPUT for axes that do not grow or fall strictly, steps of 0 ... */
lt_status lt_plane_axes(int nx, int ny, const double *lon, const double *lat, lt_plane **out);
lt_status lt_plane_map(const char *proj, int nx, int ny, double x0, double y0, double dx, double dy, lt_plane **out);
lt_status lt_plane_rows(int ny, const double *lat, const int *n_lon, const double *lon0, const double *step,
                        lt_plane **out);
lt_status lt_plane_curved(int nx, int ny, const double *lon, const double *lat, lt_plane **out);
void lt_plane_free(lt_plane *plane); /* NULL is fine */
/* The same points? Two files of one series must agree; to 1e-4 of a step. */
bool lt_plane_same(const lt_plane *a, const lt_plane *b);
/* Longitude and latitude of all points, [n], degrees. */
lt_status lt_plane_places(const lt_plane *plane, double *lon, double *lat);
/* Angle from true north to the map's north (its +y), counter-clockwise positive, radians [n]; 0 but for a map. By
 * differences of PROJ's places, so that any projection does. */
lt_status lt_plane_angles(const lt_plane *plane, double *angle);

/* plane_find.c: a place between four points (some may be the same): value = sum weight * value[at]; the weights sum to
 * 1 and none is negative. */
typedef struct lt_plane_place {
    long at[4];
    double weight[4];
} lt_plane_place;
/* Bilinear in the plane's own coordinates; n places, inside[n] false where a place lies outside: beyond the last
 * points, but for the gap between the last and the first longitude of an axis or row that goes round the Earth. */
lt_status lt_plane_find(const lt_plane *plane, long n, const double *lon, const double *lat, lt_plane_place *places,
                        bool *inside);

#endif
