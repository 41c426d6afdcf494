/* overlay.c - polygon by cells (overlay.h).
 *
 * fraction = A(polygon and cell) / A(cell); A is the true area on the sphere (lt_projection_ring_area), so that the sum
 * of fraction times cell area over the cells is the polygon's own area but for rounding.
 * A row of cells is cut out of the polygon first, and the cells out of that row: the work grows with the number of the
 * polygon's points plus that of the cells on its edge, not with their product. */
#include "grids/build/overlay.h"

#include <math.h>

static lt_status cell_area(lt_geos *geos, const lt_grid *g, const GEOSGeometry *strip, const GEOSGeometry *cell,
                           double *area) {
    GEOSGeometry *part;
    LT_TRY(lt_shape_intersection(geos, strip, cell, &part));
    *area = lt_shape_area(geos, g->projection, part);
    GEOSGeom_destroy_r(geos->handle, part);
    if (!isfinite(*area)) return LT_RAISE(LT_ERR_MEMORY, .what = "area of a piece of a polygon cannot be computed");
    return LT_OK;
}

/* Cell i of row j: prepared is the whole geometry, strip its part in the row. */
static lt_status do_cell(lt_geos *geos, const lt_grid *g, const GEOSPreparedGeometry *prepared,
                         const GEOSGeometry *strip, int i, int j, double *fraction) {
    long c = (long)j * g->nx + i;
    double x = g->x0 + i * g->dx, y = g->y0 + j * g->dx, area = 0;
    GEOSGeometry *cell;
    fraction[c] = 0;
    LT_TRY(lt_shape_box(geos, x, y, x + g->dx, y + g->dx, &cell));
    lt_status status = LT_OK;
    if (GEOSPreparedCovers_r(geos->handle, prepared, cell) == 1) {
        area = g->area[c];
    } else if (GEOSPreparedDisjoint_r(geos->handle, prepared, cell) != 1) {
        status = cell_area(geos, g, strip, cell, &area);
    }
    GEOSGeom_destroy_r(geos->handle, cell);
    fraction[c] = fmin(area / g->area[c], 1);
    return status;
}

static lt_status do_row(lt_geos *geos, const lt_grid *g, const GEOSGeometry *geometry,
                        const GEOSPreparedGeometry *prepared, int j, double *fraction) {
    GEOSGeometry *box, *strip;
    double y = g->y0 + j * g->dx;
    LT_TRY(lt_shape_box(geos, g->x0, y, g->x0 + g->nx * g->dx, y + g->dx, &box));
    lt_status status = lt_shape_intersection(geos, geometry, box, &strip);
    GEOSGeom_destroy_r(geos->handle, box);
    if (status != LT_OK) return status;
    double west = 0, east = 0;
    if (GEOSisEmpty_r(geos->handle, strip) != 1) {
        GEOSGeom_getXMin_r(geos->handle, strip, &west);
        GEOSGeom_getXMax_r(geos->handle, strip, &east);
        int first = (int)fmax(0, floor((west - g->x0) / g->dx) - 1);
        int last = (int)fmin(g->nx - 1, floor((east - g->x0) / g->dx) + 1);
        for (int i = first; status == LT_OK && i <= last; i++)
            status = do_cell(geos, g, prepared, strip, i, j, fraction);
    }
    GEOSGeom_destroy_r(geos->handle, strip);
    return status;
}

lt_status lt_overlay_fractions(lt_geos *geos, const lt_grid *g, const GEOSGeometry *geometry, double *fraction) {
    for (long c = 0; c < (long)g->nx * g->ny; c++) fraction[c] = 0;
    if (GEOSisEmpty_r(geos->handle, geometry) == 1) return LT_OK;
    double south, north;
    GEOSGeom_getYMin_r(geos->handle, geometry, &south);
    GEOSGeom_getYMax_r(geos->handle, geometry, &north);
    const GEOSPreparedGeometry *prepared = GEOSPrepare_r(geos->handle, geometry);
    if (!prepared) return lt_geos_raise(geos, "polygon cannot be prepared", NULL);
    lt_status status = LT_OK;
    for (int j = 0; status == LT_OK && j < g->ny; j++) {
        double y = g->y0 + j * g->dx;
        if (y > north || y + g->dx < south) continue;
        status = do_row(geos, g, geometry, prepared, j, fraction);
    }
    GEOSPreparedGeom_destroy_r(geos->handle, prepared);
    return status;
}
