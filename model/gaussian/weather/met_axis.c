#include "model/gaussian/weather/met_axis.h"

#include <math.h>

lt_status lt_met_axis_read(lt_ncr *file, const char *name, size_t *n, double **out) {
    LT_TRY(lt_ncr_dim(file, name, n));
    LT_TRY(lt_calloc(*n, sizeof **out, out));
    return lt_ncr_get_double(file, name, "m", *n, *out);
}

bool lt_met_axis_find(const double *axis, size_t n, double x, size_t *out) {
    *out = 0;
    if (n < 2) return false;
    const double k = floor((x - axis[0]) / (axis[1] - axis[0]) + 0.5);
    const bool inside = k >= 0.0 && k < (double)n;
    *out = inside ? (size_t)k : 0;
    return inside;
}
