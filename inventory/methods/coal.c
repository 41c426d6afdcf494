/* coal.c - sulfur, ash and the carbon of smoke from the coal that is burnt.
 *
 * T/CSES 144-2024, equations 3 to 6, as carried by a public rule pack (S); S and A in per cent of mass as fired:
 *   EF_SO2 = 20 S (1 - sr)         kg/t   sr: share of the sulfur that stays in the ash
 *   EF_PM  = 10 A (1 - ar) f       kg/t   ar: share of the ash that leaves at the bottom, f: share of the size class
 *   EF_BC  = EF_PM2.5 f_bc,  EF_OC = EF_PM2.5 f_oc
 *   TSP is all ash that leaves with the gas: f = 1
 * Example of the standard's own pack: S = 1 %, sr = 0.15 gives 17 kg/t.
 * Limits: one coal a process; its S and A are recalled values with a wide range (data/methods/coal.csv). */
#include "inventory/methods/method.h"

#include <math.h>

enum { SULFUR, ASH, RETAINED, BOTTOM, FINE, PM10, BLACK, ORGANIC, N };

static const lt_method_parameter parameters[N] = {
    [SULFUR] = {"sulfur_percent", "percent", 0, 100, NAN, NULL, "sulfur of the coal as fired"},
    [ASH] = {"ash_percent", "percent", 0, 100, NAN, NULL, "ash of the coal as fired"},
    [RETAINED] = {"sr", "1", 0, 1, NAN, NULL, "share of the sulfur that stays in the ash"},
    [BOTTOM] = {"ar", "1", 0, 1, NAN, NULL, "share of the ash that leaves at the bottom"},
    [FINE] = {"f25", "1", 0, 1, NAN, NULL, "share of PM2.5 in the fly ash"},
    [PM10] = {"f10", "1", 0, 1, NAN, NULL, "share of PM10 in the fly ash"},
    [BLACK] = {"f_bc", "1", 0, 1, NAN, NULL, "black carbon in PM2.5"},
    [ORGANIC] = {"f_oc", "1", 0, 1, NAN, NULL, "organic carbon in PM2.5"}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    double fly_ash = 10.0 * p[ASH] * (1.0 - p[BOTTOM]);
    kg[LT_SO2] = 20.0 * p[SULFUR] * (1.0 - p[RETAINED]);
    kg[LT_TSP] = fly_ash;
    kg[LT_PM10] = fly_ash * p[PM10];
    kg[LT_PM25] = fly_ash * p[FINE];
    kg[LT_BC] = kg[LT_PM25] * p[BLACK];
    kg[LT_OC] = kg[LT_PM25] * p[ORGANIC];
}

const lt_method lt_method_coal = {.name = "coal",
                                  .activity_unit = "t",
                                  .source = "T/CSES 144-2024, equations 3 to 6",
                                  .parameters = parameters,
                                  .n = N,
                                  .factors = factors};
