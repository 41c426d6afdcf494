/* mesh.h - the cells of any grid as polygons in the equal-area plane of the sphere (longitude, sine of the latitude).
 *
 * Area in that plane times R2 is true area, cells of longitude and latitude are exact rectangles there, and cells of a
 * map have edges that are cut into `fine` straight pieces. Neighbours share the ends of the pieces, so that the cells
 * tile the domain without gap or overlap. Latitudes are taken as latitudes of the sphere. */
#ifndef LT_MESH_H
#define LT_MESH_H

#include "base/hash.h"
#include "grids/grid.h"

#include <stdbool.h>

typedef struct lt_mesh {
    int nx, ny;       /* cells; cell c = j * nx + i */
    bool rectilinear; /* u[nx + 1], v[ny + 1]: edges, growing or falling; else nodes [(ny fine + 1)(nx fine + 1)] */
    int fine;         /* pieces of an edge */
    double *u, *v;    /* longitude [rad], sine of latitude [1] */
} lt_mesh;

/* Edges in degrees; both axes strictly growing or falling, at most 360 degrees of longitude. LT_ERR_INPUT else. */
lt_status lt_mesh_lonlat(int nx, int ny, const double *lon_edge, const double *lat_edge, lt_mesh **out);
/* The same from the centres of the cells as files hold them: edges lie midway, the outer ones as far out as the inner
 * ones; latitudes end at the poles. At least 2 each way. */
lt_status lt_mesh_centres(int nx, int ny, const double *lon, const double *lat, lt_mesh **out);
/* The cells of a grid of ours. */
lt_status lt_mesh_grid(const lt_grid *grid, lt_mesh **out);
/* Cells of a curved grid by their corners, [(ny + 1)(nx + 1)] in degrees (WRF's own corners, for one). */
lt_status lt_mesh_corners(int nx, int ny, const double *lon, const double *lat, lt_mesh **out);
/* Rectangles of any projection that PROJ knows ("+proj=merc ..." or "EPSG:32651"); x0, y0 south-west corner in its
 * units. A map that holds a pole or is folded is LT_ERR_INPUT. */
typedef struct lt_mesh_map {
    const char *projection;
    double x0, y0, dx, dy;
    int nx, ny;
} lt_mesh_map;
lt_status lt_mesh_projected(const lt_mesh_map *map, lt_mesh **out);
void lt_mesh_free(lt_mesh *mesh); /* NULL is fine */

/* Corners of the polygon of cell c, counter-clockwise or clockwise; returns their number, at most 4 fine. */
int lt_mesh_polygon(const lt_mesh *mesh, int c, double *uv);
/* Area on the sphere of radius 1. */
double lt_mesh_area(const lt_mesh *mesh, int c);
void lt_mesh_digest(const lt_mesh *mesh, lt_hash *hash);

#endif
