/* lattice.c - grids of GRIB as their headers say them. See lattice.h.
 *
 * Shape of the Earth: code table 3.2; edition 1: sphere of 6367.47 km or the ellipsoid of 1965 (V: ecCodes). Polar
 * stereographic maps of edition 1 are true at 60 degrees. */
#include "model/met/gridded/grib/lattice.h"

#include "model/met/gridded/grib/header.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

bool lt_grib_lattice_is(const lt_grib_lattice *l, const char *type) {
    return strcmp(l->type, type) == 0;
}

bool lt_grib_lattice_is_map(const lt_grib_lattice *l) {
    return lt_grib_lattice_is(l, "lambert") || lt_grib_lattice_is(l, "polar_stereographic") ||
           lt_grib_lattice_is(l, "mercator");
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
    const bool mercator = lt_grib_lattice_is(l, "mercator"), polar = lt_grib_lattice_is(l, "polar_stereographic");
    l->dx = lt_grib_double(handle, mercator ? "DiInMetres" : "DxInMetres", NAN);
    l->dy = lt_grib_double(handle, mercator ? "DjInMetres" : "DyInMetres", NAN);
    l->place[LT_GRIB_LOV] =
        mercator ? 0.0 : lt_grib_double(handle, polar ? "orientationOfTheGridInDegrees" : "LoVInDegrees", NAN);
    l->place[LT_GRIB_LAD] = lt_grib_double(handle, "LaDInDegrees", polar ? 60.0 : NAN);
    l->place[LT_GRIB_LATIN1] = lt_grib_lattice_is(l, "lambert") ? lt_grib_double(handle, "Latin1InDegrees", NAN) : 0.0;
    l->place[LT_GRIB_LATIN2] = lt_grib_lattice_is(l, "lambert") ? lt_grib_double(handle, "Latin2InDegrees", NAN) : 0.0;
    l->place[LT_GRIB_SOUTH] = (double)(lt_grib_long(handle, "projectionCentreFlag", 0) >> 7 & 1);
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
    const bool reduced = lt_grib_lattice_is(l, "reduced_gg") || lt_grib_lattice_is(l, "reduced_ll");
    if (!reduced && !lt_grib_lattice_is(l, "regular_ll") && !lt_grib_lattice_is(l, "regular_gg") &&
        !lt_grib_lattice_is_map(l))
        return raise_kind(where, l->type);
    l->n = lt_grib_long(handle, "numberOfDataPoints", 0);
    l->nx = reduced ? 0 : (int)lt_grib_long(handle, "Nx", 0);
    l->ny = (int)lt_grib_long(handle, "Ny", 0);
    l->lat1 = lt_grib_double(handle, "latitudeOfFirstGridPointInDegrees", NAN);
    l->lon1 = lt_grib_double(handle, "longitudeOfFirstGridPointInDegrees", NAN);
    l->lat2 = lt_grib_lattice_is_map(l) ? 0.0 : lt_grib_double(handle, "latitudeOfLastGridPointInDegrees", NAN);
    l->lon2 = lt_grib_lattice_is_map(l) ? 0.0 : lt_grib_double(handle, "longitudeOfLastGridPointInDegrees", NAN);
    l->i_falls = lt_grib_long(handle, "iScansNegatively", 0) != 0;
    l->j_grows = lt_grib_long(handle, "jScansPositively", 0) != 0;
    l->j_first = lt_grib_long(handle, "jPointsAreConsecutive", 0) != 0;
    l->alternate = lt_grib_long(handle, "alternativeRowScanning", 0) != 0;
    if (lt_grib_lattice_is_map(l)) read_map(handle, l);
    if (lt_grib_lattice_is(l, "regular_gg") || lt_grib_lattice_is(l, "reduced_gg"))
        l->place[0] = (double)lt_grib_long(handle, "N", 0);
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
