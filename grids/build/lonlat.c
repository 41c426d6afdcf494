/* lonlat.c - even axes of a shipped raster (lonlat.h). */
#include "grids/build/lonlat.h"

#include <math.h>

static lt_status check_axis(const char *path, const char *name, const double *axis, size_t n) {
    double step = (axis[n - 1] - axis[0]) / (double)(n - 1);
    for (size_t i = 0; i < n; i++)
        if (!(step > 0) || fabs(axis[i] - (axis[0] + (double)i * step)) > 1e-4 * step)
            return LT_RAISE(LT_ERR_INPUT, .what = "axis is not evenly spaced and growing",
                            .where = lt_fmt("%s, %s", path, name),
                            .expected = lt_fmt("%.8g", axis[0] + (double)i * step), .found = lt_fmt("%.8g", axis[i]),
                            .todo = "restore the file");
    return LT_OK;
}

lt_status lt_lonlat_read(lt_ncr *file, const char *path, lt_lonlat *r) {
    LT_TRY(lt_ncr_dim(file, "lon", &r->nx));
    LT_TRY(lt_ncr_dim(file, "lat", &r->ny));
    if (r->nx < 2 || r->ny < 2 || r->nx > 100000 || r->ny > 100000)
        return LT_RAISE(LT_ERR_INPUT, .what = "impossible size", .where = path, .expected = "2 to 100000 each way",
                        .found = lt_fmt("%zu x %zu", r->nx, r->ny), .todo = "restore the file");
    LT_TRY(lt_calloc(r->nx, sizeof(double), &r->lon));
    LT_TRY(lt_calloc(r->ny, sizeof(double), &r->lat));
    LT_TRY(lt_ncr_get_double(file, "lon", "degrees_east", r->nx, r->lon));
    LT_TRY(lt_ncr_get_double(file, "lat", "degrees_north", r->ny, r->lat));
    LT_TRY(check_axis(path, "lon", r->lon, r->nx));
    return check_axis(path, "lat", r->lat, r->ny);
}

void lt_lonlat_free(lt_lonlat *r) {
    lt_free(r->lon);
    lt_free(r->lat);
    *r = (lt_lonlat){0};
}

size_t lt_lonlat_locate(const double *axis, size_t n, double value, double *rest) {
    double at = (value - axis[0]) / (axis[n - 1] - axis[0]) * (double)(n - 1);
    at = fmin(fmax(at, 0), (double)(n - 1));
    size_t i = (size_t)fmin(floor(at), (double)(n - 2));
    *rest = at - (double)i;
    return i;
}
