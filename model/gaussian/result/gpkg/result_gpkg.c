/* result_gpkg.c - the GeoPackage of a result (result_gpkg.h): layer `receptors`, points in WGS84 degrees with a column
 * of numbers for every column of plume.csv; layer `sources`, where they stand and what they are.
 *
 * GDAL stamps the file with the time of writing; OGR_CURRENT_DATE holds that to one date, so that equal results are
 * equal files. */
#include "model/gaussian/result/gpkg/result_gpkg.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

typedef struct writer {
    const lt_plume_result *result;
    GDALDatasetH data;
    OGRSpatialReferenceH degrees;
    const char *path;
} writer;

static lt_status failed(const writer *w, const char *what) {
    return LT_RAISE(LT_ERR_ENV, .what = lt_fmt("the GeoPackage cannot be written: %s", what), .where = w->path,
                    .found = lt_fmt("%.200s", CPLGetLastErrorMsg()), .todo = "look at the space of the folder");
}

static lt_status make_layer(const writer *w, const char *name, OGRLayerH *out) {
    *out = GDALDatasetCreateLayer(w->data, name, w->degrees, wkbPoint, NULL);
    return *out ? LT_OK : failed(w, name);
}

static lt_status make_column(const writer *w, OGRLayerH layer, const char *name, OGRFieldType type) {
    OGRFieldDefnH field = OGR_Fld_Create(name, type);
    const OGRErr error = OGR_L_CreateField(layer, field, 1);
    OGR_Fld_Destroy(field);
    return error == OGRERR_NONE ? LT_OK : failed(w, name);
}

static lt_status put_feature(const writer *w, OGRLayerH layer, OGRFeatureH feature, double lon, double lat) {
    OGRGeometryH point = OGR_G_CreateGeometry(wkbPoint);
    OGR_G_SetPoint_2D(point, 0, lon, lat);
    OGR_F_SetGeometryDirectly(feature, point);
    const OGRErr error = OGR_L_CreateFeature(layer, feature);
    OGR_F_Destroy(feature);
    return error == OGRERR_NONE ? LT_OK : failed(w, "a feature");
}

static lt_status put_receptor(const writer *w, OGRLayerH layer, int n) {
    const lt_plume_result *r = w->result;
    const lt_receptor_set *s = &r->setup->receptors;
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGR_F_SetFieldString(feature, 0, s->ids[n].text);
    OGR_F_SetFieldDouble(feature, 1, s->x_m[n]);
    OGR_F_SetFieldDouble(feature, 2, s->y_m[n]);
    OGR_F_SetFieldDouble(feature, 3, s->above_m[n]);
    for (int c = 0; c < r->n_columns; c++) {
        double value;
        const lt_status status = lt_plume_result_value(r, &r->columns[c], n, &value, NULL);
        if (status != LT_OK) {
            OGR_F_Destroy(feature);
            return status;
        }
        if (isfinite(value)) OGR_F_SetFieldDouble(feature, 4 + c, value);
    }
    return put_feature(w, layer, feature, s->lon[n], s->lat[n]);
}

static lt_status put_receptors(const writer *w) {
    static const char *const numbers[] = {"x_m", "y_m", "height_m"};
    OGRLayerH layer;
    LT_TRY(make_layer(w, "receptors", &layer));
    LT_TRY(make_column(w, layer, "receptor", OFTString));
    for (int k = 0; k < 3; k++) LT_TRY(make_column(w, layer, numbers[k], OFTReal));
    for (int c = 0; c < w->result->n_columns; c++) LT_TRY(make_column(w, layer, w->result->columns[c].name, OFTReal));
    for (int n = 0; n < w->result->setup->receptors.n; n++) LT_TRY(put_receptor(w, layer, n));
    return LT_OK;
}

static lt_status put_sources(const writer *w) {
    static const char *const kinds[] = {
        [LT_PLUME_POINT] = "point", [LT_PLUME_VOLUME] = "volume", [LT_PLUME_AREA] = "area", [LT_PLUME_LINE] = "line"};
    const lt_source_set *s = &w->result->setup->sources;
    OGRLayerH layer;
    LT_TRY(make_layer(w, "sources", &layer));
    LT_TRY(make_column(w, layer, "source", OFTString));
    LT_TRY(make_column(w, layer, "type", OFTString));
    LT_TRY(make_column(w, layer, "height_m", OFTReal));
    for (long k = 0; k < s->n; k++) {
        double lon, lat;
        if (!lt_plane_degrees(&w->result->setup->plane, s->items[k].x_m, s->items[k].y_m, &lon, &lat)) continue;
        OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
        OGR_F_SetFieldString(feature, 0, s->ids[k].text);
        OGR_F_SetFieldString(feature, 1, kinds[s->items[k].kind]);
        OGR_F_SetFieldDouble(feature, 2, s->items[k].height_m);
        LT_TRY(put_feature(w, layer, feature, lon, lat));
    }
    return LT_OK;
}

/* One transaction: features by themselves take a hundred times as long. */
static lt_status put_all(const writer *w) {
    if (GDALDatasetStartTransaction(w->data, FALSE) != OGRERR_NONE) return failed(w, "its transaction");
    LT_TRY(put_receptors(w));
    LT_TRY(put_sources(w));
    return GDALDatasetCommitTransaction(w->data) == OGRERR_NONE ? LT_OK : failed(w, "its transaction");
}

static lt_status write_file(const lt_plume_result *result, const char *path) {
    writer w = {.result = result, .path = path};
    GDALDriverH driver = GDALGetDriverByName("GPKG");
    CPLErrorReset();
    w.data = driver ? GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, NULL) : NULL;
    if (!w.data) return failed(&w, "the file");
    w.degrees = OSRNewSpatialReference(NULL);
    OSRImportFromEPSG(w.degrees, 4326);
    OSRSetAxisMappingStrategy(w.degrees, OAMS_TRADITIONAL_GIS_ORDER);
    const lt_status status = put_all(&w);
    OSRDestroySpatialReference(w.degrees);
    CPLErrorReset();
    GDALClose(w.data);
    return status == LT_OK && CPLGetLastErrorType() >= CE_Failure ? failed(&w, "its end") : status;
}

lt_status lt_result_gpkg_write(const lt_plume_result *result, lt_outdir *dir) {
    char path[4096];
    LT_TRY(lt_outdir_join_temporary(dir, "plume.gpkg", path, sizeof path));
    CPLPushErrorHandler(CPLQuietErrorHandler);
    GDALAllRegister();
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z");
    const lt_status status = write_file(result, path);
    CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", NULL);
    CPLPopErrorHandler();
    if (status == LT_OK) return lt_outdir_commit(dir, "plume.gpkg");
    lt_outdir_abandon_stream(dir, "plume.gpkg", NULL);
    return status;
}
