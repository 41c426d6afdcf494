/* boiler.c - gases of boilers for solid and liquid fuels by use, fuel and furnace.
 *
 * Factors are those of T/CSES 144-2024, g/kg of fuel = kg/t: table D.1 for power stations and for heat supply, E.7 for
 * industry (the table below).
 *
 *   NOx = 8.96 up to 100 MW, 8.19 below 300 MW, 7.21 from 300 MW     kg/t    coal in power stations, by unit (D.1 b)
 *
 *   NH3 = 0.16 scr + 0.17 sncr                                       kg/t    slip of flue gas denitration (E.1)
 *
 *   scr, sncr: shares of the coal behind denitration with and without catalyst
 *
 * Sulfur dioxide and particles of coal and coke follow from the coal (coal.c); of oil TSP = PM10 (no coarser drops).
 *
 * Source: a public copy of the standard's tables (S; parameter tables of fixed-combustion-inventory-experiment, PDF
 * pages 43-55).
 *
 * Limits: D.1 has no hand-fired grate: it has E.7's everywhere. The standard knows no class of t/h; what a class of
 * boilers is enters through its furnaces, controls and stacks. */
#include "inventory/methods/method.h"

#include <math.h>

enum { POWER, HEAT, INDUSTRY, N_USES };
enum { PULVERISED, FLUIDISED, AUTOMATIC, HAND, COKE, DIESEL, FUEL_OIL, N_FUELS };
enum { USE, FUEL, UNIT, SCR, SNCR, N };

static const char *const uses[] = {"power", "heat", "industry", NULL};
static const char *const fuels[] = {"coal_pulverised",
                                    "coal_fluidised_bed",
                                    "coal_automatic_grate",
                                    "coal_hand_grate",
                                    "coke",
                                    "diesel",
                                    "fuel_oil",
                                    NULL};

static const lt_method_parameter parameters[N] = {
    [USE] = {"use", "", 0, 0, NAN, uses, "who burns it"},
    [FUEL] = {"fuel", "", 0, 0, NAN, fuels, "fuel and furnace"},
    [UNIT] = {"unit_MW", "MW", 1, 2000, 300, NULL, "electric power of a unit, for coal in power stations"},
    [SCR] = {"scr", "1", 0, 1, 0, NULL, "share of the coal behind catalytic denitration"},
    [SNCR] = {"sncr", "1", 0, 1, 0, NULL, "share of the coal behind denitration without catalyst"}};

typedef struct gases {
    double co, nox, voc, so2, pm25, pm10, bc, oc;
} gases;

#define COAL(co, nox, voc)                                                                                             \
    { co, nox, voc, NAN, NAN, NAN, NAN, NAN }

static const gases table[N_FUELS][N_USES] = {
    [PULVERISED] = {COAL(2, NAN, 0.04), COAL(2, 8.85, 0.18), COAL(2, 5.47, 2.16)},
    [FLUIDISED] = {COAL(2, NAN, 0.04), COAL(2, 7.5, 0.18), COAL(2, 7.5, 2.16)},
    [AUTOMATIC] = {COAL(8, NAN, 0.04), COAL(8, 4, 0.18), COAL(15, 4, 2.16)},
    [HAND] = {COAL(124.3, 3.8, 4.53), COAL(124.3, 3.8, 4.53), COAL(124.3, 3.8, 4.53)},
    [COKE] = {COAL(2, 8.85, 0.04), COAL(2, 8.85, 0.04), COAL(2, 4, 0.04)},
    [DIESEL] = {{0.6, 7.4, 0.13, 3, 0.5, 0.5, 0.01, 0.04},
                {0.6, 7.4, 0.13, 3, 0.5, 0.5, 0.14, 0.01},
                {0.6, 9.62, 0.13, 3, 0.5, 0.5, 0.14, 0.04}},
    [FUEL_OIL] = {{0.6, 10.06, 2.88, 20, 0.62, 0.85, 0.04, 0.01},
                  {0.6, 10.06, 0.19, 20, 0.62, 0.85, 0.04, 0.05},
                  {0.6, 5.84, 2.88, 20, 0.67, 1.03, 0.04, 0.01}}};

static double nox_of_unit(double mw) {
    return mw <= 100 ? 8.96 : mw < 300 ? 8.19 : 7.21;
}

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    const gases *g = &table[(int)p[FUEL]][(int)p[USE]];
    kg[LT_CO] = g->co;
    kg[LT_NOX] = isnan(g->nox) ? nox_of_unit(p[UNIT]) : g->nox;
    kg[LT_NMVOC] = g->voc;
    kg[LT_SO2] = g->so2;
    kg[LT_TSP] = kg[LT_PM10] = g->pm10;
    kg[LT_PM25] = g->pm25;
    kg[LT_BC] = g->bc;
    kg[LT_OC] = g->oc;
    if (p[SCR] + p[SNCR] > 0) kg[LT_NH3] = 0.16 * p[SCR] + 0.17 * p[SNCR];
}

const lt_method lt_method_boiler = {.name = "boiler",
                                    .activity_unit = "t",
                                    .source = "T/CSES 144-2024, tables D.1, E.7 and E.1",
                                    .parameters = parameters,
                                    .n = N,
                                    .factors = factors};
