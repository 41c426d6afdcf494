/* growth.c - water of (NH4)2SO4 and NaCl against measured water activities.
 *
 *   a_w = 1 + C1 x + C2 x^2 + C3 x^3 + C4 x^4,   x mass percent of the salt
 * of levitated droplets at 25 C: (NH4)2SO4 (Tang and Munkelwitz 1994, doi 10.1029/94JD01345, x < 78), NaCl (Tang 1997
 * as programs cite it, x < 45). Coefficients read in programs that carry them, mark S. The solution of the state is put
 * into it: what humidity would it be measured to stand at? Bound 0.01 from 0.65 upwards (measured 0.009; humidity is
 * measured to some 0.01, A). Below, where the droplets are supersaturated, the water here (of ISORROPIA, extrapolated)
 * is less dependable: facts.
 *
 * Of mixtures the rule of Zdanovskii, Stokes and Robinson is exact where its salts are alone: consistency. */
#include "model/aerosol/equilibrium/verify/one_state.h"
#include "model/aerosol/equilibrium/verify/verify.h"
#include "model/aerosol/equilibrium/water.h"

#include <math.h>

static const struct salt {
    const char *name, *source;
    double gram, c[4], total[LT_N_TOTALS];
} salts[] = {{"(NH4)2SO4",
              "Tang and Munkelwitz (1994)",
              132.14,
              {-2.715e-3, 3.113e-5, -2.336e-6, 1.412e-8},
              {[LT_TOTAL_SO4] = 1e-6, [LT_TOTAL_NH4] = 2e-6}},
             {"NaCl",
              "Tang (1997)",
              58.44,
              {-6.366e-3, 8.624e-5, -1.158e-5, 1.518e-7},
              {[LT_TOTAL_NA] = 1e-6, [LT_TOTAL_CL] = 1e-6}}};
enum { N_SALTS = sizeof salts / sizeof *salts };

/* Humidity that the droplet was measured to stand at. */
static double measured(const lt_equilibrium_setup *setup, const struct salt *salt, double humidity) {
    lt_one_state in = {.temperature = 298.15, .humidity = humidity};
    for (int t = 0; t < LT_N_TOTALS; t++) in.total[t] = salt->total[t];
    const double water = 18.01528 * lt_one_solve(setup, &in).water, dry = 1e-6 * salt->gram;
    const double x = 100 * dry / (dry + water), *c = salt->c;
    return 1 + x * (c[0] + x * (c[1] + x * (c[2] + x * c[3])));
}

static lt_status against_droplets(lt_verify *verify, const lt_equilibrium_setup *setup, const struct salt *salt) {
    double worst = 0;
    for (int h = 65; h <= 98; h++) worst = fmax(worst, fabs(measured(setup, salt, 0.01 * h) - 0.01 * h));
    LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("%s, 0.65-0.98", salt->name), .metric = "humidity_off",
                         .scheme = "forward metastable", .value = worst, .bound = 0.01, .source = salt->source));
    for (int h = 40; h <= 60; h += 10)
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("%s, %.1f", salt->name, 0.01 * h), .metric = "humidity_off",
                             .scheme = "forward metastable", .value = measured(setup, salt, 0.01 * h) - 0.01 * h,
                             .sense = LT_FACT, .source = salt->source));
    return LT_OK;
}

/* A mixture of both salts that do not exchange ions with gas has the sum of their waters: Na2SO4 and NaCl. */
static lt_status additive(lt_verify *verify, const lt_equilibrium_setup *setup) {
    double worst = 0;
    for (int h = 45; h <= 95; h += 5) {
        double kg[LT_N_SALTS];
        lt_water_of_salts(0.01 * h, 0, kg);
        const lt_one_state in = {298.15, 0.01 * h, {[LT_TOTAL_NA] = 3e-6, [LT_TOTAL_SO4] = 1e-6, [LT_TOTAL_CL] = 1e-6}};
        const double sum = 1e-6 * (kg[LT_SALT_NA2SO4] + kg[LT_SALT_NACL]) / 0.01801528;
        worst = fmax(worst, fabs(lt_one_solve(setup, &in).water / sum - 1));
    }
    return LT_VERIFY_ADD(verify, .test = "Na2SO4 and NaCl", .metric = "off_their_sum", .scheme = "forward metastable",
                         .value = worst, .bound = 0.02, .source = "mixing rule; its corners are rounded over 2 %");
}

lt_status lt_verify_equilibrium_growth(lt_verify *verify) {
    const lt_equilibrium_setup setup = lt_batch_setup();
    for (int k = 0; k < N_SALTS; k++) LT_TRY(against_droplets(verify, &setup, &salts[k]));
    return additive(verify, &setup);
}
