/* noise.c - see noise.h. */
#include "base/noise.h"

#include "base/status.h"

#include <math.h>

/* Two decimals of large numbers, two figures of small ones, so that nothing but zero reads as zero. */
static int digits_of(double value) {
    const double size = fabs(value);
    int digits = 2;
    for (double limit = 0.1; size > 0 && size < limit && digits < 9; limit /= 10) digits++;
    return digits;
}

bool lt_noise_hides(double delta, double noise) {
    return fabs(delta) < LT_NOISE_FACTOR * noise;
}

const char *lt_text_delta(double delta, double noise) {
    if (!isfinite(delta) || !isfinite(noise)) return "-";
    if (lt_noise_hides(delta, noise)) return lt_fmt("< %.2g", LT_NOISE_FACTOR * noise);
    return lt_fmt("%+.*f", digits_of(delta), delta);
}
