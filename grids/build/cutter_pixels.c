/* cutter_pixels.c - pixels of a user's raster on the map, cut by cells (cutter.h). A pixel is the quadrangle of its
 * corners; GEOS is asked only where a city or county does not fill the cell. */
#include "grids/build/cutter_private.h"

#include <math.h>
#include <string.h>

/* True area of a ring on the map. Of small ones the map factor of their middle will do: it changes by the square of the
 * size over the radius of the Earth, 3e-8 over 2 km. */
static double ring_area(const lt_cutter *t, const double *xy, int n) {
    static const double SMALL_M = 2000;
    const lt_projection *p = t->grid->projection;
    lt_clip_box b = lt_clip_bounds(xy, n);
    if (fmax(b.u2 - b.u1, b.v2 - b.v1) > SMALL_M) return fabs(lt_projection_ring_area(p, xy, n));
    double k = lt_projection_map_factor(p, 0.5 * (b.u1 + b.u2), 0.5 * (b.v1 + b.v2));
    return fabs(lt_clip_area(xy, n)) / (k * k);
}

/* A quadrangle that lies in cell c (and, with all areas of the cell whole, needs no GEOS). */
static lt_status share_pixel(lt_cutter *t, long c, const double *xy, int n, double scale) {
    bool whole = true;
    t->hit = true;
    if (lt_cutter_outside(t, c)) return LT_OK;
    for (int l = 0; l < LT_CUT_LAYERS; l++)
        for (long k = t->first[l][c]; k < t->first[l][c + 1]; k++) whole = whole && t->parts[l][k].whole;
    if (whole) {
        double area = ring_area(t, xy, n) * scale;
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

static lt_status cut_pixel(lt_cutter *t, const double *quad, double value) {
    const lt_grid *g = t->grid;
    lt_clip_box b = lt_clip_bounds(quad, 4);
    lt_cut_span s;
    if (!lt_cutter_span(g, &b, &s)) return LT_OK;
    double scale = value;
    if (t->amount) {
        double area = ring_area(t, quad, 4);
        if (!(area > 0)) return LT_OK;
        scale = value / area;
    }
    if (lt_cutter_inside_one(g, &b, &s)) return share_pixel(t, (long)s.j1 * g->nx + s.i1, quad, 4, scale);
    for (int j = s.j1; j <= s.j2; j++)
        for (int i = s.i1; i <= s.i2; i++) {
            double one[2 * LT_CLIP_POINTS], two[2 * LT_CLIP_POINTS], x = g->x0 + i * g->dx, y = g->y0 + j * g->dx;
            int n = lt_clip_half(quad, 4, 1, 0, x + g->dx, one);
            n = lt_clip_half(one, n, -1, 0, -x, two);
            n = lt_clip_half(two, n, 0, 1, y + g->dx, one);
            n = lt_clip_half(one, n, 0, -1, -y, two);
            if (n >= 3 && fabs(lt_clip_area(two, n)) > 1e-13 * g->dx * g->dx)
                LT_TRY(share_pixel(t, (long)j * g->nx + i, two, n, scale));
        }
    return LT_OK;
}

/* Corners of one edge to the map. */
static lt_status project(lt_cutter *t, const double *lon_lat, int n, double *xy) {
    for (int k = 0; k < n; k++)
        LT_TRY(
            lt_projection_forward(t->grid->projection, lon_lat[2 * k], lon_lat[2 * k + 1], &xy[2 * k], &xy[2 * k + 1]));
    return LT_OK;
}

lt_status lt_cutter_pixels(void *user, const lt_user_pixels *row) {
    lt_cutter *t = user;
    double *upper, *lower;
    size_t n = 2 * ((size_t)row->n + 1);
    LT_TRY(lt_calloc(2 * n, sizeof *upper, &upper));
    lower = upper + n;
    lt_status status = project(t, row->upper, row->n + 1, upper);
    if (status == LT_OK) status = project(t, row->lower, row->n + 1, lower);
    for (int i = 0; i < row->n && status == LT_OK; i++) {
        const double *u = upper + 2 * i, *l = lower + 2 * i;
        const double quad[8] = {l[0], l[1], l[2], l[3], u[2], u[3], u[0], u[1]};
        if (!(row->values[i] > 0)) continue; /* nothing, or no value */
        t->n_features++;
        t->hit = false;
        status = cut_pixel(t, quad, row->values[i]);
        t->n_on_grid += t->hit;
    }
    lt_free(upper);
    return status;
}
