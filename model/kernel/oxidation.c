/* oxidation.c - first-order chemistry on a tile: dq/dt = -k q over dt, exactly: q exp(-k dt); products by moles
 * (SO2 -> SO4, NO2 -> NO3). Rates are given in % per hour, p: exp(-k dt) = (1 - p/100)^(dt/3600 s), p at most 90.
 * That of SO2 does not know the state; that of NOx is f max(x, 0.001)^e g, x mixing ratio [ppm], g = 1 - d (x - x_b)
 * within 0..1, x_b that of the background. */
#include "model/kernel/kernels.h"
#include "model/kernel/ltmath.h"

void LT_KERNEL(share_left)(int n, double dt, const double *restrict percent, double *restrict left);
void LT_KERNEL(first_order)(const lt_tile_chemistry *t);

static inline double left_after(double percent, double hours) {
    double p = percent < 90.0 ? percent : 90.0;
    return lt_exp(hours * lt_log(1.0 - 0.01 * p));
}

void LT_KERNEL(share_left)(int n, double dt, const double *restrict percent, double *restrict left) {
    for (int c = 0; c < n; ++c) left[c] = left_after(percent[c], dt / 3600.0);
}

/* Share of NOx that is left in one layer. */
static void nox_left(const lt_tile_chemistry *t, double background, const double *restrict nox, double *restrict left) {
    const double *restrict factor = t->nox_factor, *restrict exponent = t->nox_exponent;
    const double *restrict titration = t->titration;
    double hours = t->dt / 3600.0, percent[LT_LANES];
    for (int l = 0; l < LT_LANES; ++l) {
        double x = LT_PPM_NOX * nox[l], at_least = x > 0.001 ? x : 0.001;
        double g = 1.0 - titration[l] * (x - background);
        g = g > 0.0 ? g : 0.0;
        g = g < 1.0 ? g : 1.0;
        percent[l] = factor[l] * g * lt_exp(exponent[l] * lt_log(at_least));
    }
    for (int l = 0; l < LT_LANES; ++l) left[l] = left_after(percent[l], hours);
}

/* Of `from` the share `left` stays; the product gains by moles; kg of both are added by column. */
static void turn(const double *restrict left, double ratio, const double *restrict mass, double *restrict from,
                 double *restrict to, double *restrict from_won, double *restrict to_won) {
    for (int l = 0; l < LT_LANES; ++l) {
        double change = from[l] * (1.0 - left[l]);
        from[l] -= change;
        to[l] += ratio * change;
        from_won[l] -= mass[l] * change;
        to_won[l] += mass[l] * (ratio * change);
    }
}

void LT_KERNEL(first_order)(const lt_tile_chemistry *t) {
    const double so4_per_so2 = 96.06 / 64.066, no3_per_no2 = 62.0049 / 46.0055; /* molar masses, g/mol */
    double *won[] = {t->so2_won, t->so4_won, t->nox_won, t->tno3_won}, left[LT_LANES];
    for (int s = 0; s < 4; ++s)
        for (int l = 0; l < LT_LANES; ++l) won[s][l] = 0.0;
    for (int k = 0; k < t->nz; ++k) {
        ptrdiff_t at = (ptrdiff_t)k * LT_LANES;
        nox_left(t, t->nox_background[k], t->nox + at, left);
        turn(t->so2_left + at, so4_per_so2, t->mass + at, t->so2 + at, t->so4 + at, won[0], won[1]);
        turn(left, no3_per_no2, t->mass + at, t->nox + at, t->tno3 + at, won[2], won[3]);
    }
}
