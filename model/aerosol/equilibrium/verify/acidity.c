/* acidity.c - pH of published and typical compositions, and its signs.
 *
 * Winter: mean of ions in PM2.5 of Shenyang, 2014 and 2016/17, 55.9 ug/m3 of which 37.6 % sulfate, 31.7 % nitrate,
 * 20.0 % ammonium, 6.6 % chloride, 1.9 % K, 1.4 % Ca, 0.8 % Mg (doi 10.3390/atmos9070280, S); with 8 ppb NH3 (A).
 * Beside it the winters of Beijing by ISORROPIA II, 4.5 +- 0.7 (Ding et al. 2019, doi 10.5194/acp-19-7939-2019, S).
 * Summer: half of the sulfate, a third of the nitrate, no chloride, 20 ppb NH3 (A); beside their summers, 3.8 +- 1.2.
 * Bounds: two standard deviations, for compositions are not theirs. Urban Henan in haze has 3.8 to 5.9 (Wang et al.
 * 2020, doi 10.5194/acp-20-2719-2020, S).
 *
 * Signs. Ammonia raises the pH. Acid that does not evaporate is diluted by water: the pH of sulfuric acid and of
 * (NH4)2SO4 falls with the humidity. With ammonia and nitrate beside it the pH of haze hardly follows the humidity
 * (facts): activities rise as water goes. */
#include "model/aerosol/equilibrium/verify/one_state.h"
#include "model/aerosol/equilibrium/verify/verify.h"

#include <math.h>

/* g/mol */
#define SO4_G 96.06
#define NO3_G 62.005
#define NH4_G 18.039
#define CL_G 35.45
#define K_G 39.098
#define CA_G 40.078
#define MG_G 24.305

static lt_one_state winter(double humidity) {
    const double ug = 55.9e-6, temperature = 264;
    return (lt_one_state){temperature,
                          humidity,
                          {[LT_TOTAL_SO4] = 0.376 * ug / SO4_G,
                           [LT_TOTAL_NO3] = 0.317 * ug / NO3_G,
                           [LT_TOTAL_NH4] = 0.2 * ug / NH4_G + 8 * lt_one_of_ppb(temperature),
                           [LT_TOTAL_CL] = 0.066 * ug / CL_G,
                           [LT_TOTAL_K] = 0.019 * ug / K_G,
                           [LT_TOTAL_CA] = 0.014 * ug / CA_G,
                           [LT_TOTAL_MG] = 0.008 * ug / MG_G}};
}

static lt_one_state summer(double humidity) {
    const double ug = 55.9e-6, temperature = 298;
    return (lt_one_state){temperature,
                          humidity,
                          {[LT_TOTAL_SO4] = 0.188 * ug / SO4_G,
                           [LT_TOTAL_NO3] = 0.106 * ug / NO3_G,
                           [LT_TOTAL_NH4] = 0.1 * ug / NH4_G + 20 * lt_one_of_ppb(temperature),
                           [LT_TOTAL_K] = 0.009 * ug / K_G,
                           [LT_TOTAL_CA] = 0.014 * ug / CA_G,
                           [LT_TOTAL_MG] = 0.008 * ug / MG_G}};
}

static lt_status beside_published(lt_verify *verify, const lt_equilibrium_setup *setup) {
    static const struct {
        const char *name;
        lt_one_state (*state)(double humidity);
        double least, most;
        const char *source;
    } towns[] = {{"Shenyang winter", winter, 3.1, 5.9, "Beijing winter 4.5 +- 0.7, Ding et al. (2019)"},
                 {"Shenyang summer", summer, 1.4, 6.2, "Beijing summer 3.8 +- 1.2, Ding et al. (2019)"}};
    for (int k = 0; k < 2; k++)
        for (int h = 0; h < 3; h++) {
            const double humidity = 0.4 + 0.2 * h;
            const lt_one_state in = towns[k].state(humidity);
            const double ph = lt_one_solve(setup, &in).ph;
            const char *test = lt_fmt("%s %.1f", towns[k].name, humidity);
            LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "pH", .scheme = "forward metastable", .value = ph,
                                 .sense = LT_AT_LEAST, .bound = towns[k].least, .source = towns[k].source));
            LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "pH", .scheme = "forward metastable", .value = ph,
                                 .bound = towns[k].most, .source = towns[k].source));
        }
    return LT_OK;
}

static lt_status with_ammonia(lt_verify *verify, const lt_equilibrium_setup *setup) {
    double least = 99, tenfold[2] = {0};
    for (int h = 2; h <= 9; h++)
        for (int k = 0; k < 2; k++) {
            lt_one_state in = k ? summer(0.1 * h) : winter(0.1 * h);
            for (int ppb = 0; ppb < 40; ppb++) {
                const double before = lt_one_solve(setup, &in).ph;
                in.total[LT_TOTAL_NH4] += lt_one_of_ppb(in.temperature);
                least = fmin(least, lt_one_solve(setup, &in).ph - before);
            }
        }
    for (int k = 0; k < 2; k++) {
        lt_one_state in = k ? summer(0.6) : winter(0.6);
        const lt_one_answer before = lt_one_solve(setup, &in);
        in.total[LT_TOTAL_NH4] += 9 * before.gas[LT_GAS_NH3];
        tenfold[k] = lt_one_solve(setup, &in).ph - before.ph;
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "1 ppb NH3 more", .metric = "least_rise_of_pH", .scheme = "forward metastable",
                         .value = least, .sense = LT_AT_LEAST, .bound = 1e-6, .source = "sign: ammonia is a base"));
    for (int k = 0; k < 2; k++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = k ? "ten times the NH3, summer" : "ten times the NH3, winter",
                             .metric = "rise_of_pH", .scheme = "forward metastable", .value = tenfold[k],
                             .sense = LT_FACT, .source = "some 1: H+ is NH4+ over NH3"));
    return LT_OK;
}

static lt_status with_humidity(lt_verify *verify, const lt_equilibrium_setup *setup) {
    for (int k = 0; k < 2; k++) {
        double least = 99, last = NAN;
        for (int h = 40; h <= 98; h += 2) {
            const lt_one_state in = {298.15, 0.01 * h, {[LT_TOTAL_SO4] = 1e-7, [LT_TOTAL_NH4] = k * 2e-7}};
            const double ph = lt_one_solve(setup, &in).ph;
            if (h > 40) least = fmin(least, ph - last);
            last = ph;
        }
        LT_TRY(LT_VERIFY_ADD(verify, .test = k ? "(NH4)2SO4, 0.4-0.98" : "sulfuric acid, 0.4-0.98",
                             .metric = "least_rise_of_pH_with_2pc", .scheme = "forward metastable", .value = least,
                             .sense = LT_AT_LEAST, .bound = 0, .source = "sign: water dilutes"));
    }
    return LT_OK;
}

lt_status lt_verify_equilibrium_acidity(lt_verify *verify) {
    const lt_equilibrium_setup setup = lt_batch_setup();
    LT_TRY(beside_published(verify, &setup));
    LT_TRY(with_ammonia(verify, &setup));
    return with_humidity(verify, &setup);
}
