#include "postproc/statistics.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct lt_sums {
    double model, obs, difference, distance, fractional, fractional_distance;
    long n, within;
    bool fractional_defined;
} lt_sums;

static bool is_within_factor_2(double m, double o) {
    if (o > 0) return m >= 0.5 * o && m <= 2 * o;
    return m == 0 && o == 0;
}

static lt_sums sums_of(const double *model, const double *obs, long n) {
    lt_sums sums = {.fractional_defined = true};
    for (long q = 0; q < n; q++) {
        const double m = model[q], o = obs[q];
        if (!isfinite(m) || !isfinite(o)) continue;
        sums.n++;
        sums.model += m;
        sums.obs += o;
        sums.difference += m - o;
        sums.distance += fabs(m - o);
        sums.within += is_within_factor_2(m, o);
        if (m + o > 0) {
            sums.fractional += (m - o) / (m + o);
            sums.fractional_distance += fabs(m - o) / (m + o);
        } else {
            sums.fractional_defined = false;
        }
    }
    return sums;
}

/* Two passes (means first), because the one-pass form loses all digits for nearly constant series. */
static double correlation(const double *model, const double *obs, long n, const lt_sums *sums) {
    if (sums->n < 3) return NAN;
    const double mean_m = sums->model / (double)sums->n, mean_o = sums->obs / (double)sums->n;
    double mm = 0, oo = 0, mo = 0, scale_m = 0, scale_o = 0;
    for (long q = 0; q < n; q++) {
        if (!isfinite(model[q]) || !isfinite(obs[q])) continue;
        const double dm = model[q] - mean_m, d_o = obs[q] - mean_o;
        mm += dm * dm;
        oo += d_o * d_o;
        mo += dm * d_o;
        scale_m += model[q] * model[q];
        scale_o += obs[q] * obs[q];
    }
    /* A constant series leaves only rounding in its variance: (1e-14)^2 of the mean square is far below any measured
     * spread and above n roundings of 2^-53. */
    if (mm <= 1e-28 * scale_m || oo <= 1e-28 * scale_o) return NAN;
    const double r = mo / (sqrt(mm) * sqrt(oo));
    return fmax(-1, fmin(1, r));
}

lt_statistics lt_statistics_of(const double *model, const double *obs, long n) {
    const lt_sums sums = sums_of(model, obs, n);
    lt_statistics out = {sums.n, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    if (sums.n == 0) return out;
    const double count = (double)sums.n;
    out.mean_model = sums.model / count;
    out.mean_obs = sums.obs / count;
    out.mb = sums.difference / count;
    if (sums.obs > 0) {
        out.nmb = sums.difference / sums.obs;
        out.nme = sums.distance / sums.obs;
    }
    out.r = correlation(model, obs, n, &sums);
    out.fac2 = (double)sums.within / count;
    if (sums.fractional_defined) {
        out.mfb = 2 * sums.fractional / count;
        out.mfe = 2 * sums.fractional_distance / count;
    }
    return out;
}
