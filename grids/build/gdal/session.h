/* session.h - what the readers of this folder share: the open file, the way to WGS84, errors of GDAL. */
#ifndef LT_USER_SESSION_H
#define LT_USER_SESSION_H

#include "grids/build/gdal/user_file.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

typedef struct lt_user_session {
    const lt_user_file *file;
    const lt_user_visitor *visitor;
    GDALDatasetH data;
    OGRSpatialReferenceH wgs84, own; /* own: of the layer or raster */
    OGRCoordinateTransformationH to_wgs84, from_wgs84;
    double box[4];
} lt_user_session;

lt_status lt_user_fault(const lt_user_session *s, const char *where, const char *what, const char *expected,
                        const char *found, const char *todo);
/* from_file may be NULL: then the key crs must say it. Sets own and the two transformations. */
lt_status lt_user_set_crs(lt_user_session *s, OGRSpatialReferenceH from_file, const char *where);
/* n places in the file's system, changed to degrees of WGS84, GCJ-02 undone. */
lt_status lt_user_to_degrees(const lt_user_session *s, int n, double *x, double *y, const char *where);
/* The box in the file's system, with room for the curvature of its edges and GCJ-02. false: it has none there. */
bool lt_user_box(const lt_user_session *s, double *west, double *south, double *east, double *north);

lt_status lt_user_read_vector(lt_user_session *s);
lt_status lt_user_read_raster(lt_user_session *s);

#endif
