/* enteric_ch4.c - methane of the rumen of cattle, from the energy that they eat.
 *
 * IPCC 2006 vol. 4 ch. 10, tier 2 (equations 10.3, 10.4, 10.6, 10.8, 10.13 to 10.16, 10.21); energies in MJ/d:
 *   NE_m = C_f W^0.75                               upkeep; C_f 0.386 with milk, else 0.322
 *   NE_a = C_a NE_m                                 C_a 0 stall, 0.17 pasture
 *   NE_g = 22.02 (W / (C M))^0.75 g^1.097           growth; C 1.0, M grown weight
 *   NE_l = milk (1.47 + 0.40 fat)
 *   NE_p = 0.10 NE_m                                of the share with calf
 *   REM  = 1.123 - 4.092e-3 D + 1.126e-5 D^2 - 25.4 / D
 *   REG  = 1.164 - 5.160e-3 D + 1.308e-5 D^2 - 37.4 / D
 *   GE   = ((NE_m + NE_a + NE_l + NE_p) / REM + NE_g / REG) / (D / 100)
 *   CH4  = GE (Y_m / 100) 365 / 55.65               kg a head and year
 * W live weight [kg], g gain [kg/d], milk [kg/d], fat [%], D digestible energy [%], Y_m share of GE in methane [%].
 * Known answer: the inputs of the guide's Asian dairy cow (350 kg, 1 650 kg milk a year, D 60, Y_m 6.5) give its
 * tier 1 factor, 68 kg (table 10.11). All of it recalled. Limits: cattle; sheep, pigs, horses have tier 1 factors in
 * data/factors/agriculture.csv. */
#include "inventory/methods/method.h"

#include <math.h>

enum { WEIGHT, GROWN, GAIN, MILK, FAT, WITH_CALF, PASTURE, DIGESTIBLE, YM, N };

static const lt_method_parameter parameters[N] = {
    [WEIGHT] = {"weight_kg", "kg", 20, 1500, NAN, NULL, "mean live weight"},
    [GROWN] = {"grown_weight_kg", "kg", 50, 1500, 600, NULL, "weight of a grown animal"},
    [GAIN] = {"gain_kg_d", "kg/d", 0, 3, 0, NULL, "mean gain"},
    [MILK] = {"milk_kg_d", "kg/d", 0, 60, 0, NULL, "milk, mean over the year"},
    [FAT] = {"fat_percent", "percent", 0, 10, 4, NULL, "fat of the milk"},
    [WITH_CALF] = {"with_calf", "1", 0, 1, 0, NULL, "share of animals with calf"},
    [PASTURE] = {"pasture", "1", 0, 1, 0, NULL, "share of the year on pasture"},
    [DIGESTIBLE] = {"digestible_percent", "percent", 45, 85, NAN, NULL, "digestible energy of the feed"},
    [YM] = {"ym_percent", "percent", 0, 12, 6.5, NULL, "share of the energy that leaves as methane"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    const double d = p[DIGESTIBLE];
    double upkeep = (p[MILK] > 0 ? 0.386 : 0.322) * pow(p[WEIGHT], 0.75);
    double growth = 22.02 * pow(p[WEIGHT] / p[GROWN], 0.75) * pow(p[GAIN], 1.097);
    double milk = p[MILK] * (1.47 + 0.40 * p[FAT]);
    double rem = 1.123 - 4.092e-3 * d + 1.126e-5 * d * d - 25.4 / d;
    double reg = 1.164 - 5.160e-3 * d + 1.308e-5 * d * d - 37.4 / d;
    double held = upkeep * (1.0 + 0.17 * p[PASTURE] + 0.10 * p[WITH_CALF]) + milk;
    double eaten = (held / rem + growth / reg) / (d / 100.0);
    kg[LT_CH4] = eaten * p[YM] / 100.0 * 365.0 / 55.65;
}

const lt_method lt_method_enteric_ch4 = {.name = "enteric_ch4",
                                         .activity_unit = "head",
                                         .source = "IPCC 2006 vol. 4 ch. 10, tier 2, equation 10.21",
                                         .parameters = parameters,
                                         .n = N,
                                         .factors = factors};
