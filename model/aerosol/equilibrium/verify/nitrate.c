/* nitrate.c - ammonium nitrate: the product of the gases over its solution against temperature and humidity, and what
 * particle nitrate there is with and without ammonia.
 *
 * Product: NH4 = NO3 = 1e-4 mol/m3 and a trace of sulfate, so that particles remain at any temperature; ppb2 at 1 atm.
 * Beside it Mozurkewich (1993, mozurkewich.h) above the
 * deliquescence, where it is of the solution too. Its own two branches differ there by 4 % (303 K) to 21 % (263 K).
 * Bounds (set after a first look): a factor of 1.3 anywhere (measured: 1.26 at 313 K and 0.7), of 1.15 at 273 to 303 K
 * from a humidity of 0.8 upwards (1.09).
 *
 * Without ammonia: sulfuric acid alone keeps little HNO3 when warm. Near pH 0 and at 298 K nitrate is all gas (Nenes et
 * al. 2020, doi 10.5194/acp-20-3249-2020, S: particulate nitrate needs a pH above some 1 to 3); bound 2 % (A). Cold
 * strong acid does take HNO3 up: facts. */
#include "model/aerosol/equilibrium/verify/mozurkewich.h"
#include "model/aerosol/equilibrium/verify/one_state.h"
#include "model/aerosol/equilibrium/verify/verify.h"

#include <math.h>

static double product(const lt_equilibrium_setup *setup, double temperature, double humidity, double *solid) {
    const lt_one_state in = {temperature, humidity, {[LT_TOTAL_NH4] = 1e-4, [LT_TOTAL_NO3] = 1e-4}};
    const lt_one_answer out = lt_one_solve(setup, &in);
    *solid = out.solid[LT_SALT_NH4NO3];
    return lt_one_ppb(out.gas[LT_GAS_NH3], temperature) * lt_one_ppb(out.gas[LT_GAS_HNO3], temperature);
}

static lt_status products(lt_verify *verify, const lt_equilibrium_setup *setup) {
    static const double humidities[] = {0.7, 0.8, 0.9, 0.95};
    double worst = 1, usual = 1, solid;
    for (int t = 253; t <= 313; t += 10)
        for (int h = 0; h < 4; h++) {
            const double rh = humidities[h], ours = product(setup, t, rh, &solid);
            const double published = lt_mozurkewich_ppb2(t, rh), ratio = ours / published;
            if (rh < lt_mozurkewich_deliquescence(t) + 0.02) continue;
            worst = fmax(worst, fmax(ratio, 1 / ratio));
            if (t >= 273 && t <= 303 && rh >= 0.8) usual = fmax(usual, fmax(ratio, 1 / ratio));
            LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("NH4NO3 solution %d K %.2f", t, rh), .metric = "ppb2",
                                 .scheme = "forward metastable", .value = ours, .sense = LT_FACT,
                                 .source = lt_fmt("Mozurkewich (1993): %.4g", published)));
        }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "NH4NO3 solution, 273-303 K, 0.8-0.95", .metric = "factor_off",
                         .scheme = "forward metastable", .value = usual, .bound = 1.15,
                         .source = "Mozurkewich (1993), above deliquescence"));
    return LT_VERIFY_ADD(verify, .test = "NH4NO3 solution, 253-313 K", .metric = "factor_off",
                         .scheme = "forward metastable", .value = worst, .bound = 1.3,
                         .source = "Mozurkewich (1993), above deliquescence");
}

/* Particle nitrate over all of it; ammonium as a share of sulfate, both 1e-7 mol/m3. */
static double share(const lt_equilibrium_setup *setup, double temperature, double humidity, double ammonium,
                    double *ph) {
    const lt_one_state in = {
        temperature, humidity, {[LT_TOTAL_SO4] = 1e-7, [LT_TOTAL_NO3] = 1e-7, [LT_TOTAL_NH4] = ammonium * 1e-7}};
    const lt_one_answer out = lt_one_solve(setup, &in);
    *ph = out.ph;
    return out.ion[LT_ION_NO3] / 1e-7;
}

static lt_status without_ammonia(lt_verify *verify, const lt_equilibrium_setup *setup) {
    static const double ratios[] = {0, 0.5, 1};
    double worst = 0, highest = -99, ph;
    for (int r = 0; r < 3; r++)
        for (int h = 3; h <= 9; h++) {
            worst = fmax(worst, share(setup, 298.15, 0.1 * h, ratios[r], &ph));
            highest = fmax(highest, ph);
        }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "NH4/SO4 0 to 1, 298 K, humidity 0.3-0.9", .metric = "nitrate_in_particle",
                         .scheme = "forward metastable", .value = worst, .bound = 0.02,
                         .source = lt_fmt("Nenes et al. (2020); pH here to %.2f", highest)));
    const lt_one_state acid = {298.15, 0.8, {[LT_TOTAL_NO3] = 1e-7}};
    LT_TRY(LT_VERIFY_ADD(verify, .test = "HNO3 alone, 298 K", .metric = "nitrate_in_particle",
                         .scheme = "forward metastable", .value = lt_one_solve(setup, &acid).ion[LT_ION_NO3] / 1e-7,
                         .bound = 1e-6, .source = "nothing to dissolve in"));
    for (int t = 253; t <= 293; t += 20)
        for (int h = 3; h <= 9; h += 3) {
            const double s = share(setup, t, 0.1 * h, 0, &ph);
            LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("sulfuric acid %d K %.1f", t, 0.1 * h),
                                 .metric = "nitrate_in_particle", .scheme = "forward metastable", .value = s,
                                 .sense = LT_FACT, .source = lt_fmt("pH %.2f", ph)));
        }
    return LT_OK;
}

static lt_status with_ammonia(lt_verify *verify, const lt_equilibrium_setup *setup) {
    double ph;
    LT_TRY(LT_VERIFY_ADD(verify, .test = "NH4/SO4 4, 268 K, 0.7", .metric = "nitrate_in_particle",
                         .scheme = "forward metastable", .value = share(setup, 268, 0.7, 4, &ph), .sense = LT_AT_LEAST,
                         .bound = 0.9, .source = "ammonia beyond sulfate and nitrate, cold: nitrate is particulate"));
    return LT_VERIFY_ADD(verify, .test = "NH4/SO4 4, 303 K, 0.4", .metric = "nitrate_in_particle",
                         .scheme = "forward metastable", .value = share(setup, 303, 0.4, 4, &ph), .bound = 0.1,
                         .source = "hot and dry: nitrate is gas");
}

lt_status lt_verify_equilibrium_nitrate(lt_verify *verify) {
    const lt_equilibrium_setup setup = lt_batch_setup();
    LT_TRY(products(verify, &setup));
    LT_TRY(without_ammonia(verify, &setup));
    return with_ammonia(verify, &setup);
}
