/* reference_limits.c - what ISORROPIA's cases allow a solution to hold (CALCD1A, CALCH6, CALCO7, CALCM8).
 *
 * O and M give sulfate that CaSO4 leaves to K, then O to Na and Mg, M to Mg and Na. What O has of them beyond has no
 * place in the solution and is dropped; M drops Ca, K and Mg beyond, and Na beyond sulfate, nitrate and chloride.
 * Nitrate can not be less than NH4NO3 of the dry particle (D), or than NaNO3 that is made before it (H, M). P is taken
 * as it is: it has a place for all. */
#include "model/aerosol/equilibrium/constants.h"
#include "model/aerosol/equilibrium/verify/reference_ways.h"

/* NH4NO3 of the dry particle: what is left of all that can be when its gases are in equilibrium with it. K at 298.15 K
 * 5.746e-17 atm2, exponents -74.38 and 6.12 (V: as constants.h). */
static double dry_ammonium_nitrate(const lt_reference_state *s) {
    const double t = s->temperature >= 298 && s->temperature < 299 ? 298.15 : s->temperature, x = 298.15 / t;
    const double rt = LT_EQ_GAS_CONSTANT * s->temperature;
    const double k = 5.746e-17 * exp(-74.38 * (x - 1) + 6.12 * (1 + log(x) - x)) / (rt * rt);
    const double free = s->total[LT_TOTAL_NH4] - 2 * s->total[LT_TOTAL_SO4];
    const double most = fmax(0, fmin(free, s->total[LT_TOTAL_NO3]));
    const double gases = fmax(free - most, 0) + fmax(s->total[LT_TOTAL_NO3] - most, 0);
    return most - fmin(most, 0.5 * (-gases + sqrt(gases * gases + 4 * k)));
}

static double take(double *from, double most) {
    const double taken = fmin(*from, most);
    *from -= taken;
    return taken;
}

double lt_reference_limits(const lt_reference_state *in, lt_reference_state *out) {
    const char its_case = lt_reference_case(in->total);
    const double *t = in->total;
    *out = *in;
    if (its_case == 'D') return dry_ammonium_nitrate(in);
    if (its_case != 'H' && its_case != 'O' && its_case != 'M') return 0;
    double sulfate = t[LT_TOTAL_SO4];
    out->total[LT_TOTAL_CA] = take(&sulfate, t[LT_TOTAL_CA]);
    out->total[LT_TOTAL_K] = 2 * take(&sulfate, 0.5 * t[LT_TOTAL_K]);
    if (its_case == 'O') out->total[LT_TOTAL_NA] = 2 * take(&sulfate, 0.5 * t[LT_TOTAL_NA]);
    out->total[LT_TOTAL_MG] = take(&sulfate, t[LT_TOTAL_MG]);
    if (its_case == 'O') return 0;
    const double free = fmax(t[LT_TOTAL_NA] - 2 * sulfate, 0), nitrate = fmin(free, t[LT_TOTAL_NO3]);
    out->total[LT_TOTAL_NA] = 2 * sulfate + nitrate + fmin(free - nitrate, t[LT_TOTAL_CL]);
    return nitrate;
}
