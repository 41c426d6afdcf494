/* grid_axes.c - see grid_axes.h. */
#include "inventory/readers/grid_axes.h"

#include "base/log.h"

#include <math.h>
#include <string.h>

static lt_status axis_error(lt_ncr *file, const char *name, const char *what, const char *expected, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_fmt("%.700s, variable %.100s", lt_ncr_path(file), name),
                    .expected = expected, .found = found, .todo = "compare with ncdump -v; get the file again");
}

/* First centre and step; centres are given as float in most files. */
static lt_status read_axis(lt_ncr *file, const char *name, double *first, double *step, int *n) {
    size_t length;
    double *v;
    LT_TRY(lt_ncr_dim(file, name, &length));
    if (length < 2 || length > 1000000)
        return axis_error(file, name, "an axis of one cell, or of far too many", "2 to 1000000 cells",
                          lt_fmt("%zu", length));
    LT_TRY(lt_calloc(length, sizeof *v, &v));
    lt_status status = lt_ncr_get_double(file, name, NULL, length, v);
    if (status == LT_OK) {
        *n = (int)length;
        *first = v[0];
        *step = (v[length - 1] - v[0]) / (double)(length - 1);
        bool regular = isfinite(*step) && *step != 0;
        for (size_t k = 0; regular && k < length; k++)
            regular = fabs(v[k] - (*first + (double)k * *step)) <= 1e-3 * fabs(*step);
        if (!regular) status = axis_error(file, name, "the axis is not regular", "equal steps", "unequal ones");
    }
    lt_free(v);
    return status;
}

lt_status lt_grid_axes_read(lt_ncr *file, const char *lon, const char *lat, lt_foreign_grid *out, bool *flip) {
    double x, y, dx, dy;
    memset(out, 0, sizeof *out);
    out->lonlat = true;
    LT_TRY(read_axis(file, lon, &x, &dx, &out->nx));
    LT_TRY(read_axis(file, lat, &y, &dy, &out->ny));
    if (dx < 0) return axis_error(file, lon, "longitudes fall", "longitudes from west to east", "from east to west");
    if (fabs(y) > 90.5 || fabs(y + dy * (out->ny - 1)) > 90.5)
        return axis_error(file, lat, "latitudes beyond the poles", "-90 to 90 degrees",
                          lt_fmt("%g to %g", y, y + dy * (out->ny - 1)));
    *flip = dy < 0;
    if (*flip) y += dy * (out->ny - 1);
    out->dx = dx;
    out->dy = fabs(dy);
    out->x0 = x - 0.5 * dx;
    out->y0 = y - 0.5 * out->dy;
    if (dx * out->nx > 360 + 1e-6 * out->nx)
        lt_remark(LT_LOG_WARNING, "%s covers %.2f degrees of longitude: cells overlap, sums are too large",
                  lt_ncr_path(file), dx * out->nx);
    return LT_OK;
}

void lt_grid_axes_south_first(double *values, int nx, int ny, bool flip) {
    for (int j = 0; flip && j < ny / 2; j++)
        for (int i = 0; i < nx; i++) {
            double *a = &values[(long)j * nx + i], *b = &values[(long)(ny - 1 - j) * nx + i], keep = *a;
            *a = *b;
            *b = keep;
        }
}
