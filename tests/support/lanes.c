/* lanes.c - what model/aerosol/equilibrium/lanes.h has, over arrays: compiled for each instruction set and for single
 * numbers, in double and in float (tests/CMakeLists). */
#include "tests/support/lanes.h"

#include "model/aerosol/equilibrium/lanes.h"
#include "model/kernel/real.h"

#ifdef LT_SINGLE
#define LANES LT_KERNEL(lanes_single)
#else
#define LANES LT_KERNEL(lanes_double)
#endif

void LANES(long n, const double *x, const double *y, double *const *out) {
    for (long i = 0; i + LT_D_LANES <= n; i += LT_D_LANES) {
        const lt_dvec a = lt_d_load(x + i), b = lt_d_load(y + i);
        lt_dvec f[LANES_N];
        f[LANES_LOADED] = a;
        f[LANES_EXP] = lt_e_exp(a);
        f[LANES_LOG] = lt_e_log(b);
        f[LANES_MIN] = lt_d_min(a, b);
        f[LANES_MAX] = lt_d_max(a, b);
        f[LANES_SQRT] = lt_d_sqrt(a);
        f[LANES_ABS] = lt_d_abs(a);
        f[LANES_FMA] = lt_d_fma(a, b, a);
        f[LANES_LESS] = lt_d_select(lt_d_less(a, b), lt_d_all(1.0), lt_d_all(2.0));
        lt_d_parts(b, &f[LANES_EXPONENT], &f[LANES_MANTISSA]);
        for (int k = 0; k < LANES_N; k++) lt_d_store(out[k] + i, f[k]);
    }
}
