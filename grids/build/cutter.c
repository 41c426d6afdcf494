/* cutter.c - how much of a feature lies in each cell of each city and county (cutter.h).
 *
 *   points     w = value
 *   lines      w = value x true length in the cell;  as amounts: value x length in the cell / length of the feature
 *   polygons   the same with true area
 *   pixels     the same with true area; a pixel is the quadrangle of its corners
 * Edges are cut into pieces of 0.05 degree before they go to the map, where cells are squares. What a city or a county
 * does not fill alone is cut once more by its outline there. Lengths and areas are those of the sphere (projection.h).
 */
#include "grids/build/cutter.h"

#include "grids/clip.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double MAX_STEP_DEGREES = 0.05, WHOLE = 1 - 1e-9;

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
            if (fraction[a][c] > 0) t->parts[layer][at++] = (lt_cut_part){from + a, fraction[a][c] > WHOLE, NULL};
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
    t->total = 0;
}

void lt_cutter_free(lt_cutter *t) {
    if (!t) return;
    lt_cutter_clear(t, false);
    for (int l = 0; l < LT_CUT_LAYERS; l++) {
        for (long k = 0; t->first[l] && t->parts[l] && k < t->first[l][t->cells]; k++)
            if (t->parts[l][k].piece) GEOSGeom_destroy_r(t->geos->handle, t->parts[l][k].piece);
        lt_free(t->first[l]);
        lt_free(t->parts[l]);
    }
    lt_free(t->shapes);
    lt_free(t->weight);
    lt_free(t);
}

static lt_status add(lt_cutter *t, int area, long c, double value) {
    if (!t->weight[area]) LT_TRY(lt_calloc((size_t)t->cells, sizeof(double), &t->weight[area]));
    t->weight[area][c] += value;
    return LT_OK;
}

static lt_status cell_box(lt_cutter *t, long c, GEOSGeometry **out) {
    const lt_grid *g = t->grid;
    double x = g->x0 + (double)(c % g->nx) * g->dx, y = g->y0 + (double)(c / g->nx) * g->dx;
    return lt_shape_box(t->geos, x, y, x + g->dx, y + g->dx, out);
}

static lt_status need_piece(lt_cutter *t, lt_cut_part *p, long c) {
    GEOSGeometry *box;
    if (p->piece) return LT_OK;
    LT_TRY(cell_box(t, c, &box));
    lt_status status = lt_shape_intersection(t->geos, t->shapes[p->area]->geometry, box, &p->piece);
    GEOSGeom_destroy_r(t->geos->handle, box);
    return status;
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

/* How much of a geometry: a point counts 1, a line its length, a polygon its area. */
static double measure(lt_cutter *t, lt_user_kind kind, const GEOSGeometry *g) {
    if (kind == LT_USER_POLYGONS) return lt_shape_area(t->geos, t->grid->projection, g);
    return kind == LT_USER_LINES ? line_length(t, g) : GEOSisEmpty_r(t->geos->handle, g) == 1 ? 0 : 1;
}

/* A geometry that lies in cell c, to the areas of the cell; scale: of its measure. */
static lt_status share_out(lt_cutter *t, lt_user_kind kind, long c, const GEOSGeometry *g, double scale) {
    double all = measure(t, kind, g);
    t->total += all * scale;
    if (all == 0) return LT_OK;
    for (int l = 0; l < LT_CUT_LAYERS; l++)
        for (long k = t->first[l][c]; k < t->first[l][c + 1]; k++) {
            lt_cut_part *p = &t->parts[l][k];
            if (p->whole) {
                LT_TRY(add(t, p->area, c, all * scale));
                continue;
            }
            GEOSGeometry *part;
            LT_TRY(need_piece(t, p, c));
            LT_TRY(lt_shape_intersection(t->geos, p->piece, g, &part));
            double here = measure(t, kind, part);
            GEOSGeom_destroy_r(t->geos->handle, part);
            if (here > 0) LT_TRY(add(t, p->area, c, here * scale));
            if (here > 0 && kind == LT_USER_POINTS) break; /* on a border: the first one's */
        }
    return LT_OK;
}

/* --- geometry to the map --- */

typedef struct path {
    double *xy;
    size_t n, room;
} path;

static lt_status push(lt_cutter *t, path *p, double lon, double lat) {
    if (p->n == p->room) {
        size_t room = p->room ? 2 * p->room : 256;
        double *bigger = realloc(p->xy, 2 * room * sizeof *bigger);
        if (!bigger) return LT_RAISE(LT_ERR_MEMORY, .what = "out of memory for a feature");
        p->xy = bigger;
        p->room = room;
    }
    LT_TRY(lt_projection_forward(t->grid->projection, lon, lat, &p->xy[2 * p->n], &p->xy[2 * p->n + 1]));
    p->n++;
    return LT_OK;
}

static lt_status push_all(lt_cutter *t, const double *lon_lat, int n, path *p) {
    for (int k = 0; k < n; k++) {
        const double *a = lon_lat + 2 * k, *b = a + 2;
        double span = k + 1 < n ? fmax(fabs(b[0] - a[0]), fabs(b[1] - a[1])) : 0;
        int pieces = span > MAX_STEP_DEGREES ? (int)ceil(span / MAX_STEP_DEGREES) : 1;
        for (int s = 0; s < pieces; s++) {
            double f = (double)s / pieces;
            LT_TRY(
                push(t, p, k + 1 < n ? a[0] + f * (b[0] - a[0]) : a[0], k + 1 < n ? a[1] + f * (b[1] - a[1]) : a[1]));
        }
    }
    return LT_OK;
}

/* One ring on the map; closed: as GEOS wants rings. */
static lt_status make_ring(lt_cutter *t, const double *lon_lat, int n, bool closed, GEOSGeometry **out) {
    path p = {0};
    *out = NULL;
    lt_status status = push_all(t, lon_lat, n, &p);
    bool open = n > 0 && (lon_lat[0] != lon_lat[2 * n - 2] || lon_lat[1] != lon_lat[2 * n - 1]);
    if (status == LT_OK && closed && open) status = push(t, &p, lon_lat[0], lon_lat[1]);
    if (status == LT_OK) {
        GEOSCoordSequence *s = GEOSCoordSeq_copyFromBuffer_r(t->geos->handle, p.xy, (unsigned)p.n, 0, 0);
        if (s)
            *out = closed ? GEOSGeom_createLinearRing_r(t->geos->handle, s)
                          : GEOSGeom_createLineString_r(t->geos->handle, s);
        if (!*out) status = lt_geos_raise(t->geos, "a line of a surrogate cannot be read", NULL);
    }
    free(p.xy);
    return status;
}

/* One polygon with its holes, made valid. */
static lt_status make_polygon(lt_cutter *t, const double *lon_lat, const int *points, int n_rings, GEOSGeometry **out) {
    GEOSGeometry **rings;
    bool was_invalid;
    *out = NULL;
    LT_TRY(lt_calloc((size_t)n_rings, sizeof *rings, &rings));
    lt_status status = LT_OK;
    int made = 0;
    for (; made < n_rings && status == LT_OK; made++) {
        status = make_ring(t, lon_lat, points[made], true, &rings[made]);
        lon_lat += 2 * points[made];
    }
    if (status == LT_OK) {
        *out = GEOSGeom_createPolygon_r(t->geos->handle, rings[0], rings + 1, (unsigned)n_rings - 1);
        status = *out ? lt_shape_make_valid(t->geos, out, &was_invalid)
                      : lt_geos_raise(t->geos, "a polygon of a surrogate cannot be read", NULL);
    } else {
        for (int k = 0; k < made; k++)
            if (rings[k]) GEOSGeom_destroy_r(t->geos->handle, rings[k]);
    }
    lt_free(rings);
    return status;
}

/* --- cutting by cells --- */

typedef struct span {
    int i1, i2, j1, j2;
} span;

/* Cells that the bounds of a geometry touch; false: none. */
static bool find_span(const lt_grid *g, const lt_clip_box *b, span *s) {
    double i1 = floor((b->u1 - g->x0) / g->dx), i2 = floor((b->u2 - g->x0) / g->dx);
    double j1 = floor((b->v1 - g->y0) / g->dx), j2 = floor((b->v2 - g->y0) / g->dx);
    if (!(i2 >= 0 && j2 >= 0 && i1 < g->nx && j1 < g->ny)) return false;
    *s = (span){(int)fmax(i1, 0), (int)fmin(i2, g->nx - 1), (int)fmax(j1, 0), (int)fmin(j2, g->ny - 1)};
    return true;
}

static bool inside_one(const lt_grid *g, const lt_clip_box *b, const span *s) {
    return s->i1 == s->i2 && s->j1 == s->j2 && b->u1 >= g->x0 && b->v1 >= g->y0 && b->u2 <= g->x0 + g->nx * g->dx &&
           b->v2 <= g->y0 + g->ny * g->dx;
}

static lt_status cut_row(lt_cutter *t, lt_user_kind kind, const GEOSGeometry *strip, const span *s, int j,
                         double scale) {
    for (int i = s->i1; i <= s->i2; i++) {
        long c = (long)j * t->grid->nx + i;
        GEOSGeometry *box, *part;
        LT_TRY(cell_box(t, c, &box));
        lt_status status = lt_shape_intersection(t->geos, strip, box, &part);
        GEOSGeom_destroy_r(t->geos->handle, box);
        LT_TRY(status);
        status = GEOSisEmpty_r(t->geos->handle, part) == 1 ? LT_OK : share_out(t, kind, c, part, scale);
        GEOSGeom_destroy_r(t->geos->handle, part);
        LT_TRY(status);
    }
    return LT_OK;
}

/* Rows first: the work then grows with the points of the geometry plus the cells on its way. */
static lt_status cut(lt_cutter *t, lt_user_kind kind, const GEOSGeometry *geometry, double scale) {
    const lt_grid *g = t->grid;
    lt_clip_box b;
    span s;
    if (GEOSisEmpty_r(t->geos->handle, geometry) == 1) return LT_OK;
    GEOSGeom_getXMin_r(t->geos->handle, geometry, &b.u1);
    GEOSGeom_getXMax_r(t->geos->handle, geometry, &b.u2);
    GEOSGeom_getYMin_r(t->geos->handle, geometry, &b.v1);
    GEOSGeom_getYMax_r(t->geos->handle, geometry, &b.v2);
    if (!find_span(g, &b, &s)) return LT_OK;
    if (inside_one(g, &b, &s)) return share_out(t, kind, (long)s.j1 * g->nx + s.i1, geometry, scale);
    lt_status status = LT_OK;
    for (int j = s.j1; j <= s.j2 && status == LT_OK; j++) {
        GEOSGeometry *box, *strip;
        double y = g->y0 + j * g->dx;
        LT_TRY(lt_shape_box(t->geos, g->x0, y, g->x0 + g->nx * g->dx, y + g->dx, &box));
        status = lt_shape_intersection(t->geos, geometry, box, &strip);
        GEOSGeom_destroy_r(t->geos->handle, box);
        LT_TRY(status);
        status = cut_row(t, kind, strip, &s, j, scale);
        GEOSGeom_destroy_r(t->geos->handle, strip);
    }
    return status;
}

static lt_status cut_point(lt_cutter *t, const double *lon_lat, double value) {
    double x, y;
    LT_TRY(lt_projection_forward(t->grid->projection, lon_lat[0], lon_lat[1], &x, &y));
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(t->geos->handle, x, y);
    if (!point) return lt_geos_raise(t->geos, "a point of a surrogate cannot be read", NULL);
    double i = floor((x - t->grid->x0) / t->grid->dx), j = floor((y - t->grid->y0) / t->grid->dx);
    lt_status status = LT_OK;
    if (i >= 0 && j >= 0 && i < t->grid->nx && j < t->grid->ny)
        status = share_out(t, LT_USER_POINTS, (long)j * t->grid->nx + (long)i, point, value);
    GEOSGeom_destroy_r(t->geos->handle, point);
    return status;
}

lt_status lt_cutter_feature(void *user, const lt_user_feature *f) {
    lt_cutter *t = user;
    int n = f->kind == LT_USER_POLYGONS ? f->n_polygons : f->n_rings, ring = 0;
    const double *at = f->lon_lat;
    double before = t->total, whole = 0;
    GEOSGeometry **geometry;
    t->n_features++;
    if (f->kind == LT_USER_POINTS) {
        /* Of an amount every point of a feature has its share. */
        for (int k = 0; k < n; k++) LT_TRY(cut_point(t, at + 2 * k, t->amount ? f->value / n : f->value));
        t->n_on_grid += t->total > before;
        return LT_OK;
    }
    LT_TRY(lt_calloc((size_t)n, sizeof *geometry, &geometry));
    lt_status status = LT_OK;
    for (int k = 0; k < n && status == LT_OK; k++) {
        int rings = f->kind == LT_USER_POLYGONS ? f->polygon_rings[k] : 1;
        status = f->kind == LT_USER_POLYGONS ? make_polygon(t, at, f->ring_points + ring, rings, &geometry[k])
                                             : make_ring(t, at, f->ring_points[ring], false, &geometry[k]);
        for (int r = 0; r < rings; r++) at += 2 * f->ring_points[ring++];
        if (status == LT_OK) whole += measure(t, f->kind, geometry[k]);
    }
    double scale = !t->amount ? f->value : whole > 0 ? f->value / whole : 0;
    for (int k = 0; k < n && status == LT_OK; k++) status = cut(t, f->kind, geometry[k], scale);
    for (int k = 0; k < n; k++)
        if (geometry[k]) GEOSGeom_destroy_r(t->geos->handle, geometry[k]);
    lt_free(geometry);
    t->n_on_grid += t->total > before;
    return status;
}

/* --- pixels --- */

/* A quadrangle that lies in cell c (and, with all areas of the cell whole, needs no GEOS). */
static lt_status share_pixel(lt_cutter *t, long c, const double *xy, int n, double scale) {
    bool whole = true;
    for (int l = 0; l < LT_CUT_LAYERS; l++)
        for (long k = t->first[l][c]; k < t->first[l][c + 1]; k++) whole = whole && t->parts[l][k].whole;
    if (whole) {
        double area = fabs(lt_projection_ring_area(t->grid->projection, xy, n)) * scale;
        t->total += area;
        for (int l = 0; l < LT_CUT_LAYERS; l++)
            for (long k = t->first[l][c]; k < t->first[l][c + 1]; k++) LT_TRY(add(t, t->parts[l][k].area, c, area));
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
    if (status == LT_OK) status = share_out(t, LT_USER_POLYGONS, c, polygon, scale);
    GEOSGeom_destroy_r(t->geos->handle, polygon);
    return status;
}

static lt_status cut_pixel(lt_cutter *t, const double *quad, double value) {
    const lt_grid *g = t->grid;
    lt_clip_box b = lt_clip_bounds(quad, 4);
    span s;
    if (!find_span(g, &b, &s)) return LT_OK;
    double scale = value;
    if (t->amount) {
        double area = fabs(lt_projection_ring_area(g->projection, quad, 4));
        if (!(area > 0)) return LT_OK;
        scale = value / area;
    }
    if (inside_one(g, &b, &s)) return share_pixel(t, (long)s.j1 * g->nx + s.i1, quad, 4, scale);
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
        double before = t->total;
        if (!(row->values[i] > 0)) continue; /* nothing, or no value */
        t->n_features++;
        status = cut_pixel(t, quad, row->values[i]);
        t->n_on_grid += t->total > before;
    }
    lt_free(upper);
    return status;
}
