/* raster.c - the pixels of one band, row by row, their corners as WGS84 degrees (user_file.h). Only the window of the
 * raster that may touch the box is read. */
#include "grids/build/gdal/session.h"

#include <math.h>

typedef struct window {
    int i0, j0, nx, ny;
} window;

/* Pixels whose corners may lie in the box. */
static bool find_window(const lt_user_session *s, const double go[6], window *w) {
    double west, south, east, north, back[6], i1 = INFINITY, i2 = -INFINITY, j1 = INFINITY, j2 = -INFINITY;
    int nx = GDALGetRasterXSize(s->data), ny = GDALGetRasterYSize(s->data);
    if (!lt_user_box(s, &west, &south, &east, &north) || !GDALInvGeoTransform((double *)go, back)) return false;
    for (int k = 0; k < 4; k++) {
        double i, j;
        GDALApplyGeoTransform(back, k % 2 ? east : west, k / 2 ? north : south, &i, &j);
        i1 = fmin(i1, i);
        i2 = fmax(i2, i);
        j1 = fmin(j1, j);
        j2 = fmax(j2, j);
    }
    i1 = fmax(floor(i1) - 1, 0);
    j1 = fmax(floor(j1) - 1, 0);
    i2 = fmin(ceil(i2) + 1, nx);
    j2 = fmin(ceil(j2) + 1, ny);
    if (!(i2 > i1 && j2 > j1)) return false;
    *w = (window){(int)i1, (int)j1, (int)(i2 - i1), (int)(j2 - j1)};
    return true;
}

/* The n + 1 corners of the upper edge of row j. */
static lt_status corners(const lt_user_session *s, const double go[6], const window *w, int j, double *xy,
                         double *out) {
    int n = w->nx + 1;
    for (int i = 0; i < n; i++) GDALApplyGeoTransform((double *)go, w->i0 + i, w->j0 + j, &xy[i], &xy[n + i]);
    LT_TRY(lt_user_to_degrees(s, n, xy, xy + n, lt_fmt("row %d", w->j0 + j)));
    for (int i = 0; i < n; i++) {
        out[2 * i] = xy[i];
        out[2 * i + 1] = xy[n + i];
    }
    return LT_OK;
}

static lt_status judge_row(const lt_user_session *s, const window *w, int j, bool has_nodata, double nodata,
                           double *v) {
    for (int i = 0; i < w->nx; i++) {
        if (isnan(v[i]) || (has_nodata && v[i] == nodata)) {
            v[i] = NAN;
            continue;
        }
        if (isfinite(v[i]) && (v[i] >= 0 || s->file->any_number)) continue;
        return lt_user_fault(s, lt_fmt("pixel %d of row %d", w->i0 + i, w->j0 + j),
                             "a weight must be a number of 0 or more", "0 or more, or the band's value for no data",
                             lt_fmt("%g", v[i]),
                             "set the value for no data (gdal_edit.py -a_nodata), or correct the raster");
    }
    return LT_OK;
}

static lt_status read_rows(const lt_user_session *s, GDALRasterBandH band, const double go[6], const window *w) {
    double *xy;
    int has_nodata = 0;
    double nodata = GDALGetRasterNoDataValue(band, &has_nodata);
    size_t n = (size_t)w->nx + 1;
    LT_TRY(lt_calloc(7 * n, sizeof *xy, &xy));
    double *edge = xy + 2 * n, *values = edge + 4 * n;
    lt_status status = corners(s, go, w, 0, xy, edge);
    for (int j = 0; j < w->ny && status == LT_OK; j++) {
        double *upper = edge + (j % 2 ? 2 * n : 0), *lower = edge + (j % 2 ? 0 : 2 * n);
        status = corners(s, go, w, j + 1, xy, lower);
        if (status == LT_OK &&
            GDALRasterIO(band, GF_Read, w->i0, w->j0 + j, w->nx, 1, values, w->nx, 1, GDT_Float64, 0, 0) != CE_None)
            status = lt_user_fault(s, lt_fmt("row %d", w->j0 + j), "the raster cannot be read", "readable pixels",
                                   "damaged ones", "restore the file");
        if (status == LT_OK) status = judge_row(s, w, j, has_nodata, nodata, values);
        const lt_user_pixels row = {w->nx, upper, lower, values};
        if (status == LT_OK) status = s->visitor->pixels(s->visitor->user, &row);
    }
    lt_free(xy);
    return status;
}

lt_status lt_user_read_raster(lt_user_session *s) {
    double go[6];
    window w;
    if (s->file->attribute[0] || s->file->layer[0])
        return lt_user_fault(s, "", "keys layer and attribute belong to points, lines and polygons",
                             "a raster without them", "a raster with them", "take them away");
    if (GDALGetRasterCount(s->data) != 1)
        return lt_user_fault(s, "", "the raster has several bands", "one band",
                             lt_fmt("%d", GDALGetRasterCount(s->data)), "take one out (gdal_translate -b)");
    if (GDALGetGeoTransform(s->data, go) != CE_None)
        return lt_user_fault(s, "", "the raster does not say where it lies", "origin and size of its pixels", "none",
                             "give it a world file, or convert it (gdal_translate -a_ullr)");
    OGRSpatialReferenceH own = GDALGetSpatialRef(s->data);
    LT_TRY(lt_user_set_crs(s, own, "raster"));
    GDALRasterBandH band = GDALGetRasterBand(s->data, 1);
    return find_window(s, go, &w) ? read_rows(s, band, go, &w) : LT_OK;
}
