/* cutter.c - how much of a feature lies in each cell of each city and county (cutter.h).
 *
 *   points     w = value
 *   lines      w = value x true length in the cell;  as amounts: value x length in the cell / length of the feature
 *   polygons   the same with true area
 *   pixels     the same with true area; a pixel is the quadrangle of its corners
 * Edges are cut into pieces of 0.05 degree before they go to the map, where cells are squares. What a city or a county
 * does not fill alone is cut once more by its outline there. Lengths and areas are those of the sphere (projection.h).
 */
#include "grids/build/cutter_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double WHOLE = 1 - 1e-9;

/* --- cells and areas --- */

/* Areas of every cell of one layer from their fractions. */
static lt_status fill_layer(lt_cutter *t, int layer, int from, int n, double *const *fraction) {
    LT_TRY(lt_calloc((size_t)t->cells + 1, sizeof(long), &t->first[layer]));
    long total = 0;
    for (long c = 0; c < t->cells; c++) {
        t->first[layer][c] = total;
        for (int a = 0; a < n; a++) total += fraction[a][c] > 0;
    }
    t->first[layer][t->cells] = total;
    LT_TRY(lt_calloc((size_t)total, sizeof(lt_cut_part), &t->parts[layer]));
    for (long c = 0, at = 0; c < t->cells; c++)
        for (int a = 0; a < n; a++)
            if (fraction[a][c] > 0) t->parts[layer][at++] = (lt_cut_part){from + a, fraction[a][c] > WHOLE, NULL, NULL};
    return LT_OK;
}

static lt_status fill_layers(lt_cutter *t, const lt_grid *g) {
    double **fraction, *dense;
    int n_counties = t->n_areas - t->n_prefectures;
    LT_TRY(lt_calloc((size_t)t->n_areas, sizeof *fraction, &fraction));
    lt_status status = lt_calloc((size_t)n_counties * (size_t)t->cells, sizeof *dense, &dense);
    if (status == LT_OK) {
        for (int a = 0; a < t->n_prefectures; a++) fraction[a] = g->region_fraction + a * t->cells;
        for (int a = 0; a < n_counties; a++) {
            fraction[t->n_prefectures + a] = dense + a * t->cells;
            lt_parts_get(&g->counties, a, dense + a * t->cells, t->cells);
        }
        status = fill_layer(t, 0, 0, t->n_prefectures, fraction);
        if (status == LT_OK) status = fill_layer(t, 1, t->n_prefectures, n_counties, fraction + t->n_prefectures);
    }
    lt_free(dense);
    lt_free(fraction);
    return status;
}

lt_status lt_cutter_create(lt_geos *geos, const lt_grid *g, const lt_shapes *prefectures, const lt_shapes *counties,
                           lt_cutter **out) {
    lt_cutter *t;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *t, &t));
    t->geos = geos;
    t->grid = g;
    t->cells = (long)g->nx * g->ny;
    t->n_prefectures = prefectures->n;
    t->n_areas = prefectures->n + counties->n;
    lt_status status = lt_calloc((size_t)t->n_areas, sizeof *t->shapes, &t->shapes);
    if (status == LT_OK) status = lt_calloc((size_t)t->n_areas, sizeof *t->weight, &t->weight);
    for (int a = 0; status == LT_OK && a < t->n_areas; a++)
        t->shapes[a] = a < prefectures->n ? &prefectures->items[a] : &counties->items[a - prefectures->n];
    if (status == LT_OK) status = fill_layers(t, g);
    if (status == LT_OK)
        *out = t;
    else
        lt_cutter_free(t);
    return status;
}

void lt_cutter_clear(lt_cutter *t, bool amount) {
    for (int a = 0; t->weight && a < t->n_areas; a++) {
        lt_free(t->weight[a]);
        t->weight[a] = NULL;
    }
    t->amount = amount;
    t->n_features = t->n_on_grid = 0;
    t->hit = false;
}

void lt_cutter_free(lt_cutter *t) {
    if (!t) return;
    lt_cutter_clear(t, false);
    for (int l = 0; l < LT_CUT_LAYERS; l++) {
        for (long k = 0; t->first[l] && t->parts[l] && k < t->first[l][t->cells]; k++) {
            lt_cut_part *p = &t->parts[l][k];
            if (p->prepared) GEOSPreparedGeom_destroy_r(t->geos->handle, p->prepared);
            if (p->piece) GEOSGeom_destroy_r(t->geos->handle, p->piece);
        }
        lt_free(t->first[l]);
        lt_free(t->parts[l]);
    }
    lt_free(t->shapes);
    lt_free(t->weight);
    lt_free(t);
}

lt_status lt_cutter_add(lt_cutter *t, int area, long c, double value) {
    if (!t->weight[area]) LT_TRY(lt_calloc((size_t)t->cells, sizeof(double), &t->weight[area]));
    t->weight[area][c] += value;
    return LT_OK;
}

lt_status lt_cutter_cell_box(lt_cutter *t, long c, GEOSGeometry **out) {
    const lt_grid *g = t->grid;
    double x = g->x0 + (double)(c % g->nx) * g->dx, y = g->y0 + (double)(c / g->nx) * g->dx;
    return lt_shape_box(t->geos, x, y, x + g->dx, y + g->dx, out);
}

static lt_status need_piece(lt_cutter *t, lt_cut_part *p, long c) {
    GEOSGeometry *box;
    if (p->piece) return LT_OK;
    LT_TRY(lt_cutter_cell_box(t, c, &box));
    lt_status status = lt_shape_intersection(t->geos, t->shapes[p->area]->geometry, box, &p->piece);
    GEOSGeom_destroy_r(t->geos->handle, box);
    LT_TRY(status);
    p->prepared = GEOSPrepare_r(t->geos->handle, p->piece);
    return p->prepared ? LT_OK : lt_geos_raise(t->geos, "piece of a city cannot be prepared", t->shapes[p->area]->id);
}

static double line_length(lt_cutter *t, const GEOSGeometry *g) {
    int type = GEOSGeomTypeId_r(t->geos->handle, g), n = GEOSGetNumGeometries_r(t->geos->handle, g);
    double sum = 0;
    if (type != GEOS_LINESTRING && type != GEOS_LINEARRING) {
        for (int k = 0; type >= GEOS_MULTIPOINT && k < n; k++)
            sum += line_length(t, GEOSGetGeometryN_r(t->geos->handle, g, k));
        return sum;
    }
    unsigned points = 0;
    const GEOSCoordSequence *s = GEOSGeom_getCoordSeq_r(t->geos->handle, g);
    GEOSCoordSeq_getSize_r(t->geos->handle, s, &points);
    double x1 = 0, y1 = 0, x2, y2;
    for (unsigned k = 0; k < points; k++) {
        GEOSCoordSeq_getXY_r(t->geos->handle, s, k, &x2, &y2);
        if (k > 0) sum += lt_projection_length(t->grid->projection, x1, y1, x2, y2);
        x1 = x2;
        y1 = y2;
    }
    return sum;
}

double lt_cutter_measure(lt_cutter *t, lt_user_kind kind, const GEOSGeometry *g) {
    if (kind == LT_USER_POLYGONS) return lt_shape_area(t->geos, t->grid->projection, g);
    return kind == LT_USER_LINES ? line_length(t, g) : GEOSisEmpty_r(t->geos->handle, g) == 1 ? 0 : 1;
}

/* How much of a geometry, all of it in cell c, lies in an area that does not fill the cell. */
static lt_status part_of(lt_cutter *t, lt_user_kind kind, long c, lt_cut_part *p, const GEOSGeometry *g, double all,
                         double *here) {
    GEOSGeometry *part;
    LT_TRY(need_piece(t, p, c));
    *here = GEOSPreparedCovers_r(t->geos->handle, p->prepared, g) == 1 ? all : 0;
    if (*here > 0 || GEOSPreparedIntersects_r(t->geos->handle, p->prepared, g) != 1) return LT_OK;
    LT_TRY(lt_shape_intersection(t->geos, p->piece, g, &part));
    *here = lt_cutter_measure(t, kind, part);
    GEOSGeom_destroy_r(t->geos->handle, part);
    return LT_OK;
}

lt_status lt_cutter_share_out(lt_cutter *t, lt_user_kind kind, long c, const GEOSGeometry *g, double scale) {
    t->hit = true;
    if (lt_cutter_outside(t, c)) return LT_OK;
    double all = lt_cutter_measure(t, kind, g), here;
    for (int l = 0; l < LT_CUT_LAYERS && all > 0; l++)
        for (long k = t->first[l][c]; k < t->first[l][c + 1]; k++) {
            lt_cut_part *p = &t->parts[l][k];
            here = all;
            if (!p->whole) LT_TRY(part_of(t, kind, c, p, g, all, &here));
            if (here > 0) LT_TRY(lt_cutter_add(t, p->area, c, here * scale));
            if (here > 0 && kind == LT_USER_POINTS) break; /* on a border: the first one's */
        }
    return LT_OK;
}

bool lt_cutter_outside(const lt_cutter *t, long c) {
    for (int l = 0; l < LT_CUT_LAYERS; l++)
        if (t->first[l][c] < t->first[l][c + 1]) return false;
    return true;
}
