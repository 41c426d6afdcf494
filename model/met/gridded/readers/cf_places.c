/* cf_places.c - the points of a CF file: latitude and longitude axes, a map that its grid_mapping describes, or points
 * with their own latitude and longitude.
 *
 * A map: PROJ's own text where the file has it (proj_params of cdo, proj4), else from the attributes of CF-1.10
 * appendix F. Axes in m or km with even steps. */
#include "model/met/gridded/readers/cf.h"

#include "base/units.h"

#include <math.h>
#include <string.h>

static lt_status read_axis(lt_cf *cf, const char *name, int n, double **out) {
    LT_TRY(lt_calloc((size_t)n, sizeof **out, out));
    return lt_ncr_get_double(cf->file, name, NULL, (size_t)n, *out);
}

static bool has_word(lt_cf *cf, const char *variable, const char *attribute, const char *word) {
    char text[128];
    return lt_foreign_text(cf->file, variable, attribute, text, sizeof text) && strstr(text, word) != NULL;
}

/* A coordinate of degrees: by its standard name, its unit, or (old files without units) its name. */
static bool is_degrees(lt_cf *cf, const char *variable, const char *standard, const char *unit, const char *letters) {
    if (!lt_ncr_has(cf->file, variable)) return false;
    char text[128];
    if (lt_foreign_text(cf->file, variable, "standard_name", text, sizeof text) && text[0])
        return strcmp(text, standard) == 0;
    if (lt_foreign_units(cf->file, variable, text, sizeof text)) return strstr(text, unit) != NULL;
    return strncasecmp(variable, letters, 3) == 0;
}

static bool is_latitude(lt_cf *cf, const char *variable) {
    return is_degrees(cf, variable, "latitude", "_north", "lat");
}

static bool is_longitude(lt_cf *cf, const char *variable) {
    return is_degrees(cf, variable, "longitude", "_east", "lon");
}

static lt_status judge_degrees(lt_cf *cf, const char *name, double most, long n, const double *values) {
    for (long i = 0; i < n; i++)
        if (!(fabs(values[i]) <= most))
            return LT_RAISE(LT_ERR_INPUT, .what = "a place out of range",
                            .where = lt_fmt("%s, variable %s", cf->path, name),
                            .expected = lt_fmt("-%g to %g degrees", most, most),
                            .found = lt_fmt("%g at %ld (from 0)", values[i], i), .todo = "give the axis in degrees");
    return LT_OK;
}

static lt_status open_axes(lt_cf *cf, lt_gridded *g) {
    double *lon = NULL, *lat = NULL;
    lt_status status = read_axis(cf, cf->x_dim, cf->nx, &lon);
    if (status == LT_OK) status = read_axis(cf, cf->y_dim, cf->ny, &lat);
    if (status == LT_OK) status = judge_degrees(cf, cf->x_dim, 720.0, cf->nx, lon);
    if (status == LT_OK) status = judge_degrees(cf, cf->y_dim, 90.0 + 1e-6, cf->ny, lat);
    for (int i = 1; i < cf->nx && status == LT_OK; i++) /* 359, 0, 1 ... or 179, -179 */
        while (cf->nx > 2 && lon[i] < lon[i - 1] - 180.0) lon[i] += 360.0;
    if (status == LT_OK) status = lt_plane_axes(cf->nx, cf->ny, lon, lat, &g->plane);
    lt_free(lon);
    lt_free(lat);
    return status == LT_OK ? LT_OK : lt_error_place(status, "%s", cf->path);
}

/* --- maps --- */

static double number(lt_cf *cf, const char *mapping, const char *name, double otherwise) {
    double value = otherwise;
    lt_foreign_number(cf->file, mapping, name, &value);
    return value;
}

/* The Earth of a mapping: " +R=..." or " +a=... +rf=...". */
static void earth_text(lt_cf *cf, const char *m, char *out, size_t size) {
    double a = number(cf, m, "semi_major_axis", NAN), rf = number(cf, m, "inverse_flattening", NAN);
    double b = number(cf, m, "semi_minor_axis", NAN), radius = number(cf, m, "earth_radius", NAN);
    if (isfinite(radius))
        snprintf(out, size, "+R=%.10g", radius);
    else if (isfinite(a) && isfinite(rf) && rf > 0.0)
        snprintf(out, size, "+a=%.10g +rf=%.12g", a, rf);
    else if (isfinite(a) && isfinite(b))
        snprintf(out, size, "+a=%.10g +b=%.10g", a, b);
    else if (isfinite(a))
        snprintf(out, size, "+R=%.10g", a);
    else
        snprintf(out, size, "+ellps=WGS84");
}

/* One or two standard parallels. */
static void parallels(lt_cf *cf, const char *m, double otherwise, double *one, double *two) {
    double both[2] = {otherwise, otherwise};
    size_t n = 0;
    if (lt_ncr_attr_doubles(cf->file, m, "standard_parallel", 2, both, &n) != LT_OK) lt_error_clear();
    *one = both[0];
    *two = both[n == 2];
}

static bool text_of_mapping(lt_cf *cf, const char *m, char *out, size_t size) {
    static const char *const own[] = {"proj_params", "proj4_params", "proj4text", "proj4", "proj4string"};
    char name[64], earth[96];
    for (size_t k = 0; k < sizeof own / sizeof *own; k++)
        if (lt_foreign_text(cf->file, m, own[k], out, size)) return true;
    if (!lt_foreign_text(cf->file, m, "grid_mapping_name", name, sizeof name)) return false;
    double lat_0 = number(cf, m, "latitude_of_projection_origin", 0.0), one, two;
    double x_0 = number(cf, m, "false_easting", 0.0), y_0 = number(cf, m, "false_northing", 0.0);
    double lon_0 = number(
        cf, m, "longitude_of_central_meridian",
        number(cf, m, "longitude_of_projection_origin", number(cf, m, "straight_vertical_longitude_from_pole", 0.0)));
    double scale =
        number(cf, m, "scale_factor_at_central_meridian", number(cf, m, "scale_factor_at_projection_origin", 1.0));
    earth_text(cf, m, earth, sizeof earth);
    const char *shift = lt_fmt("+x_0=%.10g +y_0=%.10g %s +units=m +no_defs", x_0, y_0, earth);
    if (strcmp(name, "lambert_conformal_conic") == 0) {
        parallels(cf, m, lat_0, &one, &two);
        snprintf(out, size, "+proj=lcc +lat_1=%.10g +lat_2=%.10g +lat_0=%.10g +lon_0=%.10g %s", one, two, lat_0, lon_0,
                 shift);
    } else if (strcmp(name, "polar_stereographic") == 0) {
        double pole = lat_0 < 0.0 ? -90.0 : 90.0;
        parallels(cf, m, pole, &one, &two);
        snprintf(out, size, "+proj=stere +lat_0=%.10g +lat_ts=%.10g +lon_0=%.10g +k_0=%.12g %s", pole, one, lon_0,
                 scale, shift);
    } else if (strcmp(name, "mercator") == 0) {
        parallels(cf, m, 0.0, &one, &two);
        snprintf(out, size, "+proj=merc +lat_ts=%.10g +lon_0=%.10g %s", one, lon_0, shift);
    } else if (strcmp(name, "transverse_mercator") == 0) {
        snprintf(out, size, "+proj=tmerc +lat_0=%.10g +lon_0=%.10g +k_0=%.12g %s", lat_0, lon_0, scale, shift);
    } else {
        return false;
    }
    return true;
}

/* The grid mapping of the first field that names one. */
static bool find_mapping(lt_cf *cf, char *out, size_t size) {
    char mapping[64];
    for (int f = 0; f < LT_N_GRIDDED; f++)
        if (cf->source[f].variable[0] &&
            lt_foreign_text(cf->file, cf->source[f].variable, "grid_mapping", mapping, sizeof mapping) &&
            lt_ncr_has(cf->file, mapping) && text_of_mapping(cf, mapping, out, size))
            return true;
    return false;
}

/* First value and even step of a map's axis, m. */
static lt_status even_axis(lt_cf *cf, const char *name, int n, double *first, double *step) {
    char unit[64];
    double *axis = NULL, slope, offset, worst = 0.0;
    if (!lt_foreign_units(cf->file, name, unit, sizeof unit)) strcpy(unit, "m");
    LT_TRY_PLACE(lt_units_factor(unit, "m", &slope, &offset), "%s, variable %s", cf->path, name);
    lt_status status = read_axis(cf, name, n, &axis);
    if (status == LT_OK) {
        *first = slope * axis[0];
        *step = n > 1 ? slope * (axis[n - 1] - axis[0]) / (n - 1) : 0.0;
        for (int i = 0; i < n; i++) worst = fmax(worst, fabs(slope * axis[i] - *first - *step * i));
    }
    lt_free(axis);
    if (status != LT_OK || worst <= 1e-3 * fabs(*step)) return status;
    return LT_RAISE(LT_ERR_INPUT, .what = "the steps of a map's axis are not even",
                    .where = lt_fmt("%s, variable %s", cf->path, name), .expected = lt_fmt("steps of %g m", *step),
                    .found = lt_fmt("a point %g m off", worst), .todo = "interpolate to an even grid");
}

static lt_status open_map(lt_cf *cf, const char *proj, lt_gridded *g) {
    double x0, y0, dx, dy;
    LT_TRY(even_axis(cf, cf->x_dim, cf->nx, &x0, &dx));
    LT_TRY(even_axis(cf, cf->y_dim, cf->ny, &y0, &dy));
    return lt_plane_map(proj, cf->nx, cf->ny, x0, y0, dx, dy, &g->plane);
}

/* --- points of their own --- */

/* The two-dimensional latitude and longitude on the points. */
static bool find_points(lt_cf *cf, char lat[64], char lon[64]) {
    char name[64];
    lat[0] = lon[0] = '\0';
    for (int k = 0; lt_ncr_variable(cf->file, k, name, sizeof name); k++) {
        lt_ncr_shape shape;
        if (lt_ncr_get_shape(cf->file, name, &shape) != LT_OK) {
            lt_error_clear();
            continue;
        }
        if (shape.n != 2 || strcmp(shape.dim[0], cf->y_dim) != 0 || strcmp(shape.dim[1], cf->x_dim) != 0) continue;
        if (!lat[0] && is_latitude(cf, name)) snprintf(lat, 64, "%s", name);
        if (!lon[0] && is_longitude(cf, name)) snprintf(lon, 64, "%s", name);
    }
    return lat[0] && lon[0];
}

static lt_status open_points(lt_cf *cf, const char *lat_name, const char *lon_name, lt_gridded *g) {
    size_t n = (size_t)cf->nx * (size_t)cf->ny;
    double *lon = NULL, *lat = NULL;
    lt_status status = lt_calloc(n, sizeof *lon, &lon);
    if (status == LT_OK) status = lt_calloc(n, sizeof *lat, &lat);
    if (status == LT_OK) status = lt_ncr_get_double(cf->file, lon_name, NULL, n, lon);
    if (status == LT_OK) status = lt_ncr_get_double(cf->file, lat_name, NULL, n, lat);
    if (status == LT_OK) status = judge_degrees(cf, lon_name, 720.0, (long)n, lon);
    if (status == LT_OK) status = judge_degrees(cf, lat_name, 90.0 + 1e-6, (long)n, lat);
    if (status == LT_OK) status = lt_plane_curved(cf->nx, cf->ny, lon, lat, &g->plane);
    lt_free(lon);
    lt_free(lat);
    return status;
}

static lt_status raise_order(lt_cf *cf) {
    return LT_RAISE(LT_ERR_INPUT, .what = "longitudes stand before latitudes", .where = cf->path,
                    .expected = "variables (..., latitude, longitude)",
                    .found = lt_fmt("(..., %s, %s)", cf->y_dim, cf->x_dim),
                    .todo = "turn them: ncpdq -a lat,lon IN OUT");
}

lt_status lt_cf_open_places(lt_cf *cf, lt_gridded *g) {
    char proj[sizeof g->plane->map], lat[64], lon[64];
    if (is_longitude(cf, cf->y_dim) || is_latitude(cf, cf->x_dim)) return raise_order(cf);
    if (is_longitude(cf, cf->x_dim) && is_latitude(cf, cf->y_dim)) return open_axes(cf, g);
    bool axes = lt_ncr_has(cf->file, cf->x_dim) && lt_ncr_has(cf->file, cf->y_dim) &&
                !has_word(cf, cf->x_dim, "units", "degree");
    if (axes && find_mapping(cf, proj, sizeof proj)) return open_map(cf, proj, g);
    if (find_points(cf, lat, lon)) return open_points(cf, lat, lon, g);
    return LT_RAISE(LT_ERR_INPUT, .what = "it is not said where the points lie", .where = cf->path,
                    .expected = "latitude and longitude axes, a grid_mapping that is known, or latitude(y, x) and "
                                "longitude(y, x)",
                    .found = lt_fmt("dimensions %s, %s", cf->y_dim, cf->x_dim),
                    .todo = "add them, or interpolate to latitudes and longitudes (cdo remapbil)");
}
