/* camx.c - surface conductances of zhang.c against the routine of CAMx 7.20 that follows the same paper (drygas of
 * vd_gas_zhang.f): R_c that its statements gave, transcribed and compiled with gfortran 12, for the gases and hours
 * below. The gases' numbers stand here, so that the table of gases may change. Left out: ice, where CAMx sets R_g(SO2)
 * to 100 s/m and the paper follows the temperature; closed stomata, 1e5 s/m there, were taken for closed. Bound: its
 * constants are of single precision (6e-8); R_c has 6 decimals. */
#include "model/deposition/gas_dry.h"
#include "model/deposition/verify/typical.h"
#include "model/deposition/verify/verify.h"

#include <math.h>

enum { N_GASES = 7 };

static const struct {
    const char *name;
    double alpha, beta, heavier, mesophyll;
} gases[N_GASES] = {
    {"O3", 0, 1, 1.50831025, 0.00999999962},      {"SO2", 1, 0, 2, 0.00992978319},
    {"HNO3", 10, 10, 2.04123711, 9.27643779e-11}, {"NO2", 0, 0.8, 1.6002939, 0.09999996},
    {"NH3", 1, 0, 1.10111223, 0.287604257},       {"PAN", 0, 0.6, 3.17030568, 0.0999906675},
    {"FORM", 0.8, 0.2, 1.4015444, 0.9375},
};

/* Class, leaf area, green; friction velocity, temperature, global radiation, cosine of the zenith, humidity, cloud,
 * mm/h, cm of snow; R_c [s/m] of the gases. */
static const struct {
    int zhang;
    double leaves, green, weather[8], published[N_GASES];
} cases[] = {
    {15,
     3,
     1,
     {0.4, 300.15, 750, 0.85, 0.6, 0.3, 0, 0},
     {90.106429, 96.551590, 26.069599, 97.215579, 64.522424, 166.998102, 78.586093}},
    {15,
     3,
     1,
     {0.1, 292.15, 0, 0, 0.9, 0.1, 0, 0},
     {953.260136, 521.249095, 38.210991, 1143.946005, 521.249095, 1432.126588, 573.105923}},
    {7,
     4.5,
     0.95744680851063824,
     {0.6, 299.15, 600, 0.7, 0.6, 0.5, 0, 0},
     {152.884741, 151.735511, 28.967542, 165.238946, 104.784865, 279.497236, 127.068005}},
    {7,
     4.5,
     0.95744680851063824,
     {0.5, 295.15, 300, 0.6, 0.95, 1, 2, 0},
     {115.868330, 38.554805, 10.000000, 128.685407, 34.222569, 212.239010, 41.819970}},
    {4,
     5.3,
     0.94871794871794868,
     {0.5, 290.15, 700, 0.8, 0.5, 0.2, 0, 0},
     {150.172664, 156.602253, 32.789171, 162.539017, 108.838222, 266.860907, 130.467128}},
    {25,
     1.2,
     0.060606060606060594,
     {0.5, 284.15, 400, 0.5, 0.6, 0.8, 0, 0},
     {221.989870, 224.008945, 40.882128, 243.624819, 173.831371, 356.861997, 198.427250}},
    {13,
     3,
     0.83870967741935487,
     {0.3, 295.15, 650, 0.8, 0.45, 0, 0, 0},
     {123.818400, 127.780058, 37.693351, 133.603010, 88.521485, 221.188791, 106.525997}},
    {21,
     0.34,
     0.72340425531914898,
     {0.5, 303.15, 700, 0.8, 0.5, 0.1, 0, 0},
     {451.166908, 328.858365, 69.132470, 534.212206, 308.617650, 728.952425, 335.718174}},
    {23,
     1.6,
     0.56521739130434778,
     {0.35, 291.15, 500, 0.65, 0.7, 0.6, 0, 0},
     {163.874073, 105.960435, 27.680234, 181.272574, 84.107519, 305.792809, 97.893006}},
    {11,
     2.5,
     0.75,
     {0.35, 298.15, 120, 0.3, 0.7, 0.9, 0, 0},
     {200.214397, 186.346889, 34.255537, 217.713174, 140.228079, 335.614909, 164.819095}},
    {13,
     0.4,
     0,
     {0.3, 261.15, 250, 0.35, 0.6, 0.1, 0, 7.5},
     {1136.997375, 316.644314, 39.033057, 1409.097870, 316.644314, 1862.343461, 365.549407}},
    {4,
     1.6,
     0,
     {0.5, 263.15, 300, 0.4, 0.7, 0.3, 0, 15},
     {597.316965, 421.637654, 50.188153, 695.874133, 421.637654, 855.231111, 447.904790}},
    {1,
     0,
     0,
     {0.2, 297.15, 500, 0.7, 0.8, 0.3, 0, 0},
     {2000.000000, 20.000000, 10.000000, 2500.000000, 20.000000, 3333.333333, 24.937656}},
};

static void compare(const void *tables, size_t c, double *worst) {
    const double *w = cases[c].weather;
    const double numbers[11] = {w[0], 0.0, 0.1, w[1], w[1], w[4], w[2], w[3], w[5], w[6] / 3600.0, w[7] / 15.0};
    const lt_gas_dry_ground ground = {.leaves = cases[c].leaves, .green = cases[c].green, .zhang = cases[c].zhang};
    lt_gas_dry_gas gas[N_GASES] = {{0}};
    double conductance[N_GASES * LT_LANES];
    lt_typical typical;
    lt_gas_dry_lanes lanes;
    lt_typical_of(20.0, numbers, &typical);
    lt_gas_dry_share(&typical.weather, &lanes);
    for (int l = 0; l < LT_LANES; l++) lanes.friction[l] = w[0];
    for (int s = 0; s < N_GASES; s++)
        gas[s] = (lt_gas_dry_gas){.deposits = true,
                                  .alpha = gases[s].alpha,
                                  .beta = gases[s].beta,
                                  .heavier = gases[s].heavier,
                                  .mesophyll = gases[s].mesophyll};
    lt_gas_dry_conduct_zhang(tables, gas, N_GASES, &ground, &lanes, conductance);
    for (int s = 0; s < N_GASES; s++)
        for (int l = 0; l < LT_LANES; l++)
            worst[s] = fmax(worst[s], fabs(1.0 / conductance[s * LT_LANES + l] / cases[c].published[s] - 1.0));
}

lt_status lt_verify_deposition_camx(lt_verify *verify) {
    double worst[N_GASES] = {0};
    void *tables;
    LT_TRY(lt_gas_dry_read_zhang(&tables));
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) compare(tables, c, worst);
    lt_free(tables);
    for (int s = 0; s < N_GASES; s++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("%s, %zu hours", gases[s].name, sizeof cases / sizeof *cases),
                             .metric = "relative_error", .scheme = "zhang", .value = worst[s], .bound = 1e-6,
                             .source = "CAMx 7.20, vd_gas_zhang.f"));
    return LT_OK;
}
