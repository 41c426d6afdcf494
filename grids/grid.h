/* grid.h - the grid that all rooms work on: geometry, regions and static fields, as they stand in grid.nc. */
#ifndef LT_GRID_H
#define LT_GRID_H

#include "base/ncio.h"
#include "base/outdir.h"
#include "base/status.h"
#include "grids/definition.h"
#include "grids/land.h"
#include "grids/parts.h"
#include "grids/projection.h"

#include <stdbool.h>

enum { LT_N_PREFECTURES = 14, LT_REGION_OTHER_LAND = 14, LT_REGION_SEA = 15, LT_N_REGIONS = 16 };
/* "Shenyang" ... "Huludao", "other_land", "sea": the order of grid.nc. */
extern const char *const lt_region_ids[LT_N_REGIONS];
/* Parts of other_land: "CHN_HE" ... "KOR", the order of grid.nc. */
enum { LT_N_NEIGHBOURS = 9 };
extern const char *const lt_neighbour_ids[LT_N_NEIGHBOURS];

/* A county or district of a city: a row names it by any of the three. */
typedef struct lt_county {
    char adcode[8], city[24], name_en[32], name_zh[48];
} lt_county;

typedef struct lt_grid {
    char name[64], proj[256];
    char terrain_source[256], land_source[256]; /* of terrain and land_fraction: which data */
    int nx, ny, nz, n_region, n_neighbour;
    /* Of a part of a grid (lt_grid_read_part): its first cell in the whole, and how many the whole has east and north
     * of it. A whole grid: 0. */
    int i0, j0, beyond_x, beyond_y;
    double dx;                                                            /* cell on the map, m */
    double x0, y0;                                                        /* south-west corner of the whole map, m */
    double *lon, *lat, *area, *map_factor, *angle, *terrain, *population; /* [j*nx+i] */
    double *face_x;                                                       /* true length, [j*(nx+1)+i] */
    double *face_y;                                                       /* true length, [j*nx+i], j 0..ny */
    double *z_edge;                                                       /* [nz+1] */
    char (*region_id)[24];
    double *region_fraction; /* [(r*ny+j)*nx+i] */
    double *land_fraction;   /* [(class*ny+j)*nx+i], class < LT_N_LAND; sums to 1, water no less than the sea */
    char (*neighbour_id)[24];
    double *neighbour_fraction; /* [(r*ny+j)*nx+i] */
    double *neighbour_area;     /* [r] of the whole region, also outside the grid, m2 */
    lt_county *county;          /* [counties.n] */
    lt_parts counties;          /* by adcode: share of the cell's area in the county */
    lt_parts surrogates;        /* by "name/city" and "name/adcode": what the cell holds of a surrogate of the user's */
    lt_projection *projection;  /* may be NULL in a grid made by hand: then made from proj when asked */
} lt_grid;

/* Geometry and layers of a definition; regions, neighbours, terrain, land and population are
 * allocated and zero. */
lt_status lt_grid_create(const lt_definition *definition, int n_neighbour, lt_grid **out);
void lt_grid_free(lt_grid *grid); /* NULL is fine */

/* grid_io.c */
lt_status lt_grid_write(const lt_grid *grid, lt_outdir *dir, const char *name);
lt_status lt_grid_read(lt_outdir *dir, const char *name, lt_grid **out);
/* Some of its cells, with all that stands of them; NULL: all. LT_ERR_INPUT: the file has no such cells. */
lt_status lt_grid_read_part(lt_outdir *dir, const char *name, const lt_ncr_window *part, lt_grid **out);
/* All faults of a grid.nc. */
struct lt_faults;
lt_status lt_grid_judge(lt_ncr *file, struct lt_faults *faults);

/* Degrees to metres of the map; several threads may ask. */
lt_status lt_grid_project(const lt_grid *grid, double lon, double lat, double *x, double *y);
/* The cell that holds a place; *inside false and i, j -1 if none does. Of a part of a grid: counted from its first
 * cell, and inside is the whole: a cell of another part is less than 0, or nx, ny or more. */
lt_status lt_grid_cell(const lt_grid *grid, double lon, double lat, int *i, int *j, bool *inside);
/* Is it a part of a larger one? Where it lies in that. */
bool lt_grid_is_part(const lt_grid *grid);
lt_ncr_window lt_grid_window(const lt_grid *grid);
/* Index of a region or of a neighbour by name, -1 if there is none. */
int lt_grid_region(const lt_grid *grid, const char *id);
/* Index of a city's county by code or name, -1 if there is none. */
int lt_grid_county(const lt_grid *grid, const char *city, const char *county);
int lt_grid_neighbour(const lt_grid *grid, const char *id);

#endif
