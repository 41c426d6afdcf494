/* lattice.c - grids of GRIB. See lattice.h.
 *
 * A plane's x runs along the rows in the order of the message, its y from the first row to the last, so falling
 * latitudes, growing ones and rows from east to west are axes or steps of that sign, and only rows that run in turns or
 * columns before rows move a value. Axes are spread between first and last point: increments in the header are rounded.
 * Rows of reduced grids hold points of a whole circle, or of the sector between first and last longitude: whichever
 * gives as many points as there are values.
 * Maps: Lambert (template 30), polar stereographic (20; true at 60 degrees in edition 1), Mercator (10). Shape of the
 * Earth: code table 3.2; edition 1: sphere of 6367.47 km or the ellipsoid of 1965 (V: ecCodes). */
#include "model/met/gridded/grib/lattice.h"

#include "grids/anymap.h"
#include "model/met/gridded/grib/header.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LOV, LAD, LATIN1, LATIN2, SOUTH };

static bool is(const lt_grib_lattice *l, const char *type) {
    return strcmp(l->type, type) == 0;
}

static bool is_map(const lt_grib_lattice *l) {
    return is(l, "lambert") || is(l, "polar_stereographic") || is(l, "mercator");
}

/* --- from the header --- */

static lt_status raise_kind(const char *where, const char *type) {
    const bool spectral = strcmp(type, "sh") == 0;
    return LT_RAISE(
        LT_ERR_INPUT,
        .what = spectral ? "spherical harmonics are not values at points" : "this kind of grid is not read from GRIB",
        .where = where,
        .expected = "regular_ll, regular_gg, reduced_ll, reduced_gg, lambert, polar_stereographic or mercator",
        .found = type[0] ? type : "an unknown grid",
        .todo = spectral ? "make a grid of it: `cdo dv2uvl` where it holds vorticity and divergence, else "
                           "`cdo sp2gpl`; or ask the archive for a grid (grid and area of the request)"
                         : "bring it to a latitude-longitude grid, for instance with `cdo remapbil`");
}

static void read_earth(codes_handle *handle, lt_grib_lattice *l) {
    static const double tables[10][2] = {{6367470, 6367470},        {0},
                                         {6378160, 6356775},        {0},
                                         {6378137, 6356752.314140}, {6378137, 6356752.314245},
                                         {6371229, 6371229},        {0},
                                         {6371200, 6371200},        {6377563.396, 6356256.909}};
    const long shape = lt_grib_long(handle, "shapeOfTheEarth", -1);
    if (shape < 0) { /* edition 1 */
        const bool oblate = lt_grib_long(handle, "earthIsOblate", 0) != 0;
        memcpy(l->axes, tables[oblate ? 2 : 0], sizeof l->axes);
    } else if (shape == 1) {
        l->axes[0] = l->axes[1] = lt_grib_double(handle, "radius", 6371229);
    } else if (shape == 3 || shape == 7) {
        l->axes[0] = lt_grib_double(handle, "earthMajorAxis", NAN) * (shape == 3 ? 1000 : 1);
        l->axes[1] = lt_grib_double(handle, "earthMinorAxis", NAN) * (shape == 3 ? 1000 : 1);
    } else {
        memcpy(l->axes, tables[shape < 10 ? shape : 6], sizeof l->axes);
    }
}

static void read_map(codes_handle *handle, lt_grib_lattice *l) {
    const bool mercator = is(l, "mercator"), polar = is(l, "polar_stereographic");
    l->dx = lt_grib_double(handle, mercator ? "DiInMetres" : "DxInMetres", NAN);
    l->dy = lt_grib_double(handle, mercator ? "DjInMetres" : "DyInMetres", NAN);
    l->place[LOV] =
        mercator ? 0.0 : lt_grib_double(handle, polar ? "orientationOfTheGridInDegrees" : "LoVInDegrees", NAN);
    l->place[LAD] = lt_grib_double(handle, "LaDInDegrees", polar ? 60.0 : NAN);
    l->place[LATIN1] = is(l, "lambert") ? lt_grib_double(handle, "Latin1InDegrees", NAN) : 0.0;
    l->place[LATIN2] = is(l, "lambert") ? lt_grib_double(handle, "Latin2InDegrees", NAN) : 0.0;
    l->place[SOUTH] = (double)(lt_grib_long(handle, "projectionCentreFlag", 0) >> 7 & 1);
    read_earth(handle, l);
}

static lt_status read_rows(codes_handle *handle, const char *where, lt_grib_lattice *l) {
    size_t n = 0;
    if (codes_get_size(handle, "pl", &n) != CODES_SUCCESS || n != (size_t)l->ny || n < 2)
        return LT_RAISE(LT_ERR_INPUT, .what = "rows of a reduced grid have no lengths", .where = where,
                        .expected = lt_fmt("%d of them", l->ny), .found = lt_fmt("%zu", n),
                        .todo = "get the file again");
    long *lengths = NULL;
    LT_TRY(lt_calloc(n, sizeof *lengths, &lengths));
    lt_status status = lt_calloc(n, sizeof *l->row, &l->row);
    if (status == LT_OK && codes_get_long_array(handle, "pl", lengths, &n) != CODES_SUCCESS)
        status = LT_RAISE(LT_ERR_INPUT, .what = "lengths of the rows of a reduced grid cannot be read", .where = where,
                          .expected = "a length for each row", .found = "none", .todo = "get the file again");
    for (int j = 0; status == LT_OK && j < l->ny; j++) l->row[j] = (int)lengths[j];
    lt_free(lengths);
    return status;
}

lt_status lt_grib_lattice_read(codes_handle *handle, const char *where, lt_grib_lattice *l) {
    size_t length = sizeof l->type;
    memset(l, 0, sizeof *l);
    if (codes_get_string(handle, "gridType", l->type, &length) != CODES_SUCCESS) l->type[0] = '\0';
    const bool reduced = is(l, "reduced_gg") || is(l, "reduced_ll");
    if (!reduced && !is(l, "regular_ll") && !is(l, "regular_gg") && !is_map(l)) return raise_kind(where, l->type);
    l->n = lt_grib_long(handle, "numberOfDataPoints", 0);
    l->nx = reduced ? 0 : (int)lt_grib_long(handle, "Nx", 0);
    l->ny = (int)lt_grib_long(handle, "Ny", 0);
    l->lat1 = lt_grib_double(handle, "latitudeOfFirstGridPointInDegrees", NAN);
    l->lon1 = lt_grib_double(handle, "longitudeOfFirstGridPointInDegrees", NAN);
    l->lat2 = is_map(l) ? 0.0 : lt_grib_double(handle, "latitudeOfLastGridPointInDegrees", NAN);
    l->lon2 = is_map(l) ? 0.0 : lt_grib_double(handle, "longitudeOfLastGridPointInDegrees", NAN);
    l->i_falls = lt_grib_long(handle, "iScansNegatively", 0) != 0;
    l->j_grows = lt_grib_long(handle, "jScansPositively", 0) != 0;
    l->j_first = lt_grib_long(handle, "jPointsAreConsecutive", 0) != 0;
    l->alternate = lt_grib_long(handle, "alternativeRowScanning", 0) != 0;
    if (is_map(l)) read_map(handle, l);
    if (is(l, "regular_gg") || is(l, "reduced_gg")) l->place[0] = (double)lt_grib_long(handle, "N", 0);
    const bool counted = reduced ? l->ny > 1 : l->nx > 1 && l->ny > 1 && (long)l->nx * l->ny == l->n;
    if (!counted || !isfinite(l->lat1 + l->lon1 + l->lat2 + l->lon2) ||
        (reduced && (l->i_falls || l->j_first || l->alternate)))
        return LT_RAISE(LT_ERR_INPUT, .what = "a GRIB message has a grid that cannot be", .where = where,
                        .expected = "at least 2 x 2 points, as many as there are values",
                        .found = lt_fmt("%s, %ld values", lt_grib_lattice_text(l), l->n),
                        .todo = "look at it with grib_dump");
    return reduced ? read_rows(handle, where, l) : LT_OK;
}

bool lt_grib_lattice_same(const lt_grib_lattice *a, const lt_grib_lattice *b) {
    const double x[] = {a->lon1,     a->lat1,     a->lon2,     a->lat2,    a->place[0],
                        a->place[1], a->place[2], a->place[3], a->place[4]};
    const double y[] = {b->lon1,     b->lat1,     b->lon2,     b->lat2,    b->place[0],
                        b->place[1], b->place[2], b->place[3], b->place[4]};
    if (strcmp(a->type, b->type) != 0 || a->n != b->n || a->nx != b->nx || a->ny != b->ny) return false;
    if (a->i_falls != b->i_falls || a->j_grows != b->j_grows || a->j_first != b->j_first ||
        a->alternate != b->alternate)
        return false;
    for (size_t k = 0; k < sizeof x / sizeof *x; k++)
        if (fabs(x[k] - y[k]) > 2e-3) return false; /* degrees: edition 1 keeps thousandths */
    if (fabs(a->dx - b->dx) > 1 || fabs(a->dy - b->dy) > 1 || a->axes[0] != b->axes[0] || a->axes[1] != b->axes[1])
        return false;
    return !a->row || memcmp(a->row, b->row, (size_t)a->ny * sizeof *a->row) == 0;
}

const char *lt_grib_lattice_text(const lt_grib_lattice *l) {
    const char *columns = l->nx ? lt_fmt("%d x ", l->nx) : "rows: ";
    return lt_fmt("%s, %s%d from %g N, %g E", l->type, columns, l->ny, l->lat1, l->lon1);
}

/* --- points --- */

static lt_status raise_latitudes(const lt_grib_lattice *l, const char *where) {
    return LT_RAISE(LT_ERR_INPUT, .what = "latitudes of a Gaussian grid are none of its number", .where = where,
                    .expected = "rows of the Gaussian grid that the message names",
                    .found = lt_fmt("N %g, %s", l->place[0], lt_grib_lattice_text(l)),
                    .todo = "look at it with grib_dump");
}

/* The rows of the Gaussian grid from the first latitude on. */
static lt_status gaussian(const lt_grib_lattice *l, const char *where, double *lat) {
    const long n = (long)l->place[0];
    double *all = NULL;
    int at = 0;
    if (n < 1 || n > 10000) return raise_latitudes(l, where);
    LT_TRY(lt_calloc((size_t)(2 * n), sizeof *all, &all));
    const bool known = codes_get_gaussian_latitudes(n, all) == CODES_SUCCESS; /* from north to south */
    for (int j = 1; known && j < 2 * n; j++)
        if (fabs(all[j] - l->lat1) < fabs(all[at] - l->lat1)) at = j;
    const int step = l->lat2 > l->lat1 ? -1 : 1, last = at + step * (l->ny - 1);
    const bool fits =
        known && last >= 0 && last < 2 * n && fabs(all[at] - l->lat1) < 5e-3 && fabs(all[last] - l->lat2) < 5e-3;
    for (int j = 0; fits && j < l->ny; j++) lat[j] = all[at + step * j];
    lt_free(all);
    return fits ? LT_OK : raise_latitudes(l, where);
}

static lt_status latitudes(const lt_grib_lattice *l, const char *where, double *lat) {
    if (is(l, "regular_gg") || is(l, "reduced_gg")) return gaussian(l, where, lat);
    for (int j = 0; j < l->ny; j++) lat[j] = l->lat1 + (l->lat2 - l->lat1) * j / (l->ny - 1);
    return LT_OK;
}

/* Longitudes from the first to the last, eastward unless the header says westward. */
static double sector(const lt_grib_lattice *l) {
    double width = fmod(l->lon2 - l->lon1, 360.0);
    if (l->i_falls) return width > 0.0 ? width - 360.0 : width;
    return width < 0.0 ? width + 360.0 : width;
}

static lt_status regular_plane(const lt_grib_lattice *l, const char *where, lt_plane **out) {
    double *lon = NULL, *lat = NULL;
    LT_TRY(lt_calloc((size_t)l->nx, sizeof *lon, &lon));
    lt_status status = lt_calloc((size_t)l->ny, sizeof *lat, &lat);
    if (status == LT_OK) status = latitudes(l, where, lat);
    for (int i = 0; i < l->nx; i++) lon[i] = l->lon1 + sector(l) * i / (l->nx - 1);
    if (status == LT_OK) status = lt_plane_axes(l->nx, l->ny, lon, lat, out);
    if (status != LT_OK) lt_error_place(status, "%s", where);
    lt_free(lon);
    lt_free(lat);
    return status;
}

/* First longitude, step and number of points of one row of a reduced grid, if rows hold all of the circle, all of the
 * sector, or what a circle's points have in the sector. */
typedef enum rows_kind { CIRCLE, SECTOR, PART, N_ROWS_KINDS } rows_kind;

static int one_row(const lt_grib_lattice *l, rows_kind kind, int j, double *lon0, double *step) {
    const double width = sector(l), slack = 1e-3;
    *lon0 = l->lon1;
    *step = kind == SECTOR ? width / (l->row[j] > 1 ? l->row[j] - 1 : 1) : 360.0 / l->row[j];
    if (kind != PART) return l->row[j];
    const double first = ceil((l->lon1 - slack) / *step), last = floor((l->lon1 + width + slack) / *step);
    *lon0 = first * *step;
    return last < first ? 0 : (int)(last - first) + 1;
}

static lt_status reduced_plane(const lt_grib_lattice *l, const char *where, lt_plane **out) {
    double *lat = NULL, *lon0 = NULL, *step = NULL;
    int *n = NULL, longest = 1, k = CIRCLE;
    LT_TRY(lt_calloc((size_t)l->ny, sizeof *lat, &lat));
    lt_status status = lt_calloc((size_t)l->ny, sizeof *lon0, &lon0);
    if (status == LT_OK) status = lt_calloc((size_t)l->ny, sizeof *step, &step);
    if (status == LT_OK) status = lt_calloc((size_t)l->ny, sizeof *n, &n);
    if (status == LT_OK) status = latitudes(l, where, lat);
    for (int j = 0; j < l->ny; j++) longest = l->row[j] > longest ? l->row[j] : longest;
    const bool round = sector(l) + 1.5 * 360.0 / longest > 360.0;
    bool fits = false;
    for (k = round ? CIRCLE : SECTOR; status == LT_OK && !fits && k < N_ROWS_KINDS; k++) {
        long sum = 0;
        for (int j = 0; j < l->ny; j++)
            sum += n[j] = l->row[j] > 0 ? one_row(l, (rows_kind)k, j, &lon0[j], &step[j]) : 0;
        fits = sum == l->n;
    }
    if (status == LT_OK && !fits)
        status = LT_RAISE(LT_ERR_INPUT, .what = "rows of a reduced grid do not hold its values", .where = where,
                          .expected = lt_fmt("%ld values", l->n), .found = lt_grib_lattice_text(l),
                          .todo = "look at it with grib_dump");
    if (status == LT_OK) status = lt_plane_rows(l->ny, lat, n, lon0, step, out);
    if (status != LT_OK) lt_error_place(status, "%s", where);
    lt_free(lat);
    lt_free(lon0);
    lt_free(step);
    lt_free(n);
    return status;
}

static const char *map_text(const lt_grib_lattice *l) {
    const char *earth =
        l->axes[0] == l->axes[1] ? lt_fmt("+R=%.10g", l->axes[0]) : lt_fmt("+a=%.10g +b=%.13g", l->axes[0], l->axes[1]);
    if (is(l, "lambert"))
        return lt_fmt("+proj=lcc +lat_1=%.10g +lat_2=%.10g +lat_0=%.10g +lon_0=%.10g %s +units=m", l->place[LATIN1],
                      l->place[LATIN2], l->place[LAD], l->place[LOV], earth);
    if (is(l, "mercator"))
        return lt_fmt("+proj=merc +lat_ts=%.10g +lon_0=%.10g %s +units=m", l->place[LAD], l->lon1, earth);
    const double sign = l->place[SOUTH] != 0.0 ? -1.0 : 1.0;
    return lt_fmt("+proj=stere +lat_0=%g +lat_ts=%.10g +lon_0=%.10g %s +units=m", 90.0 * sign,
                  sign * fabs(l->place[LAD]), l->place[LOV], earth);
}

static lt_status map_plane(const lt_grib_lattice *l, const char *where, lt_plane **out) {
    const char *text = map_text(l);
    lt_anymap *map;
    double x, y;
    LT_TRY_PLACE(lt_anymap_open(text, &map), "%s", where);
    const bool on = lt_anymap_forward(map, l->lon1, l->lat1, &x, &y);
    lt_anymap_close(map);
    if (!on)
        return LT_RAISE(LT_ERR_INPUT, .what = "the first point of a grid is not on its map", .where = where,
                        .expected = text, .found = lt_grib_lattice_text(l), .todo = "look at it with grib_dump");
    const double dx = l->i_falls ? -l->dx : l->dx, dy = l->j_grows ? l->dy : -l->dy;
    LT_TRY_PLACE(lt_plane_map(text, l->nx, l->ny, x, y, dx, dy, out), "%s", where);
    return LT_OK;
}

lt_status lt_grib_lattice_plane(const lt_grib_lattice *l, const char *where, lt_plane **out) {
    if (is_map(l)) return map_plane(l, where, out);
    return l->nx ? regular_plane(l, where, out) : reduced_plane(l, where, out);
}

void lt_grib_lattice_arrange(const lt_grib_lattice *l, const double *values, float *out) {
    if (!l->nx || (!l->j_first && !l->alternate)) {
        for (long k = 0; k < l->n; k++) out[k] = (float)values[k];
        return;
    }
    const int inner = l->j_first ? l->ny : l->nx;
    for (long k = 0; k < l->n; k++) {
        const int turn = (int)(k / inner), along = (int)(k % inner);
        const int place = l->alternate && turn % 2 ? inner - 1 - along : along;
        out[l->j_first ? (long)place * l->nx + turn : (long)turn * l->nx + place] = (float)values[k];
    }
}
