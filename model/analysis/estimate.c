#include "model/analysis/estimate.h"

#include <math.h>

void lt_departures_of_members(long n_cases, long n_members, long n_columns, const double *members, double *departure,
                              double *degrees) {
    for (long c = 0; c < n_cases; ++c)
        for (long p = 0; p < n_columns; ++p) {
            const long at = c * n_members * n_columns + p;
            double mean = 0.0;
            for (long m = 0; m < n_members; ++m) mean += members[at + m * n_columns] / (double)n_members;
            for (long m = 0; m < n_members; ++m) departure[at + m * n_columns] = members[at + m * n_columns] - mean;
        }
    *degrees = (double)(n_cases * (n_members - 1));
}

void lt_departures_lagged(long n_cases, long n_columns, const double *longer, const double *shorter, double *departure,
                          double *degrees) {
    for (long p = 0; p < n_columns; ++p) {
        double mean = 0.0;
        for (long c = 0; c < n_cases; ++c) {
            const long at = c * n_columns + p;
            departure[at] = (longer[at] - shorter[at]) / sqrt(2.0);
            mean += departure[at] / (double)n_cases;
        }
        for (long c = 0; c < n_cases; ++c) departure[c * n_columns + p] -= mean;
    }
    *degrees = (double)(n_cases - 1);
}

/* --- standard deviation by level --- */

static double squares(const lt_error_samples *s, long p) {
    double sum = 0.0;
    for (long n = 0; n < s->n_samples; ++n) {
        const double d = s->departure[n * s->n_columns + p];
        sum += d * d;
    }
    return sum;
}

typedef struct line_sums {
    double n, x, y, xx, xy;
} line_sums;

/* The least squares of y = relative x + floor with both at least 0. */
static void fit_line(const line_sums *s, lt_background_error_row *row) {
    const double spread = s->n * s->xx - s->x * s->x;
    double slope = spread > 1e-12 * s->n * s->xx ? (s->n * s->xy - s->x * s->y) / spread : 0.0;
    double bottom = (s->y - slope * s->x) / s->n;
    if (bottom < 0.0) {
        bottom = 0.0;
        slope = s->xy / s->xx;
    }
    if (slope < 0.0) {
        slope = 0.0;
        bottom = s->y / s->n;
    }
    row->relative = slope;
    row->floor_ugm3 = bottom;
}

static void fit_sigma(const lt_error_samples *s, lt_error_estimate *out) {
    line_sums sums = {.n = (double)s->n_columns};
    double variance = 0.0;
    for (long p = 0; p < s->n_columns; ++p) {
        const double of_column = squares(s, p) / s->degrees, sigma = sqrt(of_column), x = s->level[p];
        variance += of_column / sums.n;
        sums.x += x;
        sums.y += sigma;
        sums.xx += x * x;
        sums.xy += x * sigma;
    }
    out->mean_sigma = sqrt(variance);
    fit_line(&sums, &out->row);
}

/* --- length --- */

static void add_pair(const lt_error_samples *s, long p, long q, double norm, double distance, lt_error_estimate *out) {
    const int bin = (int)(distance / s->bin_m);
    double sum = 0.0;
    for (long n = 0; n < s->n_samples; ++n)
        sum += s->departure[n * s->n_columns + p] * s->departure[n * s->n_columns + q];
    out->correlation[bin] += sum / norm;
    out->distance_m[bin] += distance;
    out->pairs[bin] += 1;
}

static void bin_pairs(const lt_error_samples *s, lt_error_estimate *out) {
    for (long p = 0; p < s->n_columns; ++p) {
        const double own = squares(s, p);
        for (long q = p + 1; q < s->n_columns; ++q) {
            const double dx = s->x[p] - s->x[q], dy = s->y[p] - s->y[q], distance = sqrt(dx * dx + dy * dy);
            if (!(distance < LT_ESTIMATE_BINS * s->bin_m)) continue;
            const double norm = sqrt(own * squares(s, q));
            if (norm > 0.0) add_pair(s, p, q, norm, distance, out);
        }
    }
    for (int b = 0; b < LT_ESTIMATE_BINS; ++b)
        if (out->pairs[b] > 0) {
            out->correlation[b] /= (double)out->pairs[b];
            out->distance_m[b] /= (double)out->pairs[b];
        }
}

static double misfit(const lt_error_estimate *e, double length) {
    double sum = 0.0;
    for (int b = 0; b < LT_ESTIMATE_BINS; ++b) {
        const double d = e->correlation[b] - lt_background_correlation(e->distance_m[b], length);
        sum += (double)e->pairs[b] * d * d;
    }
    return sum;
}

/* The best of a hundred lengths a factor 1.08 apart, then golden section between its neighbours. */
static double fit_length(const lt_error_estimate *e, double bin_m) {
    const double step = 1.08, golden = 0.6180339887498949;
    double best = 0.1 * bin_m;
    for (double length = best, n = 0; n < 100; ++n, length *= step)
        if (misfit(e, length) < misfit(e, best)) best = length;
    double low = best / step, high = best * step;
    while (high - low > 1e-6 * best) {
        const double left = high - golden * (high - low), right = low + golden * (high - low);
        if (misfit(e, left) <= misfit(e, right))
            high = right;
        else
            low = left;
    }
    return 0.5 * (low + high);
}

static lt_status refuse(const char *expected, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = "these fields give no background errors", .where = "errors of the background",
                    .expected = expected, .found = found,
                    .todo = "give more members or cases, on a grid of more columns");
}

lt_status lt_error_estimate_make(const lt_error_samples *samples, lt_error_estimate *out) {
    long pairs = 0;
    *out = (lt_error_estimate){0};
    if (samples->n_columns < 2 || !(samples->degrees >= 1.0) || !(samples->bin_m > 0.0))
        return refuse("two columns or more, a degree of freedom or more, bins wider than 0 m",
                      lt_fmt("%ld columns, %.6g degrees of freedom, bins of %.6g m", samples->n_columns,
                             samples->degrees, samples->bin_m));
    fit_sigma(samples, out);
    if (!(isfinite(out->mean_sigma) && out->mean_sigma > 0.0 && isfinite(out->row.relative)))
        return refuse("departures and levels that are finite and not all 0",
                      lt_fmt("a mean variance of %.6g", out->mean_sigma * out->mean_sigma));
    bin_pairs(samples, out);
    for (int b = 0; b < LT_ESTIMATE_BINS; ++b) pairs += out->pairs[b];
    if (pairs == 0)
        return refuse(lt_fmt("columns within %.6g m", LT_ESTIMATE_BINS * samples->bin_m), "no pair of them");
    out->row.length_m = fit_length(out, samples->bin_m);
    return LT_OK;
}
