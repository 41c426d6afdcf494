#include "postproc/judgement/band.h"

#include <math.h>
#include <stddef.h>

#define BAND_EN(id, en, zh) en,
#define BAND_ZH(id, en, zh) zh,
const char *const lt_band_names[LT_N_BAND_PARTS] = {LT_BAND_LIST(BAND_EN)};
const char *const lt_band_names_zh[LT_N_BAND_PARTS] = {LT_BAND_LIST(BAND_ZH)};
#undef BAND_EN
#undef BAND_ZH

static const lt_band_part missing = {NAN, 0};
static const double two_sided_95 = 1.959963984540054; /* of a normal distribution */

lt_band_part lt_band_of_draws(const double *value, long n) {
    double sum = 0, squares = 0;
    long count = 0;
    for (long k = 0; k < n; k++)
        if (isfinite(value[k])) sum += value[k], count++;
    if (count < 2) return missing;
    const double mean = sum / (double)count;
    for (long k = 0; k < n; k++)
        if (isfinite(value[k])) squares += (value[k] - mean) * (value[k] - mean);
    return (lt_band_part){sqrt(squares / (double)(count - 1)), count};
}

lt_band_part lt_band_of_weather(const double *value, const double *weight, long n) {
    double total = 0, mean = 0, ours = 0, squares = 0;
    long count = 0;
    for (long k = 0; k < n; k++) {
        const double w = weight ? weight[k] : 1;
        if (!isfinite(value[k]) || !(w > 0)) continue;
        total += w;
        mean += w * value[k];
        count++;
    }
    if (count < 2) return missing;
    mean /= total;
    for (long k = 0; k < n; k++) {
        const double w = (weight ? weight[k] : 1) / total;
        if (!isfinite(value[k]) || !(w > 0)) continue;
        ours += w * w;
        squares += w * w * (value[k] - mean) * (value[k] - mean);
    }
    return (lt_band_part){sqrt(squares / (1 - ours)), count};
}

lt_band_part lt_band_of_model(double value, double relative_error, long n) {
    if (!isfinite(value) || !isfinite(relative_error) || n <= 0) return missing;
    return (lt_band_part){fabs(value * relative_error), n};
}

lt_band lt_band_of(double value, const lt_band_part part[LT_N_BAND_PARTS], double at_least) {
    lt_band out = {.value = value, .sigma = NAN, .low = NAN, .high = NAN};
    double squares = 0;
    for (int k = 0; k < LT_N_BAND_PARTS; k++) {
        out.part[k] = part[k];
        out.share[k] = NAN;
        if (!isfinite(part[k].sigma))
            out.missing |= 1u << k;
        else
            squares += part[k].sigma * part[k].sigma;
    }
    if (out.missing == (1u << LT_N_BAND_PARTS) - 1) return out;
    for (int k = 0; k < LT_N_BAND_PARTS; k++)
        if (isfinite(part[k].sigma) && squares > 0) out.share[k] = part[k].sigma * part[k].sigma / squares;
    out.sigma = sqrt(squares);
    out.low = fmax(at_least, value - two_sided_95 * out.sigma);
    out.high = value + two_sided_95 * out.sigma;
    return out;
}
