/* lto.c - an aircraft's landing and take-off: approach, taxi, take-off and climb to 915 m, one cycle.
 *
 *   EF_x by type [kg a cycle]: IPCC 2006, volume 2, table 3.6.9 (fuel, CO2, NOx, CO, NMVOC, CH4, N2O)
 *   SO2 = 2 s F, F fuel of the cycle, s sulfur by mass (the table's own is 500 ppm)
 *   PM2.5 = PM10 = TSP = 0.2 g a kg of fuel, BC half of it, OC 0.3
 *               F     CO2   NOx    CO     NMVOC  CH4   N2O
 *   A320        770   2440   9.01   6.19  0.51   0.06  0.1
 *   B737_800    880   2780  12.30   7.07  0.65   0.07  0.1
 *   A330       2230   7050  35.57  16.20  1.15   0.13  0.2
 * Source: table 3.6.9 recalled, not read; particles recalled (a half to three times).
 * Limits: three types stand for all; taxi times of the ICAO cycle; no power units on the ground. */
#include "inventory/methods/method.h"

#include <math.h>

enum { AIRCRAFT, SULFUR, N };
static const char *const types[] = {"A320", "B737_800", "A330", NULL};

static const lt_method_parameter parameters[N] = {
    [AIRCRAFT] = {"aircraft", "1", 0, 2, NAN, types, "type"},
    [SULFUR] = {"sulfur_ppm", "ppm", 0, 3000, 500, NULL, "sulfur in the fuel by mass"}};

static const struct {
    double fuel, co2, nox, co, nmvoc, ch4, n2o; /* kg a cycle */
} cycle[] = {{770, 2440, 9.01, 6.19, 0.51, 0.06, 0.1},
             {880, 2780, 12.30, 7.07, 0.65, 0.07, 0.1},
             {2230, 7050, 35.57, 16.20, 1.15, 0.13, 0.2}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    const int k = (int)p[AIRCRAFT];
    kg[LT_CO2] = cycle[k].co2;
    kg[LT_NOX] = cycle[k].nox;
    kg[LT_CO] = cycle[k].co;
    kg[LT_NMVOC] = cycle[k].nmvoc;
    kg[LT_CH4] = cycle[k].ch4;
    kg[LT_N2O] = cycle[k].n2o;
    kg[LT_SO2] = 2e-6 * p[SULFUR] * cycle[k].fuel;
    kg[LT_TSP] = kg[LT_PM10] = kg[LT_PM25] = 2e-4 * cycle[k].fuel;
    kg[LT_BC] = 0.5 * kg[LT_PM25];
    kg[LT_OC] = 0.3 * kg[LT_PM25];
}

const lt_method lt_method_lto = {.name = "lto",
                                 .activity_unit = "LTO",
                                 .source = "IPCC 2006, volume 2, table 3.6.9, recalled",
                                 .parameters = parameters,
                                 .n = N,
                                 .factors = factors};
