/* lattice_plane.c - points of grids of GRIB. See lattice.h.
 *
 * A plane's x runs along the rows in the order of the message, its y from the first row to the last, so falling
 * latitudes, growing ones and rows from east to west are axes or steps of that sign, and only rows that run in turns or
 * columns before rows move a value. Axes are spread between first and last point: increments in the header are rounded.
 * Rows of reduced grids hold points of a whole circle, or of the sector between first and last longitude: whichever
 * gives as many points as there are values. Maps: Lambert (template 30), polar stereographic (20), Mercator (10). */
#include "grids/anymap.h"
#include "model/met/gridded/grib/lattice.h"

#include <math.h>

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
    if (lt_grib_lattice_is(l, "regular_gg") || lt_grib_lattice_is(l, "reduced_gg")) return gaussian(l, where, lat);
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
    if (lt_grib_lattice_is(l, "lambert"))
        return lt_fmt("+proj=lcc +lat_1=%.10g +lat_2=%.10g +lat_0=%.10g +lon_0=%.10g %s +units=m",
                      l->place[LT_GRIB_LATIN1], l->place[LT_GRIB_LATIN2], l->place[LT_GRIB_LAD], l->place[LT_GRIB_LOV],
                      earth);
    if (lt_grib_lattice_is(l, "mercator"))
        return lt_fmt("+proj=merc +lat_ts=%.10g +lon_0=%.10g %s +units=m", l->place[LT_GRIB_LAD], l->lon1, earth);
    const double sign = l->place[LT_GRIB_SOUTH] != 0.0 ? -1.0 : 1.0;
    return lt_fmt("+proj=stere +lat_0=%g +lat_ts=%.10g +lon_0=%.10g %s +units=m", 90.0 * sign,
                  sign * fabs(l->place[LT_GRIB_LAD]), l->place[LT_GRIB_LOV], earth);
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
    if (lt_grib_lattice_is_map(l)) return map_plane(l, where, out);
    return l->nx ? regular_plane(l, where, out) : reduced_plane(l, where, out);
}
