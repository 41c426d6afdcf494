/* cutter_pixels.c - pixels of a user's raster on the map, cut by cells (cutter.h). A pixel is the quadrangle of its
 * corners; GEOS is asked only where a city or county does not fill the cell. */
#include "grids/build/cutter_private.h"

#include <math.h>
#include <string.h>

/* A quadrangle that lies in cell c (and, with all areas of the cell whole, needs no GEOS). */
static lt_status share_pixel(lt_cutter *t, long c, const double *xy, int n, double scale) {
    bool whole = true;
    t->hit = true;
    if (lt_cutter_outside(t, c)) return LT_OK;
    for (int l = 0; l < LT_CUT_LAYERS; l++)
        for (long k = t->first[l][c]; k < t->first[l][c + 1]; k++) whole = whole && t->parts[l][k].whole;
    if (whole) {
        double area = lt_cut_area(t->grid, xy, n) * scale;
        for (int l = 0; l < LT_CUT_LAYERS; l++)
            for (long k = t->first[l][c]; k < t->first[l][c + 1]; k++)
                LT_TRY(lt_cutter_add(t, t->parts[l][k].area, c, area));
        return LT_OK;
    }
    double closed[2 * LT_CLIP_POINTS + 2];
    memcpy(closed, xy, 2 * (size_t)n * sizeof *xy);
    memcpy(closed + 2 * n, xy, 2 * sizeof *xy);
    GEOSCoordSequence *s = GEOSCoordSeq_copyFromBuffer_r(t->geos->handle, closed, (unsigned)n + 1, 0, 0);
    GEOSGeometry *ring = s ? GEOSGeom_createLinearRing_r(t->geos->handle, s) : NULL;
    GEOSGeometry *polygon = ring ? GEOSGeom_createPolygon_r(t->geos->handle, ring, NULL, 0) : NULL;
    bool was_invalid;
    if (!polygon) return lt_geos_raise(t->geos, "a pixel cannot be made a polygon", NULL);
    lt_status status = lt_shape_make_valid(t->geos, &polygon, &was_invalid);
    if (status == LT_OK) status = lt_cutter_share_out(t, LT_USER_POLYGONS, c, polygon, scale);
    GEOSGeom_destroy_r(t->geos->handle, polygon);
    return status;
}

/* The row at work. */
typedef struct cutting {
    lt_cutter *cutter;
    const lt_user_pixels *row;
    int pixel;    /* that the last piece was of */
    double scale; /* of its area */
} cutting;

static bool wanted(void *user, double value) {
    cutting *c = user;
    if (!(value > 0)) return false; /* nothing, or no value */
    c->cutter->n_features++;
    return true;
}

static lt_status put_piece(void *user, int i, long cell, const double *xy, int n, double pixel_area) {
    cutting *c = user;
    lt_cutter *t = c->cutter;
    if (i != c->pixel) {
        c->pixel = i;
        c->scale = c->row->values[i] / (t->amount ? pixel_area : 1);
        t->n_on_grid++;
    }
    return share_pixel(t, cell, xy, n, c->scale);
}

lt_status lt_cutter_pixels(void *user, const lt_user_pixels *row) {
    cutting c = {.cutter = user, .row = row, .pixel = -1};
    return lt_cut_pixels(c.cutter->grid, row, wanted, put_piece, &c);
}
