/* wrf_map.c - where the points of a WRF file lie, and how its wind is turned.
 *
 * WRF's Earth is a sphere of 6 370 000 m (WRF-ARW technical note, NCAR/TN-475+STR, section 3; share/
 * module_model_constants.F: reradius = 1/6370e3). MAP_PROJ: 1 Lambert, 2 polar stereographic, 3 Mercator, 6 latitude
 * and longitude, whose poles may be moved (POLE_LAT, POLE_LON). The corner of the map comes from XLAT and XLONG, so
 * that a file that was cut lies right; every point is compared.
 *
 * WPS and WRF compute XLAT, XLONG and SINALPHA in single precision. Measured on the six real samples: places at
 * most 4.3 m off (200 x 200 points of 30 km), angles 5e-5 rad; a wrong parallel or central longitude is kilometres. */
#include "model/met/gridded/readers/wrf.h"

#include <math.h>

static const double RADIUS = 6370000.0, PLACE_TOLERANCE = 25.0 /* m */, ANGLE_TOLERANCE = 1e-3 /* rad */;

static double number(lt_wrf *wrf, const char *name, double otherwise) {
    double value = otherwise;
    lt_foreign_number(wrf->file, NULL, name, &value);
    return value;
}

/* Degrees of all points, [ny][nx]. */
static lt_status read_places(lt_wrf *wrf, double *lon, double *lat) {
    const char *names[2] = {wrf->geogrid ? "XLONG_M" : "XLONG", wrf->geogrid ? "XLAT_M" : "XLAT"};
    double *out[2] = {lon, lat};
    long n = (long)wrf->nx * wrf->ny;
    for (int k = 0; k < 2; k++) {
        lt_ncr_shape shape;
        LT_TRY(lt_ncr_get_shape(wrf->file, names[k], &shape));
        bool timed = shape.n == 3;
        if (timed)
            LT_TRY(lt_ncr_get_double_record(wrf->file, names[k], NULL, 0, (size_t)n, out[k]));
        else
            LT_TRY(lt_ncr_get_double(wrf->file, names[k], NULL, (size_t)n, out[k]));
    }
    return LT_OK;
}

/* A nest that follows a storm goes by whole cells. Less is no motion: in a sample (wrf_cropped.nc) the feedback of a
 * nest changes latitudes by 0.07 of a cell after the first time, whose places fit the projection. */
static lt_status judge_still(lt_wrf *wrf, const double *lat) {
    const char *name = wrf->geogrid ? "XLAT_M" : "XLAT";
    lt_ncr_shape shape;
    LT_TRY(lt_ncr_get_shape(wrf->file, name, &shape));
    if (shape.n != 3 || shape.length[0] < 2) return LT_OK;
    size_t n = (size_t)wrf->nx * (size_t)wrf->ny;
    double *last = NULL;
    LT_TRY(lt_calloc(n, sizeof *last, &last));
    lt_status status = lt_ncr_get_double_record(wrf->file, name, NULL, shape.length[0] - 1, n, last);
    bool still = status == LT_OK;
    const double cell = fabs(lat[wrf->nx] - lat[0]);
    for (size_t p = 0; p < n && still; p++) still = fabs(last[p] - lat[p]) < 0.5 * cell;
    lt_free(last);
    if (status != LT_OK || still) return status;
    return LT_RAISE(LT_ERR_INPUT, .what = "the grid of the WRF file moves",
                    .where = lt_fmt("%s, variable %s", wrf->path, name), .expected = "the same points at all times",
                    .found = "other latitudes at the last time than at the first (a moving nest)",
                    .todo = "take the parent domain");
}

/* "+proj=lcc ...", or "" for latitude and longitude. */
static lt_status projection_text(lt_wrf *wrf, char *out, size_t size) {
    double one = number(wrf, "TRUELAT1", NAN), two = number(wrf, "TRUELAT2", one), lon = number(wrf, "STAND_LON", NAN);
    double centre = number(wrf, "MOAD_CEN_LAT", number(wrf, "CEN_LAT", one)), kind = number(wrf, "MAP_PROJ", NAN);
    if (!(fabs(two) <= 90.0)) two = one; /* written as 1e20 where it does not count */
    out[0] = '\0';
    if (kind == 1.0)
        snprintf(out, size, "+proj=lcc +lat_1=%.9g +lat_2=%.9g +lat_0=%.9g +lon_0=%.9g +R=%.0f +units=m +no_defs", one,
                 two, centre, lon, RADIUS);
    else if (kind == 2.0)
        snprintf(out, size, "+proj=stere +lat_0=%d +lat_ts=%.9g +lon_0=%.9g +R=%.0f +units=m +no_defs",
                 one < 0.0 ? -90 : 90, one, lon, RADIUS);
    else if (kind == 3.0)
        snprintf(out, size, "+proj=merc +lat_ts=%.9g +lon_0=%.9g +R=%.0f +units=m +no_defs", one,
                 number(wrf, "CEN_LON", lon), RADIUS);
    else if (kind != 6.0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the projection of the WRF file is not known",
                        .where = lt_fmt("%s, global attribute MAP_PROJ", wrf->path),
                        .expected = "1 Lambert, 2 polar stereographic, 3 Mercator, 6 latitude-longitude",
                        .found = lt_fmt("%g", kind), .todo = "use output of a real-data run");
    return LT_OK;
}

/* Rows of one latitude and columns of one longitude, to the rounding of XLAT in single precision. */
static bool fit_axes(int nx, int ny, double *lon, const double *lat, double *row) {
    for (int i = 1; i < nx; i++)
        while (lon[i] < lon[i - 1] - 180.0) lon[i] += 360.0; /* over the date line */
    for (int j = 0; j < ny; j++) {
        row[j] = lat[(long)j * nx];
        for (int i = 0; i < nx; i++)
            if (fabs(lat[(long)j * nx + i] - row[j]) > 2e-5 ||
                fabs(remainder(lon[(long)j * nx + i] - lon[i], 360.0)) > 4e-5)
                return false;
    }
    return true;
}

/* Difference along the column at row j of values that turn by `turn` (0: do not), of second order also at the edges
 * (two rows have one). */
static double along_column(int nx, int ny, int j, const double *values, double turn) {
    double single = values[nx] - values[0];
    if (ny < 3) return turn > 0.0 ? remainder(single, turn) : single;
    int a = j > 0 ? (j < ny - 1 ? j - 1 : j - 2) : 0; /* first of three rows */
    double low = values[(long)(a + 1) * nx] - values[(long)a * nx];
    double high = values[(long)(a + 2) * nx] - values[(long)(a + 1) * nx];
    if (turn > 0.0) low = remainder(low, turn), high = remainder(high, turn);
    return 0.5 * (low + high) + (double)(j - a - 1) * (high - low);
}

/* Angles by differences of the places: for grids of moved poles. */
static void angles_of_places(int nx, int ny, const double *lon, const double *lat, double *angle) {
    for (int j = 0; j < ny; j++)
        for (int i = 0; i < nx; i++) {
            long p = (long)j * nx + i;
            double east = along_column(nx, ny, j, lon + i, 360.0) * cos(lat[p] * (M_PI / 180.0));
            angle[p] = atan2(-east, along_column(nx, ny, j, lat + i, 0.0));
        }
}

static lt_status make_plane(lt_wrf *wrf, double *lon, double *lat, double *angle, lt_plane **out) {
    char proj[sizeof(*out)->map];
    double dx = number(wrf, "DX", NAN), dy = number(wrf, "DY", dx);
    LT_TRY(projection_text(wrf, proj, sizeof proj));
    if (proj[0]) {
        LT_TRY(lt_foreign_map(lt_fmt("%s, XLAT and XLONG", wrf->path), proj, wrf->nx, wrf->ny, dx, dy, lon, lat,
                              PLACE_TOLERANCE, out));
        return lt_plane_angles(*out, angle);
    }
    if (fit_axes(wrf->nx, wrf->ny, lon, lat, angle)) { /* angle holds the latitudes of the rows */
        LT_TRY(lt_plane_axes(wrf->nx, wrf->ny, lon, angle, out));
        return lt_plane_angles(*out, angle);
    }
    angles_of_places(wrf->nx, wrf->ny, lon, lat, angle);
    return lt_plane_curved(wrf->nx, wrf->ny, lon, lat, out);
}

/* The file's own COSALPHA and SINALPHA where it has them: they are what turned the wind that went in. */
static lt_status set_angles(lt_wrf *wrf, const double *angle) {
    long n = (long)wrf->nx * wrf->ny;
    LT_TRY(lt_calloc((size_t)n, sizeof(double), &wrf->cosine));
    LT_TRY(lt_calloc((size_t)n, sizeof(double), &wrf->sine));
    for (long p = 0; p < n; p++) {
        wrf->cosine[p] = cos(angle[p]);
        wrf->sine[p] = sin(angle[p]);
    }
    const char *names[2] = {"COSALPHA", "SINALPHA"};
    double *out[2] = {wrf->cosine, wrf->sine};
    if (!lt_ncr_has(wrf->file, names[0]) || !lt_ncr_has(wrf->file, names[1])) return LT_OK;
    for (int k = 0; k < 2; k++) {
        lt_ncr_shape shape;
        LT_TRY(lt_ncr_get_shape(wrf->file, names[k], &shape));
        if (shape.n == 3)
            LT_TRY(lt_ncr_get_double_record(wrf->file, names[k], NULL, 0, (size_t)n, out[k]));
        else
            LT_TRY(lt_ncr_get_double(wrf->file, names[k], NULL, (size_t)n, out[k]));
    }
    for (long p = 0; p < n; p++) {
        double off = fabs(remainder(atan2(wrf->sine[p], wrf->cosine[p]) - angle[p], 2.0 * M_PI));
        if (off > ANGLE_TOLERANCE)
            return LT_RAISE(LT_ERR_INPUT, .what = "COSALPHA and SINALPHA do not fit the projection",
                            .where = lt_fmt("%s, row %ld, column %ld (from 0)", wrf->path, p / wrf->nx, p % wrf->nx),
                            .expected = lt_fmt("an angle of %.4f degrees", angle[p] * (180.0 / M_PI)),
                            .found = lt_fmt("%.4f", atan2(wrf->sine[p], wrf->cosine[p]) * (180.0 / M_PI)),
                            .todo = "compare MAP_PROJ, STAND_LON and TRUELAT1 with the run's namelist");
    }
    return LT_OK;
}

lt_status lt_wrf_open_map(lt_wrf *wrf, lt_gridded *gridded) {
    size_t n = (size_t)wrf->nx * (size_t)wrf->ny;
    double *work = NULL;
    LT_TRY(lt_calloc(3 * n, sizeof *work, &work));
    double *lon = work, *lat = work + n, *angle = work + 2 * n;
    lt_status status = read_places(wrf, lon, lat);
    if (status == LT_OK) status = judge_still(wrf, lat);
    if (status == LT_OK) status = make_plane(wrf, lon, lat, angle, &gridded->plane);
    if (status == LT_OK) status = set_angles(wrf, angle);
    lt_free(work);
    return status;
}
