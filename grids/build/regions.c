/* regions.c - prefectures, other land, sea and neighbours of every cell (overlay.h).
 *
 * prefectures   their polygons
 * other land    land polygons minus the prefectures
 * sea           the rest of the cell
 * neighbours    their outlines, where other land is; what belongs to none stays other land only
 * Closure: fractions below 1e-9 (rounding of the overlay) become 0; if prefectures overlap by rounding they are scaled
 * back to 1; then the last part of a cell is 1 minus the others. Prefectures that overlap by more than 1e-3 of a cell
 * are an error of the file. */
#include "grids/build/overlay.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double ROUNDING = 1e-9, MAX_OVERLAP = 1e-3;

/* Sort the shapes into the order of ids; all must be there and no others. */
static lt_status put_in_order(lt_shapes *shapes, const char *const *ids, int n, const char *path) {
    for (int want = 0; want < n; want++) {
        int at = want;
        while (at < shapes->n && strcmp(shapes->items[at].id, ids[want]) != 0) at++;
        if (at == shapes->n)
            return LT_RAISE(LT_ERR_INPUT, .what = "a region has no polygon", .where = lt_fmt("%s", path),
                            .expected = lt_fmt("a feature %s", ids[want]), .found = lt_fmt("%d features", shapes->n),
                            .todo = "restore the file");
        lt_shape keep = shapes->items[want];
        shapes->items[want] = shapes->items[at];
        shapes->items[at] = keep;
    }
    if (shapes->n != n)
        return LT_RAISE(LT_ERR_INPUT, .what = "a polygon of an unknown region", .where = lt_fmt("%s", path),
                        .expected = lt_fmt("%d regions", n), .found = lt_fmt("%s", shapes->items[n].id),
                        .todo = "restore the file");
    return LT_OK;
}

static double *plane(const lt_grid *g, double *fractions, int r) {
    return fractions + (long)r * g->nx * g->ny;
}

static lt_status fill_prefectures(lt_geos *geos, lt_grid *g, const lt_shapes *shapes, lt_region_report *report) {
    for (int r = 0; r < LT_N_PREFECTURES; r++) {
        const lt_shape *s = &shapes->items[r];
        LT_TRY_CONTEXT(lt_overlay_fractions(geos, g, s->geometry, plane(g, g->region_fraction, r)), "overlaying %s",
                       s->id);
        report[r].polygon_area = s->area;
        report[r].was_invalid = s->was_invalid;
        report[r].margin = lt_shape_margin(geos, g->projection, s->geometry, g->x0, g->y0, g->x0 + g->nx * g->dx,
                                           g->y0 + g->ny * g->dx);
    }
    return LT_OK;
}

/* Land of the box of the grid outside the province. */
static lt_status other_land(lt_geos *geos, const lt_grid *g, const char *path, const lt_shapes *prefectures,
                            GEOSGeometry **out) {
    lt_shapes land = {0};
    GEOSGeometry *box = NULL, *near = NULL, *province = NULL;
    lt_status status;
    *out = NULL;
    LT_TRY_GOTO(status, lt_shapes_read(geos, g->projection, path, NULL, &land), end);
    LT_TRY_GOTO(status, lt_shape_box(geos, g->x0, g->y0, g->x0 + g->nx * g->dx, g->y0 + g->ny * g->dx, &box), end);
    LT_TRY_GOTO(status, lt_shape_intersection(geos, land.items[0].geometry, box, &near), end);
    LT_TRY_GOTO(status, lt_shape_union(geos, prefectures, &province), end);
    status = lt_shape_difference(geos, near, province, out);
end:
    if (box) GEOSGeom_destroy_r(geos->handle, box);
    if (near) GEOSGeom_destroy_r(geos->handle, near);
    if (province) GEOSGeom_destroy_r(geos->handle, province);
    lt_shapes_free(geos, &land);
    return status;
}

static lt_status close_cell(lt_grid *g, long c) {
    double province = 0;
    for (int r = 0; r < LT_N_PREFECTURES; r++) {
        double *f = &plane(g, g->region_fraction, r)[c];
        if (*f < ROUNDING) *f = 0;
        province += *f;
    }
    if (province > 1 + MAX_OVERLAP)
        return LT_RAISE(LT_ERR_INPUT, .what = "polygons of prefectures overlap",
                        .where = lt_fmt("cell near %.3f E %.3f N", g->lon[c], g->lat[c]),
                        .expected = "shares that sum to at most 1", .found = lt_fmt("%.6f", province),
                        .todo = "repair the polygons");
    if (province > 1 - ROUNDING) {
        for (int r = 0; r < LT_N_PREFECTURES; r++) plane(g, g->region_fraction, r)[c] /= province;
        province = 1;
    }
    double *land = &plane(g, g->region_fraction, LT_REGION_OTHER_LAND)[c];
    double *sea = &plane(g, g->region_fraction, LT_REGION_SEA)[c];
    double rest = 1 - province;
    if (*land < ROUNDING) *land = 0;
    if (*land > rest - ROUNDING) *land = rest;
    *sea = rest - *land;
    return LT_OK;
}

static lt_status fill_neighbours(lt_geos *geos, lt_grid *g, const char *path, const GEOSGeometry *land) {
    lt_shapes shapes = {0};
    lt_status status = lt_shapes_read(geos, g->projection, path, "id", &shapes);
    if (status == LT_OK) status = put_in_order(&shapes, lt_neighbour_ids, LT_N_NEIGHBOURS, path);
    for (int r = 0; status == LT_OK && r < LT_N_NEIGHBOURS; r++) {
        GEOSGeometry *part = NULL;
        snprintf(g->neighbour_id[r], sizeof g->neighbour_id[r], "%s", lt_neighbour_ids[r]);
        g->neighbour_area[r] = shapes.items[r].area;
        status = lt_shape_intersection(geos, shapes.items[r].geometry, land, &part);
        if (status == LT_OK) status = lt_overlay_fractions(geos, g, part, plane(g, g->neighbour_fraction, r));
        if (part) GEOSGeom_destroy_r(geos->handle, part);
        if (status != LT_OK) status = lt_error_context(status, "overlaying %s", lt_neighbour_ids[r]);
    }
    lt_shapes_free(geos, &shapes);
    return status;
}

/* Neighbours are parts of other land, also after rounding. */
static void close_neighbours(lt_grid *g, long c) {
    double land = plane(g, g->region_fraction, LT_REGION_OTHER_LAND)[c], sum = 0;
    for (int r = 0; r < LT_N_NEIGHBOURS; r++) {
        double *f = &plane(g, g->neighbour_fraction, r)[c];
        if (*f < ROUNDING) *f = 0;
        sum += *f;
    }
    for (int r = 0; sum > land && r < LT_N_NEIGHBOURS; r++) plane(g, g->neighbour_fraction, r)[c] *= land / sum;
}

static void sum_cells(lt_grid *g, lt_region_report *report) {
    for (int r = 0; r < LT_N_PREFECTURES; r++) {
        const double *fraction = plane(g, g->region_fraction, r);
        report[r].cell_area = 0;
        for (long c = 0; c < (long)g->nx * g->ny; c++) report[r].cell_area += fraction[c] * g->area[c];
    }
}

lt_status lt_regions_fill(lt_geos *geos, lt_grid *g, const lt_region_files *files, lt_shapes *prefectures,
                          lt_region_report *report) {
    GEOSGeometry *land = NULL;
    LT_TRY(lt_shapes_read(geos, g->projection, files->prefectures, "name_en", prefectures));
    LT_TRY(put_in_order(prefectures, lt_region_ids, LT_N_PREFECTURES, files->prefectures));
    LT_TRY(fill_prefectures(geos, g, prefectures, report));
    LT_TRY(other_land(geos, g, files->land, prefectures, &land));
    lt_status status = lt_overlay_fractions(geos, g, land, plane(g, g->region_fraction, LT_REGION_OTHER_LAND));
    for (long c = 0; status == LT_OK && c < (long)g->nx * g->ny; c++) status = close_cell(g, c);
    if (status == LT_OK) status = fill_neighbours(geos, g, files->neighbours, land);
    for (long c = 0; status == LT_OK && c < (long)g->nx * g->ny; c++) close_neighbours(g, c);
    sum_cells(g, report);
    GEOSGeom_destroy_r(geos->handle, land);
    return status;
}
