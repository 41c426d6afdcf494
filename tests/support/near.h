/* near.h - comparison in double. cmocka's own assert_float_equal compares floats: to it a tolerance below 1e-7 of the
 * numbers means nothing, and 0 is no equality. Header only. */
#ifndef LT_TESTS_NEAR_H
#define LT_TESTS_NEAR_H

#include <math.h>

#undef assert_float_equal
#undef assert_float_not_equal

static inline void near_or_fail(double got, double want, double tolerance, const char *file, int line) {
    if (fabs(got - want) <= tolerance || got == want) return;
    print_error("%.17g is not %.17g within %g\n", got, want, tolerance);
    _fail(file, line);
}

/* |got - want| <= tolerance; never true of a NAN. */
#define assert_near(got, want, tolerance) near_or_fail(got, want, tolerance, __FILE__, __LINE__)

#endif
