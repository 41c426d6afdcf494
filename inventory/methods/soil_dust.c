/* soil_dust.c - dust that the wind lifts from bare soil, by area and year.
 *
 *   EF = k a I f L V C      t/(ha year), 1 t/ha = 0.1 kg/m2
 *   k    1 TSP, 0.30 PM10, 0.05 PM2.5
 *   a    0.025, the part of the soil set in motion that stays in the air as TSP
 *   I    erodibility of the soil [t/(ha year)], short tons an acre in brackets: silt 85 (38), clay loam 108 (48),
 *        loam 126 (56), sandy loam and clay 193 (86), loamy sand 300 (134), sand 360 to 695 (160 to 310)
 *   f    roughness of the ground, 0.5
 *   L    width without shelter: 0.7 up to 300 m, 0.85 to 600 m, 1 beyond
 *   V    part that is bare (1 where the activity is bare area itself)
 *   C    climate, 3.86 u^3 / PE^2; u mean wind of the year [m/s]
 *   PE   precipitation effectiveness, 3.16 sum over months (P / (1.8 T + 22))^(10/9); P [mm], at least 12.7;
 *        T [C], at least -2 (Thornthwaite 1931 in metric units; 3.16 = 115 / 25.4^(10/9); recalled)
 *
 * Source: the Chinese dust guide (2014), soil dust; its k, f and L recalled, not read. k agrees with wind erosion of
 * China in 2015, 22.7, 6.77 and 1.17 Mt of TSP, PM10, PM2.5 (cited by Zhao et al. 2022, Acta Ecologica Sinica 42(19)
 * 7910: V). a, and the range of I: the same equation in the Bay Area (baaqmd.github.io/BY2011-methodology, 10.11:
 * 0.025, 38 to 220 short tons an acre; V); I by texture: wind erodibility groups of the USDA, recalled. The guide's
 * index of the soil is a I here.
 * C: Chepil et al. 1962, 0.345 u^3 / PE^2 with miles an hour, recalled. The guide (recalled) has 0.504 u^3 / PE^2 with
 * PE = 1.099 p / (0.5949 + 0.1189 T) of the year: with p in mm that is 7e-5 for Beijing, with p in inches 0.04.
 * Chepil's gives Beijing 0.033 from the station statistics of 2014-2021; published for 2017 is 0.029 +- 0.009 (Li et
 * al. 2020, Huanjing Kexue 41(6) 2609, abstract: V), who find C of other Chinese studies too low. With their I 188, V
 * 0.63 and C 0.029 the equation gives 0.00182 t/ha of PM2.5; they have 0.0018.
 *
 * Limits: a long-term mean of a region, no single storm; no threshold of wind, no snow, frost or crust; the USDA's
 * equation is no plain product of its factors. u is of a station in a town: open fields have more wind. Where a law of
 * the model lifts dust by the wind of the run, rows of this method are to be left out. */
#include "inventory/methods/method.h"

#include <math.h>

enum { WIND, PE, ERODIBILITY, ROUGHNESS, WIDTH, BARE, N };

static const lt_method_parameter parameters[N] = {
    [WIND] = {"wind_ms", "m/s", 0, 15, NAN, NULL, "mean wind of the year at 10 m"},
    [PE] = {"precipitation_effectiveness", "1", 5, 300, NAN, NULL, "Thornthwaite's index of the year"},
    [ERODIBILITY] = {"erodibility_t_ha", "t/ha", 0, 695, NAN, NULL, "erodibility of the soil, a year"},
    [ROUGHNESS] = {"roughness", "1", 0, 1, 0.5, NULL, "factor of the roughness of the ground"},
    [WIDTH] = {"width_factor", "1", 0, 1, NAN, NULL, "factor of the width without shelter"},
    [BARE] = {"bare_share", "1", 0, 1, 1, NULL, "part of the area that is bare"}};

#define SUSPENDED 0.025
#define KG_M2_PER_T_HA 0.1

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    const double climate = 3.86 * pow(p[WIND], 3) / (p[PE] * p[PE]);
    const double soil = SUSPENDED * p[ERODIBILITY] * p[ROUGHNESS] * p[WIDTH] * p[BARE];
    kg[LT_TSP] = KG_M2_PER_T_HA * soil * climate;
    kg[LT_PM10] = 0.30 * kg[LT_TSP];
    kg[LT_PM25] = 0.05 * kg[LT_TSP];
}

const lt_method lt_method_soil_dust = {.name = "soil_dust",
                                       .activity_unit = "m2",
                                       .source = "Chinese dust guide 2014 (recalled), Chepil et al. 1962",
                                       .parameters = parameters,
                                       .n = N,
                                       .factors = factors};
