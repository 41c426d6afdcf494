/* Bounds of the classes and ends of the scales: one rule for PNG and page. */
#include "postproc/nearby/nearby.h"

#include <math.h>
#include <stdlib.h>

/* So much of the points decides a scale: the few beside a stack would make the rest one colour. */
static const double most_share = 0.995;

static int ascending(const void *a, const void *b) {
    const double one = *(const double *)a, other = *(const double *)b;
    return one < other ? -1 : one > other;
}

/* The smallest of 1, 1.5, 2, 3, 5, 8 times a power of ten that is not below a positive number. */
static double nice(double value) {
    static const double steps[] = {1, 1.5, 2, 3, 5, 8};
    const double power = pow(10, floor(log10(value)));
    for (int s = 0; s < 6; s++)
        if (value <= steps[s] * power * (1 + 1e-12)) return steps[s] * power;
    return 10 * power;
}

static void quantiles(long n, double *values, double out[2]) {
    qsort(values, (size_t)n, sizeof *values, ascending);
    out[0] = values[0];
    out[1] = values[(long)floor(most_share * (double)(n - 1))];
}

lt_status lt_nearby_bounds(const lt_nearby_file *file, lt_nearby_pollutant pollutant,
                           double bounds[LT_NEARBY_CLASSES - 1]) {
    const long n = (long)file->nx * file->ny;
    double *values, ends[2];
    LT_TRY(lt_calloc((size_t)n, sizeof *values, &values));
    for (long q = 0; q < n; q++) values[q] = file->air[pollutant].mean[q];
    quantiles(n, values, ends);
    lt_free(values);
    /* a range of a hundredth of the value is no picture: it would colour nothing that matters */
    const double range = fmax(fmax(ends[1] - ends[0], 0.01 * ends[1]), 1e-6);
    double step = nice(range / LT_NEARBY_CLASSES), first = floor(ends[0] / step) * step;
    if (first + LT_NEARBY_CLASSES * step < ends[1]) step = nice(step * 1.01), first = floor(ends[0] / step) * step;
    for (int k = 0; k < LT_NEARBY_CLASSES - 1; k++) bounds[k] = first + (k + 1) * step;
    return LT_OK;
}

lt_status lt_nearby_scale(const lt_nearby *nearby, const lt_nearby_site *site, lt_nearby_pollutant pollutant,
                          long package, double *out) {
    const long n = (long)site->files->nx * site->files->ny;
    double *values, ends[2] = {0, 0};
    long shown = 0;
    LT_TRY(lt_calloc((size_t)n, sizeof *values, &values));
    for (long q = 0; q < n; q++)
        if (!lt_nearby_is_hidden(nearby, site, pollutant, package, q))
            values[shown++] = fabs(lt_nearby_delta(nearby, site, pollutant, package, q));
    if (shown > 0) quantiles(shown, values, ends);
    lt_free(values);
    *out = ends[1] > 0 ? nice(ends[1]) : 0.1; /* nothing above the noise: a scale must still be drawn */
    return LT_OK;
}
