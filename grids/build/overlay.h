/* overlay.h - which share of every cell a polygon covers. */
#ifndef LT_OVERLAY_H
#define LT_OVERLAY_H

#include "grids/build/shape.h"
#include "grids/grid.h"

/* fraction[j*nx+i] = true area of geometry in the cell / area of the cell. */
lt_status lt_overlay_fractions(lt_geos *geos, const lt_grid *grid, const GEOSGeometry *geometry, double *fraction);

/* What became of one prefecture: for tables and tests. */
typedef struct lt_region_report {
    double polygon_area; /* m2, by the polygon itself */
    double cell_area;    /* m2, sum over the cells */
    double margin;       /* least true distance to the border of the grid, m; negative = reaches out */
    bool was_invalid;    /* was made valid */
} lt_region_report;

typedef struct lt_region_files {
    const char *prefectures, *land, *neighbours; /* paths of GeoJSON files */
} lt_region_files;

/* Fills region_fraction, neighbour_id, neighbour_fraction, neighbour_area; report[LT_N_PREFECTURES]. prefectures: the
 * shapes read, in the order of the regions; the caller frees them. */
lt_status lt_regions_fill(lt_geos *geos, lt_grid *grid, const lt_region_files *files, lt_shapes *prefectures,
                          lt_region_report *report);

#endif
