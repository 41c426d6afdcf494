/* elementary.c - lt_d_exp, lt_d_log, lt_d_pow over arrays, compiled once for each instruction set (tests/CMakeLists).
 */
#include "tests/support/elementary.h"

#include "model/kernel/simd_double.h"

void LT_KERNEL(elementary)(long n, const double *x, const double *y, double *exp_x, double *log_y, double *pow_yx) {
    for (long i = 0; i + LT_D_LANES <= n; i += LT_D_LANES) {
        const lt_dvec vx = lt_d_load(x + i), vy = lt_d_load(y + i);
        lt_d_store(exp_x + i, lt_d_exp(vx));
        lt_d_store(log_y + i, lt_d_log(vy));
        lt_d_store(pow_yx + i, lt_d_pow(vy, vx));
    }
}

void LT_KERNEL(as_real)(long n, const double *x, lt_real *out) {
    for (long i = 0; i + LT_D_LANES <= n; i += LT_D_LANES) lt_d_store_real(out + i, lt_d_load(x + i));
}
