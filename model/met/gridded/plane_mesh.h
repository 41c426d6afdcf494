/* plane_mesh.h - the cells around the points of a source, for conservative remapping. */
#ifndef LT_GRIDDED_PLANE_MESH_H
#define LT_GRIDDED_PLANE_MESH_H

#include "grids/mesh.h"
#include "model/met/gridded/plane.h"

typedef struct lt_plane_mesh lt_plane_mesh;

/* Borrows the plane. Edges lie midway between points, the outer ones as far out; rows of different numbers of
 * longitudes become cells of the longest row. LT_ERR_INPUT: a map that holds a pole. */
lt_status lt_plane_mesh_create(const lt_plane *plane, lt_plane_mesh **out);
void lt_plane_mesh_free(lt_plane_mesh *mesh); /* NULL is fine */
const lt_mesh *lt_plane_mesh_cells(const lt_plane_mesh *mesh);
/* Value of cell (i, j) of a field on the points of the plane: of its point, or the mean over what the row has there, so
 * that integrals are kept. */
double lt_plane_mesh_value(const lt_plane_mesh *mesh, const float *field, int i, int j);

#endif
