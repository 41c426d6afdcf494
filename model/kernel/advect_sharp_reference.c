/* advect_sharp_reference.c - the scheme of advect_sharp.c (see there), plainly written: swept_mean_plain.h and the last
 * step of the scheme. */
#include "model/kernel/advect_sharp.h"

#include "model/kernel/swept_mean_plain.h"

static lt_real size(lt_real x) {
    return __builtin_signbit(x) ? -x : x;
}

static lt_real settled(const lt_real *d, int down, lt_real phi, lt_real most, lt_real least) {
    int ahead = down ? -1 : 1; /* where the air goes */
    lt_real inner = size(d[M]) + size(d[M - ahead]) + (lt_real)lt_sharp_nothing;
    lt_real outer = size(d[M + ahead]) + size(d[M - 2 * ahead]) + (lt_real)lt_sharp_nothing;
    lt_real wide = outer + (size(d[M + 2 * ahead]) + size(d[M - 3 * ahead]));
    lt_real per_inner = 1 / inner;
    lt_real narrow = max_of(fused(outer * per_inner, (lt_real)-lt_sharp_narrow, 1), 0);
    lt_real jump = fused(wide * per_inner, (lt_real)-lt_sharp_plateau, (lt_real)lt_sharp_most);
    lt_real share = max_of((lt_real)lt_sharp_gentle * narrow * narrow, jump);
    return fused(share, (most + least) - phi, phi);
}

LT_SWEPT_REFERENCE(sharp)
