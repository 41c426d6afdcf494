/* anymap.c - PROJ's objects behind anymap.h. */
#include "grids/anymap.h"

#include <math.h>
#include <proj.h>
#include <string.h>

struct lt_anymap {
    PJ_CONTEXT *context;
    PJ *pj;
    double e2; /* square of the ellipsoid's eccentricity */
};

static const double degree = M_PI / 180;

/* Where the degrees of the map come from: its own datum; of a turned pole (which PROJ has for a geographic system
 * itself) the system that was turned. */
static PJ *degrees_of(PJ_CONTEXT *context, const char *text, PJ *crs) {
    return strstr(text, "ob_tran") ? proj_get_source_crs(context, crs) : proj_crs_get_geodetic_crs(context, crs);
}

static double eccentricity_of(PJ_CONTEXT *context, PJ *crs) {
    double a = 0, b = 0;
    PJ *ellipsoid = proj_get_ellipsoid(context, crs);
    bool known = ellipsoid && proj_ellipsoid_get_parameters(context, ellipsoid, &a, &b, NULL, NULL) && a > 0 && b > 0;
    proj_destroy(ellipsoid);
    return known ? 1 - b * b / (a * a) : 0;
}

/* From degrees, longitude first, to the map; NULL if PROJ cannot. */
static bool open_pj(lt_anymap *m, const char *text) {
    const char *as_crs = strstr(text, "+proj=") && !strstr(text, "+type=crs") ? lt_fmt("%s +type=crs", text) : text;
    PJ *crs = proj_create(m->context, as_crs), *degrees = crs ? degrees_of(m->context, text, crs) : NULL;
    PJ *raw = degrees ? proj_create_crs_to_crs_from_pj(m->context, degrees, crs, NULL, NULL) : NULL;
    m->pj = raw ? proj_normalize_for_visualization(m->context, raw) : NULL;
    if (degrees) m->e2 = eccentricity_of(m->context, degrees);
    proj_destroy(raw);
    proj_destroy(degrees);
    proj_destroy(crs);
    return m->pj != NULL;
}

lt_status lt_anymap_open(const char *text, lt_anymap **out) {
    lt_anymap *m;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *m, &m));
    m->context = proj_context_create();
    if (m->context) proj_log_level(m->context, PJ_LOG_NONE);
    if (!m->context || !open_pj(m, text)) {
        lt_anymap_close(m);
        return LT_RAISE(LT_ERR_INPUT, .what = "PROJ does not know the projection", .where = "map",
                        .expected = "a text of PROJ (\"+proj=...\", \"EPSG:32651\")", .found = text,
                        .todo = "correct the projection");
    }
    *out = m;
    return LT_OK;
}

void lt_anymap_close(lt_anymap *m) {
    if (!m) return;
    proj_destroy(m->pj);
    if (m->context) proj_context_destroy(m->context);
    lt_free(m);
}

static bool turn(lt_anymap *m, PJ_DIRECTION direction, double a, double b, double *first, double *second) {
    proj_errno_reset(m->pj);
    PJ_COORD c = proj_trans(m->pj, direction, proj_coord(a, b, 0, 0));
    if (proj_errno(m->pj) || !isfinite(c.xy.x) || !isfinite(c.xy.y)) return false;
    *first = c.xy.x;
    *second = c.xy.y;
    return true;
}

bool lt_anymap_forward(lt_anymap *m, double lon, double lat, double *x, double *y) {
    return turn(m, PJ_FWD, lon, lat, x, y);
}

bool lt_anymap_inverse(lt_anymap *m, double x, double y, double *lon, double *lat) {
    return turn(m, PJ_INV, x, y, lon, lat);
}

bool lt_anymap_angle(lt_anymap *m, double x, double y, double step, double *angle) {
    double lon, lat, lon_below, lat_below, lon_above, lat_above;
    if (!lt_anymap_inverse(m, x, y, &lon, &lat) || !lt_anymap_inverse(m, x, y - step, &lon_below, &lat_below) ||
        !lt_anymap_inverse(m, x, y + step, &lon_above, &lat_above))
        return false;
    double sine = sin(lat * degree), meridian = (1 - m->e2) / (1 - m->e2 * sine * sine); /* of the radii M / N */
    double east = remainder(lon_above - lon_below, 360) * cos(lat * degree), north = meridian * (lat_above - lat_below);
    *angle = atan2(-east, north);
    return true;
}
