/* lanes.h - the functions of model/aerosol/equilibrium/lanes.h over arrays of n, a multiple of 16: with AVX-512, with
 * AVX2, and one at a time; in double and in float, to which arrays are rounded as they are loaded. */
#ifndef LT_TEST_LANES_H
#define LT_TEST_LANES_H

/* x; exp of x, log of y; min and max of both; sqrt and abs of x; x y + x; 1 where x < y, else 2; the parts of y. */
enum {
    LANES_LOADED,
    LANES_EXP,
    LANES_LOG,
    LANES_MIN,
    LANES_MAX,
    LANES_SQRT,
    LANES_ABS,
    LANES_FMA,
    LANES_LESS,
    LANES_EXPONENT,
    LANES_MANTISSA,
    LANES_N
};

typedef void lanes_function(long n, const double *x, const double *y, double *const *out);
lanes_function lt_kernel_lanes_double_v3, lt_kernel_lanes_double_v4, lt_kernel_lanes_double_plain;
lanes_function lt_kernel_lanes_single_v3, lt_kernel_lanes_single_v4, lt_kernel_lanes_single_plain;

#endif
