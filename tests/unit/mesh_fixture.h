/* mesh_fixture.h - grids of degrees and Lambert grids around Liaoning for tests of meshes and regridding. Header only.
 */
#ifndef LT_TESTS_MESH_FIXTURE_H
#define LT_TESTS_MESH_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "grids/regrid.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OK(call) assert_int_equal((call), LT_OK)

static inline lt_mesh *even(int nx, int ny, double west, double south, double dlon, double dlat) {
    double *lon = malloc(((size_t)nx + 1) * sizeof *lon), *lat = malloc(((size_t)ny + 1) * sizeof *lat);
    for (int i = 0; i <= nx; i++) lon[i] = west + i * dlon;
    for (int j = 0; j <= ny; j++) lat[j] = south + j * dlat;
    lt_mesh *m;
    OK(lt_mesh_lonlat(nx, ny, lon, lat, &m));
    free(lon);
    free(lat);
    return m;
}

/* A Lambert grid of n x n cells around Liaoning. */
static inline lt_grid *lambert(int n, double cell) {
    static const double edges[] = {0, 40, 9000};
    lt_definition d = {.name = "test", .cell = cell, .nx = n, .ny = n};
    double parallels[2] = {36, 46}, z[3];
    memcpy(z, edges, sizeof z);
    d.projection = (lt_definition_projection){
        .type = "lambert_conformal", .parallels = {parallels, 2}, .lon_0 = 122.25, .lat_0 = 41.1, .radius = 6370000};
    d.layer_edges = (lt_list){z, 3};
    lt_grid *g;
    OK(lt_grid_create(&d, 0, &g));
    return g;
}

#endif
