/* rates.c - the rate laws (mechanism/rate_laws.h) against published values.
 *
 * CMAQ 5.5 prints the constants of CB6r5 at 298.15 K and 2.4615e19 molecules cm-3 with five digits
 * (CCTM/src/MECHS/mechanism_information/cb6r5_ae7_aq/mech_cb6r5_ae7_aq.md): one reaction for each form. Bound: half a
 * unit of the fifth digit of 1.0000 (5e-5) and that of the air (2e-5). KPP's laws are held to
 * the same reactions where the form allows it (FALL: N = 1), with CFACTOR such that 1e6 CFACTOR is the air. */
#include "model/chemistry/mechanism/mechanism.h"
#include "model/chemistry/mechanism/rate_laws.h"

#include "model/chemistry/verify/verify.h"

#include <math.h>
#include <string.h>

static const struct case_of_law {
    const char *reaction, *law;
    double arguments[LT_RATE_MOST_ARGUMENTS];
    double published;
} cases[] = {
    {"R2 O + O2 + M", "ARR_ac", {6.00e-34, -2.6}, 6.0973e-34},
    {"R3 O3 + NO", "ARR_ab", {2.07e-12, 1400.0}, 1.8910e-14},
    {"R13 O3 + HO2", "ARR_abc", {2.03e-16, -693.0, 4.57}, 2.0168e-15},
    {"R16 OH + OH", "ARR", {6.20e-14, -945.0, 2.6}, 1.4519e-12},
    {"R4 O + NO", "TROE", {1.00e-31, 0.0, -1.6, 5.00e-11, 0.0, 0.30, 0.85, 0.84}, 2.2577e-12},
    {"R36 NO3 + NO2", "TROE", {3.60e-30, 0.0, -4.1, 1.90e-12, 0.0, 0.2, 0.35, 1.33}, 1.2406e-12},
    {"R37 N2O5", "TROE", {1.30e-3, 11000.0, -3.5, 9.70e14, 11080.0, 0.1, 0.35, 1.33}, 4.5396e-2},
    {"R55 PAN", "TROE", {1.10e-5, 10100.0, 0.0, 1.90e17, 14100.0, 0.0, 0.3, 1.41}, 4.4073e-4},
    {"R217 XPRP", "TROE", {2.37e-21, 0.0, 0.0, 4.07e-1, 0.0, -8.0, 0.41, 1.0}, 3.0828e-2},
    {"DMS2 DMS + OH", "TROE", {1.99e-39, -5270.0, 0.0, 1.26e-10, 340.0, 0.0, 1.0, 1.0}, 2.1985e-12},
    {"R45 NO2 + OH", "FALL", {1.80e-30, 0.0, -3.0, 2.80e-11, 0.0, 0.0, 0.6}, 1.0589e-11},
    {"R45 NO2 + OH", "k_3rd", {298.15, 2.4615e19, 1.80e-30, 3.0, 2.80e-11, 0.0, 0.6}, 1.0589e-11},
    {"R46 HNO3 + OH", "LOW_HIGH", {2.40e-14, -460.0, 2.70e-17, -2199.0, 6.50e-34, -1335.0}, 1.5409e-13},
    {"R46 HNO3 + OH", "EP2", {2.40e-14, -460.0, 2.70e-17, -2199.0, 6.50e-34, -1335.0}, 1.5409e-13},
    {"R19 HO2 + HO2", "PLUS_M", {2.20e-13, -600.0, 1.90e-33, -980.0}, 2.8975e-12},
    {"R20 HO2 + HO2 + H2O", "PLUS_M", {3.08e-34, -2800.0, 2.66e-54, -3180.0}, 6.4973e-30},
    {"R123 CO + OH", "EP3", {1.44e-13, 0.0, 3.43e-33, 0.0}, 2.2843e-13},
    {"HAL_Ozone O3 over sea", "HALOGEN", {6.7006e-11, -10.7435, 3.4153e-8, 0.6713, 2.0e-6}, 2.0e-6},
};

/* Reactions of the shipped file by label: what stands there, and rates that are another's, once and twice removed. */
static const struct case_of_label {
    const char *label;
    double published;
} labels[] = {{"R54", 9.8670e-12},  {"R62", 8.2883e-12},  {"R208", 8.2883e-12}, {"R63", 3.7022e-4},
              {"R209", 3.7022e-4},  {"R60", 1.5514e-11},  {"R207", 2.0957e-11}, {"R66", 1.5924e-11},
              {"R102", 1.5268e+2},  {"CL13", 5.9349e-11}, {"CL28", 2.3359e-12}, {"SA13", 9.4655e-12},
              {"DMS4", 3.6537e-10}, {"HG5", 2.2014e-32},  {"R218", 1.0},        {"HYD_MT", 9.2590e-5}};

static lt_status by_label(lt_verify *verify, const lt_mechanism *m, const double *variable) {
    double *k = NULL, *external = NULL; /* all 0 */
    lt_status status = lt_calloc((size_t)m->n_reactions, sizeof *k, &k);
    if (status == LT_OK) status = lt_calloc((size_t)m->n_externals, sizeof *external, &external);
    lt_rate_air air = {.external = external};
    memcpy(air.variable, variable, sizeof air.variable);
    if (status == LT_OK) status = lt_rates(m, &air, k);
    for (size_t l = 0; l < sizeof labels / sizeof *labels && status == LT_OK; l++)
        status = LT_VERIFY_ADD(verify, .test = lt_fmt("%s %s", m->name, labels[l].label), .metric = "relative_error",
                               .scheme = "file",
                               .value = fabs(k[lt_mechanism_reaction(m, labels[l].label)] / labels[l].published - 1.0),
                               .bound = 7e-5, .source = "CMAQ 5.5, table of cb6r5_ae7_aq at 298.15 K");
    lt_free(external);
    lt_free(k);
    return status;
}

lt_status lt_verify_chemistry_rates(lt_verify *verify) {
    double variable[LT_RATE_N_VARIABLES] = {0};
    variable[LT_RATE_TEMP] = 298.15;
    variable[LT_RATE_PRESS] = 101325.0;
    variable[LT_RATE_AIR] = 2.4615e19;
    variable[LT_RATE_CFACTOR] = 2.4615e13;
    variable[LT_RATE_COS_SZA] = 0.5;
    variable[LT_RATE_SEA] = 1.0;
    const lt_law_air air = lt_law_air_of(variable);
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const lt_rate_law *law = &lt_rate_laws[lt_rate_law_find(cases[c].law)];
        LT_TRY(LT_VERIFY_ADD(verify, .test = cases[c].reaction, .metric = "relative_error", .scheme = law->name,
                             .value = fabs(law->value(&air, cases[c].arguments) / cases[c].published - 1.0),
                             .bound = 7e-5, .source = "CMAQ 5.5, table of cb6r5_ae7_aq at 298.15 K"));
    }
    lt_mechanism *mechanism;
    LT_TRY(lt_mechanism_read("cb6r5_ae7_aq", &mechanism));
    lt_status status = by_label(verify, mechanism, variable);
    lt_mechanism_free(mechanism);
    return status;
}
