/* elementary.h - the functions of model/kernel/simd_double.h over arrays; n is a multiple of 8. */
#ifndef LT_TEST_ELEMENTARY_H
#define LT_TEST_ELEMENTARY_H

#include "model/kernel/real.h"

void lt_kernel_elementary_v3(long n, const double *x, const double *y, double *exp_x, double *log_y, double *pow_yx);
void lt_kernel_elementary_v4(long n, const double *x, const double *y, double *exp_x, double *log_y, double *pow_yx);
void lt_kernel_as_real_v3(long n, const double *x, lt_real *out);
void lt_kernel_as_real_v4(long n, const double *x, lt_real *out);

#endif
