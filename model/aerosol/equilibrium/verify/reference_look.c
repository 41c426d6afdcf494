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
    const bool sulfate = s->ion[LT_ION_SO4] + s->ion[LT_ION_HSO4] > 0;
    left[3] = sulfate ? log(s->ion[LT_ION_SO4] / s->ion[LT_ION_HSO4]) - belongs[2][LT_G_SO4] : 0;
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

/* Cations of a solution that are not those of totals, of its charges. */
static double cations_off(const double *n, const double *t, double charges) {
    const double ca = fmax(t[LT_TOTAL_CA] - t[LT_TOTAL_SO4], 0);
    const double singly = fmax(fabs(n[LT_ION_NA] - t[LT_TOTAL_NA]), fabs(n[LT_ION_K] - t[LT_TOTAL_K]));
    return share(fmax(singly, 2 * fmax(fabs(n[LT_ION_CA] - ca), fabs(n[LT_ION_MG] - t[LT_TOTAL_MG]))), charges);
}

static void balances(const lt_problem *p, const lt_reference_state *s, lt_reference_left *out) {
    const double *n = s->ion, *t = s->total;
    const double minus = 2 * n[LT_ION_SO4] + n[LT_ION_HSO4] + n[LT_ION_NO3] + n[LT_ION_CL];
    const double plus = n[LT_ION_H] + n[LT_ION_NA] + n[LT_ION_NH4] + n[LT_ION_K] + 2 * n[LT_ION_CA] + 2 * n[LT_ION_MG];
    const double hydroxide = p->hydroxide * s->water * s->water / n[LT_ION_H];
    const double sulfate = fmax(t[LT_TOTAL_SO4] - t[LT_TOTAL_CA], 0);
    lt_reference_state limited;
    const double least = lt_reference_limits(s, &limited);
    out->charge = share(plus - minus - hydroxide, plus + minus + hydroxide);
    out->cations = cations_off(n, t, minus);
    out->own_cations = cations_off(n, limited.total, minus);
    out->at_limit = out->own[1] > 0 && least > 0 && fabs(n[LT_ION_NO3] / least - 1) < 1e-5;
    if (out->at_limit) out->own[1] = 0;
    out->mass = share(n[LT_ION_SO4] + n[LT_ION_HSO4] - sulfate, t[LT_TOTAL_SO4]);
    out->mass = fmax(out->mass, share(n[LT_ION_NH4] + s->gas[LT_GAS_NH3] - t[LT_TOTAL_NH4], t[LT_TOTAL_NH4]));
    out->mass = fmax(out->mass, share(n[LT_ION_NO3] + s->gas[LT_GAS_HNO3] - t[LT_TOTAL_NO3], t[LT_TOTAL_NO3]));
    out->mass = fmax(out->mass, share(n[LT_ION_CL] + s->gas[LT_GAS_HCL] - t[LT_TOTAL_CL], t[LT_TOTAL_CL]));
    out->water = fabs(s->water / lt_way_water(LT_WAY_its_order, s, n, 0) - 1);
}

void lt_reference_look(const lt_reference_state *s, lt_reference_left *out) {
    lt_problem p;
    const double h[3] = {s->ion[LT_ION_H], s->ion[LT_ION_H], s->ion[LT_ION_H]};
    lt_way_problem(LT_WAY_its_order, s, &p);
    equilibria(&p, s, s->ion, h, out->joint);
    in_its_order(&p, s, out->own);
    balances(&p, s, out);
}
