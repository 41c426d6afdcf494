/* gas_boiler.c - gases of boilers for gaseous fuels.
 *
 * Factors are those of T/CSES 144-2024, table D.1 (power stations, heat supply: the same) and E.7 (industry), g/m3 of
 * gas, read in a public copy of the standard's tables (S). The heading of E.7 says g/kg; the copy takes g/m3, as D.1
 * and public notice 2021-24 of the ministry do. Limits: TSP = PM10 = PM2.5 (soot); sulfur of blast furnace and coke
 * oven gas is 0 in the standard, so it is in the factors of the works that make the gas; BC and OC are 0 there. */
#include "inventory/methods/method.h"

#include <math.h>

enum { STATION, INDUSTRY };
enum { NATURAL, COKE_OVEN, BLAST_FURNACE, N_GASES };
enum { USE, FUEL, N };

static const char *const uses[] = {"power", "heat", "industry", NULL};
static const char *const fuels[] = {"natural_gas", "coke_oven_gas", "blast_furnace_gas", NULL};

static const lt_method_parameter parameters[N] = {
    [USE] = {"use", "", 0, 0, NAN, uses, "who burns it"}, [FUEL] = {"fuel", "", 0, 0, NAN, fuels, "gas"}};

/* g/m3: NOx and VOC by gas and use; CO 1.3 and particles 0.03 everywhere. */
static const double nox[N_GASES][2] = {{4.1, 2.09}, {1.35, 0.96}, {1.35, 0.13}};
static const double voc[N_GASES][2] = {{0.02, 0.12}, {0.02, 0.02}, {0.05, 0.05}};

static void factors(const double *p, const void *tables, double kg[LT_N_POLLUTANTS]) {
    (void)tables;
    int gas = (int)p[FUEL], use = (int)p[USE] == 2 ? INDUSTRY : STATION;
    kg[LT_NOX] = 1e-3 * nox[gas][use];
    kg[LT_NMVOC] = 1e-3 * voc[gas][use];
    kg[LT_CO] = 1e-3 * 1.3;
    kg[LT_TSP] = kg[LT_PM10] = kg[LT_PM25] = 1e-3 * 0.03;
}

const lt_method lt_method_gas_boiler = {.name = "gas_boiler",
                                        .activity_unit = "m3",
                                        .source = "T/CSES 144-2024, tables D.1 and E.7",
                                        .parameters = parameters,
                                        .n = N,
                                        .factors = factors};
