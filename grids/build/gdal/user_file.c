/* user_file.c - opening a user's file, and its coordinates to WGS84 (user_file.h). */
#include "grids/build/gdal/session.h"

#include "base/ncio.h"
#include "base/outdir.h"
#include "grids/gcj02.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <math.h>
#include <string.h>
#include <strings.h>

lt_status lt_user_fault(const lt_user_session *s, const char *where, const char *what, const char *expected,
                        const char *found, const char *todo) {
    return LT_RAISE(LT_ERR_INPUT, .what = what,
                    .where = lt_fmt("%s, %s%s%s", s->file->name, s->file->path, where[0] ? ", " : "", where),
                    .expected = expected, .found = found, .todo = todo);
}

static const char *complaint(void) {
    const char *message = CPLGetLastErrorMsg();
    return message && message[0] ? lt_fmt("GDAL: %.600s", message) : "no message of GDAL";
}

lt_status lt_user_set_crs(lt_user_session *s, OGRSpatialReferenceH from_file, const char *where) {
    const char *said = s->file->crs;
    if (!from_file && !said[0])
        return lt_user_fault(s, where, "the file does not say its coordinate system", "a coordinate system", "none",
                             "add the key crs (for example crs: EPSG:4326), or give the file a .prj");
    if (said[0]) {
        OGRSpatialReferenceH own = OSRNewSpatialReference(NULL);
        if (OSRSetFromUserInput(own, said) != OGRERR_NONE) {
            OSRDestroySpatialReference(own);
            return lt_user_fault(s, "key crs", "GDAL does not know this coordinate system",
                                 "EPSG:n, a text of PROJ or WKT", said, "correct the key");
        }
        s->own = own;
        if (from_file && !OSRIsSame(from_file, own))
            return lt_user_fault(s, where, "key crs and file disagree about the coordinate system",
                                 lt_fmt("%s as the file says", OSRGetName(from_file) ? OSRGetName(from_file) : "one"),
                                 said, "take the key crs away, or correct the file");
    } else {
        s->own = OSRClone(from_file);
    }
    OSRSetAxisMappingStrategy(s->own, OAMS_TRADITIONAL_GIS_ORDER);
    s->to_wgs84 = OCTNewCoordinateTransformation(s->own, s->wgs84);
    s->from_wgs84 = OCTNewCoordinateTransformation(s->wgs84, s->own);
    if (s->to_wgs84 && s->from_wgs84) return LT_OK;
    return lt_user_fault(s, where, "no way from this coordinate system to WGS84", "one that PROJ can convert",
                         complaint(), "convert the file to EPSG:4326 (ogr2ogr, gdalwarp)");
}

lt_status lt_user_to_degrees(const lt_user_session *s, int n, double *x, double *y, const char *where) {
    double first_x = n > 0 ? x[0] : 0, first_y = n > 0 ? y[0] : 0;
    bool good = n == 0 || OCTTransform(s->to_wgs84, n, x, y, NULL);
    for (int k = 0; k < n && good; k++) good = isfinite(x[k]) && isfinite(y[k]) && fabs(x[k]) <= 360 && fabs(y[k]) < 90;
    if (!good)
        return lt_user_fault(s, where, "a place is not on Earth", "places of the file's coordinate system",
                             lt_fmt("%.9g, %.9g", first_x, first_y), "correct the geometry, or the coordinate system");
    for (int k = 0; k < n && s->file->gcj02; k++) lt_gcj02_to_wgs84(x[k], y[k], &x[k], &y[k]);
    return LT_OK;
}

bool lt_user_box(const lt_user_session *s, double *west, double *south, double *east, double *north) {
    enum { SIDE = 21 };
    double x[SIDE * SIDE], y[SIDE * SIDE];
    int found[SIDE * SIDE];
    *west = *south = INFINITY;
    *east = *north = -INFINITY;
    for (int k = 0; k < SIDE * SIDE; k++) {
        x[k] = s->box[0] + (s->box[2] - s->box[0]) * (k % SIDE) / (SIDE - 1);
        y[k] = s->box[1] + (s->box[3] - s->box[1]) * (k / SIDE) / (SIDE - 1);
    }
    OCTTransformEx(s->from_wgs84, SIDE * SIDE, x, y, NULL, found);
    for (int k = 0; k < SIDE * SIDE; k++) {
        if (!found[k] || !isfinite(x[k]) || !isfinite(y[k])) continue;
        *west = fmin(*west, x[k]);
        *east = fmax(*east, x[k]);
        *south = fmin(*south, y[k]);
        *north = fmax(*north, y[k]);
    }
    double room_x = 0.05 * (*east - *west), room_y = 0.05 * (*north - *south); /* a lattice cell */
    *west -= room_x;
    *east += room_x;
    *south -= room_y;
    *north += room_y;
    return *east > *west && *north > *south;
}

/* GDAL reads netCDF through libnetcdf, which crashes or hangs on some damaged files: a child tries them first. */
static lt_status try_netcdf(const char *path) {
    lt_ncr *file;
    if (!lt_nc_is(path)) return LT_OK;
    LT_TRY(lt_ncr_open(path, &file));
    lt_ncr_close(file);
    return LT_OK;
}

static lt_status read_open(lt_user_session *s) {
    int layers = GDALDatasetGetLayerCount(s->data), bands = GDALGetRasterCount(s->data);
    if (layers > 0) return lt_user_read_vector(s);
    if (bands > 0) return lt_user_read_raster(s);
    return lt_user_fault(s, "", "the file holds neither features nor pixels", "a layer or a raster band", "none",
                         "take the part that you mean out (gdalinfo lists the subdatasets, gdal_translate writes one)");
}

lt_status lt_user_file_read(const lt_user_file *file, const double box[4], const lt_user_visitor *visitor) {
    /* Tables of places: these columns are longitude and latitude. */
    static const char *const options[] = {"X_POSSIBLE_NAMES=lon,longitude,x,经度",
                                          "Y_POSSIBLE_NAMES=lat,latitude,y,纬度", "KEEP_GEOM_COLUMNS=NO",
                                          "AUTODETECT_TYPE=YES", NULL};
    static const char *const table_driver[] = {"CSV", NULL}; /* others take such a table for a raster of points */
    size_t length = strlen(file->path);
    bool table = length > 4 && strcasecmp(file->path + length - 4, ".csv") == 0;
    lt_user_session s = {.file = file, .visitor = visitor, .box = {box[0], box[1], box[2], box[3]}};
    if (!lt_path_exists(file->path))
        return lt_user_fault(&s, "", "the file is not there", "a file of points, lines, polygons or pixels", "no file",
                             "correct the path: it counts from the folder of the case, then from the current one");
    LT_TRY(try_netcdf(file->path));
    CPLPushErrorHandler(CPLQuietErrorHandler);
    GDALAllRegister();
    CPLErrorReset();
    s.data = GDALOpenEx(file->path, GDAL_OF_VECTOR | GDAL_OF_RASTER | GDAL_OF_READONLY, table ? table_driver : NULL,
                        table ? options : NULL, NULL);
    lt_status status;
    if (!s.data) {
        status = lt_user_fault(&s, "", "GDAL cannot open the file", "a format that GDAL knows", complaint(),
                               "look at it with ogrinfo or gdalinfo");
    } else {
        s.wgs84 = OSRNewSpatialReference(NULL);
        OSRImportFromEPSG(s.wgs84, 4326);
        OSRSetAxisMappingStrategy(s.wgs84, OAMS_TRADITIONAL_GIS_ORDER);
        status = read_open(&s);
    }
    if (s.to_wgs84) OCTDestroyCoordinateTransformation(s.to_wgs84);
    if (s.from_wgs84) OCTDestroyCoordinateTransformation(s.from_wgs84);
    if (s.own) OSRDestroySpatialReference(s.own);
    if (s.wgs84) OSRDestroySpatialReference(s.wgs84);
    if (s.data) GDALClose(s.data);
    CPLPopErrorHandler();
    return status;
}
