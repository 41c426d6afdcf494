/* printed.h - numbers that were printed to so many digits, and what is computed here. A row holds the difference in
 * units of the last printed digit; half of one is what printing hides. Header only. */
#ifndef LT_GAUSSIAN_PRINTED_H
#define LT_GAUSSIAN_PRINTED_H

#include "base/verify.h"

#include <math.h>

#define LT_PRINTED_HALF 0.5000001 /* half a unit, and the binary rounding of a printed number of ten digits */

/* To `digits` that count. */
static inline lt_status lt_printed_digits(lt_verify *verify, const char *test, const char *metric, double value,
                                          double printed, int digits, const char *source) {
    const double unit = pow(10.0, floor(log10(fabs(printed))) + 1.0 - digits);
    return LT_VERIFY_ADD(verify, .test = test, .metric = metric, .scheme = "", .value = fabs(value - printed) / unit,
                         .bound = LT_PRINTED_HALF, .source = lt_fmt("%s: %.*g", source, digits, printed));
}

/* To `places` after the point. */
static inline lt_status lt_printed_places(lt_verify *verify, const char *test, const char *metric, double value,
                                          double printed, int places, const char *source) {
    return LT_VERIFY_ADD(verify, .test = test, .metric = metric, .scheme = "",
                         .value = fabs(value - printed) * pow(10.0, places), .bound = LT_PRINTED_HALF,
                         .source = lt_fmt("%s: %.*f", source, places, printed));
}

#endif
