/* land_raster.c - pixels of land cover and of heights to the cells (land_raster.h).
 *
 *   a(k, c) = true area of the pieces of pixels of class k in cell c;  a(0, c) of pixels without value
 *   water   = max(sea, (a(water) + a(0)) / sum a),  other k: a(k) / sum of the other a * (1 - water)
 *   height  = sum a h / sum a
 * Limit: the raster's own water beyond the sea of the coast polygons is inland water; along the coast the larger of the
 * two counts. */
#include "grids/build/land_raster.h"

#include "base/log.h"
#include "grids/build/pixel_cut.h"
#include "grids/build/user_path.h"

#include <math.h>

enum { MISSING = LT_N_LAND, N_SUMS };
static const double LEAST_COVER = 0.999, MOST_MISSING = 0.01, LOWEST_M = -500, HIGHEST_M = 9000;

typedef struct counting {
    lt_grid *grid;
    const lt_land_codes *codes; /* NULL: heights */
    const lt_user_pixels *row;
    double *sum;    /* land: [class or MISSING][cell]; heights: [0] area, [1] area times height, [MISSING] */
    long n_foreign; /* pixels on the grid whose value may not be */
    double foreign; /* the first of them */
    int last;       /* pixel of the row that was counted as foreign */
} counting;

static lt_status put(void *user, int i, long cell, const double *xy, int n, double pixel_area) {
    (void)pixel_area;
    counting *c = user;
    const long cells = (long)c->grid->nx * c->grid->ny;
    const double value = c->row->values[i], area = lt_cut_area(c->grid, xy, n);
    int sum = MISSING;
    bool foreign = false;
    if (isfinite(value) && c->codes) {
        foreign = value < 0 || value > LT_MAX_LAND_CODE || value != floor(value);
        if (!foreign) sum = c->codes->class_of[(int)value];
        foreign |= sum == LT_LAND_FOREIGN;
    } else if (isfinite(value)) {
        const bool sea = c->grid->region_fraction[LT_REGION_SEA * cells + cell] > 0;
        const double height = sea ? fmax(value, 0) : value;
        foreign = !(height >= LOWEST_M && height <= HIGHEST_M);
        sum = 0;
        c->sum[cells + cell] += area * height;
    }
    if (!foreign) {
        c->sum[sum * cells + cell] += area;
        return LT_OK;
    }
    if (c->n_foreign == 0) c->foreign = value;
    if (c->last != i || c->n_foreign == 0) c->n_foreign++;
    c->last = i;
    return LT_OK;
}

static lt_status put_row(void *user, const lt_user_pixels *row) {
    counting *c = user;
    c->row = row;
    c->last = -1;
    return lt_cut_pixels(c->grid, row, NULL, put, c);
}

static lt_status no_features(void *user, const lt_user_feature *feature) {
    (void)user;
    (void)feature;
    return LT_RAISE(LT_ERR_INPUT, .what = "points, lines or polygons where a raster is wanted", .where = "ground",
                    .expected = "a raster of one band", .found = "features", .todo = "rasterize them (gdal_rasterize)");
}

static lt_status foreign_fault(const counting *c, const char *path) {
    return LT_RAISE(LT_ERR_INPUT, .what = c->codes ? "a code that the legend does not have" : "a height that cannot be",
                    .where = path,
                    .expected = c->codes
                                    ? lt_fmt("codes of the legend %s in grids/data/land_codes.csv", c->codes->legend)
                                    : lt_fmt("%g to %g m", LOWEST_M, HIGHEST_M),
                    .found = lt_fmt("%ld pixels, the first with %g", c->n_foreign, c->foreign),
                    .todo = c->codes ? "name the legend in the key classes, or mark the value as no data (gdal_edit.py "
                                       "-a_nodata)"
                                     : "heights must be in m; mark the value for no data (gdal_edit.py -a_nodata)");
}

/* Is every cell covered, and known beyond its sea? */
static lt_status judge(const counting *c, const char *path) {
    const lt_grid *g = c->grid;
    const long cells = (long)g->nx * g->ny;
    long uncovered = 0, unknown = 0, first[2] = {-1, -1};
    for (long q = 0; q < cells; q++) {
        const double missing = c->sum[MISSING * cells + q], sea = g->region_fraction[LT_REGION_SEA * cells + q];
        double area = missing;
        for (int k = 0; k < (c->codes ? LT_N_LAND : 1); k++) area += c->sum[k * cells + q];
        if (area < LEAST_COVER * g->area[q]) {
            if (uncovered++ == 0) first[0] = q;
        } else if (missing / area > sea + MOST_MISSING && unknown++ == 0) {
            first[1] = q;
        }
    }
    if (uncovered == 0 && unknown == 0) return LT_OK;
    const long q = first[uncovered == 0];
    return LT_RAISE(
        LT_ERR_INPUT, .what = uncovered ? "the raster does not cover the grid" : "the raster has no values on land",
        .where = path,
        .expected = uncovered ? lt_fmt("pixels over all %ld cells", cells) : "missing pixels on the sea only",
        .found = lt_fmt("%ld cells %s, the first at %.2f E %.2f N", uncovered ? uncovered : unknown,
                        uncovered ? "not covered" : "that lack more than their sea", g->lon[q], g->lat[q]),
        .todo =
            uncovered ? "take a larger piece, or mend its coordinate system" : "fill the gaps (gdal_fillnodata.py)");
}

static lt_status count(lt_grid *g, const char *path, const char *crs, const lt_land_codes *codes, counting *c) {
    *c = (counting){.grid = g, .codes = codes, .last = -1};
    double box[4];
    const lt_user_file file = {.name = codes ? "land cover" : "terrain",
                               .path = path,
                               .layer = "",
                               .attribute = "",
                               .crs = crs,
                               .any_number = true};
    const lt_user_visitor visitor = {c, no_features, put_row};
    LT_TRY(lt_calloc((size_t)N_SUMS * (size_t)g->nx * (size_t)g->ny, sizeof *c->sum, &c->sum));
    lt_user_grid_box(g, box);
    lt_status status = lt_user_file_read(&file, box, &visitor);
    if (status == LT_OK && c->n_foreign > 0) status = foreign_fault(c, path);
    if (status == LT_OK) status = judge(c, path);
    return status;
}

lt_status lt_land_raster_fill(lt_grid *g, const char *path, const char *crs, const lt_land_codes *codes) {
    const long cells = (long)g->nx * g->ny;
    counting c;
    lt_status status = count(g, path, crs, codes, &c);
    for (long q = 0; status == LT_OK && q < cells; q++) {
        const double sea = g->region_fraction[LT_REGION_SEA * cells + q];
        double land = 0, water = c.sum[LT_LAND_WATER * cells + q] + c.sum[MISSING * cells + q];
        for (int k = 0; k < LT_LAND_WATER; k++) land += c.sum[k * cells + q];
        water = land > 0 ? fmax(sea, water / (land + water)) : 1;
        for (int k = 0; k < LT_LAND_WATER; k++)
            g->land_fraction[k * cells + q] = land > 0 ? c.sum[k * cells + q] / land * (1 - water) : 0;
        g->land_fraction[LT_LAND_WATER * cells + q] = water;
    }
    lt_free(c.sum);
    return status;
}

lt_status lt_terrain_raster_fill(lt_grid *g, const char *path, const char *crs) {
    const long cells = (long)g->nx * g->ny;
    counting c;
    lt_status status = count(g, path, crs, NULL, &c);
    for (long q = 0; status == LT_OK && q < cells; q++)
        g->terrain[q] = c.sum[cells + q] / (c.sum[q] + c.sum[MISSING * cells + q]);
    lt_free(c.sum);
    return status;
}
