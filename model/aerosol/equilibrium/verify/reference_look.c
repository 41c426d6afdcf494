/* reference_look.c - what is left of its equations at what ISORROPIA answered.
 *
 * joint: the four equilibria with the ions that it wrote. own: in its order (reference_ways.c): where sulfate is poor,
 * NH3, HNO3 and HCl with the H+ and sulfate that were there before bisulfate; where it is rich, coefficients without
 * nitrate, chloride and gaseous ammonia, bisulfate with the H+ of that solution, HNO3 and HCl with the H+ that they
 * brought, NH3 with all of it. */
#include "model/aerosol/equilibrium/verify/reference_ways.h"

#include <string.h>

/* ln: NH4 / NH3, NO3 / HNO3, Cl / HCl, SO4 / HSO4 of what it wrote, over what belongs to ions `of`, and to H+ [3] of
 * NH3, of the acids, of bisulfate. */
static void equilibria(const lt_problem *p, const lt_reference_state *s, const double *of, const double *h,
                       double *left) {
    static const int ions[3] = {LT_ION_NH4, LT_ION_NO3, LT_ION_CL},
                     totals[3] = {LT_TOTAL_NH4, LT_TOTAL_NO3, LT_TOTAL_CL};
    double g[LT_N_G], belongs[3][LT_N_G];
    lt_way_activities(LT_WAY_its_order, p, of, s->water, g);
    for (int k = 0; k < 3; k++) lt_partition(p, g, log(h[k]), log(s->water), belongs[k]);
    for (int k = 0; k < 3; k++)
        left[k] = s->total[totals[k]] > 0 ? log(s->ion[ions[k]] / s->gas[k]) - belongs[k > 0][k] : 0;
    left[3] = log(s->ion[LT_ION_SO4] / s->ion[LT_ION_HSO4]) - belongs[2][LT_G_SO4];
}

static void in_its_order(const lt_problem *p, const lt_reference_state *s, double *left) {
    const char its_case = lt_reference_case(s->total);
    double of[LT_N_IONS], h[3];
    memcpy(of, s->ion, sizeof of);
    if (lt_reference_is_poor(its_case)) {
        of[LT_ION_SO4] += of[LT_ION_HSO4];
        of[LT_ION_H] += of[LT_ION_HSO4];
        of[LT_ION_HSO4] = 0;
        h[0] = h[1] = of[LT_ION_H];
        h[2] = s->ion[LT_ION_H];
    } else {
        h[0] = of[LT_ION_H];
        h[1] = h[0] - s->gas[LT_GAS_NH3];
        h[2] = of[LT_ION_H] = h[1] - s->ion[LT_ION_NO3] - s->ion[LT_ION_CL];
        of[LT_ION_NH4] += s->gas[LT_GAS_NH3];
        of[LT_ION_NO3] = of[LT_ION_CL] = 0;
    }
    equilibria(p, s, of, h, left);
    if (its_case == 'E' || its_case == 'F') left[0] = 0; /* NH3 is not solved there */
}

static double share(double part, double whole) {
    return whole > 0 ? fabs(part) / whole : 0;
}

static void balances(const lt_problem *p, const lt_reference_state *s, lt_reference_left *out) {
    const double *n = s->ion, *t = s->total;
    const double minus = 2 * n[LT_ION_SO4] + n[LT_ION_HSO4] + n[LT_ION_NO3] + n[LT_ION_CL];
    const double plus = n[LT_ION_H] + n[LT_ION_NA] + n[LT_ION_NH4] + n[LT_ION_K] + 2 * n[LT_ION_CA] + 2 * n[LT_ION_MG];
    const double hydroxide = p->hydroxide * s->water * s->water / n[LT_ION_H];
    out->charge = share(plus - minus - hydroxide, plus + minus + hydroxide);
    const double ca = fmax(t[LT_TOTAL_CA] - t[LT_TOTAL_SO4], 0), sulfate = fmax(t[LT_TOTAL_SO4] - t[LT_TOTAL_CA], 0);
    double most = fmax(fabs(n[LT_ION_NA] - t[LT_TOTAL_NA]), fabs(n[LT_ION_K] - t[LT_TOTAL_K]));
    most = fmax(most, 2 * fmax(fabs(n[LT_ION_CA] - ca), fabs(n[LT_ION_MG] - t[LT_TOTAL_MG])));
    out->cations = share(most, minus);
    out->mass = share(n[LT_ION_SO4] + n[LT_ION_HSO4] - sulfate, t[LT_TOTAL_SO4]);
    out->mass = fmax(out->mass, share(n[LT_ION_NH4] + s->gas[LT_GAS_NH3] - t[LT_TOTAL_NH4], t[LT_TOTAL_NH4]));
    out->mass = fmax(out->mass, share(n[LT_ION_NO3] + s->gas[LT_GAS_HNO3] - t[LT_TOTAL_NO3], t[LT_TOTAL_NO3]));
    out->mass = fmax(out->mass, share(n[LT_ION_CL] + s->gas[LT_GAS_HCL] - t[LT_TOTAL_CL], t[LT_TOTAL_CL]));
    out->water = fabs(s->water / lt_way_water(LT_WAY_its_order, s, n, 0) - 1);
}

/* NH4NO3 of the dry particle (CALCD1A): what is left of all that can be when its gases are in equilibrium with it. K at
 * 298.15 K 5.746e-17 atm2, exponents -74.38 and 6.12 (V: as constants.h). */
static double dry_ammonium_nitrate(const lt_reference_state *s) {
    const double t = s->temperature >= 298 && s->temperature < 299 ? 298.15 : s->temperature, x = 298.15 / t;
    const double rt = LT_EQ_GAS_CONSTANT * s->temperature;
    const double k = 5.746e-17 * exp(-74.38 * (x - 1) + 6.12 * (1 + log(x) - x)) / (rt * rt);
    const double free = s->total[LT_TOTAL_NH4] - 2 * s->total[LT_TOTAL_SO4];
    const double most = fmax(0, fmin(free, s->total[LT_TOTAL_NO3]));
    const double gases = fmax(free - most, 0) + fmax(s->total[LT_TOTAL_NO3] - most, 0);
    return most - fmin(most, 0.5 * (-gases + sqrt(gases * gases + 4 * k)));
}

/* NaNO3 that is fixed before nitrate is solved (CALCH6, CALCM8): of sodium beyond the sulfate that is left to it. */
static double fixed_sodium_nitrate(const lt_reference_state *s) {
    const double *t = s->total;
    double sulfate = fmax(t[LT_TOTAL_SO4] - t[LT_TOTAL_CA], 0);
    sulfate -= fmin(0.5 * t[LT_TOTAL_K], sulfate);
    sulfate -= fmin(t[LT_TOTAL_MG], sulfate);
    return fmin(fmax(t[LT_TOTAL_NA] - 2 * sulfate, 0), t[LT_TOTAL_NO3]);
}

static bool is_at_limit(const lt_reference_state *s) {
    const char its_case = lt_reference_case(s->total);
    const double least = its_case == 'D'                      ? dry_ammonium_nitrate(s)
                         : its_case == 'H' || its_case == 'M' ? fixed_sodium_nitrate(s)
                                                              : -1;
    return least > 0 && fabs(s->ion[LT_ION_NO3] / least - 1) < 1e-5;
}

void lt_reference_look(const lt_reference_state *s, lt_reference_left *out) {
    lt_problem p;
    const double h[3] = {s->ion[LT_ION_H], s->ion[LT_ION_H], s->ion[LT_ION_H]};
    lt_way_problem(LT_WAY_its_order, s, &p);
    equilibria(&p, s, s->ion, h, out->joint);
    in_its_order(&p, s, out->own);
    balances(&p, s, out);
    out->at_limit = out->own[1] > 0 && is_at_limit(s);
}
